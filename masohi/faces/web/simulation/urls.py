from django.urls import path

from masohi.faces.web.simulation import views, views_danger

urlpatterns = [
    path("simulasi", views.simulation, name="simulation"),
    path("berisiko", views_danger.dangers_page, name="orders-in-danger"),
]
