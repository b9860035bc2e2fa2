"""Addresses of divisions, premi and the month's statement."""

from masohi.faces.addresses import path
from masohi.faces.web.money import makers, views

urlpatterns = [
    path("premi/angka", views.figures, name="product-figures"),
    path("premi", views.money, name="money"),
    path("premi/kebijakan", views.policies, name="split-policies"),
    path("premi/kebijakan/baru", views.new_policy, name="split-policy-new"),
    path("premi/pembagian/<code:code>", views.split, name="split"),
    path("premi/bulan/<str:name>", views.month, name="money-month"),
    path("premi/bulan/<str:name>/laporan.pdf", views.month_paper, name="money-month-paper"),
    path("premi/peserta/<code:code>", makers.maker, name="premi-maker"),
    path("premi/peserta/<code:code>/catatan.pdf", makers.sheet, name="premi-sheet"),
    path("premi/peserta/<code:code>/serahkan", makers.pay, name="premi-pay"),
]
