from django.urls import path

from masohi.faces.web.home import views

urlpatterns = [
    path("tugas", views.tasks, name="tasks"),
    path("cari", views.search, name="search"),
]
