"""Ask an office, and one referral as its unit and its office see it."""

from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from masohi.faces.pages import actor, complain, now, one, page, say, today
from masohi.faces.web.equipment.asking import Doing, ask
from masohi.faces.web.reintegration import boarding, checking_forms, forms, showing
from masohi.faces.web.reintegration.accompanying import about
from masohi.faces.web.reintegration.views import seen_client
from masohi.ledger.reads.actions import note_read
from masohi.reentry.followup.bundles.actions import accept_and_call
from masohi.reentry.followup.papers.actions import withdraw_with_letter, write_referral_letter
from masohi.reentry.followup.papers.queries import holds, paper_of, paper_pdf
from masohi.reentry.followup.queries import open_needs, sharings_of
from masohi.reentry.followup.referrals import actions
from masohi.reentry.followup.referrals.facts import veiled
from masohi.reentry.followup.referrals.models import Referral
from masohi.reentry.followup.referrals.queries import (
    accompanies,
    asked_of_office,
    meeting_by_code,
    meetings_of,
    referral_by_code,
    seen_by_office,
)
from masohi.reentry.followup.referrals.terms import OPEN, WAITING, ReferralState
from masohi.reentry.followup.terms import Shared
from masohi.ui.formats import moment
from masohi.writing.refusals import Refused

EITHER = ("homecoming.view", "referral.answer")


@page("homecoming.manage")
def refer(request: HttpRequest, code: str) -> HttpResponse:
    """Ask an office for one need."""
    row = seen_client(request, code)
    allowed = [one_.office for one_ in sharings_of(row).filter(ended_on=None)]
    form = forms.ReferForm(request.POST or None, needs=list(open_needs(row)), allowed=allowed)

    def do() -> None:
        actions.refer(client=row, **form.given(), by=actor(request), at=now())

    hint = "" if allowed else _("Catat dulu izin berbagi: tanpa itu dinas tidak diberi tahu apa pun.")
    return about(request, row, form, do, _("Buat rujukan"), hint=hint)


def _seen(request: HttpRequest, code: str) -> tuple[Referral, set[int], str]:
    """The referral, the reader's own clients among it (none or its one), and the name for the reader."""
    user = actor(request)
    row = one(referral_by_code(user, code))
    own = {row.client_id} if accompanies(user, row) else set()
    note_read(row, person=row.client.person, screen="referral", by=user, at=now())
    return row, own, showing.called(row, own, today())


@require_safe
@page(*EITHER)
def referral(request: HttpRequest, code: str) -> HttpResponse:
    """One referral: what is asked, what was answered, who came. The office reads no more than it may."""
    row, own, name = _seen(request, code)
    labels = dict(Shared.choices)
    told = seen_by_office(row, today())
    moves, waits = boarding.moves(row, own, actor(request), today()), row.state in WAITING
    answers = row.office_id in actor(request).offices_for("referral.answer")
    hidden = "" if own or name == row.client.person.name else row.client.person.name
    meetings = list(meetings_of(row))
    for meeting in meetings:
        meeting.note = veiled(meeting.note, hidden)
    context = {
        "row": row,
        "name": name,
        "own": bool(own),
        "asks": veiled(row.ask, hidden),
        "answer": veiled(row.answer, hidden),
        "report": veiled(row.report, hidden),
        "paper": paper_of(row),
        "stale": not holds(row),
        "may_print": bool(own) and row.state in OPEN,
        "tag": showing.tag(row),
        "told": [(labels[key], value) for key, value in told.items()],
        "moves": [move for move in moves if move["name"] != "referral-answer"],
        "answers": answers,
        "due": row.state == ReferralState.SENT,
        "waits": waits,
        "to_answer": answers and waits,
        "meetings": meetings,
        "today": today(),
        "now": now(),
        "breadcrumb": showing.crumbs((row.need.get_domain_display(), "")),
    }
    return render(request, "web/reintegration/rujukan.html", context)


def _ask(request: HttpRequest, code: str, form: Form, do: Doing, title: str, **more: Any) -> HttpResponse:
    row, own, name = _seen(request, code)
    there = reverse("referral", args=[code])
    return ask(
        request,
        form,
        do,
        said=_("Tersimpan."),
        then=there,
        title=title,
        subject=name,
        primary=title,
        back=there,
        breadcrumb=showing.crumbs((row.need.get_domain_display(), there), (title, "")),
        **({"hint": row.ask if own else asked_of_office(row, today())} | more),
    )


def _row(request: HttpRequest, code: str) -> Referral:
    return one(referral_by_code(actor(request), code))


