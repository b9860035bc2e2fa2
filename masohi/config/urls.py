"""Every address of the program."""

from django.urls import include, path

urlpatterns = [
    path("", include("masohi.faces.public.urls")),
    path("", include("masohi.faces.field.api_urls")),
    path("", include("masohi.faces.field.urls")),
    path("", include("masohi.faces.notify.urls")),
    path("", include("masohi.faces.shop.urls")),
    path("", include("masohi.faces.web.urls")),
]
