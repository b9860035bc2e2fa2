"""The selling page for fairs: it works without a network, keeps its list on the phone, and sends it when there is one.

The page itself holds no data and is the same for everybody; goods and prices come to who is signed in and sells.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from masohi.faces.pages import actor, now
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.reentry.sales.bazaar.actions import receive_bazaar_sale
from masohi.reentry.sales.bazaar.models import Bazaar
from masohi.reentry.sales.bazaar.queries import bazaar_by_code, carried_to, open_bazaars
from masohi.reentry.sales.terms import Paying
from masohi.writing.refusals import Refused

HERE = Path(__file__).resolve().parent
PARTS = ("static/shop/bazar.js", "static/shop/bazar.css", "static/shop/bazar-sw.js", "templates/shop/bazar.html")
SHOWN = ("ui/ui.css", "ui/komponen.css", "shop/bazar.css", "shop/bazar.js", "ui/logo.svg")
MOST = 200  # sales in one sending
MANY = 9_999  # pieces of one product in one sale
View = Callable[..., HttpResponse]


@cache
def version() -> str:
    """16 hexadecimal digits of everything that the page consists of; any change is a new set on the phone."""
    digest = hashlib.sha256("".join(static(name) for name in SHOWN).encode())
    for part in PARTS:
        digest.update((HERE / part).read_bytes())
    return digest.hexdigest()[:16]


@require_safe
@never_cache
def stall(request: HttpRequest) -> HttpResponse:
    """The page; it asks for goods and prices by itself."""
    return render(request, "shop/bazar.html", {"version": version()})


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with its version and its files written in front."""
    files = [static(name) for name in SHOWN]
    head = f"const VERSI = {json.dumps(version())};\nconst ASET = {json.dumps(files)};\n"
    content = head.encode() + (HERE / "static/shop/bazar-sw.js").read_bytes()
    headers = {"Service-Worker-Allowed": reverse("bazaar-stall")}
    return HttpResponse(content, content_type="text/javascript; charset=utf-8", headers=headers)


def seller(view: View) -> View:
    """For who is signed in and sells at fairs; to a program it answers 401 and 403 instead of a page to sign in."""

    @never_cache
    @wraps(view)
    def inside(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"pesan": "masuk"}, status=401)
        user = actor(request)
        if not may(user, "bazaar.sell"):
            return JsonResponse({"pesan": "tidak berhak"}, status=403)
        user.doing = frozenset({"bazaar.sell"})
        return view(request, user)

    return inside


@require_safe
@seller
def goods(request: HttpRequest, user: User) -> HttpResponse:
    """Open fairs of the own unit with goods, prices and what is left; and the token with which the list is sent."""
    found = [_told(row) for row in open_bazaars(user)]
    return JsonResponse({"token": get_token(request), "bazar": found})


def _told(row: Bazaar) -> dict[str, Any]:
    held = [
        {"kode": one.product.code, "nama": one.product.name, "harga": one.price_rupiah, "sisa": one.left}
        for one in carried_to(row)
    ]
    return {"kode": row.code, "judul": row.title, "tempat": row.place, "barang": held}


@require_POST
@seller
def receive(request: HttpRequest, user: User) -> HttpResponse:
    """Sales of a phone, each answered for itself: kept (with its code), or refused with a sentence."""
    try:
        notes = [_read(one) for one in json.loads(request.body)["catatan"][:MOST]]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return JsonResponse({"pesan": "tidak terbaca"}, status=400)
    return JsonResponse({"hasil": [_kept(note, user) for note in notes]})


def _read(raw: dict[str, Any]) -> dict[str, Any]:
    """One sale from a phone. Raises ValueError, KeyError, TypeError for anything else."""
    counts = {str(code): _count(many) for code, many in raw["barang"].items()}
    sold_at = datetime.fromisoformat(str(raw["pada"]))
    if sold_at.tzinfo is None or raw["bayar"] not in Paying.values or not counts:
        raise ValueError("note")
    return {
        "code": str(raw["bazar"]),
        "client_id": str(UUID(str(raw["id"]))),
        "counts": counts,
        "paying": raw["bayar"],
        "sold_at": sold_at,
    }


def _count(many: Any) -> int:
    if type(many) is not int or not 1 <= many <= MANY:
        raise ValueError("count")
    return many


def _kept(note: dict[str, Any], user: User) -> dict[str, Any]:
    fair = bazaar_by_code(user, note.pop("code"))
    answer = {"id": note["client_id"]}
    if fair is None:
        return answer | {"ok": False, "pesan": "Bazar ini tidak ada untuk akun ini."}
    try:
        sale = receive_bazaar_sale(bazaar=fair, **note, by=user, at=now())
    except Refused as refusal:
        return answer | {"ok": False, "pesan": str(refusal)}
    except PermissionDenied:
        return answer | {"ok": False, "pesan": "Akun ini tidak berjualan untuk unit itu."}
    return answer | {"ok": True, "kode": sale.code}
