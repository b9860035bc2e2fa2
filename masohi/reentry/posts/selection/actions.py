"""Name the panel, let it declare, name candidates, keep what papers say, score."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils.translation import gettext

from masohi.law.citation import listed
from masohi.law.posts import only_merit
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.posts.actions import in_line, kept_by
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.queries import keeps, weights_of
from masohi.reentry.posts.selection.models import Nomination, Panelist, Score
from masohi.reentry.posts.selection.queries import (
    current_scores,
    nameable,
    nominations_of,
    seat_of,
    sees_candidates,
    to_be_named,
)
from masohi.reentry.posts.terms import VacancyState
from masohi.writing.refusals import Conflict, Refused, Unlawful


def still_weighing(vacancy: Vacancy) -> None:
    """Raises Conflict where weights are not sealed yet, or the panel has recommended already."""
    if vacancy.state == VacancyState.OPEN:
        raise Conflict(gettext("Kunci bobot dahulu, sebelum calon dilihat. Tidak ada yang berubah."))
    if vacancy.state != VacancyState.WEIGHED:
        raise Conflict(gettext("Penilaian jabatan ini sudah selesai. Tidak ada yang berubah."))


def handled_by(vacancy: Vacancy, by: User, word: str) -> Vacancy:
    """The post as it stands now, where `by` may do `word` about its candidates. Raises PermissionDenied."""
    fresh = kept_by(vacancy, by, word)
    if not sees_candidates(by, fresh):
        raise PermissionDenied(word)
    return fresh


@deed
def name_panelist(*, vacancy: Vacancy, member: User, by: User, at: datetime) -> Panelist:
    """Put somebody on the panel. Raises Refused without the role or where they are on it, Conflict."""
    require(by, "post.manage")
    fresh = kept_by(vacancy, by, "post.manage")
    still_weighing(fresh)
    if member.pk not in {one.pk for one in to_be_named(fresh)}:
        raise Refused(gettext("Orang ini tidak dapat menjadi anggota tim penilai. Tidak ada yang berubah."))
    made = Panelist.objects.create(vacancy=fresh, member=member, named_at=at)
    record("post.panel_named", made, by=by, at=at, thread=fresh, seals=[made], member=member.pk)
    return made


@deed
def declare(*, vacancy: Vacancy, conflict: bool, note: str = "", by: User, at: datetime) -> Panelist:
    """Say once, before any candidate is seen, whether one is close to somebody who may be considered.

    With a conflict the seat stays and sees nothing. Raises PermissionDenied off the panel, Refused without a word
    about the conflict, Conflict the second time or after the meeting.
    """
    require(by, "post.declare")
    fresh = Vacancy.objects.get(pk=vacancy.pk)
    seat = seat_of(by, fresh)
    if seat is None:
        raise PermissionDenied("post.declare")
    still_weighing(fresh)
    told = in_line(note)[:250]
    if conflict and not told:
        raise Refused(gettext("Tulis hubungannya dalam satu kalimat. Belum ada yang tersimpan."))
    free = Panelist.objects.filter(pk=seat.pk, declared_at=None)
    if not free.update(declared_at=at, conflict=conflict, conflict_note=told if conflict else ""):
        raise Conflict(gettext("Pernyataan Anda sudah tercatat. Tidak ada yang berubah."))
    seat.refresh_from_db()
    record("post.declared", seat, by=by, at=at, thread=fresh, seals=[seat], conflict=conflict)
    return seat


@deed
def nominate(*, vacancy: Vacancy, candidates: Sequence[Candidate], by: User, at: datetime) -> list[Nomination]:
    """Consider officials of the own pool for a post. Raises Conflict before the weights are sealed, Refused."""
    require(by, "post.manage")
    fresh = handled_by(vacancy, by, "post.manage")
    still_weighing(fresh)
    free = set(nameable(fresh).values_list("pk", flat=True))
    wanted = list(dict.fromkeys(one.pk for one in candidates))
    if not wanted or not free.issuperset(wanted):
        raise Refused(gettext("Pilih calon dari daftar yang belum masuk. Muat ulang halaman; belum ada yang berubah."))
    last = fresh.nominations.aggregate(last=Max("number"))["last"] or 0
    made = [
        Nomination.objects.create(vacancy=fresh, candidate_id=pk, number=last + place)
        for place, pk in enumerate(wanted, 1)
    ]
    record("post.candidates_named", fresh, by=by, at=at, thread=fresh, seals=made, people=len(made))
    return made


@deed
def note_papers(
    *, nomination: Nomination, integrity: str, competence: str, health: str, by: User, at: datetime
) -> Nomination:
    """Keep what papers say that the personnel file does not. Raises ValidationError, Conflict after the meeting."""
    require(by, "post.manage")
    fresh = Nomination.objects.select_related("vacancy").get(pk=nomination.pk)
    still_weighing(handled_by(fresh.vacancy, by, "post.manage"))
    fresh.integrity, fresh.competence, fresh.health = integrity, competence, health
    fresh.edition += 1
    fresh.full_clean()
    fresh.save()
    told = [f"integrity {integrity}", f"competence {competence}", f"health {health}"]
    record("post.papers_noted", fresh, by=by, at=at, thread=fresh.vacancy, seals=[fresh], papers=told)
    return fresh


@deed
def score(
    *,
    nomination: Nomination,
    points: Mapping[str, int],
    source: str,
    reason: str = "",
    by: User,
    at: datetime,
) -> list[Score]:
    """Give 0 to 100 for components that are weighed for this post; what is as before is left. `source`: whence it is.

    A different number for a component that has one replaces it and needs `reason`; the first stays readable. Raises
    Unlawful outside the closed list (JB-04), Refused, Conflict after the meeting, PermissionDenied before declaring.
    """
    require(by, "post.score")
    fresh = Nomination.objects.select_related("vacancy").get(pk=nomination.pk)
    may_score(fresh.vacancy, by)
    still_weighing(fresh.vacancy)
    outside = listed(only_merit(points, allowed=weights_of(fresh.vacancy)))
    if outside:
        raise Unlawful(outside)
    if not source.strip():
        raise Refused(gettext("Tulis sumber nilainya, misalnya hasil uji kompetensi. Belum ada yang tersimpan."))
    known = current_scores(fresh.vacancy).get(fresh.pk, {})
    changed = {name: value for name, value in points.items() if name not in known or known[name].points != value}
    if not in_line(reason) and any(name in known for name in changed):
        raise Refused(gettext("Tulis alasan mengubah nilai. Nilai lama tetap dapat dibaca. Belum ada yang tersimpan."))
    made = [_scored(fresh, name, value, known.get(name), source, reason, by, at) for name, value in changed.items()]
    if made:
        told = [f"{one.component} {one.points}" for one in made]
        record("post.scored", fresh, by=by, at=at, thread=fresh.vacancy, seals=made, scores=told)
    return made


def may_score(vacancy: Vacancy, by: User) -> None:
    """Raises PermissionDenied for whoever neither keeps this post nor sits free on its panel."""
    seat = seat_of(by, vacancy)
    if not ((seat is not None or keeps(by, vacancy, "post.score")) and sees_candidates(by, vacancy)):
        raise PermissionDenied("post.score")


def _scored(
    row: Nomination, name: str, points: int, before: Score | None, source: str, reason: str, by: User, at: datetime
) -> Score:
    made = Score(
        nomination=row,
        component=name,
        points=points,
        source=in_line(source)[:160],
        replaces=before,
        reason=in_line(reason)[:250] if before else "",
        given_by=by,
        given_at=at,
    )
    made.full_clean()
    made.save(force_insert=True)
    return made


def numbered(vacancy: Vacancy, numbers: Sequence[int]) -> list[Nomination]:
    """Candidates of these numbers. Raises Refused where one is none of this post, or nobody is named."""
    found = list(nominations_of(vacancy).filter(number__in=numbers))
    if not found or len(found) != len(set(numbers)):
        raise Refused(gettext("Pilih paling sedikit satu calon dari daftar. Belum ada yang tersimpan."))
    return found
