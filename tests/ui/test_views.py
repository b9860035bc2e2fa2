"""The display mode is remembered on the device and nowhere else."""

import pytest
from django.test import RequestFactory

from masohi.ui.context import display
from masohi.ui.views import set_mode


def posted(**fields: str):
    """The answer to a posted mode."""
    return set_mode(RequestFactory().post("/tampilan", fields))


@pytest.mark.parametrize("mode", ["terang", "gelap", "lapangan"])
def test_mode_is_stored_and_read_back(mode):
    answer = posted(mode=mode, next="/perkara?status=jalan")
    assert answer.url == "/perkara?status=jalan"
    request = RequestFactory().get("/")
    request.COOKIES["tampilan"] = answer.cookies["tampilan"].value
    assert display(request) == {"display_mode": mode}


def test_an_unknown_mode_means_the_device_decides():
    answer = posted(mode="pelangi")
    assert answer.cookies["tampilan"].value == ""
    request = RequestFactory().get("/")
    request.COOKIES["tampilan"] = '"><script>'
    assert display(request) == {"display_mode": ""}


@pytest.mark.parametrize("target", ["https://lain.example/", "//lain.example/", "javascript:alert(1)", ""])
def test_never_sends_anybody_elsewhere(target):
    assert posted(mode="gelap", next=target).url == "/"


def test_only_a_posted_form_changes_it():
    assert set_mode(RequestFactory().get("/tampilan?mode=gelap")).status_code == 405
