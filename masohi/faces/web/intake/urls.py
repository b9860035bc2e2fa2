"""Addresses of the import of registers."""

from django.urls import path

from masohi.faces.web.intake import views

urlpatterns = [
    path("impor", views.uploads, name="intake"),
    path("impor/contoh.xlsx", views.template, name="intake-template"),
    path("impor/<str:code>", views.upload, name="intake-batch"),
    path("impor/<str:code>/perbaiki.xlsx", views.fixes, name="intake-fixes"),
    path("impor/<str:code>/baris/<int:number>", views.correct, name="intake-row"),
]
