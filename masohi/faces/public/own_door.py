"""The door of a person's own page: which link it is, which language, whether six digits have opened it.

Forms here carry no token of their own: the address is a secret that nobody else can send, and the browser sends no
origin from pages that name no referrer. The cookie of an opened page is sent to this site's own pages only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from masohi.cases.orders.models import Order
from masohi.faces.guard import asks_too_often
from masohi.faces.pages import now
from masohi.faces.public.own_words import AMBONESE, words
from masohi.parties.accounts.queries import system_account
from masohi.work.ownpage.actions import READ_EVERY, note_own_page_read
from masohi.work.ownpage.models import OwnLink
from masohi.work.ownpage.queries import living_link
from masohi.work.ownpage.terms import OPEN_MINUTES

PATH: Final = "/s/"
OPENED, TONGUE = "halaman", "tutur"  # cookies
SALT: Final = "halaman-orang"
A_YEAR: Final = 365 * 24 * 3600  # seconds
SENDINGS: Final = 60  # a minute, from one address: a whole quarter may share it


@dataclass(frozen=True)
class Visit:
    """Somebody at the page behind a living link. `opened`: six digits were given less than half an hour ago."""

    link: OwnLink
    token: str
    language: str
    words: dict[str, str]
    opened: bool
    at: datetime

    @property
    def order(self) -> Order:
        """Whose page it is."""
        return self.link.order

    def fill(self, key: str, **values: Any) -> str:
        """One text with its values."""
        return self.words[key] % values


Answer = Callable[..., HttpResponse]


def own_page(view: Callable[..., HttpResponse]) -> Answer:
    """A page behind a link: `view(request, visit, …)`; every link that opens nothing gets one and the same answer."""

    @never_cache
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def inside(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        if request.method == "POST" and asks_too_often(request, "halaman-orang", SENDINGS):
            return guarded(_alone(request, "slow", 429))
        moment = now()
        link = living_link(token, at=moment)
        if link is None:
            return guarded(_alone(request, "dead", 404))
        if "tutur" in request.GET:
            return guarded(_turned(request))
        language = tongue(request)
        opened = _opened(request, link, moment)
        visit = Visit(link, token, language, words(language), opened, moment)
        if request.method != "HEAD" and (link.last_read_at is None or moment - link.last_read_at > READ_EVERY):
            note_own_page_read(link=link, by=system_account(), at=moment)
        return guarded(view(request, visit, **more))

    return inside


def behind_digits(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that shows more than the bare link may: without the digits it leads to where they are asked for."""

    @wraps(view)
    def inside(request: HttpRequest, visit: Visit, **more: Any) -> HttpResponse:
        if not visit.opened:
            return redirect("own-code", visit.token)
        return view(request, visit, **more)

    return inside


def tongue(request: HttpRequest) -> str:
    """The language of these pages: Ambonese Malay where the reader chose it."""
    chosen = request.COOKIES.get(TONGUE, "")
    return AMBONESE if chosen == AMBONESE else (get_language() or "id")


def _turned(request: HttpRequest) -> HttpResponse:
    """The same address again, in the language asked for, which this browser keeps for these pages."""
    rest = request.GET.copy()
    del rest["tutur"]
    response = redirect(f"{request.path}?{rest.urlencode()}" if rest else request.path)
    wanted = AMBONESE if request.GET["tutur"] == AMBONESE else "id"
    response.set_cookie(TONGUE, wanted, max_age=A_YEAR, path=PATH, httponly=True, secure=settings.HTTPS, samesite="Lax")
    return response


def guarded(response: HttpResponse) -> HttpResponse:
    """No search engine keeps the page, and no other site learns its address."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _alone(request: HttpRequest, key: str, status: int) -> HttpResponse:
    """A page about no link at all."""
    language = tongue(request)
    context = {"w": words(language), "language": language, "key": key}
    return render(request, "public/orang/tutup.html", context, status=status)


def shown(request: HttpRequest, page: str, visit: Visit, status: int = 200, **more: Any) -> HttpResponse:
    """A page with its words."""
    other = "id" if visit.language == AMBONESE else AMBONESE
    question = request.GET.copy()
    question["tutur"] = other
    context = {"w": visit.words, "language": visit.language, "token": visit.token, "opened": visit.opened}
    context |= {"turn": f"{request.path}?{question.urlencode()}", "turned_to": other}
    return render(request, f"public/orang/{page}.html", context | more, status=status)


def open_door(response: HttpResponse, visit: Visit) -> HttpResponse:
    """Give the browser the cookie of an opened page: for this link, these pages, half an hour."""
    until = visit.at + timedelta(minutes=OPEN_MINUTES)
    value = signing.dumps([visit.link.code, int(until.timestamp())], salt=SALT)
    response.set_cookie(
        OPENED, value, max_age=OPEN_MINUTES * 60, path=PATH, httponly=True, secure=settings.HTTPS, samesite="Strict"
    )
    return response


def shut_door(response: HttpResponse) -> HttpResponse:
    """Take the cookie back."""
    response.delete_cookie(OPENED, path=PATH, samesite="Strict")
    return response


def _opened(request: HttpRequest, link: OwnLink, at: datetime) -> bool:
    try:
        code, until = signing.loads(request.COOKIES.get(OPENED, ""), salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return bool(code == link.code and at.timestamp() < until)
