"""What a template knows about the device that reads it."""

from django.http import HttpRequest

MODES = ("terang", "gelap", "lapangan")
MODE_COOKIE = "tampilan"


def display(request: HttpRequest) -> dict[str, str]:
    """Context processor: `display_mode` from the cookie, empty when the device decides or the cookie is unknown."""
    mode = request.COOKIES.get(MODE_COOKIE, "")
    return {"display_mode": mode if mode in MODES else ""}
