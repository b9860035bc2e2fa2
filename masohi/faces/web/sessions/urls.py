from masohi.faces.addresses import path
from masohi.faces.web.sessions import views

urlpatterns = [
    path("sesi/<code:code>", views.session, name="session"),
    path("sesi/<code:code>/catat", views.record, name="session-record"),
    path("sesi/<code:code>/koreksi/<int:number>", views.correct, name="session-correct"),
    path("verifikasi-jam", views.verify_hours, name="verify-hours"),
]
