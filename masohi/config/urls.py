"""Every address of the program."""

from django.urls import include, path

urlpatterns = [
    path("", include("masohi.faces.public.urls")),
    path("", include("masohi.faces.web.urls")),
]
