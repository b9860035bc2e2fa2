"""Count who understood, once each and without keeping who it was; say how many people an office has."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext

from masohi.law.identifiers import nip_valid
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.supply.understanding.models import Pass, Staff
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused
from masohi.writing.sealing import blind_index


@deed
def set_staff(
    *, organisation: Organisation, valid_from: date, people: int, source: str, by: User, at: datetime
) -> Staff:
    """Say how many people work in an office from a day on; the same day's number is replaced."""
    require(by, "staff.set")
    given = {"people": people, "source": source, "set_by": by}
    row, _ = Staff.objects.update_or_create(organisation=organisation, valid_from=valid_from, defaults=given)
    record("staff.set", row, by=by, at=at, seals=[row], people=people)
    return row


@deed
def pass_quiz(*, organisation: Organisation, nip: str, by: User, at: datetime) -> Pass:
    """Count one person of an office; the NIP goes no further than its keyed digest. Twice is once. Raises Refused."""
    require(by, "understanding.pass")
    day = at.astimezone(WIT).date()
    digits = "".join(nip.split())
    if nip_valid(digits, day=day) is not None:
        raise Refused(gettext("NIP terdiri atas 18 angka. Periksa lagi; isian lain masih ada di halaman."))
    mark = blind_index(settings.FIELD_KEY, f"nip:{digits}")
    known = Pass.objects.filter(mark=mark).first()
    if known is not None:
        return known
    row = Pass(organisation=organisation, mark=mark, code=new_code(), day=day)
    row.save(force_insert=True)
    record("quiz.passed", row, by=by, at=at, seals=[row], office=organisation.pk)
    return row
