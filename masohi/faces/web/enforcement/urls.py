from masohi.faces.addresses import path
from masohi.faces.web.enforcement import views_breach, views_order, views_step

urlpatterns = [
    path("panggilan", views_order.steps_due, name="steps"),
    path("panggilan/<code:code>", views_step.step, name="step"),
    path("perkara/<code:code>/langkah/konsep.pdf", views_step.draft_file, name="step-draft"),
    path("panggilan/<code:code>/bukti", views_step.proof, name="step-proof"),
    path("perkara/<code:code>/langkah", views_step.new_step, name="step-new"),
    path("perkara/<code:code>/tindak-lanjut", views_order.follow_up, name="order-followup"),
    path("perkara/<code:code>/pelanggaran", views_breach.breach, name="order-breach"),
    path("pelanggaran", views_breach.waiting, name="breach-files"),
    path("pelanggaran/<code:code>/bukti.zip", views_breach.evidence, name="breach-evidence"),
]
