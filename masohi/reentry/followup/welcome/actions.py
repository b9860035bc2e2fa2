"""Prepare the way back with those at home, by name only where the person agreed."""

from datetime import date, datetime

from django.utils.translation import gettext

from masohi.cases.contacts.actions import keep_contact
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.followup.actions import line, own_client, today_of
from masohi.reentry.followup.models import Client
from masohi.reentry.followup.welcome.models import Welcome
from masohi.writing.codes import new_code
from masohi.writing.refusals import Conflict, Refused


@deed
def prepare_welcome(
    *, client: Client, kind: str, name: str, number: str, consented_on: date, does: str, by: User, at: datetime
) -> Welcome:
    """The person agreed on `consented_on` that this contact (ContactKind) prepares the way back. Raises Refused."""
    require(by, "homecoming.manage")
    fresh = own_client(client, by)
    if not line(does):
        raise Refused(gettext("Tulis apa yang dilakukan orang ini. Belum ada yang tersimpan."))
    entry = record("welcome.begun", fresh, by=by, at=at, thread=fresh)
    contact = keep_contact(
        person=fresh.person,
        thread=fresh,
        kind=kind,
        name=name,
        number=number,
        consented_on=consented_on,
        because=entry,
    )
    row = Welcome(code=new_code(), client=fresh, contact=contact, does=line(does), entered_by=by, entered_at=at)
    row.full_clean()
    row.save(force_insert=True)
    record("welcome.prepared", row, because=entry, thread=fresh, seals=[row])
    return row


@deed
def tell_welcome(*, welcome: Welcome, on: date, answer: str, by: User, at: datetime) -> Welcome:
    """Somebody at home was told the day, and what they answered. Raises Conflict where the contact was ended."""
    require(by, "homecoming.manage")
    fresh = Welcome.objects.select_related("client", "contact").get(pk=welcome.pk)
    client = own_client(fresh.client, by)
    if fresh.contact.ended_at is not None:
        raise Conflict(gettext("Kontak ini sudah diakhiri. Tidak ada yang berubah."))
    if on > today_of(at):
        raise Refused(gettext("Tanggal itu belum tiba. Periksa tanggalnya. Isian masih ada."))
    fresh.told_on, fresh.answer = on, line(answer)
    fresh.full_clean()
    fresh.save()
    record("welcome.told", fresh, by=by, at=at, thread=client, seals=[fresh])
    return fresh
