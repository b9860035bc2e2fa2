"""A mark on browsers that staff have used, so that a beneficiary's PIN typed into one of them is noticed (F53)."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE: Final = "perangkat"
STAFF: Final = "petugas"
A_YEAR: Final = 365 * 24 * 3600


def mark_staff_device(response: HttpResponse) -> None:
    """Remember in the browser that staff used it: a signed word without a person, for a year, out of scripts' reach."""
    response.set_signed_cookie(
        COOKIE, STAFF, salt=COOKIE, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.HTTPS
    )


def has_staff_mark(request: HttpRequest) -> bool:
    """Whether the browser carries the mark; a forged one is none."""
    return request.get_signed_cookie(COOKIE, default="", salt=COOKIE) == STAFF


def is_staff_device(request: HttpRequest) -> bool:
    """Whether staff use this browser now or have used it within a year."""
    return bool(request.user.is_authenticated) or has_staff_mark(request)
