from django.urls import path

from masohi.faces.web.manage import accounts, law, numbers, views

urlpatterns = [
    path("kelola", views.manage, name="manage"),
    path("kelola/pengguna", accounts.accounts, name="manage-accounts"),
    path("kelola/pengguna/baru", accounts.new_account, name="manage-account-new"),
    path("kelola/pengguna/<int:number>", accounts.account, name="manage-account"),
    path("kelola/parameter", numbers.parameters, name="parameters"),
    path("kelola/parameter/<slug:key>", numbers.parameter, name="parameter"),
    path("kelola/kalender", views.calendar, name="calendar"),
    path("kelola/catatan", views.ledger, name="ledger"),
    path("kelola/gaya", views.style, name="style"),
    path("hukum", law.law, name="law"),
]
