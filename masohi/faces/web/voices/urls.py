from masohi.faces.addresses import path
from masohi.faces.web.voices import staff, views

urlpatterns = [
    path("usul", views.nominations, name="nominations"),
    path("usul/<code:code>", views.nomination, name="nomination"),
    path("aduan", views.complaints, name="complaints"),
    path("aduan/<code:code>", views.complaint, name="complaint"),
    path("pegawai", staff.staff, name="staff-numbers"),
]
