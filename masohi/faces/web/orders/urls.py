from django.urls import path

from masohi.faces.web.orders import views

urlpatterns = [
    path("perkara", views.orders, name="orders"),
    path("perkara/baru", views.new_order, name="order-new"),
    path("perkara/<str:code>", views.order, name="order"),
    path("perkara/<str:code>/jadwal", views.order_schedule, name="order-schedule"),
    path("perkara/<str:code>/jam", views.order_hours, name="order-hours"),
    path("perkara/<str:code>/dokumen", views.order_letters, name="order-letters"),
    path("perkara/<str:code>/riwayat", views.order_history, name="order-history"),
    path("perkara/<str:code>/orang", views.person, name="order-person"),
    path("perkara/<str:code>/petugas", views.officers, name="order-officers"),
    path("perkara/<str:code>/mulai", views.start, name="order-start"),
    path("perkara/<str:code>/putusan", views.sentence, name="order-sentence"),
    path("perkara/<str:code>/tutup", views.close, name="order-close"),
    path("perkara/<str:code>/selesai", views.complete, name="order-complete"),
    path("perkara/<str:code>/rencana", views.propose, name="plan-propose"),
    path("rencana/<str:code>", views.plan, name="plan"),
    path("surat/<str:code>.pdf", views.letter_file, name="letter-file"),
    path("surat/<str:code>/cabut", views.revoke, name="letter-revoke"),
]
