"""Addresses of budget lines and their payments."""

from masohi.faces.addresses import path
from masohi.faces.web.budget import booking, editing, importing, views

urlpatterns = [
    path("anggaran", views.budget, name="budget"),
    path("anggaran/baru", editing.new_line, name="budget-new"),
    path("anggaran/impor", importing.upload, name="budget-import"),
    path("anggaran/impor/contoh.xlsx", importing.template, name="budget-template"),
    path("anggaran/<code:code>", views.line, name="budget-line"),
    path("anggaran/<code:code>/ubah", editing.change, name="budget-change"),
    path("anggaran/<code:code>/rencana", booking.plan, name="budget-plan"),
    path("anggaran/<code:code>/realisasi", booking.pay, name="budget-pay"),
    path("realisasi/<code:code>/berkas", booking.payment_file, name="payment-file"),
    path("realisasi/<code:code>/tarik", booking.withdraw, name="payment-withdraw"),
]
