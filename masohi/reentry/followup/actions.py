"""Accompany somebody home: enter them, say when they are at home, write what an assessment said, let it end."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from masohi.cases.people.actions import enter_people
from masohi.cases.people.models import Person
from masohi.law.counting import age_on
from masohi.law.order_facts import CHILD, OrderFacts, PersonFacts
from masohi.law.parameters import IN_FORCE
from masohi.ledger.actions import consequence, deed, many, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.reentry.followup.facts import plan_from
from masohi.reentry.followup.models import Client, Instrument, Sharing
from masohi.reentry.followup.queries import OFFICE_KINDS, known_people
from masohi.reentry.followup.terms import Basis, Closed, Ground, Shared
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT, long_date
from masohi.writing.refusals import Conflict, Refused


def today_of(at: datetime) -> date:
    """The day in WIT."""
    return at.astimezone(WIT).date()


def line(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def own_client(client: Client, by: User, deed: str = "homecoming.manage") -> Client:
    """The client as stored, of the own unit and open. Raises PermissionDenied, Conflict."""
    fresh = Client.objects.select_related("person", "unit").filter(pk=client.pk).first()
    if fresh is None or fresh.unit_id not in by.offices_for(deed) or not _cleared(by, fresh.unit, fresh.person.child):
        raise PermissionDenied(deed)
    if fresh.closed_on is not None:
        raise Conflict(gettext("Pendampingan orang ini sudah ditutup. Tidak ada yang berubah."))
    return fresh


def _cleared(by: User, unit: Organisation, child: bool) -> bool:
    return not child or unit.pk in by.organisations_as(Role.CHILD_OFFICER, Role.UNIT)


@deed
def enter_client(
    *,
    unit: Organisation,
    basis: str,
    person: Person | None = None,
    facts: PersonFacts | None = None,
    child: bool = False,
    release_on: date | None = None,
    home_on: date | None = None,
    by: User,
    at: datetime,
) -> Client:
    """Begin to accompany somebody: `person` whom the unit knows already, or a new one by `facts`.

    A client of Bapas is at home since `home_on`; somebody inside is prepared from 90 days (parameter) before
    `release_on`. Whose day of birth says so is a child, whatever was ticked. Raises PermissionDenied for another unit,
    Refused before that day or without it and for a child to who may not know it, Conflict twice.
    """
    require(by, "homecoming.manage")
    child = person.child if person is not None else child or _under_age(facts, today_of(at))
    if unit.pk not in by.offices_for("homecoming.manage"):
        raise PermissionDenied("homecoming.manage")
    if not _cleared(by, unit, child):
        raise Refused(gettext("Anak dicatat oleh petugas dengan peran perkara anak. Belum ada yang tersimpan."))
    if person is not None and not known_people(by, unit).filter(pk=person.pk).exists():
        raise Conflict(gettext("Orang ini sudah didampingi, atau bukan peserta unit Anda. Tidak dicatat dua kali."))
    _keep_days(basis, release_on, home_on, today_of(at))
    cause = record("homecoming.begun", unit, by=by, at=at)
    found = person or _person(facts, child=child, because=cause)
    if Client.objects.filter(person=found, unit=unit, closed_on=None).exists():
        raise Conflict(gettext("Orang ini sudah didampingi di unit Anda. Tidak dicatat dua kali."))
    row = Client(
        code=new_code(),
        person=found,
        unit=unit,
        basis=basis,
        release_on=release_on if basis == Basis.RELEASE else None,
        home_on=home_on if basis == Basis.BAPAS else None,
        village=found.village,
        entered_by=by,
        entered_at=at,
    )
    row.full_clean()
    row.save(force_insert=True)
    record("client.entered", row, because=cause, thread=row, seals=[row], basis=str(basis))
    return row


def _under_age(facts: PersonFacts | None, day: date) -> bool:
    if facts is None or facts.birth_date is None:
        return False
    return age_on(facts.birth_date, day) < int(parameters_in_force().value("adult_age", max(day, IN_FORCE)))


def _keep_days(basis: str, release_on: date | None, home_on: date | None, day: date) -> None:
    if basis == Basis.BAPAS:
        if home_on is None or home_on > day:
            raise Refused(gettext("Tulis sejak kapan orang ini di rumah, hari ini atau sebelumnya. Isian masih ada."))
        return
    if release_on is None or release_on < day:
        raise Refused(gettext("Tulis perkiraan hari bebas, hari ini atau sesudahnya. Isian masih ada."))
    first = plan_from(release_on, parameters_in_force().value("homecoming_days", day))
    if day < first:
        says = gettext("Rencana pulang dimulai %(day)s. Belum ada yang tersimpan.")
        raise Refused(says % {"day": long_date(first)})


def _person(facts: PersonFacts | None, *, child: bool, because: Entry) -> Person:
    name = line(facts.name or "") if facts is not None else ""
    if facts is None or not name:
        raise Refused(gettext("Pilih orangnya, atau tulis namanya. Nama boleh satu kata. Belum ada yang tersimpan."))
    given = OrderFacts(register=CHILD if child else None, person=replace(facts, name=name))
    with many() as note:
        found = enter_people(facts=[given], because=[because], note=note)
    return found[0]


@deed
def move_release(*, client: Client, edition: int, release_on: date, reason: str, by: User, at: datetime) -> Client:
    """Somebody inside is released on another day than expected. It was right when the preparation began, so how far
    ahead it lies now does not matter. Raises Refused without a reason or for a day that is over, Conflict."""
    require(by, "homecoming.manage")
    fresh = own_client(client, by)
    _keep_waiting(fresh, edition)
    if release_on < today_of(at) or not line(reason):
        raise Refused(gettext("Tulis hari bebas yang baru, hari ini atau sesudahnya, dan alasannya. Isian masih ada."))
    before = str(fresh.release_on)
    fresh.release_on, fresh.release_reason = release_on, line(reason)
    _changed(fresh, "client.postponed", by, at, before=before, after=str(release_on))
    return fresh


def _keep_waiting(client: Client, edition: int) -> None:
    if client.edition != edition or client.home_on is not None:
        raise Conflict(gettext("Data orang ini baru saja diubah. Lihat keadaannya sekarang. Tidak ada yang berubah."))


@deed
def came_home(*, client: Client, edition: int, on: date, by: User, at: datetime) -> Client:
    """The person is at home since `on`: from this day checks are due. Raises Conflict, Refused."""
    require(by, "homecoming.manage")
    fresh = own_client(client, by)
    _keep_waiting(fresh, edition)
    if on > today_of(at):
        raise Refused(gettext("Tanggal itu belum tiba. Tulis hari orangnya benar-benar pulang. Isian masih ada."))
    fresh.home_on = on
    _changed(fresh, "client.home", by, at)
    return fresh


@deed
def close_client(*, client: Client, edition: int, reason: str, by: User, at: datetime) -> Client:
    """The accompaniment ends, and with it what offices may know; what was done stays. Raises Conflict as it changed."""
    require(by, "homecoming.manage")
    fresh = own_client(client, by)
    if fresh.edition != edition:
        raise Conflict(gettext("Data orang ini baru saja diubah. Lihat keadaannya sekarang. Tidak ada yang berubah."))
    fresh.closed_on, fresh.closed_reason = today_of(at), Closed(reason)
    entry = _changed(fresh, "client.closed", by, at)
    for sharing in fresh.sharings.filter(ended_on=None):
        end_share(sharing=sharing, on=today_of(at), because=entry)
    return fresh


def _changed(client: Client, kind: str, by: User, at: datetime, **facts: Any) -> Entry:
    client.edition += 1
    client.full_clean()
    client.save()
    return record(kind, client, by=by, at=at, thread=client, seals=[client], **facts)


@deed
def note_instrument(
    *, client: Client, name: str, version: str, category: str, day: date, by: User, at: datetime
) -> Instrument:
    """Write down what an assessment said. The program computes none and shows it to no office. Raises Refused."""
    require(by, "homecoming.manage")
    fresh = own_client(client, by)
    if day > today_of(at):
        raise Refused(gettext("Tanggal itu belum tiba. Periksa tanggalnya. Isian masih ada."))
    row = Instrument(
        client=fresh,
        name=line(name),
        version=line(version),
        category=line(category),
        day=day,
        entered_by=by,
        entered_at=at,
    )
    row.full_clean()
    row.save(force_insert=True)
    record("instrument.noted", row, by=by, at=at, thread=fresh, seals=[row])
    return row


@deed
def allow_sharing(
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
    """An office may be told `fields` (Shared): the person agreed, or a text obliges. It replaces what it could know.

    `source`: how the person agreed (paper, witness), or the article of the duty. Raises Refused.
    """
    require(by, "homecoming.manage")
    fresh = own_client(client, by)
    if office.kind not in OFFICE_KINDS:
        raise Refused(gettext("Pilih dinas dari daftar. Belum ada yang tersimpan."))
    if not set(fields) <= set(Shared.values):
        raise Refused(gettext("Pilih hal yang dibagikan dari daftar. Belum ada yang tersimpan."))
    if not line(source) or given_on > today_of(at):
        raise Refused(gettext("Tulis surat persetujuan atau pasalnya, dan tanggal yang sudah tiba. Isian masih ada."))
    before = list(Sharing.objects.filter(client=fresh, office=office, ended_on=None))
    entry = record("sharing.allowed", fresh, by=by, at=at, thread=fresh, office=office.pk)
    for old in before:
        end_share(sharing=old, on=today_of(at), because=entry)
    row = Sharing(
        code=new_code(),
        client=fresh,
        office=office,
        fields=sorted(fields),
        ground=Ground(ground),
        source=line(source),
        given_on=given_on,
        entered_by=by,
        entered_at=at,
    )
    row.full_clean(exclude=["fields"])
    row.save(force_insert=True)
    record("sharing.kept", row, because=entry, thread=fresh, seals=[row])
    return row


@consequence
def end_share(*, sharing: Sharing, on: date, because: Entry) -> None:
    """From now on the office is told nothing more by this sharing."""
    sharing.ended_on = on
    sharing.save(update_fields=["ended_on"])
    record("sharing.ended", sharing, because=because, thread=sharing.client, seals=[sharing])


@deed
def take_back_sharing(*, sharing: Sharing, by: User, at: datetime) -> Sharing:
    """The person takes the consent back: the office reads initials only from now on. Raises Conflict."""
    require(by, "homecoming.manage")
    fresh = Sharing.objects.select_related("client").get(pk=sharing.pk)
    client = own_client(fresh.client, by)
    if fresh.ended_on is not None:
        raise Conflict(gettext("Izin ini sudah berakhir. Tidak ada yang berubah."))
    entry = record("consent.withdrawn", client, by=by, at=at, thread=client)
    end_share(sharing=fresh, on=today_of(at), because=entry)
    return fresh
