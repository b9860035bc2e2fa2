"""Release programmes of one person: the earliest days, decisions, their end; and the places where people report."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.equipment.asking import ask
from masohi.faces.web.reintegration import showing
from masohi.faces.web.reintegration.accompanying import about
from masohi.faces.web.reintegration.views import seen_client
from masohi.faces.web.reintegration.way_forms import EmptyForm, PostForm, RevokeForm, TermForm, WayForm
from masohi.law.law_book import CONFIDENCE
from masohi.parties.access import may
from masohi.reentry.followup.models import Client
from masohi.reentry.followup.programmes import queries
from masohi.reentry.followup.programmes.actions import close_post, enter_integration, open_post, revoke_integration

TERM = ("first", "last")


@require_safe
@page("homecoming.view")
def dates(request: HttpRequest, code: str) -> HttpResponse:
    """From which day each programme is open out of a term. Nothing is stored."""
    row = seen_client(request, code)
    known = queries.integrations_of(row).first()
    said = request.GET if any(name in request.GET for name in TERM) else None
    form = TermForm(said, initial={name: getattr(known, name) for name in TERM} if known else None)
    rows = (
        _open_ways(row, form.cleaned_data["first"], form.cleaned_data["last"])
        if form.is_bound and form.is_valid()
        else []
    )
    there = reverse("returning-client", args=[code])
    context = {
        "row": row,
        "form": form,
        "rows": rows,
        "back": there,
        "may_enter": row.closed_on is None and may(actor(request), "homecoming.manage"),
        "breadcrumb": showing.crumbs((row.person.list_name, there), (_("Tanggal paling cepat"), "")),
    }
    return render(request, "web/reintegration/tanggal.html", context)


def _open_ways(row: Client, first: date, last: date) -> list[dict[str, Any]]:
    there = reverse("returning-way", args=[row.code])
    return [
        {
            "label": found.way.label,
            "day": found.day,
            "source": found.source.text,
            "sure": found.source.confidence == "V",
            "confidence": CONFIDENCE[found.source.confidence],
            "url": f"{there}?{_asked(found, first, last)}" if found.day else "",
        }
        for found in queries.ways(first, last, today())
    ]


def _asked(found: queries.Open, first: date, last: date) -> str:
    days = {"first": first, "last": last, "starts_on": found.day}
    return urlencode({"way": str(found.way), **{name: day.isoformat() for name, day in days.items() if day}})


@page("homecoming.manage")
def way(request: HttpRequest, code: str) -> HttpResponse:
    """A decision about a way home."""
    row = seen_client(request, code)
    first = {name: request.GET[name] for name in ("way", *TERM, "starts_on") if name in request.GET}
    form = WayForm(request.POST or None, client=row, initial=first)

    def do() -> None:
        enter_integration(client=row, **form.cleaned_data, by=actor(request), at=now())

    return about(request, row, form, do, _("Catat program integrasi"))


@page("homecoming.manage")
def revoke(request: HttpRequest, code: str, way: str) -> HttpResponse:
    """A paper takes a programme back."""
    row = seen_client(request, code)
    known = one(queries.integration_by_code(row, way))
    form = RevokeForm(request.POST or None, initial={"on": today()})

    def do() -> None:
        revoke_integration(integration=known, **form.cleaned_data, by=actor(request), at=now())

    return about(request, row, form, do, _("Catat pencabutan"), hint=f"{known.get_way_display()} · {known.number}")


@require_safe
@page("homecoming.view")
def posts(request: HttpRequest) -> HttpResponse:
    """Places where people of the own units may report."""
    rows = list(queries.report_posts(actor(request)))
    manages = actor(request).offices_for("homecoming.manage")
    context = {
        "rows": [{"post": row, "may_close": row.closed_on is None and row.unit_id in manages} for row in rows],
        "may_open": bool(manages),
        "breadcrumb": showing.crumbs((_("Tempat wajib lapor"), "")),
    }
    return render(request, "web/reintegration/tempat_lapor.html", context)


def _post_crumbs(title: str) -> list[dict[str, str]]:
    return showing.crumbs((_("Tempat wajib lapor"), reverse("report-posts")), (title, ""))


@page("homecoming.manage")
def new_post(request: HttpRequest) -> HttpResponse:
    """From now on people may report here."""
    user, title = actor(request), _("Buka tempat wajib lapor")
    form = PostForm(request.POST or None, user=user)
    return ask(
        request,
        form,
        lambda: open_post(**form.given(), by=user, at=now()),
        said=_("Tempat wajib lapor dibuka."),
        then=reverse("report-posts"),
        title=title,
        hint=_("Dipakai untuk memilih tempat yang paling dekat dengan rumah."),
        primary=_("Buka tempat"),
        back=reverse("report-posts"),
        breadcrumb=_post_crumbs(title),
    )


@page("homecoming.manage")
def shut_post(request: HttpRequest, post: str) -> HttpResponse:
    """Nobody is sent here any more."""
    user, title = actor(request), _("Tutup tempat wajib lapor")
    row = one(queries.report_post_by_code(user, post))
    form = EmptyForm(request.POST if request.method == "POST" else None)
    return ask(
        request,
        form,
        lambda: close_post(post=row, by=user, at=now()),
        said=_("Tempat wajib lapor ditutup."),
        then=reverse("report-posts"),
        title=title,
        subject=row.name,
        hint=_("Tidak dipilih lagi untuk program baru. Yang sudah tercatat tetap ada."),
        primary=_("Tutup tempat"),
        danger=True,
        back=reverse("report-posts"),
        breadcrumb=_post_crumbs(title),
    )
