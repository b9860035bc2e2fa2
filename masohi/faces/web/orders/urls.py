from masohi.faces.addresses import path
from masohi.faces.web.orders import (
    views_change,
    views_letters,
    views_list,
    views_new,
    views_order,
    views_person,
    views_plan,
    views_twins,
)

urlpatterns = [
    path("perkara", views_list.orders, name="orders"),
    path("perkara/baru", views_new.new_order, name="order-new"),
    path("perkara/<code:code>", views_order.order, name="order"),
    path("perkara/<code:code>/jadwal", views_order.order_schedule, name="order-schedule"),
    path("perkara/<code:code>/jam", views_order.order_hours, name="order-hours"),
    path("perkara/<code:code>/dokumen", views_order.order_letters, name="order-letters"),
    path("perkara/<code:code>/riwayat", views_order.order_history, name="order-history"),
    path("perkara/<code:code>/orang", views_person.person, name="order-person"),
    path("perkara/<code:code>/orang/nik", views_person.nik, name="order-nik"),
    path("perkara/<code:code>/orang/serupa", views_twins.decide, name="order-twin"),
    path("perkara/<code:code>/petugas", views_change.officers, name="order-officers"),
    path("perkara/<code:code>/mulai", views_change.start, name="order-start"),
    path("perkara/<code:code>/putusan", views_change.sentence, name="order-sentence"),
    path("perkara/<code:code>/tutup", views_change.close, name="order-close"),
    path("perkara/<code:code>/selesai", views_change.complete, name="order-complete"),
    path("perkara/<code:code>/rencana", views_plan.propose, name="plan-propose"),
    path("rencana/<code:code>", views_plan.plan, name="plan"),
    path("surat/<code:code>.pdf", views_letters.letter_file, name="letter-file"),
    path("surat/<code:code>/cabut", views_letters.revoke, name="letter-revoke"),
]
