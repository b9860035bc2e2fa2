"""Ask an office, answer it, meet, and say what came of it. Each row moves once: who comes second is told."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.followup.actions import line, own_client, today_of
from masohi.reentry.followup.models import Client, Need, Sharing
from masohi.reentry.followup.queries import open_needs, sharing_for
from masohi.reentry.followup.referrals.facts import telling_word
from masohi.reentry.followup.referrals.models import Referral, ReferralMeeting
from masohi.reentry.followup.referrals.terms import OPEN, WAITING, Came, Failure, Points, ReferralState
from masohi.reentry.followup.terms import PlanState, Shared
from masohi.writing.codes import new_code
from masohi.writing.refusals import Conflict, Refused


@deed
def refer(*, client: Client, need: Need, office: Organisation, ask: str, by: User, at: datetime) -> Referral:
    """Ask an office for one need of the approved plan, where something may be shared with it.

    The day of its answer comes from the office's parameter. Raises Refused without a sharing, Conflict twice.
    """
    require(by, "homecoming.manage")
    fresh = own_client(client, by)
    wanted = open_needs(fresh).filter(pk=need.pk).first()
    if wanted is None:
        raise Refused(gettext("Rujukan dibuat untuk kebutuhan dalam rencana yang disetujui. Belum ada yang tersimpan."))
    sharing = sharing_for(fresh, office)
    if sharing is None:
        raise Refused(gettext("Catat dulu persetujuan orangnya untuk dinas ini. Belum ada yang tersimpan."))
    _keep_silent(ask, fresh, sharing)
    if _asked_already(wanted, fresh, office):
        raise Conflict(gettext("Rujukan yang sama masih berjalan. Tidak dikirim dua kali."))
    row = Referral(
        code=new_code(),
        client=fresh,
        need=wanted,
        office=office,
        ask=line(ask),
        sent_by=by,
        sent_at=at,
        reply_by=_reply_by(at),
    )
    row.full_clean()
    row.save(force_insert=True)
    record("referral.sent", row, by=by, at=at, thread=fresh, seals=[row], office=office.pk)
    return row


def _asked_already(need: Need, client: Client, office: Organisation) -> bool:
    """Whether the office works on it: on this very need, or since a former plan on one of the same domain."""
    running = Referral.objects.filter(client=client, office=office, ended_at=None)
    former = Q(need__domain=need.domain, need__plan__state=PlanState.REPLACED)
    return running.filter(Q(need=need) | former).exists()


def _keep_silent(ask: str, client: Client, sharing: Sharing | None) -> None:
    """What is asked names no case and no assessment, and the person only where the name may be shared."""
    named = not client.person.child and sharing is not None and Shared.NAME in sharing.fields
    word = telling_word(ask, client.person.name, named=named)
    if word:
        says = gettext("Dinas tidak boleh membaca kata “%(word)s”. Tulis hanya bantuan yang diminta. Isian masih ada.")
        raise Refused(says % {"word": word})


def _reply_by(at: datetime) -> date:
    day = today_of(at)
    return day + timedelta(days=int(parameters_in_force().value("referral_reply_days", day)))


def _fresh(key: int) -> Referral:
    return Referral.objects.select_related("client__unit", "client__person", "office").get(pk=key)


def _stored(referral: Referral, edition: int) -> Referral:
    fresh = _fresh(referral.pk)
    if fresh.edition != edition:
        raise _changed()
    return fresh


def _changed() -> Conflict:
    return Conflict(gettext("Rujukan ini baru saja diubah. Lihat keadaannya sekarang. Tidak ada yang berubah."))


def _take_turn(row: Referral) -> None:
    """The next edition is taken by one hand only. Raises Conflict for the second, also where deeds run side by side."""
    if not Referral.objects.filter(pk=row.pk, edition=row.edition).update(edition=row.edition + 1):
        raise _changed()
    row.edition += 1


def _moved(row: Referral, kind: str, by: User, at: datetime) -> Referral:
    _take_turn(row)
    row.full_clean()
    row.save()
    record(kind, row, by=by, at=at, thread=row.client, seals=[row], state=str(row.state))
    return row


def _of_office(row: Referral, by: User) -> None:
    if row.office_id not in by.offices_for("referral.answer"):
        raise PermissionDenied("referral.answer")


@deed
def answer_referral(
    *, referral: Referral, edition: int, state: str, answer: str = "", by: User, at: datetime
) -> Referral:
    """The office takes it (ACCEPTED), asks something back (ASKED) or says no (REFUSED), with words where not a yes.

    Raises PermissionDenied for another office, Conflict where it is answered or changed, Refused without words.
    """
    require(by, "referral.answer")
    fresh = _stored(referral, edition)
    _of_office(fresh, by)
    if fresh.state not in WAITING:
        raise Conflict(gettext("Rujukan ini sudah dijawab. Tidak ada yang berubah."))
    if state not in {ReferralState.ACCEPTED, ReferralState.ASKED, ReferralState.REFUSED}:
        raise Refused(gettext("Pilih terima, tanya, atau tolak. Belum ada yang tersimpan."))
    if state != ReferralState.ACCEPTED and not line(answer):
        raise Refused(gettext("Tulis pertanyaan atau alasannya. Belum ada yang tersimpan."))
    fresh.state, fresh.answer = ReferralState(state), line(answer)
    fresh.answered_by, fresh.answered_at = by, at
    if state == ReferralState.REFUSED:
        fresh.ended_at = at
    return _moved(fresh, "referral.answered", by, at)


@deed
def answer_question(*, referral: Referral, edition: int, ask: str, by: User, at: datetime) -> Referral:
    """The unit says more; the office has its days anew, and its leaders hear of it anew. Raises Conflict unasked."""
    require(by, "homecoming.manage")
    fresh = _stored(referral, edition)
    own_client(fresh.client, by)
    if fresh.state != ReferralState.ASKED:
        raise Conflict(gettext("Tidak ada pertanyaan yang menunggu. Tidak ada yang berubah."))
    _keep_silent(ask, fresh.client, sharing_for(fresh.client, fresh.office))
    fresh.ask, fresh.state, fresh.reply_by, fresh.escalated_at = line(ask), ReferralState.SENT, _reply_by(at), None
    return _moved(fresh, "referral.explained", by, at)


@deed
def escalate_referral(*, referral: Referral, edition: int, by: User, at: datetime) -> Referral:
    """Nobody answered in time: those who watch the offices are told, without the person. Raises Conflict before."""
    require(by, "homecoming.manage")
    fresh = _stored(referral, edition)
    own_client(fresh.client, by)
    if fresh.state != ReferralState.SENT or fresh.reply_by >= today_of(at) or fresh.escalated_at is not None:
        raise Conflict(gettext("Rujukan ini belum lewat harinya, sudah dijawab, atau sudah diteruskan."))
    fresh.escalated_at = at
    return _moved(fresh, "referral.escalated", by, at)


@deed
def withdraw_referral(*, referral: Referral, edition: int, by: User, at: datetime) -> Referral:
    """The unit lets it be. Raises Conflict where it has ended."""
    require(by, "homecoming.manage")
    fresh = _stored(referral, edition)
    own_client(fresh.client, by)
    _keep_open(fresh, OPEN)
    fresh.state, fresh.ended_at = ReferralState.WITHDRAWN, at
    return _moved(fresh, "referral.withdrawn", by, at)


@deed
def end_referral(*, referral: Referral, edition: int, points: int, report: str, by: User, at: datetime) -> Referral:
    """The office reports what was reached, in half points (`Points`). Raises Conflict where it was not accepted."""
    require(by, "referral.answer")
    fresh = _stored(referral, edition)
    _of_office(fresh, by)
    _keep_open(fresh, (ReferralState.ACCEPTED,))
    if not line(report):
        raise Refused(gettext("Tulis apa yang dicapai. Belum ada yang tersimpan."))
    fresh.state, fresh.points, fresh.report, fresh.ended_at = ReferralState.DONE, Points(points), line(report), at
    return _moved(fresh, "referral.ended", by, at)


def _keep_open(row: Referral, states: tuple[ReferralState, ...]) -> None:
    if row.state not in states:
        raise Conflict(gettext("Rujukan ini belum diterima atau sudah selesai. Tidak ada yang berubah."))


@deed
def plan_meeting(
    *,
    referral: Referral,
    starts_at: datetime,
    place: str,
    replaces: ReferralMeeting | None = None,
    by: User,
    at: datetime,
) -> ReferralMeeting:
    """The office calls the person for a day; another day replaces the first, which is kept. Raises Conflict.

    Raises Refused for a day that is over: nobody can have failed to come to it.
    """
    require(by, "referral.answer")
    fresh = _fresh(referral.pk)
    _of_office(fresh, by)
    _keep_open(fresh, (ReferralState.ACCEPTED,))
    if starts_at <= at:
        raise Refused(gettext("Waktu pertemuan sudah lewat. Pilih waktu yang akan datang. Belum ada yang tersimpan."))
    if replaces is not None:
        _keep_living(fresh, replaces)
        if replaces.came:
            raise Conflict(gettext("Pertemuan ini sudah berlangsung. Tidak ada yang berubah."))
    return _kept(fresh, replaces, starts_at, place, by, at)


@deed
def record_meeting_held(
    *, meeting: ReferralMeeting, came: str, failure: str = "", note: str = "", by: User, at: datetime
) -> ReferralMeeting:
    """How a meeting went: YES, LATE or NO, and where nobody came, whose failure it was. A new row says it.

    Raises Refused before the meeting, without a cause, or where the person failed without words; Conflict twice and
    where the referral has ended.
    """
    require(by, "referral.answer")
    fresh = _fresh(meeting.referral_id)
    _of_office(fresh, by)
    _keep_open(fresh, (ReferralState.ACCEPTED,))
    _keep_living(fresh, meeting)
    if meeting.starts_at > at:
        raise Refused(gettext("Pertemuan ini belum mulai. Catat sesudahnya. Belum ada yang tersimpan."))
    if (came == Came.NO) != bool(failure) or (failure and failure not in Failure.values):
        raise Refused(gettext("Bila tidak datang, pilih sebabnya. Bila datang, kosongkan. Belum ada yang tersimpan."))
    _keep_words(meeting, failure, note)
    return _kept(fresh, meeting, meeting.starts_at, meeting.place, by, at, Came(came), failure, note)


def _keep_words(meeting: ReferralMeeting, failure: str, note: str) -> None:
    if line(note):
        return
    if meeting.came:
        raise Refused(gettext("Perbaikan perlu alasan. Belum ada yang tersimpan."))
    if failure == Failure.PERSON:
        raise Refused(gettext("Tulis bagaimana orangnya dipanggil dan apa jawabannya. Belum ada yang tersimpan."))


def _keep_living(referral: Referral, meeting: ReferralMeeting) -> None:
    replaced = ReferralMeeting.objects.filter(replaces=meeting.pk).exists()
    if meeting.referral_id != referral.pk or replaced:
        raise Conflict(gettext("Pertemuan ini sudah diganti. Lihat keadaannya sekarang. Tidak ada yang berubah."))


def _kept(
    referral: Referral,
    replaces: ReferralMeeting | None,
    starts_at: datetime,
    place: str,
    by: User,
    at: datetime,
    came: str = "",
    failure: str = "",
    note: str = "",
) -> ReferralMeeting:
    row = ReferralMeeting(
        code=new_code(),
        referral=referral,
        replaces=replaces,
        starts_at=starts_at,
        place=line(place),
        came=came,
        failure=failure,
        note=line(note),
        entered_by=by,
        entered_at=at,
    )
    row.full_clean()
    row.save(force_insert=True)
    record("referral.met" if came else "referral.called", row, by=by, at=at, thread=referral.client, seals=[row])
    return row
