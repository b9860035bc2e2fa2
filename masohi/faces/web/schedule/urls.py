from django.urls import path

from masohi.faces.web.schedule import views

urlpatterns = [
    path("jadwal", views.schedule, name="schedule"),
    path("jadwal/umumkan", views.announce, name="schedule-announce"),
]
