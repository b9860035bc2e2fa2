"""Hand equipment over for good: the giver writes it down, both sign the paper, the receiver says that it came."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from masohi.law.equipment import owner_gives
from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.equipment.actions import pass_on
from masohi.reentry.equipment.models import Handover, HandoverLine, Item
from masohi.reentry.equipment.queries import away
from masohi.reentry.equipment.terms import GONE, HandoverState, ItemState
from masohi.supply.commitments.models import Commitment
from masohi.supply.files.actions import keep_file
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused, Unlawful

MOST = 60  # items of one handover: what fits on a paper that people read before they sign


@deed
def make_handover(
    *,
    giver: Organisation,
    receiver: Organisation,
    items: Sequence[Item],
    day: date,
    place: str,
    basis: str,
    giver_name: str,
    giver_capacity: str,
    receiver_name: str,
    receiver_capacity: str,
    commitment: Commitment | None = None,
    by: User,
    at: datetime,
) -> Handover:
    """Write down which of `giver`'s items go to `receiver`; they can be lent to nobody until it ends.

    Raises Unlawful for what belongs to somebody else (AL-03), Conflict for what is away, Refused, ValidationError.
    """
    require(by, "equipment.manage")
    if giver.pk not in by.offices_for("equipment.manage"):
        raise Refused(gettext("Anda hanya menyerahkan barang lembaga Anda sendiri. Tidak ada yang tersimpan."))
    fresh = _givable(giver, receiver, items)
    if commitment is not None and commitment.owner_id not in (giver.pk, giver.parent_id):
        raise Refused(gettext("Komitmen itu milik lembaga lain. Pilih komitmen lembaga Anda, atau kosongkan."))
    made = Handover(
        code=new_code(),
        giver=giver,
        receiver=receiver,
        day=day,
        place=" ".join(place.split()),
        basis=" ".join(basis.split()),
        giver_name=" ".join(giver_name.split()),
        giver_capacity=" ".join(giver_capacity.split()),
        receiver_name=" ".join(receiver_name.split()),
        receiver_capacity=" ".join(receiver_capacity.split()),
        commitment=commitment,
        made_by=by,
        made_at=at,
    )
    made.full_clean()
    made.save(force_insert=True)
    lines = [HandoverLine(handover=made, item=item, condition=str(ItemState(item.state).label)) for item in fresh]
    for line in lines:
        line.save(force_insert=True)
    told: dict[str, Any] = {"giver": giver.pk, "receiver": receiver.pk, "items": [item.pk for item in fresh]}
    record("handover.made", made, by=by, at=at, thread=made, seals=[made, *lines], **told)
    return made


def _givable(giver: Organisation, receiver: Organisation, items: Sequence[Item]) -> list[Item]:
    """The items as they are stored. Raises Refused, Unlawful or Conflict where one of them cannot go."""
    if giver.pk == receiver.pk:
        raise Refused(gettext("Pemberi dan penerima sama. Pilih penerima lain. Isian masih ada."))
    fresh = list(Item.objects.select_related("owner").filter(pk__in=[item.pk for item in items]).order_by("name", "pk"))
    if not 1 <= len(fresh) <= MOST:
        raise Refused(gettext("Pilih 1 sampai 60 barang yang diserahkan. Isian masih ada."))
    found = [owner_gives(item.owner.short_name, giver.short_name) for item in fresh]
    if any(found):
        raise Unlawful([one for one in found if one is not None])
    for item in fresh:
        if item.state in (*GONE, ItemState.LOST) or away(item) is not None:
            told = gettext("%(item)s sedang dipinjam, diserahkan, atau tidak ada. Tidak ada yang tersimpan.")
            raise Conflict(told % {"item": item.name})
    return fresh


@deed
def receive_handover(*, handover: Handover, scan: tuple[str, bytes], by: User, at: datetime) -> Handover:
    """An officer of the receiver, not who wrote it down, says that all of it came, with the signed paper as a scan.

    From then on the items belong to the receiver and to nobody else. Raises Refused, Conflict.
    """
    require(by, "equipment.manage")
    fresh = open_handover(handover)
    if fresh.receiver_id not in by.offices_for("equipment.manage"):
        raise Refused(gettext("Penerima yang menyatakan barangnya diterima. Tidak ada yang berubah."))
    if fresh.made_by_id == by.pk:
        raise Refused(gettext("Anda yang menyusun serah terima ini. Petugas penerima yang lain menyatakan diterima."))
    if fresh.day > at.astimezone(WIT).date():
        raise Refused(gettext("Hari serah terima belum tiba. Tidak ada yang berubah."))
    lines = list(fresh.lines.select_related("item"))
    if any(line.item.owner_id != fresh.giver_id or line.item.state in GONE for line in lines):
        raise Conflict(gettext("Salah satu barang bukan lagi milik pemberi. Minta pemberi menyusun ulang."))
    fresh.scan = keep_file(name=scan[0], content=scan[1], by=by, at=at)
    fresh.state, fresh.ended_by, fresh.ended_at = HandoverState.RECEIVED, by, at
    fresh.save()
    told: dict[str, Any] = {"receiver": fresh.receiver_id, "scan": fresh.scan.sha256}
    entry = record("handover.received", fresh, by=by, at=at, thread=fresh, seals=[fresh], **told)
    for line in lines:
        pass_on(item=line.item, owner=fresh.receiver, because=entry)
    return fresh


def open_handover(handover: Handover) -> Handover:
    """The handover as it is stored. Raises Conflict where it has ended."""
    fresh = Handover.objects.select_related("giver", "receiver").get(pk=handover.pk)
    if fresh.state != HandoverState.OPEN:
        raise Conflict(gettext("Serah terima ini sudah selesai atau dibatalkan. Tidak ada yang berubah."))
    return fresh


@consequence
def end_handover(*, handover: Handover, reason: str, because: Entry) -> None:
    """It does not take place: the items stay with the giver and can be lent again."""
    handover.state, handover.ended_at = HandoverState.CANCELLED, because.at
    handover.ended_by_id = because.actor
    handover.ended_reason = reason[:250]
    handover.save()
    record("handover.ended", handover, because=because, thread=handover, seals=[handover])
