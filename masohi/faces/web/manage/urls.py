from django.urls import path

from masohi.faces.web.manage import views

urlpatterns = [
    path("kelola", views.manage, name="manage"),
    path("kelola/pengguna", views.accounts, name="manage-accounts"),
    path("kelola/pengguna/baru", views.new_account, name="manage-account-new"),
    path("kelola/pengguna/<int:number>", views.account, name="manage-account"),
    path("kelola/parameter", views.parameters, name="parameters"),
    path("kelola/parameter/<slug:key>", views.parameter, name="parameter"),
    path("kelola/kalender", views.calendar, name="calendar"),
    path("kelola/catatan", views.ledger, name="ledger"),
    path("kelola/gaya", views.style, name="style"),
    path("hukum", views.law, name="law"),
]
