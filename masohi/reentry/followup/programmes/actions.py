"""Write down a decision about a way home, its end by a paper, and where people report."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from masohi.law.integration import early_release, probation_until
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation, Place
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.followup.actions import line, own_client, today_of
from masohi.reentry.followup.models import Client
from masohi.reentry.followup.programmes.models import Integration, ReportPost
from masohi.reentry.followup.programmes.queries import posts_of
from masohi.reentry.followup.programmes.terms import Way
from masohi.writing.codes import new_code
from masohi.writing.refusals import Conflict, Refused, Unlawful


@deed
def open_post(*, unit: Organisation, name: str, village: Place, by: User, at: datetime) -> ReportPost:
    """From now on people of `unit` may report here. Raises PermissionDenied for another unit."""
    require(by, "homecoming.manage")
    if unit.pk not in by.offices_for("homecoming.manage"):
        raise PermissionDenied("homecoming.manage")
    row = ReportPost(code=new_code(), unit=unit, name=line(name), village=village)
    row.full_clean()
    row.save(force_insert=True)
    record("post.opened", row, by=by, at=at, seals=[row])
    return row


@deed
def close_post(*, post: ReportPost, by: User, at: datetime) -> ReportPost:
    """Nobody is sent here any more; who reports here already is listed with it. Raises Conflict where it is closed."""
    require(by, "homecoming.manage")
    fresh = ReportPost.objects.get(pk=post.pk)
    if fresh.unit_id not in by.offices_for("homecoming.manage"):
        raise PermissionDenied("homecoming.manage")
    if fresh.closed_on is not None:
        raise Conflict(gettext("Tempat ini sudah ditutup. Tidak ada yang berubah."))
    fresh.closed_on = today_of(at)
    fresh.save(update_fields=["closed_on"])
    record("post.closed", fresh, by=by, at=at, seals=[fresh])
    return fresh


@deed
def enter_integration(
    *,
    client: Client,
    way: str,
    number: str,
    decided_on: date,
    first: date,
    last: date,
    starts_on: date,
    post: ReportPost | None = None,
    every_days: int = 30,
    by: User,
    at: datetime,
) -> Integration:
    """Write down the decision about a way home; the probation of a parole is counted (PB-02).

    Raises Unlawful before two thirds and nine months (PB-01), Refused for days that do not fit, Conflict twice.
    """
    require(by, "homecoming.manage")
    fresh = own_client(client, by)
    if not first < starts_on <= last or decided_on > today_of(at) or not line(number):
        raise Refused(gettext("Periksa nomor dan tanggalnya: mulai program ada di dalam masa pidana. Isian masih ada."))
    numbers, day, until = parameters_in_force(), starts_on, None
    if way == Way.PAROLE:
        finding = early_release(starts_on, first, last, day=day, parameters=numbers)
        if finding:
            raise Unlawful([finding] if not isinstance(finding, list) else finding)
        until = probation_until(last, day=day, parameters=numbers)
    if post is not None and not posts_of(fresh.unit).filter(pk=post.pk).exists():
        raise Refused(gettext("Pilih tempat wajib lapor dari daftar. Belum ada yang tersimpan."))
    if fresh.integrations.filter(way=way, revoked_on=None).exists():
        raise Conflict(gettext("Program ini sudah tercatat. Tidak dicatat dua kali."))
    row = Integration(
        code=new_code(),
        client=fresh,
        way=Way(way),
        number=line(number),
        decided_on=decided_on,
        first=first,
        last=last,
        starts_on=starts_on,
        probation_until=until,
        post=post,
        every_days=every_days,
        entered_by=by,
        entered_at=at,
    )
    row.full_clean()
    row.save(force_insert=True)
    record("integration.entered", row, by=by, at=at, thread=fresh, seals=[row], way=str(way))
    return row


@deed
def revoke_integration(*, integration: Integration, on: date, paper: str, by: User, at: datetime) -> Integration:
    """A decision was taken back by a paper. Raises Conflict where it was, Refused without the paper."""
    require(by, "homecoming.manage")
    fresh = Integration.objects.select_related("client").get(pk=integration.pk)
    client = own_client(fresh.client, by)
    if fresh.revoked_on is not None:
        raise Conflict(gettext("Program ini sudah dicabut. Tidak ada yang berubah."))
    if not line(paper) or on > today_of(at):
        raise Refused(gettext("Tulis nomor keputusan pencabutan dan tanggal yang sudah tiba. Isian masih ada."))
    fresh.revoked_on, fresh.revoked_paper = on, line(paper)
    fresh.full_clean()
    fresh.save()
    record("integration.revoked", fresh, by=by, at=at, thread=client, seals=[fresh])
    return fresh
