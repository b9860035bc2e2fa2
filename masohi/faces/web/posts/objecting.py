"""What a candidate objects to, the panel's answer, and a decision that the PPK takes back."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.posts.asking import ask, crumbs
from masohi.faces.web.posts.forms import AnswerForm, ObjectionForm, ReasonForm
from masohi.faces.web.posts.views import opened
from masohi.reentry.posts.objections.actions import answer_objection, note_objection
from masohi.reentry.posts.objections.queries import objection_of
from masohi.reentry.posts.outcome.actions import take_back
from masohi.reentry.posts.selection.queries import decides, handles, nominations_of, seat_of


@page("post.manage")
def objection(request: HttpRequest, code: str) -> HttpResponse:
    """Keep an objection that reached the personnel office."""
    user, title = actor(request), _("Catat keberatan")
    row = opened(user, code)
    one(row if handles(user, row) else None)
    return ask(
        request,
        ObjectionForm(request.POST or None, rows=nominations_of(row), initial={"received_on": today()}),
        lambda data: note_objection(**data, by=user, at=now()),
        said=_("Keberatan tersimpan. Keputusan menunggu jawaban tim."),
        back=reverse("post-order", args=[code]),
        title=title,
        subject=row.title,
        hint=_("Calon berhak keberatan atas urutan yang dihitung program (UU 27/2022 Pasal 10)."),
        breadcrumb=crumbs(row, title),
    )


@page("post.recommend")
def answer(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Answer it as a member of the panel."""
    user, title = actor(request), _("Jawab keberatan")
    row = opened(user, code)
    seat = seat_of(user, row)
    found = one(objection_of(row, number) if seat is not None and seat.clear else None)
    return ask(
        request,
        AnswerForm(request.POST or None),
        lambda data: answer_objection(objection=found, **data, by=user, at=now()),
        said=_("Jawaban tersimpan. Sampaikan kepada calon."),
        back=reverse("post-order", args=[code]),
        title=title,
        subject=found.nomination.candidate.name,
        hint=found.text,
        breadcrumb=crumbs(row, title),
    )


@page("post.decide")
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take the decision back before the induction."""
    user, title = actor(request), _("Tarik keputusan")
    row = opened(user, code)
    one(row if decides(user, row) and seat_of(user, row) is None else None)
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda data: take_back(vacancy=row, **data, by=user, at=now()),
        said=_("Keputusan ditarik. Pilih lagi di antara yang direkomendasikan."),
        back=reverse("post-decision", args=[code]),
        title=title,
        subject=row.title,
        hint=_("Misalnya bila BKN menolak. Keputusan lama tetap dapat dibaca."),
        primary=title,
        danger=True,
        breadcrumb=crumbs(row, title),
    )
