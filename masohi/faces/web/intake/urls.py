"""Addresses of the import of registers."""

from masohi.faces.addresses import path
from masohi.faces.web.intake import views

urlpatterns = [
    path("impor", views.uploads, name="intake"),
    path("impor/contoh.xlsx", views.template, name="intake-template"),
    path("impor/<code:code>", views.upload, name="intake-batch"),
    path("impor/<code:code>/perbaiki.xlsx", views.fixes, name="intake-fixes"),
    path("impor/<code:code>/baris/<int:number>", views.correct, name="intake-row"),
]
