"""The two addresses that the kit's forms post to."""

from django.urls import path
from django.views.i18n import set_language

from masohi.ui.views import set_mode

urlpatterns = [
    path("tampilan", set_mode, name="set_mode"),
    path("bahasa", set_language, name="set_language"),
]
