"""Addresses of what follows a class: tools at home, applications, income."""

from masohi.faces.addresses import path
from masohi.faces.web.livelihood import applying, earning, keeping, views

urlpatterns = [
    path("usaha", views.livelihood, name="livelihood"),
    path("usaha/angka", views.figures, name="livelihood-figures"),
    path("usaha/alat/<code:code>/kembali", keeping.back, name="tool-back"),
    path("usaha/permohonan/<code:code>", applying.application, name="application"),
    path("usaha/<code:code>", views.person, name="livelihood-person"),
    path("usaha/<code:code>/alat", keeping.keep, name="tool-new"),
    path("usaha/<code:code>/permohonan", applying.new, name="application-new"),
    path("usaha/<code:code>/penghasilan", earning.ask_them, name="income-new"),
    path("usaha/<code:code>/penghasilan/<int:number>/tarik", earning.withdraw, name="income-withdraw"),
]
