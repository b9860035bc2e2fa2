from django.urls import path

from masohi.faces.web.orders import (
    views_change,
    views_letters,
    views_list,
    views_new,
    views_order,
    views_person,
    views_plan,
)

urlpatterns = [
    path("perkara", views_list.orders, name="orders"),
    path("perkara/baru", views_new.new_order, name="order-new"),
    path("perkara/<str:code>", views_order.order, name="order"),
    path("perkara/<str:code>/jadwal", views_order.order_schedule, name="order-schedule"),
    path("perkara/<str:code>/jam", views_order.order_hours, name="order-hours"),
    path("perkara/<str:code>/dokumen", views_order.order_letters, name="order-letters"),
    path("perkara/<str:code>/riwayat", views_order.order_history, name="order-history"),
    path("perkara/<str:code>/orang", views_person.person, name="order-person"),
    path("perkara/<str:code>/orang/nik", views_person.nik, name="order-nik"),
    path("perkara/<str:code>/petugas", views_change.officers, name="order-officers"),
    path("perkara/<str:code>/mulai", views_change.start, name="order-start"),
    path("perkara/<str:code>/putusan", views_change.sentence, name="order-sentence"),
    path("perkara/<str:code>/tutup", views_change.close, name="order-close"),
    path("perkara/<str:code>/selesai", views_change.complete, name="order-complete"),
    path("perkara/<str:code>/rencana", views_plan.propose, name="plan-propose"),
    path("rencana/<str:code>", views_plan.plan, name="plan"),
    path("surat/<str:code>.pdf", views_letters.letter_file, name="letter-file"),
    path("surat/<str:code>/cabut", views_letters.revoke, name="letter-revoke"),
]
