"""Draw a day's audits from the head before it; write down what the visitor found."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import of_one_office
from masohi.work.audits.facts import midnight
from masohi.work.audits.models import Audit
from masohi.work.audits.queries import audit_percent, audits, draw_of_day, drawn_sessions
from masohi.work.placement.models import Session
from masohi.work.placement.queries import appointments_in
from masohi.writing.refusals import Conflict, Refused


@deed
def draw_audits(*, day: date, by: User, at: datetime) -> list[Audit]:
    """Draw the audits of `day`, once the day has begun and a head was signed before it; the same again changes nothing.

    The list follows from the day's seed alone: who draws has no choice, and who draws later cannot draw otherwise.
    """
    require(by, "visit.draw")
    draw = draw_of_day(day) if at >= midnight(day) else None
    if draw is None:
        return []
    percent = audit_percent(day)
    known = set(Audit.objects.filter(session__day=day).values_list("session", flat=True))
    lots = [(session, fresh) for session, fresh in drawn_sessions(day, draw.seed, percent) if session.pk not in known]
    told: dict[str, Any] = {"size": int(draw.head.size), "root": bytes(draw.head.root).hex(), "percent": percent}
    told |= {"epoch": int(draw.head.epoch), "seed": draw.seed.hex(), "witnessed": draw.witnessed}
    made = [Audit.objects.create(session=session, drawn_at=at, newcomer=fresh, **told) for session, fresh in lots]
    if made:
        codes = [session.code for session, _ in lots]
        record(
            "audits.drawn",
            made[0],
            by=by,
            at=at,
            seals=made,
            sessions=codes,
            day=day.isoformat(),
            **told | {"witnessed": int(draw.witnessed)},
        )
    return made


@deed
def report_audit(
    *, audit: Audit, heads: int, missing: Sequence[int] = (), note: str = "", by: User, at: datetime
) -> Audit:
    """What the visitor counted on the spot; `missing` are appointments whose people were not there.

    Raises Conflict where a visit was reported already, Refused before the session, for colleagues of whoever records
    there, and for people who are not expected at this session. A difference to the record
    becomes a flag (`work.flags`).
    """
    require(by, "visit.report")
    fresh = audits(by).filter(pk=audit.pk, visited_by=None).first()
    if fresh is None:
        raise Conflict(gettext("Hasil pemeriksaan ini sudah dicatat. Muat ulang halaman."))
    if at < fresh.session.starts_at:
        raise Refused(gettext("Sesi ini belum mulai. Catat hasil sesudah Anda di lokasi; belum ada yang tersimpan."))
    _stranger(fresh.session, by)
    expected = set(appointments_in(fresh.session).values_list("pk", flat=True))
    if not set(missing) <= expected:
        raise Refused(gettext("Daftar orang sudah berubah. Muat ulang halaman; belum ada yang tersimpan."))
    fresh.visited_by, fresh.visited_at, fresh.heads = by, at, heads
    fresh.missing, fresh.note = sorted(set(missing)), note.strip()[:250]
    fresh.save(update_fields=["visited_by", "visited_at", "heads", "missing", "note"])
    record("audit.reported", fresh, by=by, at=at, seals=[fresh], heads=heads, missing=fresh.missing)
    return fresh


def _stranger(session: Session, by: User) -> None:
    """Who visits must not share an office with those who supervise there."""
    watch = session.site.supervisors.select_related("person")
    if any(of_one_office(one.person, by, session.starts_at) for one in watch):
        raise Refused(gettext("Petugas dari kantor lain yang harus memeriksa sesi ini. Belum ada yang tersimpan."))
