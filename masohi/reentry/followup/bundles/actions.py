"""Several steps in one: ask many offices, or take a referral and call for a day. All of it is done, or nothing."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext

from masohi.ledger.actions import deed
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.followup.actions import allow_sharing, line
from masohi.reentry.followup.models import Client, Need
from masohi.reentry.followup.queries import sharing_for
from masohi.reentry.followup.referrals.actions import answer_referral, plan_meeting, refer
from masohi.reentry.followup.referrals.models import Referral
from masohi.reentry.followup.referrals.terms import ReferralState
from masohi.writing.refusals import Refused


class Asking(NamedTuple):
    """One office that is asked for one need."""

    need: Need
    office: Organisation
    ask: str


class Agreed(NamedTuple):
    """What offices that know nothing yet may be told, and why: `fields` (Shared), `ground` (Ground), source and day."""

    fields: list[str]
    ground: str
    source: str
    given_on: date


@deed
def refer_many(*, client: Client, askings: Sequence[Asking], agreed: Agreed, by: User, at: datetime) -> list[Referral]:
    """Send every asking; an office that may know nothing yet is allowed what was `agreed`, others keep what they may.

    Raises Refused for nothing chosen or where somebody's word is missing, and as `refer` does; then nothing is sent.
    """
    require(by, "homecoming.manage")
    if not askings:
        raise Refused(gettext("Pilih paling sedikit satu kebutuhan. Belum ada yang terkirim."))
    if not all(line(one.ask) for one in askings):
        raise Refused(gettext("Tulis apa yang diminta dari tiap dinas. Belum ada yang terkirim."))
    offices = {one.office.pk: one.office for one in askings}
    unknown = [office for office in offices.values() if sharing_for(client, office) is None]
    if unknown and not line(agreed.source):
        names = ", ".join(office.short_name for office in unknown)
        says = gettext("Tulis surat persetujuan orangnya untuk %(offices)s. Belum ada yang terkirim.")
        raise Refused(says % {"offices": names})
    for office in unknown:
        allow_sharing(client=client, office=office, **agreed._asdict(), by=by, at=at)
    return [refer(client=client, need=one.need, office=one.office, ask=one.ask, by=by, at=at) for one in askings]


@deed
def accept_and_call(
    *, referral: Referral, edition: int, starts_at: datetime, place: str, answer: str = "", by: User, at: datetime
) -> Referral:
    """The office takes a referral and calls the person for the first day. Raises as both deeds do, and does nothing."""
    require(by, "referral.answer")
    given = {"state": ReferralState.ACCEPTED.value, "answer": answer}
    row = answer_referral(referral=referral, edition=edition, **given, by=by, at=at)
    plan_meeting(referral=row, starts_at=starts_at, place=place, by=by, at=at)
    return row
