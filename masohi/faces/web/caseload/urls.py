from masohi.faces.addresses import path
from masohi.faces.web.caseload import handing, views

urlpatterns = [
    path("beban", views.caseload, name="caseload"),
    path("beban/serahkan/<int:officer>", handing.hand_over, name="caseload-hand-over"),
    path("beban/diserahkan/<code:code>", handing.handed, name="caseload-handed"),
]
