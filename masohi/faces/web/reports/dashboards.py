"""`/dasbor` for every role that sees figures, and the big screen for roll calls. All from the newest snapshot."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, page, today
from masohi.faces.web.reports import leading, own, showing
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.reentry.posts.selection.queries import to_decide
from masohi.reports.figures.models import Snapshot
from masohi.reports.figures.queries import latest_snapshot

POSTS = 10  # of city posts
ROWS, SCREEN_ROWS = 24, 6  # of what waits; whoever leads a hundred offices still needs a page that opens at once
REFRESH = 300  # seconds between two pictures of the big screen, where somebody asked for it


def frame(snapshot: Snapshot) -> dict[str, Any]:
    """How old the figures are, and who has not sent: stands on every page with figures."""
    return {"age": showing.age(snapshot.taken_at, now()), "silence": showing.silence(snapshot.body)}


@page("report.view")
def dashboard(request: HttpRequest) -> HttpResponse:
    """How it goes: for those who lead the whole city, for everybody else what they answer for."""
    user, snapshot = actor(request), latest_snapshot()
    if snapshot is None:
        return render(request, "web/reports/belum_ada.html")
    body = snapshot.body
    if may(user, "report.lead"):
        chosen_here, others = _posts(user), leading.decisions(body, ROWS)
        waiting = len(chosen_here) + leading.waiting(body)
        rows = [*chosen_here, *others]
        context = {
            "sentence": leading.sentence(body),
            "tiles": leading.tiles(body),
            "decisions": rows,
            "waiting": waiting,
            "more": waiting - len(rows),
            "offices": leading.offices(body),
            "points": leading.points(body),
            "empty": leading.empty(body),
            "today": today(),
        }
        return render(request, "web/reports/dasbor.html", frame(snapshot) | context)
    context = {"sections": own.sections(user, body)}
    return render(request, "web/reports/dasbor_peran.html", frame(snapshot) | context)


def _posts(user: User) -> list[dict[str, Any]]:
    """City posts whose panel has recommended: only the PPK decides, and no figure tells it."""
    return [
        {
            "label": _("Putuskan calon"),
            "note": str(row),
            "url": reverse("post-decision", args=[row.code]),
            "status": {"kind": "menunggu", "text": _("Menunggu keputusan PPK")},
        }
        for row in (to_decide(user)[:POSTS] if may(user, "post.decide") else [])
    ]


@page("report.lead")
def screen(request: HttpRequest) -> HttpResponse:
    """Four figures and what waits, for a wall of 1080 lines; renews itself only where somebody asked for it."""
    snapshot = latest_snapshot()
    if snapshot is None:
        return render(request, "web/reports/belum_ada.html")
    moving = request.GET.get("segar") == "ya"
    context = {
        "sentence": leading.sentence(snapshot.body),
        "tiles": leading.tiles(snapshot.body)[:4],
        "decisions": leading.decisions(snapshot.body, SCREEN_ROWS),
        "empty": leading.empty(snapshot.body),
        "today": today(),
        "refresh": REFRESH if moving else 0,
        "display_mode": "gelap",
    }
    return render(request, "web/reports/layar_besar.html", frame(snapshot) | context)
