"""Protective equipment comes to a site and goes from it, in numbers."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.equipment.stock.models import GearMove, GearStock
from masohi.reentry.equipment.stock.queries import keeps_gear
from masohi.reentry.equipment.stock.terms import Cause, Gear
from masohi.supply.sites.models import Site
from masohi.writing.refusals import Conflict, Refused

MOST = 10_000  # pieces at once


@deed
def move_gear(
    *, site: Site, gear: str, size: str, count: int, cause: str, note: str = "", by: User, at: datetime
) -> GearStock:
    """`count` pieces came to `site` or went from it, as `cause` says; the office of the site and its supervisors may.

    Raises Conflict where fewer lie there than would go, Refused, ValidationError.
    """
    require(by, "gear.move")
    if not keeps_gear(by, site):
        raise Refused(gettext("Lokasi ini milik dinas lain. Minta petugas dinas itu. Tidak ada yang berubah."))
    if not 1 <= count <= MOST:
        raise Refused(gettext("Tulis jumlah 1 sampai 10.000. Belum ada yang tersimpan."))
    change = count if cause == Cause.ARRIVED else -count
    wanted = {"site": site, "gear": Gear(gear), "size": size.strip().upper()[:12]}
    stock = GearStock.objects.filter(**wanted).first() or GearStock(**wanted)
    if stock.pk is None:
        stock.full_clean()
        stock.save()
    if not GearStock.objects.filter(pk=stock.pk, count__gte=-change).update(count=F("count") + change):
        told = gettext("Di lokasi ini hanya ada %(n)s. Periksa jumlahnya. Tidak ada yang berubah.")
        raise Conflict(told % {"n": stock.count})
    stock.refresh_from_db()
    move = GearMove(stock=stock, change=change, cause=Cause(cause), note=" ".join(note.split())[:250], by=by, at=at)
    move.full_clean()
    move.save(force_insert=True)
    told_of: dict[str, Any] = {"site": site.pk, "change": change, "cause": str(cause)}
    record("gear.moved", move, by=by, at=at, thread=site, seals=[move, stock], **told_of)
    return stock
