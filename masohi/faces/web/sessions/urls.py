from django.urls import path

from masohi.faces.web.sessions import views

urlpatterns = [
    path("sesi/<str:code>", views.session, name="session"),
    path("sesi/<str:code>/catat", views.record, name="session-record"),
    path("sesi/<str:code>/koreksi/<int:number>", views.correct, name="session-correct"),
    path("verifikasi-jam", views.verify_hours, name="verify-hours"),
]
