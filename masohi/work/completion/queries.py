"""Say what still stands between an order and its certificate."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, F, Model, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from masohi.cases.orders.models import Order, Sentence
from masohi.cases.orders.queries import orders
from masohi.cases.orders.terms import State
from masohi.ledger.queries import touched, touched_about
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.devices.models import Device
from masohi.parties.roles import Role
from masohi.supply.beneficiaries.models import Beneficiary
from masohi.work.attendance.models import Attendance, HeadCount, Release, Verification
from masohi.work.audits.models import Audit
from masohi.work.countersign.models import Countersign
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.breach.terms import FileState
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.terms import StepState
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldreports.terms import WAITING
from masohi.work.fieldwork.models import Equivocation, FieldEntry, FieldMatter, Photo
from masohi.work.fieldwork.queries import touched_entries
from masohi.work.flags.models import Flag
from masohi.work.flags.queries import blocking_flags
from masohi.work.letters.models import Letter
from masohi.work.letters.queries import SEALED as LETTERS
from masohi.work.letters.terms import CLOSING
from masohi.work.monthly.models import PaceAlarm
from masohi.work.placement.models import Appointment, Plan, Session
from masohi.work.placement.queries import appointments_of
from masohi.work.placement.terms import AppointmentState, PlanState

SEALED: tuple[type[Model], ...] = (Order, Sentence, Beneficiary, Appointment, HeadCount, Attendance, Verification)
SEALED += (Session, Device, Photo, Release, Countersign, Flag, Audit, *LETTERS)
SEALED += (Equivocation, FieldReport, FieldMatter)
OF_SESSIONS: tuple[type[Model], ...] = (
    Session,
    HeadCount,
    Countersign,
    Flag,
    FieldReport,
)  # sealed in threads of sessions


def open_questions(order: Order) -> list[str]:
    """Codes of what is undecided about an order: records that nobody has verified, held minutes, phones' words that
    wait, open flags about whether the person worked (KS-37). A refusal is a decision."""
    living = Appointment.objects.filter(order=order, state=AppointmentState.RECORDED)
    held = Attendance.objects.filter(appointment__order=order, replaced_by=None, release=None).exclude(hold="")
    there = Appointment.objects.filter(order=order, session=OuterRef("session")).exclude(
        state=AppointmentState.CANCELLED
    )
    asked = {
        "unverified": living,
        "held": held.exclude(verification__accepted=False),
        "reports": FieldReport.objects.filter(Exists(there), state__in=WAITING),
        "flags": blocking_flags(order),
    }
    return [code for code, rows in asked.items() if rows.exists()]


def touched_records(order: Order | None = None) -> Iterator[str]:
    """Rows changed behind the program's back, over everything, or over one order's thread and its sessions."""
    yield from touched(SEALED, thread=order)
    yield from touched_entries() if order is None else _touched_in_sessions(order)


def _touched_in_sessions(order: Order) -> Iterator[str]:
    """What is about an order's sessions as a whole: counts, beneficiaries' words, flags, and what phones wrote."""
    sessions = list(Session.objects.filter(appointments__order=order).distinct())
    beside = [model for model in OF_SESSIONS if model is not Session]
    rows = [row for model in beside for row in model._default_manager.filter(session__in=sessions)]
    shared = [row for row in rows if getattr(row, "order_id", None) in {None, order.pk}]
    yield from touched_about(OF_SESSIONS, sessions, [*sessions, *shared])
    reports = FieldReport.objects.filter(session__in=sessions).values_list("device", flat=True)
    entries = FieldEntry.objects.filter(session__in=sessions).values_list("device", flat=True)
    yield from touched_entries(sorted({*reports, *entries.distinct()}))


def ready_to_certify(user: User) -> QuerySet[Order]:
    """Running orders of `user` whose whole sentence is credited, oldest deadline first."""
    rows = Order.objects.visible_to(user).filter(state=State.RUNNING, credited_minutes__gte=F("minutes"))
    return rows.select_related("person").order_by("deadline", "pk")


def orders_to_act_on(user: User, day: date) -> QuerySet[Order]:
    """Living orders in which the next step is for one of `user`'s roles, or whose deadline lies before `day`."""
    own = Q(pk__in=[])
    running = Q(state=State.RUNNING)
    if user.has(Role.PROSECUTOR):
        own |= Q(state=State.REGISTERED) | running & (_plan(PlanState.WAITING) | Q(credited_minutes__gte=F("minutes")))
        own |= running & (_here(PaceAlarm, jaksa_seen_at=None) | _here(BreachFile, state=FileState.SENT))
    if user.has(Role.PROBATION):
        unplanned = Q(promised__lt=F("minutes") - F("credited_minutes")) & ~_plan(PlanState.WAITING)
        quiet = _appointment(AppointmentState.PLANNED, told_at=None, session__day__gte=day)
        own |= running & (unplanned | _appointment(AppointmentState.RECORDED) | quiet | _plan(PlanState.DRAFT))
        own |= Q(state=State.REGISTERED, person__duplicate_open=True)
    if user.has(Role.PROSECUTOR, Role.PROBATION):
        own |= running & Q(deadline__lt=day)
    return orders(user).alias(promised=_promised()).filter(own)


def _promised() -> Coalesce:
    """Minutes of an order that are planned, or recorded and not yet decided."""
    ahead = Appointment.objects.filter(
        order=OuterRef("pk"), state__in=[AppointmentState.PLANNED, AppointmentState.RECORDED]
    )
    return Coalesce(Subquery(ahead.order_by().values("order").annotate(sum=Sum("minutes")).values("sum")), 0)


def _here(model: type[Model], **more: object) -> Q:
    return Q(Exists(model._default_manager.filter(order=OuterRef("pk"), **more)))


def _plan(state: PlanState) -> Q:
    return Q(Exists(Plan.objects.filter(order=OuterRef("pk"), state=state)))


def _appointment(state: AppointmentState, **more: object) -> Q:
    return Q(Exists(Appointment.objects.filter(order=OuterRef("pk"), state=state, **more)))


def hours_of(order: Order) -> QuerySet[Appointment]:
    """Every appointment of an order with all its records, first to last, and who recorded and verified them."""
    records = Attendance.objects.select_related("recorded_by", "verification__verified_by").order_by("pk")
    return appointments_of(order).prefetch_related(Prefetch("records", records))


def may_revoke(user: User, letter: Letter) -> bool:
    """Letters that end an order are taken back by the jaksa alone, every other one by its own unit, once."""
    if letter.revoked_at is not None or part_of_file(letter):
        return False
    if letter.kind in CLOSING:
        return may(user, "certificate.revoke")
    return letter.unit_id in user.offices_for("letter.issue")


def part_of_file(letter: Letter) -> bool:
    """Whether a step of the ladder or a breach file that still stands rests on this letter: it goes with them only."""
    steps = Step.objects.filter(letter=letter).exclude(state=StepState.CANCELLED)
    return steps.exists() or BreachFile.objects.filter(letter=letter).exclude(state=FileState.RETURNED).exists()
