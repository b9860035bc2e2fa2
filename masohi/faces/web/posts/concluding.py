"""The panel's minutes, the PPK's decision, the induction, the training, and the file for I-MUT."""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masohi.faces.pages import actor, complain, now, one, page, today
from masohi.faces.web.posts.asking import ask, crumbs
from masohi.faces.web.posts.forms import DecideForm, InductForm, MinutesForm, TrainedForm
from masohi.faces.web.posts.showing import proposed
from masohi.faces.web.posts.views import opened
from masohi.reentry.posts.outcome.actions import decide, export_for_bkn, induct, note_training, recommend
from masohi.reentry.posts.queries import keeps
from masohi.reentry.posts.selection.queries import decides, handles, seat_of, standings
from masohi.writing.refusals import Refused
from masohi.writing.sheets_out import harmless


@page("post.recommend")
def write_minutes(request: HttpRequest, code: str) -> HttpResponse:
    """Record the meeting and whom it recommends, in the order of the scores."""
    user, title = actor(request), _("Catat berita acara")
    row = opened(user, code)
    seat = seat_of(user, row)
    one(seat if seat is not None and seat.clear else None)
    fit = [one for one in standings(row, today()) if not one.barred and not one.missing]
    told = [(str(one.nomination.number), proposed(one)) for one in fit]
    choices = [(number, f"{one['name']} · {one['note']}") for number, one in told]
    return ask(
        request,
        MinutesForm(request.POST or None, choices=choices),
        lambda data: recommend(vacancy=row, **data, by=user, at=now()),
        said=_("Rekomendasi tersimpan dan menunggu keputusan PPK."),
        back=reverse("post-minutes", args=[code]),
        title=title,
        subject=row.title,
        hint=_("Rekomendasi bukan keputusan. PPK yang memutuskan.")
        if fit
        else _("Belum ada calon yang nilainya lengkap."),
        breadcrumb=crumbs(row, title),
    )


@page("post.decide")
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """The PPK chooses one of the recommended."""
    user, title = actor(request), _("Putuskan calon")
    row = opened(user, code)
    one(row if decides(user, row) and seat_of(user, row) is None else None)
    return ask(
        request,
        DecideForm(request.POST or None, rows=[one for one in standings(row, today()) if one.nomination.recommended]),
        lambda data: decide(vacancy=row, **data, by=user, at=now()),
        said=_("Keputusan tersimpan. Pelantikan menunggu pertimbangan teknis BKN."),
        back=reverse("post-decision", args=[code]),
        title=title,
        subject=row.title,
        primary=title,
        breadcrumb=crumbs(row, title),
    )


@page("post.induct")
def inducted(request: HttpRequest, code: str) -> HttpResponse:
    """Record the induction."""
    user, title = actor(request), _("Catat pelantikan")
    row = opened(user, code)
    one(row if keeps(user, row, "post.induct") else None)
    return ask(
        request,
        InductForm(request.POST or None),
        lambda data: induct(vacancy=row, **data, by=user, at=now()),
        said=_("Pelantikan tercatat. Hitungan waktu pelatihan kepemimpinan dimulai."),
        back=reverse("post-decision", args=[code]),
        title=title,
        subject=row.title,
        breadcrumb=crumbs(row, title),
    )


@page("post.induct")
def trained(request: HttpRequest, code: str) -> HttpResponse:
    """The training was passed."""
    user, title = actor(request), _("Catat lulus pelatihan")
    row = opened(user, code)
    one(row if keeps(user, row, "post.induct") else None)
    return ask(
        request,
        TrainedForm(request.POST or None),
        lambda data: note_training(vacancy=row, **data, by=user, at=now()),
        said=_("Tercatat."),
        back=reverse("post-decision", args=[code]),
        title=title,
        subject=row.title,
        breadcrumb=crumbs(row, title),
    )


@page("post.export")
@require_POST
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The row for I-MUT as CSV; who took it stands in the record."""
    user = actor(request)
    row = opened(user, code)
    one(row if handles(user, row, "post.export") else None)
    try:
        rows = export_for_bkn(vacancy=row, by=user, at=now())
    except Refused as refusal:
        complain(request, refusal)
        return redirect("post-decision", row.code)
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in line] for line in rows)
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="imut-{code}.csv"',
    }
    return HttpResponse(out.getvalue().encode("utf-8-sig"), headers=headers)
