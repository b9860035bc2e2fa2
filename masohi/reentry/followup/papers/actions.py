"""Issue the letter of a referral, and let it fall with what it rested on."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext

from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.followup.actions import allow_sharing, close_client, own_client, take_back_sharing, today_of
from masohi.reentry.followup.models import Client, Sharing
from masohi.reentry.followup.papers.facts import referral_content
from masohi.reentry.followup.papers.models import ReferralPaper
from masohi.reentry.followup.papers.queries import holds, living_papers, paper_of
from masohi.reentry.followup.queries import sharing_for
from masohi.reentry.followup.referrals.actions import withdraw_referral
from masohi.reentry.followup.referrals.models import Referral
from masohi.reentry.followup.referrals.queries import open_referrals, seen_by_office
from masohi.reentry.followup.referrals.terms import OPEN
from masohi.work.letters.actions import issue_letter, take_back
from masohi.work.letters.models import Letter
from masohi.work.letters.terms import LetterKind
from masohi.writing.refusals import Conflict, Refused


@deed
def write_referral_letter(*, referral: Referral, by: User, at: datetime) -> Letter:
    """Issue the D13 of an open referral on the unit's paper, with what its office may know now. An older one falls.

    Raises PermissionDenied outside the unit, Refused without a living sharing, Conflict where the same letter holds or
    the referral has ended.
    """
    require(by, "homecoming.manage")
    fresh = Referral.objects.select_related("client__person__village", "client__village", "office", "need").get(
        pk=referral.pk
    )
    fresh.client = own_client(fresh.client, by)
    if fresh.state not in OPEN:
        raise Conflict(gettext("Rujukan ini sudah selesai. Suratnya tidak dicetak lagi."))
    sharing = sharing_for(fresh.client, fresh.office)
    if sharing is None:
        raise Refused(gettext("Izin berbagi dengan dinas ini sudah berakhir. Surat tidak terbit."))
    before = paper_of(fresh)
    if holds(fresh):
        raise Conflict(gettext("Surat rujukan ini sudah terbit. Buka suratnya, tidak perlu yang kedua."))
    told = seen_by_office(fresh, today_of(at))
    content = referral_content(fresh, sharing, told, writer=by.name, phone=by.phone)
    entry = record("referral.written", fresh, by=by, at=at, thread=fresh.client)
    if before is not None:
        take_back(letter=before.letter, reason=gettext("Diganti surat yang lebih baru"), because=entry)
    letter = issue_letter(kind=LetterKind.HELP, unit=fresh.client.unit, content=content, because=entry)
    paper = ReferralPaper(letter=letter, referral=fresh, sharing=sharing, edition=fresh.edition)
    paper.full_clean()
    paper.save(force_insert=True)
    record("referral.numbered", paper, because=entry, thread=fresh.client, seals=[paper], letter=letter.pk)
    return letter


@consequence
def fall(*, papers: Iterable[ReferralPaper], reason: str, because: Entry) -> None:
    """Letters fall with what they rested on: the public check answers that they were taken back."""
    for paper in papers:
        take_back(letter=paper.letter, reason=reason, because=because)


@deed
def withdraw_with_letter(*, referral: Referral, edition: int, by: User, at: datetime) -> Referral:
    """The unit lets a referral be, and its letter falls. Raises Conflict as `withdraw_referral` does."""
    require(by, "homecoming.manage")
    row = withdraw_referral(referral=referral, edition=edition, by=by, at=at)
    _fallen(row.client, living_papers().filter(referral=row), gettext("Rujukan ditarik"), by, at)
    return row


@deed
def end_consent(*, sharing: Sharing, by: User, at: datetime) -> Sharing:
    """The person takes the consent back, and letters that it allowed fall. Raises Conflict."""
    require(by, "homecoming.manage")
    row = take_back_sharing(sharing=sharing, by=by, at=at)
    _fallen(row.client, living_papers().filter(sharing=row), gettext("Izin berbagi berakhir"), by, at)
    return row


@deed
def renew_sharing(
    *,
    client: Client,
    office: Organisation,
    fields: list[str],
    ground: str,
    source: str,
    given_on: date,
    by: User,
    at: datetime,
) -> Sharing:
    """An office may be told something else than before: letters by the former sharing fall. Raises Refused."""
    require(by, "homecoming.manage")
    row = allow_sharing(
        client=client, office=office, fields=fields, ground=ground, source=source, given_on=given_on, by=by, at=at
    )
    former = living_papers().filter(sharing__client=client, sharing__office=office).exclude(sharing=row)
    _fallen(client, former, gettext("Izin berbagi diganti"), by, at)
    return row


@deed
def end_accompaniment(*, client: Client, edition: int, reason: str, by: User, at: datetime) -> Client:
    """The accompaniment ends: what offices still work on is withdrawn, so that nobody waits for an answer that no
    office owes any more, and every letter falls. Raises Conflict as `close_client` does."""
    require(by, "homecoming.manage")
    for referral in open_referrals(own_client(client, by)):
        withdraw_referral(referral=referral, edition=referral.edition, by=by, at=at)
    row = close_client(client=client, edition=edition, reason=reason, by=by, at=at)
    _fallen(row, living_papers().filter(referral__client=row), gettext("Pendampingan ditutup"), by, at)
    return row


def _fallen(client: Client, papers: Iterable[ReferralPaper], reason: str, by: User, at: datetime) -> None:
    found = list(papers)
    if found:
        entry = record("referral.unwritten", client, by=by, at=at, thread=client, letters=len(found))
        fall(papers=found, reason=reason, because=entry)
