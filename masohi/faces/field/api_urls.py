from django.urls import path

from masohi.faces.field import api

urlpatterns = [
    path("lapangan/api/waktu", api.clock, name="field-clock"),
    path("lapangan/api/pasang", api.join, name="field-join"),
    path("lapangan/api/bekal", api.provision, name="field-provision"),
    path("lapangan/api/kirim", api.push, name="field-push"),
    path("lapangan/api/foto/<str:sha256>", api.photo_piece, name="field-photo"),
]
