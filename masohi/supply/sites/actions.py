"""Enter and change sites."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.supply.agreements.models import Agreement
from masohi.supply.sites.models import Closure, Leave, Site, Slot, Supervisor
from masohi.supply.sites.terms import Shut
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused

DETAILS = (
    *("name", "host", "village", "address", "lat", "lon", "coordinates_confirmed", "tasks", "risk", "hazards"),
    *("equipment", "indoor", "child_suitable", "child_declared_by", "declared_on", "declared_by", "active"),
)


def _own_office(by: User, host_id: int) -> None:
    if host_id not in by.organisations_as(Role.OFFICE) and not by.has(Role.SYSTEM):
        raise Refused(
            gettext("Lokasi ini milik dinas lain. Minta petugas dinas itu mengubahnya. Tidak ada yang berubah.")
        )


def _signed_by(site: Site, day: date) -> None:
    """Nobody signs tomorrow: ValidationError at `declared_on` where the declaration lies after `day`."""
    if site.declared_on is not None and site.declared_on > day:
        says = gettext("Tanggal pernyataan belum tiba. Periksa tanggalnya. Belum ada yang tersimpan.")
        raise ValidationError({"declared_on": says})


def _free_slug(name: str) -> str:
    base = slugify(name)[:70] or "lokasi"
    taken = set(Site.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, 999))) if s not in taken)


@deed
def open_site(*, agreements: Sequence[Agreement] = (), by: User, at: datetime, **details: Any) -> Site:
    """Enter a site of the own office. Raises ValidationError; `details` are the columns named in DETAILS."""
    require(by, "site.manage")
    site = Site(code=new_code(), slug=_free_slug(details["name"]), **details)
    _own_office(by, site.host_id)
    site.full_clean()
    _signed_by(site, at.astimezone(WIT).date())
    site.save(force_insert=True)
    site.agreements.set(agreements)
    record("site.opened", site, by=by, at=at, host=site.host_id)
    return site


@deed
def change_site(
    *, site: Site, edition: int, agreements: list[Agreement] | None = None, by: User, at: datetime, **details: Any
) -> Site:
    """Change a site. `edition` is the one the page showed; Conflict where somebody else saved in between."""
    require(by, "site.manage")
    _own_office(by, site.host_id)
    fresh = Site.objects.get(pk=site.pk)
    if fresh.edition != edition:
        raise Conflict(
            gettext(
                "Lokasi ini baru saja diubah orang lain. Isian Anda masih ada di halaman; bandingkan lalu simpan lagi."
            )
        )
    for name, value in details.items():
        setattr(fresh, name, value)
    _own_office(by, fresh.host_id)
    fresh.edition += 1
    fresh.full_clean()
    _signed_by(fresh, at.astimezone(WIT).date())
    fresh.save()
    if agreements is not None:
        fresh.agreements.set(agreements)
    record("site.changed", fresh, by=by, at=at, fields=sorted(details))
    return fresh


@deed
def open_slot(*, site: Site, weekday: int, starts: int, minutes: int, places: int, by: User, at: datetime) -> Slot:
    """Offer a weekly opening: weekday 0 = Senin, `starts` in minutes of the day (WIT), `minutes` at most 480."""
    require(by, "site.manage")
    _own_office(by, site.host_id)
    if starts + minutes > 1440:
        raise Refused(gettext("Bukaan harus selesai pada hari yang sama. Pilih jam mulai yang lebih pagi."))
    others = site.slots.filter(weekday=weekday, active=True)
    if any(starts < o.starts + o.minutes and o.starts < starts + minutes for o in others):
        raise Refused(gettext("Bukaan ini bertumpuk dengan bukaan lain di lokasi yang sama. Ubah jamnya."))
    slot = Slot(site=site, weekday=weekday, starts=starts, minutes=minutes, places=places)
    slot.full_clean()
    slot.save(force_insert=True)
    record("slot.opened", slot, by=by, at=at, site=site.pk, weekday=weekday, starts=starts, minutes=minutes)
    return slot


@deed
def close_slot(*, slot: Slot, by: User, at: datetime) -> Slot:
    """Offer the opening no more; sessions already planned in it stay."""
    require(by, "site.manage")
    _own_office(by, slot.site.host_id)
    slot.active = False
    slot.save(update_fields=["active"])
    record("slot.closed", slot, by=by, at=at, site=slot.site_id)
    return slot


@deed
def appoint_supervisor(*, site: Site, person: User, capacity: int, by: User, at: datetime) -> Supervisor:
    """Let `person` supervise at the site, at most `capacity` people at once."""
    require(by, "supervisor.assign")
    _own_office(by, site.host_id)
    if not person.has(Role.SUPERVISOR):
        raise Refused(
            gettext("Orang ini belum berperan pengawas lokasi. Minta pengelola sistem memberi peran itu dulu.")
        )
    row, _ = Supervisor.objects.update_or_create(site=site, person=person, defaults={"capacity": capacity})
    record("supervisor.appointed", row, by=by, at=at, site=site.pk, account=person.pk, capacity=capacity)
    return row


@deed
def dismiss_supervisor(*, supervisor: Supervisor, by: User, at: datetime) -> None:
    """End an appointment; what the person recorded stays theirs."""
    require(by, "supervisor.assign")
    _own_office(by, supervisor.site.host_id)
    record("supervisor.dismissed", supervisor, by=by, at=at, site=supervisor.site_id, account=supervisor.person_id)
    supervisor.delete()


@deed
def close_days(
    *, site: Site, first_day: date, last_day: date, reason: str, kind: str = Shut.CLOSED, by: User, at: datetime
) -> Closure:
    """Shut the site from one day to another, both included; `kind` says whether it is the sea."""
    require(by, "site.manage")
    _own_office(by, site.host_id)
    closure = Closure(site=site, first_day=first_day, last_day=last_day, reason=reason, kind=kind)
    closure.full_clean()
    closure.save(force_insert=True)
    record("site.shut", closure, by=by, at=at, site=site.pk, days=(last_day - first_day).days + 1)
    return closure


@deed
def give_leave(
    *, supervisor: Supervisor, first_day: date, last_day: date, reason: str, by: User, at: datetime
) -> list[Leave]:
    """A supervisor is away from one day to another, both included: at every site of the own office where they serve.

    Sessions already planned stay; the PK plans anew what can no longer be supervised. Raises ValidationError.
    """
    require(by, "supervisor.assign")
    _own_office(by, supervisor.site.host_id)
    posts = Supervisor.objects.filter(person=supervisor.person_id, site__host=supervisor.site.host_id)
    made = [Leave(supervisor=post, first_day=first_day, last_day=last_day, reason=reason) for post in posts]
    for leave in made:
        leave.full_clean()
        leave.save(force_insert=True)
        days = (last_day - first_day).days + 1
        record("leave.given", leave, by=by, at=at, supervisor=leave.supervisor_id, days=days)
    return made


@deed
def end_leave(*, leave: Leave, by: User, at: datetime) -> None:
    """Take a leave back everywhere: the supervisor is there after all. What was planned anew meanwhile stays."""
    require(by, "supervisor.assign")
    _own_office(by, leave.supervisor.site.host_id)
    post = leave.supervisor
    same = Leave.objects.filter(supervisor__person=post.person_id, supervisor__site__host=post.site.host_id)
    same = same.filter(first_day=leave.first_day, last_day=leave.last_day)
    record("leave.ended", leave, by=by, at=at, supervisor=leave.supervisor_id)
    same.delete()
