"""Ask somebody at home how it goes, and write down a later verdict from a court's own source."""

from datetime import date, datetime

from django.utils.translation import gettext

from masohi.law.case_numbers import normalise_case_number
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.terms import Kind
from masohi.reentry.followup.actions import line, own_client, today_of
from masohi.reentry.followup.checks.facts import window_holds
from masohi.reentry.followup.checks.models import ANSWERS, HomeCheck, NewVerdict
from masohi.reentry.followup.checks.terms import Reached
from masohi.reentry.followup.models import Client
from masohi.writing.refusals import Conflict, Refused


@deed
def check_home(
    *,
    client: Client,
    months: int,
    day: date,
    how: str,
    reached: str,
    answers: dict[str, str] | None = None,
    note: str = "",
    by: User,
    at: datetime,
) -> HomeCheck:
    """What somebody said around `months` after coming home; `answers` by name (`ANSWERS`), kept only where reached.

    Raises Refused before somebody is home or far from the milestone, Conflict where it was answered already.
    """
    require(by, "homecoming.manage")
    fresh = own_client(client, by)
    if fresh.home_on is None:
        raise Refused(gettext("Orang ini belum pulang. Tindak lanjut dicatat sesudah ia di rumah."))
    if not fresh.home_on < day <= today_of(at) or not window_holds(fresh.home_on, months, day):
        raise Refused(gettext("Hari itu terlalu jauh dari bulan ke-%(n)s. Periksa tanggalnya.") % {"n": months})
    if fresh.checks.filter(months=months).exclude(reached=Reached.NO).exists():
        raise Conflict(gettext("Tindak lanjut pada bulan itu sudah tercatat. Tidak dicatat dua kali."))
    given = {name: (answers or {}).get(name, "") for name in ANSWERS}
    if reached != Reached.YES:
        given = dict.fromkeys(ANSWERS, "")
    row = HomeCheck(
        client=fresh,
        months=months,
        day=day,
        how=how,
        reached=reached,
        note=line(note),
        asked_by=by,
        asked_at=at,
        **given,
    )
    row.full_clean()
    row.save(force_insert=True)
    record("home.checked", row, by=by, at=at, thread=fresh, seals=[row], months=months, reached=str(reached))
    return row


@deed
def note_verdict(
    *, client: Client, court: Organisation, number: str, decided_on: date, source: str, by: User, at: datetime
) -> NewVerdict:
    """A court decided again: by its own number and paper. Raises Refused for anything else, Conflict twice."""
    require(by, "homecoming.manage")
    fresh = own_client(client, by)
    known = normalise_case_number(number)
    if court.kind != Kind.COURT or known is None:
        raise Refused(
            gettext("Putusan baru dicatat dari sumber pengadilan dengan nomor perkaranya. Belum ada yang tersimpan.")
        )
    if not line(source) or decided_on > today_of(at):
        raise Refused(gettext("Tulis sumbernya, misalnya SIPP, dan tanggal putusan yang sudah tiba. Isian masih ada."))
    if fresh.home_on is None or decided_on < fresh.home_on:
        raise Refused(gettext("Putusan ini dari sebelum orangnya pulang. Belum ada yang tersimpan."))
    if fresh.verdicts.filter(number=known).exists():
        raise Conflict(gettext("Putusan dengan nomor ini sudah tercatat. Tidak dicatat dua kali."))
    row = NewVerdict(
        client=fresh,
        court=court,
        number=known,
        decided_on=decided_on,
        source=line(source),
        entered_by=by,
        entered_at=at,
    )
    row.full_clean()
    row.save(force_insert=True)
    record("verdict.noted", row, by=by, at=at, thread=fresh, seals=[row])
    return row
