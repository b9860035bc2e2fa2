"""Enter vacant posts, set what will be weighed once and for all, announce the procedure."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from masohi.law.citation import listed
from masohi.law.posts import only_merit
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.planning.ranking import COMPONENTS, WHOLE
from masohi.reentry.posts.models import PostWeight, Vacancy
from masohi.reentry.posts.queries import units_of_keeper
from masohi.reentry.posts.terms import ENDED, UNDECIDED, Acting, VacancyState
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused, Unlawful


def in_line(text: str) -> str:
    """The text in one line, without blanks at its ends."""
    return " ".join(text.split())


def kept_by(vacancy: Vacancy, by: User, word: str) -> Vacancy:
    """The post as it stands now, where `by` may do `word` at its personnel office. Raises PermissionDenied."""
    fresh = Vacancy.objects.select_related("unit", "keeper").get(pk=vacancy.pk)
    if fresh.keeper_id not in by.offices_for(word):
        raise PermissionDenied(word)
    return fresh


@deed
def open_vacancy(
    *,
    title: str,
    unit: Organisation,
    keeper: Organisation,
    post_class: str,
    vacant_since: date,
    acting: str = Acting.NOBODY,
    acting_holder: str = "",
    acting_until: date | None = None,
    by: User,
    at: datetime,
) -> Vacancy:
    """Enter a post that nobody holds. Raises PermissionDenied, ValidationError, Refused, Conflict where it is there."""
    require(by, "post.manage")
    if keeper.pk not in by.offices_for("post.manage") or not units_of_keeper(keeper).filter(pk=unit.pk).exists():
        raise PermissionDenied("post.manage")
    if vacant_since > at.astimezone(WIT).date():
        raise Refused(gettext("Tanggal kosong belum tiba. Periksa tanggalnya. Isian Anda masih ada."))
    made = Vacancy(
        code=new_code(),
        title=in_line(title),
        unit=unit,
        keeper=keeper,
        post_class=post_class,
        vacant_since=vacant_since,
        acting=acting,
        acting_holder=in_line(acting_holder) if acting != Acting.NOBODY else "",
        acting_until=acting_until if acting != Acting.NOBODY else None,
    )
    made.full_clean()
    if Vacancy.objects.filter(unit=unit, title__iexact=made.title).exclude(state__in=ENDED).exists():
        raise Conflict(gettext("Jabatan ini sudah tercatat kosong. Tidak dicatat dua kali. Pilih dari daftar."))
    made.save(force_insert=True)
    record("post.opened", made, by=by, at=at, thread=made, seals=[made], unit=unit.pk)
    return made


@deed
def seal_weights(*, vacancy: Vacancy, points: Mapping[str, int], by: User, at: datetime) -> Vacancy:
    """Set what counts for this post, in basis points by component, once: no later deed changes it.

    Raises Unlawful for a component outside the closed list (JB-04), Refused where the whole is not 10,000, Conflict
    where weights are set already. Candidates can be named only afterwards.
    """
    require(by, "post.manage")
    fresh = kept_by(vacancy, by, "post.manage")
    outside = listed(only_merit(points, allowed=COMPONENTS))
    if outside:
        raise Unlawful(outside)
    if any(value < 0 for value in points.values()) or sum(points.values()) != WHOLE:
        raise Refused(gettext("Jumlah bobot harus 100 persen. Belum ada yang tersimpan. Periksa angkanya."))
    moved = Vacancy.objects.filter(pk=fresh.pk, state=VacancyState.OPEN, weights_sealed_at=None)
    if not moved.update(state=VacancyState.WEIGHED, weights_sealed_at=at, edition=fresh.edition + 1):
        raise Conflict(gettext("Bobot sudah dikunci sebelum calon dilihat. Bobot tidak dapat diubah."))
    fresh.refresh_from_db()
    made = [
        PostWeight.objects.create(vacancy=fresh, component=name, points=points[name])
        for name in COMPONENTS
        if points.get(name)
    ]
    told = [f"{one.component} {one.points}" for one in made]
    record("post.weighed", fresh, by=by, at=at, thread=fresh, seals=[fresh, *made], weights=told)
    return fresh


@deed
def announce_vacancy(*, vacancy: Vacancy, closes_on: date, by: User, at: datetime) -> Vacancy:
    """Show the procedure to everybody until `closes_on`: post, requirements, weights and steps, never a person.

    Raises Conflict where weights are not set or it is announced already, Refused for a day that is over.
    """
    require(by, "post.manage")
    fresh, today = kept_by(vacancy, by, "post.manage"), at.astimezone(WIT).date()
    if fresh.state != VacancyState.WEIGHED or fresh.announced_on is not None:
        raise Conflict(gettext("Tata cara diumumkan sekali, sesudah bobot dikunci. Tidak ada yang berubah."))
    if closes_on < today:
        raise Refused(gettext("Hari penutupan sudah lewat. Periksa tanggalnya. Isian Anda masih ada."))
    fresh.announced_on, fresh.closes_on = today, closes_on
    fresh.edition += 1
    fresh.save()
    record("post.announced", fresh, by=by, at=at, thread=fresh, seals=[fresh])
    return fresh


@deed
def cancel_vacancy(*, vacancy: Vacancy, reason: str, by: User, at: datetime) -> Vacancy:
    """End a selection that the PPK has not decided. Raises Refused without a reason, Conflict once it is decided."""
    require(by, "post.manage")
    fresh = kept_by(vacancy, by, "post.manage")
    told = in_line(reason)
    if not told:
        raise Refused(gettext("Tulis alasannya. Belum ada yang berubah."))
    moved = Vacancy.objects.filter(pk=fresh.pk, state__in=UNDECIDED)
    if not moved.update(state=VacancyState.CANCELLED, ended_reason=told[:250], edition=fresh.edition + 1):
        raise Conflict(gettext("Jabatan ini sudah diputuskan atau dibatalkan. Tidak ada yang berubah."))
    fresh.refresh_from_db()
    record("post.cancelled", fresh, by=by, at=at, thread=fresh, seals=[fresh])
    return fresh
