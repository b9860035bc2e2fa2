"""Move one date by hand, tell a person their dates, share a calendar, end the sharing."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import current_sentence
from masohi.cases.orders.terms import State
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.planning.checker import check
from masohi.planning.terms import Problem
from masohi.supply.sites.models import Site, Slot
from masohi.supply.sites.queries import managed_sites
from masohi.work.calendars.models import CalendarLink, Telling
from masohi.work.calendars.queries import announced_ahead, digest_of, shared_calendars
from masohi.work.calendars.terms import CalendarKind, Way
from masohi.work.placement.actions import make_sessions, proposal_of
from masohi.work.placement.facts import problem_for
from masohi.work.placement.models import Appointment, Plan, Rule
from masohi.work.placement.terms import AppointmentState, PlanState
from masohi.work.replanning.facts import sites_known
from masohi.work.replanning.terms import FORBIDDEN
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused

MOST_LINKS = 5
READ_EVERY = timedelta(hours=1)


class Shared(NamedTuple):
    """A link and its secret, which is known at this moment only."""

    link: CalendarLink
    token: str


@deed
def move_date(*, appointment: Appointment, slot: Slot, day: date, reason: str, by: User, at: datetime) -> Plan:
    """Give one person another session in place of one that lies ahead, with a reason; the independent check decides.

    Where the verdict leaves the place open and nobody has approved this site yet, it becomes a proposal for the jaksa
    (KUHP 85(8)) and the old session stands until then. Raises Conflict where the session is over, moved or held by a
    rule, Refused in words where a rule of law or the calendar forbids it.
    """
    require(by, "plan.accept")
    row = (
        Appointment.objects.visible_to(by)
        .select_related("order__person__village", "session")
        .filter(pk=appointment.pk, state=AppointmentState.PLANNED, starts_at__gt=at, order__state=State.RUNNING)
    )
    old = row.first()
    if old is None:
        raise Conflict(gettext("Sesi ini sudah lewat, dipindahkan, atau dibatalkan. Tidak ada yang berubah."))
    if Rule.objects.filter(appointment=old, ended_at=None).exists():
        raise Conflict(
            gettext("Tanggal ini ditahan oleh aturan jadwal. Akhiri aturannya dahulu. Tidak ada yang berubah.")
        )
    if not reason.strip():
        raise Refused(gettext("Tulis alasan pemindahan. Belum ada yang berubah."))
    plan = _moved(old, slot, day, reason.strip()[:250], by, at)
    if plan.state == PlanState.WAITING and Plan.objects.filter(order=old.order, state=PlanState.WAITING).exists():
        raise Conflict(
            gettext("Usulan lain untuk orang ini menunggu jaksa. Tunggu putusannya. Tidak ada yang berubah.")
        )
    if plan.state == PlanState.WAITING:
        Plan.objects.filter(order=old.order, state=PlanState.DRAFT).update(state=PlanState.REPLACED)
    plan.save(force_insert=True)
    waits = int(plan.state == PlanState.WAITING)
    entry = record("date.moved", plan, by=by, at=at, thread=old.order, appointment=old.pk, waits=waits)
    if not waits:
        make_sessions(plan=plan, because=entry)
    return plan


def _moved(old: Appointment, slot: Slot, day: date, reason: str, by: User, at: datetime) -> Plan:
    """The plan, not stored yet, that carries one date to another session. Refused where the check finds a fault."""
    order, sentence = old.order, current_sentence(old.order)
    start, minutes = (
        datetime.combine(day, time(slot.starts // 60, slot.starts % 60), WIT),
        min(old.minutes, slot.minutes),
    )
    block = {"slot": slot.pk, "site": slot.site_id, "day": day.isoformat(), "start": start.isoformat()}
    today = at.astimezone(WIT).date()
    problem = problem_for([order], day=today, parameters=parameters_in_force(), ignore=[old.pk], partial=[order.pk])
    waits = not sentence.place_fixed and slot.site_id not in sites_known(order)
    plan = Plan(
        code=new_code(),
        order=order,
        sentence=sentence,
        state=PlanState.WAITING if waits else PlanState.ACCEPTED,
        blocks=[block | {"minutes": minutes, "reasons": []}],
        answer={"sessions": 1, "spare_sessions": 0, "thin": False, "reasons": [], "refusals": [], "mends": []},
        planned_minutes=minutes,
        short_minutes=max(problem.needs[0].minutes - minutes, 0),
        proposed_by=by,
        proposed_at=at,
        decided_by=None if waits else by,
        decided_at=None if waits else at,
        note=reason,
        replaces=[old.pk],
    )
    broken = check(problem, proposal_of([plan]))
    if broken:
        code = broken[0].code if broken[0].code in FORBIDDEN else "unknown"
        says = FORBIDDEN[_shut(problem, str(slot.site_id), day) if code == "unknown" else code]
        raise Refused(f"{gettext(says)} {gettext('Pilih sesi lain. Belum ada yang berubah.')}")
    return plan


def _shut(problem: Problem, site: str, day: date) -> str:
    """Why the calendar knows no opening of a site on a day: the rule's name."""
    (need,), known = problem.needs, {one.key: one for one in problem.sites}
    tests = (
        ("too_early", day < need.earliest),
        ("too_late", day > need.deadline),
        ("holiday", day in problem.holidays),
        ("site_closed", site in known and day in known[site].closed_days),
    )
    return next((code for code, found in tests if found), "unknown")


