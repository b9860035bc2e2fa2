"""Addresses of the field app."""

from masohi.faces.addresses import path
from masohi.faces.field import views

urlpatterns = [
    path("lapangan", views.shell, name="field"),
    path("lapangan/pasang", views.shell, name="field-pair"),
    path("lapangan/sw.js", views.worker, name="field-worker"),
    path("lapangan/manifest.webmanifest", views.manifest, name="field-manifest"),
    path("lapangan/aset/<slug:version>/<path:name>", views.asset, name="field-asset"),
]
