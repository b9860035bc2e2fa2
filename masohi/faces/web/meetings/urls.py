"""Addresses of joint meetings and what came of them."""

from masohi.faces.addresses import path
from masohi.faces.web.meetings import recording, views

urlpatterns = [
    path("rapat", views.meetings, name="meetings"),
    path("rapat/baru", recording.new_meeting, name="meeting-new"),
    path("rapat/<code:code>", views.meeting, name="meeting"),
    path("rapat/<code:code>/berkas", views.minutes_file, name="meeting-file"),
    path("tindak-lanjut/<code:code>", recording.settle, name="action-settle"),
    path("tindak-lanjut/<code:code>/berkas", views.action_file, name="action-file"),
]