@deed
def tell_person(*, order: Order, way: str, by: User, at: datetime) -> Telling:
    """Somebody has told this person every date that is announced to them and lies after `at`, in the way named.

    Raises Refused for somebody else's order, an unknown way, or where there is nothing to tell.
    """
    require(by, "session.announce")
    if way not in Way.values:
        raise Refused(gettext("Pilih cara mengabari. Belum ada yang tersimpan."))
    rows = list(announced_ahead(by, at).filter(order=order))
    if not rows:
        raise Refused(gettext("Tidak ada jadwal di depan yang perlu dikabarkan. Tidak ada yang berubah."))
    dates = [row.pk for row in rows if row.state == AppointmentState.PLANNED]
    telling = Telling.objects.create(order=order, told_by=by, told_at=at, way=way, dates=dates)
    record("person.told", telling, by=by, at=at, thread=order, way=way, dates=dates, seals=[telling])
    return telling


@deed
def note_told(
    *, order: Order, dates: Collection[int], way: str, by: User, at: datetime, whole: bool = False
) -> Telling | None:
    """A message, letter or visit reached the person and named `dates` (appointments, primary keys): proof for these.

    What the person was told before stays told, unless this told them everything (`whole`). Returns None where no date
    lies after `at`: then there is nothing left to prove. Raises Refused for an unknown way.
    """
    require(by, "person.tell")
    if way not in Way.values:
        raise Refused(gettext("Pilih cara mengabari. Belum ada yang tersimpan."))
    ahead = Appointment.objects.filter(order=order, starts_at__gt=at)
    named = set(ahead.filter(pk__in=dates, state=AppointmentState.PLANNED).values_list("pk", flat=True))
    if not named and not whole:
        return None
    last = None if whole else Telling.objects.filter(order=order).order_by("told_at", "pk").last()
    kept = set(ahead.filter(pk__in=last.dates).values_list("pk", flat=True)) if last else set()
    told = sorted(named | kept)
    telling = Telling.objects.create(order=order, told_by=by, told_at=at, way=way, dates=told)
    record("person.told", telling, by=by, at=at, thread=order, way=way, dates=told, seals=[telling])
    return telling


@deed
def share_site(*, site: Site, by: User, at: datetime) -> Shared:
    """A calendar of one site for the office that runs it: sessions and numbers of people, no names."""
    require(by, "calendar.share")
    if not managed_sites(by).filter(pk=site.pk).exists():
        raise Refused(gettext("Lokasi ini milik dinas lain. Minta petugas dinas itu. Tidak ada yang berubah."))
    return _share(CalendarLink(kind=CalendarKind.SITE, site=site), by, at)


@deed
def share_own(*, by: User, at: datetime) -> Shared:
    """A supervisor's calendar of all sites that this supervisor watches over: numbers of people, no names."""
    require(by, "calendar.share")
    if not by.has(Role.SUPERVISOR):
        raise Refused(gettext("Kalender ini untuk pengawas lokasi. Tidak ada yang berubah."))
    return _share(CalendarLink(kind=CalendarKind.SUPERVISOR, supervisor=by), by, at)


@deed
def share_order(*, order: Order, by: User, at: datetime) -> Shared:
    """A person's calendar of the dates announced to them: place and time, nothing of the case."""
    require(by, "calendar.share")
    if not Order.objects.visible_to(by).filter(pk=order.pk).exists() or not by.has(Role.PROBATION):
        raise Refused(gettext("Perkara ini bukan tanggungan Anda. Tidak ada yang berubah."))
    return _share(CalendarLink(kind=CalendarKind.PERSON, order=order), by, at)


def _share(link: CalendarLink, by: User, at: datetime) -> Shared:
    same = Q(site=link.site, supervisor=link.supervisor, order=link.order)
    if CalendarLink.objects.filter(same, revoked_at=None).count() >= MOST_LINKS:
        raise Refused(gettext("Sudah ada 5 tautan. Cabut satu tautan lama, lalu buat yang baru."))
    token = secrets.token_urlsafe(32)
    link.code, link.digest, link.made_by, link.made_at = new_code(), digest_of(token), by, at
    link.save(force_insert=True)
    record("calendar.shared", link, by=by, at=at, thread=link.order, calendar=link.kind, seals=[link])
    return Shared(link, token)


@deed
def revoke_calendar(*, code: str, by: User, at: datetime) -> CalendarLink:
    """End a link: from now on its address is not there. Raises Conflict where it has ended or is somebody else's."""
    require(by, "calendar.share")
    link = shared_calendars(by).filter(code=code).first()
    if link is None:
        raise Conflict(gettext("Tautan ini sudah dicabut atau bukan milik Anda. Tidak ada yang berubah."))
    link.revoked_by, link.revoked_at = by, at
    link.save(update_fields=["revoked_by", "revoked_at"])
    record("calendar.revoked", link, by=by, at=at, thread=link.order, seals=[link])
    return link


@deed
def note_calendar_read(*, link: CalendarLink, by: User, at: datetime) -> None:
    """Remember, at most once an hour, that somebody read the calendar; nothing of the reader is kept."""
    require(by, "calendar.read")
    unread = Q(last_read_at=None) | Q(last_read_at__lt=at - READ_EVERY)
    CalendarLink.objects.filter(unread, pk=link.pk).update(last_read_at=at)
