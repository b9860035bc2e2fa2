"""Raise flags by rule, once each; let a person of another office decide. A decision changes no hours by itself."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.work.flags.models import Flag
from masohi.work.flags.queries import open_flags
from masohi.work.flags.terms import Decision
from masohi.work.patterns.facts import patterns_of
from masohi.work.patterns.queries import month_until
from masohi.work.placement.models import Session
from masohi.work.placement.terms import SessionState
from masohi.work.signs.facts import Sign, signs_of
from masohi.work.signs.queries import session_facts
from masohi.writing.refusals import Conflict, Refused

LOOKED_AT = [SessionState.RECORDED, SessionState.VERIFIED]


@deed
def raise_flags(*, session: Session, by: User, at: datetime) -> list[Flag]:
    """Look at one recorded session and flag what is odd; what was flagged before is not flagged again."""
    require(by, "flag.raise")
    fresh = Session.objects.select_related("site").get(pk=session.pk)
    if fresh.state not in LOOKED_AT:
        return []
    new = _new(signs_of(session_facts(fresh)))
    if not new:
        return []
    entry = record("flags.looked", fresh, by=by, at=at, flags=len(new))
    return [flag_sign(sign=sign, because=entry) for sign in new]


@deed
def raise_patterns(*, day: date, by: User, at: datetime) -> list[Flag]:
    """Look at the 31 days that end with `day` and flag what is odd about them. Run every night."""
    require(by, "flag.raise")
    new = _new(patterns_of(month_until(day)))
    if not new:
        return []
    entry = record("flags.looked", by, by=by, at=at, flags=len(new))
    return [flag_sign(sign=sign, because=entry) for sign in new]


def _new(signs: Iterable[Sign]) -> list[Sign]:
    """Those that no flag stands for yet, each once."""
    by_case = {(sign.code, sign.key): sign for sign in signs}
    known = set(Flag.objects.filter(key__in={key for _, key in by_case}).values_list("code", "key"))
    return [sign for case, sign in by_case.items() if case not in known]


@consequence
def flag_sign(*, sign: Sign, because: Entry) -> Flag:
    """Make a flag of a sign, sealed like everything that somebody might wish away."""
    told = {name: value for name, value in sign.facts.items() if name != "session"}
    flag = Flag.objects.create(
        session_id=sign.facts["session"],
        order_id=sign.order,
        code=sign.code,
        key=sign.key,
        facts=told | {"people": list(sign.people)},
        raised_at=because.at,
    )
    record("flag.raised", flag, because=because, thread=flag.order or flag.session, seals=[flag], code=sign.code)
    return flag


@deed
def decide_flag(*, flag: Flag, decision: Decision, note: str, by: User, at: datetime) -> Flag:
    """Somebody of another office has looked and says what it was.

    Raises Conflict where it was decided meanwhile or is about the own office's deeds, Refused without a note.
    """
    require(by, "flag.decide")
    fresh = next((one for one in open_flags(by) if one.pk == flag.pk), None)
    if fresh is None:
        raise Conflict(gettext("Tanda ini sudah diputuskan, atau menyangkut kantor Anda sendiri. Muat ulang halaman."))
    if not note.strip():
        raise Refused(gettext("Tulis apa yang Anda temukan. Tanda masih terbuka."))
    fresh.decision, fresh.decided_by, fresh.decided_at, fresh.note = decision, by, at, note.strip()[:250]
    fresh.save(update_fields=["decision", "decided_by", "decided_at", "note"])
    told: dict[str, Any] = {"code": str(fresh.code), "decision": str(decision)}
    record("flag.decided", fresh, by=by, at=at, thread=fresh.order or fresh.session, seals=[fresh], **told)
    return fresh
