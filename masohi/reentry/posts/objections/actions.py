"""Keep what a candidate objects to, and answer it before anybody decides."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.posts.actions import in_line
from masohi.reentry.posts.objections.models import LONGEST, Objection
from masohi.reentry.posts.objections.queries import OPEN
from masohi.reentry.posts.selection.actions import handled_by
from masohi.reentry.posts.selection.models import Nomination
from masohi.reentry.posts.selection.queries import seat_of
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused


@deed
def note_objection(*, nomination: Nomination, received_on: date, text: str, by: User, at: datetime) -> Objection:
    """Keep an objection that reached the personnel office. Raises Refused, Conflict once the PPK has decided."""
    require(by, "post.manage")
    fresh = Nomination.objects.select_related("vacancy").get(pk=nomination.pk)
    vacancy = handled_by(fresh.vacancy, by, "post.manage")
    if vacancy.state not in OPEN:
        raise Conflict(
            gettext("Keberatan dicatat selama calon dinilai, sebelum PPK memutuskan. Belum ada yang tersimpan.")
        )
    told = in_line(text)
    if not told:
        raise Refused(gettext("Tulis keberatannya. Belum ada yang tersimpan."))
    if received_on > at.astimezone(WIT).date():
        raise Refused(gettext("Hari terimanya belum tiba. Periksa tanggalnya. Isian Anda masih ada."))
    made = Objection(nomination=fresh, received_on=received_on, text=told, recorded_by=by, recorded_at=at)
    made.full_clean()
    made.save(force_insert=True)
    record("post.objected", made, by=by, at=at, thread=vacancy, seals=[made])
    return made


@deed
def answer_objection(*, objection: Objection, answer: str, by: User, at: datetime) -> Objection:
    """Answer as a member of the panel who is free of a conflict. Raises PermissionDenied, Refused, Conflict."""
    require(by, "post.recommend")
    fresh = Objection.objects.select_related("nomination__vacancy").get(pk=objection.pk)
    vacancy = fresh.nomination.vacancy
    seat = seat_of(by, vacancy)
    if seat is None or not seat.clear:
        raise PermissionDenied("post.recommend")
    told = in_line(answer)
    if not told:
        raise Refused(gettext("Tulis jawabannya. Belum ada yang tersimpan."))
    if len(told) > LONGEST:
        raise Refused(gettext("Jawaban paling panjang 500 huruf. Isian Anda masih ada."))
    free = Objection.objects.filter(pk=fresh.pk, answered_at=None)
    if not free.update(answer=told, answered_by=by, answered_at=at):
        raise Conflict(gettext("Keberatan ini sudah dijawab. Jawaban Anda tidak disimpan; baca yang tercatat."))
    fresh.refresh_from_db()
    record("post.objection_answered", fresh, by=by, at=at, thread=vacancy, seals=[fresh])
    return fresh
