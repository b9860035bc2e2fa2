"""The second officer's list: sessions in order with one click, exceptions one by one, half a minute to think again."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.faces.flagging import look_at
from masohi.faces.pages import actor, complain, now, page, say
from masohi.faces.web.sessions.photos import pictures_of
from masohi.faces.web.sessions.words import FLAGS, flag_words
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.work.attendance.actions import undo_verification, verify_attendance
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.queries import flags, held_records, records_to_verify, sessions_to_verify, undoable
from masohi.work.attendance.terms import MARKS, Phase, Source
from masohi.work.countersign.queries import countersigns_by_session, differs
from masohi.work.fieldreports.queries import reports_to_decide, sessions_with_open_reports
from masohi.work.fieldwork.queries import matters_to_decide
from masohi.work.fieldwork.terms import Doubt
from masohi.work.flags.queries import flags_of
from masohi.work.placement.models import Session
from masohi.work.signs.queries import doubts_of, head_counts
from masohi.writing.refusals import Conflict, Refused

SHOWN = 25
DOUBTS = dict(Doubt.choices)
SOURCES = dict(Source.choices)


@page("attendance.verify")
def verify_hours(request: HttpRequest) -> HttpResponse:
    """Sessions with records that wait: accept all that is in order, refuse exceptions with a reason."""
    user = actor(request)
    if request.method == "POST":
        return _undo(request) if "undo" in request.POST else _verify(request)
    waiting = list(sessions_to_verify(user)[: SHOWN + 1])
    cards = cards_of(user, waiting[:SHOWN])
    context = {
        "green": [card for card in cards if card["green"]],
        "odd": [card for card in cards if not card["green"]],
        "more": len(waiting) > SHOWN,
        "undoable": list(undoable(user, now())),
        "held": held_records(user).count() if may(user, "attendance.release") else 0,
        "told": reports_to_decide(user).count() + matters_to_decide(user).count() if may(user, "report.decide") else 0,
    }
    return render(request, "web/sessions/verifikasi.html", context)


def cards_of(user: User, sessions: list[Session]) -> list[dict[str, Any]]:
    """Each session with everything that the second officer should know before deciding. A fixed number of queries."""
    raised, doubts, words = flags_of(user, sessions), doubts_of(sessions), countersigns_by_session(sessions)
    pictures, contested, heads = pictures_of(sessions), sessions_with_open_reports(sessions), head_counts(sessions)
    return [
        _card(one, raised.get(one.pk, []), doubts.get(one.pk, []), words.get(one.pk), one.pk in contested)
        | {"pictures": pictures[one.pk], "counts": _counts(heads.get(one.pk, {}))}
        for one in sessions
    ]


def _counts(heads: dict[str, int]) -> list[dict[str, Any]]:
    return [{"phase": Phase(phase).label, "people": people} for phase, people in heads.items()]


def _card(session: Session, raised: list[Any], doubts: list[str], word: Any, contested: bool) -> dict[str, Any]:
    records = [r for a in session.waiting for r in a.current]  # type: ignore[attr-defined]
    odd = [*flags(session), *sorted({r.hold for r in records if r.hold})]
    if contested:
        odd.append("report")
    if word is not None and differs(word, session.head_counts.all()):
        odd.append("witness_differs")
    return {
        "session": session,
        "records": records,
        "attended": sum(MARKS[r.outcome].attended for r in records),
        "odd": [FLAGS[code] for code in odd],
        "raised": flag_words(raised),
        "doubts": [DOUBTS[code] for code in doubts],
        "word": word,
        "sources": [SOURCES[code] for code in sorted({r.source for r in records})],
        "green": not odd and not raised and not doubts,
    }


def _verify(request: HttpRequest) -> HttpResponse:
    """Decide one session, or every session that showed nothing odd: the records that were on the page, no others."""
    user = actor(request)
    shown, refused = _numbers(request, "catatan"), _numbers(request, "tolak")
    records = list(records_to_verify(user).filter(pk__in=shown))
    good, bad = [r for r in records if r.pk not in refused], [r for r in records if r.pk in refused]
    try:
        if len(records) != len(shown) or not shown:
            raise Conflict(_("Sebagian catatan sudah diperiksa atau dikoreksi. Periksa lagi; belum ada yang berubah."))
        if request.POST.get("sesi") == "semua":
            _still_green(user, shown)
        verify_attendance(accepted=good, refused=bad, reason=request.POST.get("alasan", ""), by=user, at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        _look_again(records)
        told = ngettext("%(n)s catatan diakui.", "%(n)s catatan diakui.", len(good)) % {"n": len(good)}
        extra = ngettext("%(n)s tidak diakui.", "%(n)s tidak diakui.", len(bad)) % {"n": len(bad)} if bad else ""
        say(request, f"{told} {extra}".strip())
    return redirect("verify-hours")


def _still_green(user: User, shown: set[int]) -> None:
    """One click is for what is in order now, not only when the page was drawn."""
    cards = cards_of(user, list(sessions_to_verify(user)))
    if not shown <= {r.pk for card in cards if card["green"] for r in card["records"]}:
        raise Conflict(_("Sejak halaman dibuka, ada sesi yang diberi tanda. Periksa lagi; belum ada yang berubah."))


def _look_again(records: Iterable[Attendance]) -> None:
    for session in {r.appointment.session_id: r.appointment.session for r in records}.values():
        look_at(session, at=now())


def _undo(request: HttpRequest) -> HttpResponse:
    """Take back the decisions of the last half minute."""
    user, at = actor(request), now()
    rows = list(undoable(user, at).filter(pk__in=_numbers(request, "catatan")))
    try:
        undone = undo_verification(records=rows, by=user, at=at)
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, ngettext("%(n)s keputusan dibatalkan.", "%(n)s keputusan dibatalkan.", undone) % {"n": undone})
    return redirect("verify-hours")


def _numbers(request: HttpRequest, name: str) -> set[int]:
    """Row numbers posted under `name`; anything else is not a number."""
    return {int(text) for text in request.POST.getlist(name) if text.isascii() and text.isdigit() and len(text) < 19}
