"""Enter what an institution owns, look whether it is safe, lend it and take it back."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext

from masohi.law.citation import listed
from masohi.law.equipment import check_often_enough
from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.equipment.models import Check, Item
from masohi.reentry.equipment.queries import away
from masohi.reentry.equipment.terms import GONE, OUTSIDE, ItemState
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused, Unlawful

MOST_APART = 60  # rows of one entry, each with a code of its own


def of_own_list(by: User, owner: int) -> None:
    """Raises Refused where `by` does not keep the list of that institution (primary key)."""
    if owner not in by.offices_for("equipment.manage"):
        raise Refused(gettext("Barang ini milik lembaga lain. Minta petugas lembaga itu. Tidak ada yang berubah."))


def _today(at: datetime) -> date:
    return at.astimezone(WIT).date()


def _needed(text: str, says: str) -> str:
    """The text in one line. Raises Refused with `says` where nothing was written."""
    tidy = " ".join(text.split())
    if not tidy:
        raise Refused(says)
    return tidy


@deed
def enter_items(
    *,
    owner: Organisation,
    name: str,
    kind: str,
    count: int,
    unit: str,
    source: str,
    acquired_on: date,
    giver: str = "",
    paper: str = "",
    serial: str = "",
    rupiah: int | None = None,
    check_days: int = 0,
    check_reason: str = "",
    checked_on: date | None = None,
    apart: bool = False,
    by: User,
    at: datetime,
) -> list[Item]:
    """Put into the list what `owner` has: one row of `count`, or with `apart` as many rows of 1, each with its code.

    `rupiah` is the value of a row. What is checked (`check_days` above 0) was looked at on `checked_on`. What came
    from outside the program names the giver and its paper. Raises Unlawful where it would be checked more rarely than
    the office says and no reason is written (AL-02), Refused, ValidationError.
    """
    require(by, "equipment.manage")
    of_own_list(by, owner.pk)
    _keep_dates(acquired_on, checked_on, check_days, at)
    _keep_often(check_days, check_reason, at)
    _keep_origin(source, giver, paper)
    rows, each = (count, 1) if apart else (1, count)
    if not 1 <= rows <= MOST_APART:
        raise Refused(gettext("Catat paling banyak 60 barang sekaligus. Bagi menjadi beberapa isian."))
    if apart and serial:
        raise Refused(gettext("Nomor seri hanya untuk satu barang. Kosongkan, atau catat satu per satu."))
    given = {
        "owner": owner,
        "name": " ".join(name.split()),
        "kind": kind,
        "count": each,
        "unit": unit.strip(),
        "source": source,
        "giver": giver.strip(),
        "paper": paper.strip(),
        "serial": serial.strip(),
        "rupiah": rupiah,
        "acquired_on": acquired_on,
        "check_days": check_days,
        "check_reason": " ".join(check_reason.split()),
        "next_check_on": checked_on + timedelta(days=check_days) if checked_on and check_days else None,
    }
    return [_entered(given, by, at) for _ in range(rows)]


def _entered(given: dict[str, Any], by: User, at: datetime) -> Item:
    item = Item(code=new_code(), entered_by=by, entered_at=at, **given)
    item.full_clean()
    item.save(force_insert=True)
    record("item.entered", item, by=by, at=at, thread=item, seals=[item], owner=item.owner_id, count=item.count)
    return item


def _keep_dates(acquired_on: date, checked_on: date | None, check_days: int, at: datetime) -> None:
    today = _today(at)
    if acquired_on > today or (checked_on is not None and checked_on > today):
        raise Refused(gettext("Tanggal itu belum tiba. Periksa tanggalnya. Belum ada yang tersimpan."))
    if check_days and checked_on is None:
        raise Refused(gettext("Tulis kapan alat ini terakhir diperiksa. Tanpa pemeriksaan, alat belum boleh dipakai."))


def _keep_often(check_days: int, reason: str, at: datetime) -> None:
    """Raises Unlawful where a check would hold longer than the office says, without a reason (AL-02)."""
    found = check_often_enough(check_days, reason=reason, day=_today(at), parameters=parameters_in_force())
    if found:
        raise Unlawful(listed(found))


def _keep_origin(source: str, giver: str, paper: str) -> None:
    """Raises Refused where something came from outside and nobody says from whom and by which paper."""
    if source in OUTSIDE and not (giver.strip() and paper.strip()):
        raise Refused(
            gettext("Tulis pemberi dan nomor dokumen serah terimanya, misalnya BAST 12/2026. Isian masih ada.")
        )


def living_item(item: Item) -> Item:
    """The item as it is stored. Raises Conflict where it is no longer in the list."""
    fresh = Item.objects.select_related("owner").get(pk=item.pk)
    if fresh.state in GONE:
        raise Conflict(gettext("Barang ini tidak ada lagi di daftar. Tidak ada yang berubah."))
    return fresh


DETAILS = ("name", "unit", "serial", "giver", "paper", "rupiah")


@deed
def change_item(*, item: Item, edition: int, by: User, at: datetime, **details: Any) -> Item:
    """Correct how a thing is described (`DETAILS`); owner, number, state and checks have deeds of their own.

    `edition` is the one the page showed. Raises Conflict where somebody else saved in between, Refused.
    """
    require(by, "equipment.manage")
    fresh = living_item(item)
    of_own_list(by, fresh.owner_id)
    if fresh.edition != edition:
        raise Conflict(gettext("Barang ini baru saja diubah orang lain. Isian Anda masih ada; bandingkan dulu."))
    for name, value in details.items():
        if name not in DETAILS:
            raise TypeError(f"{name} is no detail of an item")
        setattr(fresh, name, " ".join(value.split()) if isinstance(value, str) else value)
    _keep_origin(fresh.source, fresh.giver, fresh.paper)
    fresh.edition += 1
    fresh.full_clean()
    fresh.save(update_fields=[*DETAILS, "edition"])
    record("item.changed", fresh, by=by, at=at, thread=fresh, seals=[fresh], fields=sorted(details))
    return fresh


@deed
def check_item(*, item: Item, day: date, passed: bool, checker: str, note: str = "", by: User, at: datetime) -> Check:
    """Record a safety check. Passed, the item is fit again (also one that was broken or lost) and the check holds
    `item.check_days`; failed, it is broken until another check passes. Raises Refused, Conflict, ValidationError.
    """
    require(by, "equipment.manage")
    fresh = living_item(item)
    of_own_list(by, fresh.owner_id)
    if day > _today(at):
        raise Refused(gettext("Tanggal pemeriksaan belum tiba. Periksa tanggalnya. Isian masih ada."))
    if fresh.checks.filter(day__gt=day).exists():
        raise Conflict(gettext("Sudah ada pemeriksaan yang lebih baru. Tidak ada yang berubah."))
    holds = day + timedelta(days=fresh.check_days) if passed and fresh.check_days else None
    check = Check(
        item=fresh,
        day=day,
        passed=passed,
        checker=" ".join(checker.split()),
        note=" ".join(note.split()),
        holds_until=holds,
        entered_by=by,
        entered_at=at,
    )
    if not passed and not check.note:
        raise Refused(gettext("Tulis apa yang rusak. Belum ada yang tersimpan."))
    check.full_clean()
    check.save(force_insert=True)
    fresh.state = ItemState.FIT if passed else ItemState.BROKEN
    fresh.next_check_on = holds or fresh.next_check_on
    fresh.save(update_fields=["state", "next_check_on"])
    record("item.checked", check, by=by, at=at, thread=fresh, seals=[check, fresh], passed=int(passed))
    return check


@deed
def retire_item(*, item: Item, reason: str, by: User, at: datetime) -> Item:
    """Take an item off the list for good, with a reason; its history stays. Raises Conflict while it is away."""
    require(by, "equipment.manage")
    fresh = living_item(item)
    of_own_list(by, fresh.owner_id)
    fresh.gone_reason = _needed(reason, gettext("Tulis alasan menghapus dari daftar. Belum ada yang berubah."))[:250]
    if away(fresh) is not None:
        raise Conflict(gettext("Barang ini sedang dipinjam atau diserahkan. Selesaikan dulu. Tidak ada yang berubah."))
    fresh.state = ItemState.RETIRED
    fresh.save(update_fields=["state", "gone_reason"])
    record("item.retired", fresh, by=by, at=at, thread=fresh, seals=[fresh])
    return fresh


@consequence
def pass_on(*, item: Item, owner: Organisation, because: Entry) -> None:
    """From now on the item belongs to `owner`: the only way in which an item changes hands."""
    item.owner = owner
    item.save(update_fields=["owner"])
    record("item.passed_on", item, because=because, thread=item, seals=[item], owner=owner.pk)


@consequence
def send_home(*, item: Item, state: ItemState, because: Entry) -> None:
    """The item goes home with a trainee, GIVEN for good or HOME for a while; FIT again when it came back."""
    item.state = state
    item.save(update_fields=["state"])
    record("item.went_home", item, because=because, thread=item, seals=[item], state=state.value)