def _edition(row: Referral) -> dict[str, Any]:
    return {"edition": row.edition, "ask": row.ask}


@page("referral.answer")
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The office takes it, asks back, or says no."""
    row = _row(request, code)
    first = _edition(row) | {"state": request.GET.get(boarding.CHOICE)}
    form = checking_forms.AnswerForm(request.POST or None, initial=first)

    def do() -> None:
        given = form.given()
        answer_it = accept_and_call if "place" in given else actions.answer_referral
        answer_it(referral=row, **given, by=actor(request), at=now())

    return _ask(request, code, form, do, _("Jawab"))


@page("homecoming.manage")
def explain(request: HttpRequest, code: str) -> HttpResponse:
    """The unit says more; what was asked stands in the field as it was written, so for the unit only."""
    row = _row(request, code)
    if not accompanies(actor(request), row):
        raise Http404
    form = checking_forms.ExplainForm(request.POST or None, initial=_edition(row))

    def do() -> None:
        actions.answer_question(referral=row, **form.cleaned_data, by=actor(request), at=now())

    return _ask(request, code, form, do, _("Jelaskan"), hint=row.answer)


@page("homecoming.manage")
def escalate(request: HttpRequest, code: str) -> HttpResponse:
    """Nobody answered in time."""
    row = _row(request, code)
    form = checking_forms.EditionForm(request.POST or None, initial=_edition(row))

    def do() -> None:
        actions.escalate_referral(referral=row, **form.cleaned_data, by=actor(request), at=now())

    hint = _("Pimpinan melihat dinas, bidang, dan lamanya. Nama orangnya tidak.")
    return _ask(request, code, form, do, _("Teruskan ke pimpinan"), hint=hint)


@page("homecoming.manage")
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """The unit lets it be."""
    row = _row(request, code)
    form = checking_forms.EditionForm(request.POST or None, initial=_edition(row))

    def do() -> None:
        withdraw_with_letter(referral=row, **form.cleaned_data, by=actor(request), at=now())

    return _ask(request, code, form, do, _("Tarik rujukan"), danger=True)


@page("referral.answer")
def end(request: HttpRequest, code: str) -> HttpResponse:
    """The office reports what was reached."""
    row = _row(request, code)
    form = checking_forms.EndForm(request.POST or None, initial=_edition(row))

    def do() -> None:
        actions.end_referral(referral=row, **form.cleaned_data, by=actor(request), at=now())

    return _ask(request, code, form, do, _("Laporkan hasil"))


@page("referral.answer")
def call(request: HttpRequest, code: str) -> HttpResponse:
    """The office calls the person for a day, or for another day than before."""
    row, before = _row(request, code), request.GET.get("ganti")
    former = one(meeting_by_code(row, before)) if before else None
    form = checking_forms.CallForm(request.POST or None, initial={"place": former.place} if former else None)

    def do() -> None:
        actions.plan_meeting(referral=row, **form.cleaned_data, replaces=former, by=actor(request), at=now())

    if former is None:
        return _ask(request, code, form, do, _("Buat pertemuan"))
    return _ask(request, code, form, do, _("Ubah hari pertemuan"), hint=_words(former.starts_at, former.place))


@page("referral.answer")
def held(request: HttpRequest, code: str, meeting: str) -> HttpResponse:
    """How a meeting went."""
    row = _row(request, code)
    known = one(meeting_by_code(row, meeting))
    form = checking_forms.HeldForm(request.POST or None, initial={"came": known.came, "failure": known.failure})

    def do() -> None:
        actions.record_meeting_held(meeting=known, **form.cleaned_data, by=actor(request), at=now())

    return _ask(request, code, form, do, _("Catat kehadiran"), hint=_words(known.starts_at, known.place))


def _words(starts_at: datetime, place: str) -> str:
    return f"{moment(starts_at)} · {place}"


@require_POST
@page("homecoming.manage")
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """Issue the numbered letter of a referral."""
    row = _row(request, code)
    try:
        made = write_referral_letter(referral=row, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Surat %(number)s terbit. Buka, cetak, lalu tanda tangani.") % {"number": made.number})
    return redirect("referral", code)


@require_safe
@page(*EITHER)
def letter_file(request: HttpRequest, code: str) -> HttpResponse:
    """The letter in force as it was issued, the same bytes for the unit and the office that is asked."""
    row, _own, _name = _seen(request, code)
    content = paper_pdf(one(paper_of(row)))
    if content is None:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="surat-rujukan-{code}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
