"""Register a court's order, set it in motion, change it on the court's word, end it."""

from datetime import date, datetime

from masohi.cases.orders.facts import order_facts, stored_pattern
from masohi.cases.orders.models import Order, Sentence
from masohi.cases.orders.queries import current_sentence, same_case
from masohi.cases.orders.terms import ClosureReason, State
from masohi.cases.people.actions import enter_person
from masohi.law.case_numbers import normalise_case_number
from masohi.law.check import check_order, check_start
from masohi.law.citation import Level
from masohi.law.order_facts import OrderFacts
from masohi.law.parameters import Parameters
from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT, long_date
from masohi.writing.names import search_key
from masohi.writing.refusals import Conflict, Refused, Unlawful


def _day(at: datetime) -> date:
    return at.astimezone(WIT).date()


def _fresh(order: Order, edition: int) -> Order:
    """The order as it is now; Conflict where somebody saved since the page was opened."""
    fresh = Order.objects.select_related("person", "court").get(pk=order.pk)
    if fresh.edition != edition:
        raise Conflict(
            "Perkara ini baru saja diubah orang lain. Isian Anda masih ada di halaman; bandingkan lalu simpan lagi."
        )
    fresh.edition += 1
    return fresh


@deed
def register_order(
    *,
    facts: OrderFacts,
    court: Organisation,
    prosecutor_office: Organisation,
    bapas: Organisation,
    parameters: Parameters | None = None,
    by: User,
    at: datetime,
) -> Order:
    """Enter a verdict. Raises Unlawful where a rule blocks it, Conflict where it is in the register already.

    Person, order and first version of the sentence enter together. `parameters` spares a query per row of an import.
    """
    require(by, "order.register")
    checked = check_order(facts, day=_day(at), parameters=parameters or parameters_in_force())
    if not checked.admissible:
        raise Unlawful([f for f in checked.findings if f.level is Level.BLOCK])
    if facts.verdict_date is None or facts.offence_date is None or facts.offence_max_prison_months is None:
        raise TypeError("check_order admits no order without its dates and its threat")
    number = normalise_case_number(facts.case_number or "") or (facts.case_number or "").strip()
    known = same_case(court, number, search_key(facts.person.name or ""))
    if known is not None:
        raise Conflict(
            f"Putusan {number} untuk orang ini sudah dicatat {long_date(_day(known.registered_at))}. "
            "Tidak ada yang disimpan dua kali. Buka catatan itu."
        )
    entry = record("order.received", court, by=by, at=at, number=number)
    person = enter_person(facts=facts.person, because=entry)
    order = Order(
        code=new_code(),
        case_number=number,
        court=court,
        prosecutor_office=prosecutor_office,
        bapas=bapas,
        prosecutor_name=facts.prosecutor or "",
        pk_name=facts.pk or "",
        person=person,
        offence_date=facts.offence_date,
        verdict_date=facts.verdict_date,
        inkracht_date=facts.inkracht_date,
        execution_order_date=facts.execution_order_date,
        offence_max_prison_months=facts.offence_max_prison_months,
        deadline=checked.deadline,
        minutes=(facts.hours or 0) * 60,
        registered_at=at,
    )
    order.clean_fields(exclude=["court", "prosecutor_office", "bapas", "person"])
    order.save(force_insert=True)
    sentence = _add_sentence(order, facts, 1, facts.verdict_date or _day(at), number, "")
    record(
        "order.registered",
        order,
        because=entry,
        thread=order,
        person=person.pk,
        sentence=sentence.pk,
        minutes=sentence.minutes,
        warnings=sorted({f.rule for f in checked.findings if f.level is Level.WARN}),
    )
    return order


def _add_sentence(
    order: Order, facts: OrderFacts, version: int, decided_on: date, document: str, reason: str
) -> Sentence:
    return Sentence.objects.create(
        order=order,
        version=version,
        decided_on=decided_on,
        document=document,
        reason=reason,
        minutes=(facts.hours or 0) * 60,
        minutes_a_day=facts.hours_per_day * 60 if facts.hours_per_day else None,
        pattern=stored_pattern(facts.pattern),
        completion_days=facts.completion_days,
        place_fixed=facts.place_fixed or "",
        replaced_prison_days=facts.replaced_prison_days,
        replaced_fine_rupiah=facts.replaced_fine_rupiah,
        sanction=facts.sanction or "",
        consent_recorded=bool(facts.consent_recorded),
        considerations=sorted(facts.considerations or ()),
    )


@deed
def assign_officers(
    *, order: Order, edition: int, prosecutor: User | None, pk_officer: User | None, by: User, at: datetime
) -> Order:
    """Name the supervising jaksa and the PK (KUHP 85(8)); both must hold the role at the order's own units."""
    require(by, "order.assign")
    fresh = _fresh(order, edition)
    if prosecutor and fresh.prosecutor_office_id not in prosecutor.organisations_as(Role.PROSECUTOR):
        raise Refused("Jaksa ini bukan dari kejaksaan yang mengawasi perkara. Pilih jaksa lain.")
    if pk_officer and fresh.bapas_id not in pk_officer.organisations_as(Role.PROBATION):
        raise Refused("PK ini bukan dari Bapas yang membimbing perkara. Pilih PK lain.")
    fresh.prosecutor, fresh.pk_officer = prosecutor, pk_officer
    fresh.prosecutor_name = prosecutor.name if prosecutor else fresh.prosecutor_name
    fresh.pk_name = pk_officer.name if pk_officer else fresh.pk_name
    fresh.save()
    accounts = [person.pk for person in (prosecutor, pk_officer) if person]
    record("order.assigned", fresh, by=by, at=at, thread=fresh, accounts=accounts)
    return fresh


@deed
def start_execution(
    *,
    order: Order,
    edition: int,
    inkracht_date: date,
    execution_order_date: date,
    execution_order_number: str,
    safety_briefed_on: date,
    by: User,
    at: datetime,
) -> Order:
    """Record the jaksa's execution order and the safety briefing; from here the order runs and its deadline counts.

    Raises Unlawful where KS-13, KS-14 or KS-15 blocks the start.
    """
    require(by, "order.start")
    fresh = _fresh(order, edition)
    if fresh.state != State.REGISTERED:
        raise Conflict("Perkara ini sudah berjalan atau sudah berakhir. Tidak ada yang berubah.")
    fresh.inkracht_date, fresh.execution_order_date = inkracht_date, execution_order_date
    fresh.execution_order_number, fresh.safety_briefed_on = execution_order_number, safety_briefed_on
    facts = order_facts(fresh, current_sentence(fresh))
    parameters = parameters_in_force()
    checked = check_start(facts, day=_day(at), parameters=parameters)
    if not checked.admissible:
        raise Unlawful([f for f in checked.findings if f.level is Level.BLOCK])
    fresh.deadline = checked.deadline
    fresh.state = State.RUNNING
    fresh.save()
    record(
        "order.started",
        fresh,
        by=by,
        at=at,
        thread=fresh,
        deadline=fresh.deadline.isoformat() if fresh.deadline else None,
        execution_order=execution_order_date.isoformat(),
    )
    return fresh


@deed
def change_sentence(
    *, order: Order, edition: int, facts: OrderFacts, decided_on: date, document: str, reason: str, by: User, at: datetime
) -> Sentence:
    """Add a version of the sentence that a court has decided; earlier versions stay readable (KUHP 3(7))."""
    require(by, "order.change")
    fresh = _fresh(order, edition)
    checked = check_order(facts, day=_day(at), parameters=parameters_in_force())
    if not checked.admissible:
        raise Unlawful([f for f in checked.findings if f.level is Level.BLOCK])
    version = current_sentence(fresh).version + 1
    sentence = _add_sentence(fresh, facts, version, decided_on, document, reason)
    fresh.minutes, fresh.deadline = sentence.minutes, checked.deadline
    fresh.save()
    record("sentence.changed", fresh, by=by, at=at, thread=fresh, version=version, minutes=sentence.minutes)
    return sentence


@deed
def close_order(
    *, order: Order, edition: int, reason: ClosureReason, document: str, by: User, at: datetime
) -> Order:
    """End an order for a reason other than completion (KUHP 140, KS-38); the document must be named."""
    require(by, "order.close")
    fresh = _fresh(order, edition)
    if not fresh.living:
        raise Conflict("Perkara ini sudah berakhir. Tidak ada yang berubah.")
    if not document.strip():
        raise Refused("Tulis dokumen dasar penghentian, misalnya nomor surat. Perkara belum berubah.")
    fresh.state, fresh.closure_reason, fresh.closure_document = State.CLOSED, reason, document.strip()
    fresh.ended_at = at
    fresh.save()
    record("order.closed", fresh, by=by, at=at, thread=fresh, reason=str(reason))
    return fresh


@consequence
def note_progress(*, order: Order, reported: int, credited: int, because: Entry) -> None:
    """Repeat on the order what the fold over verified attendance says. Minutes."""
    Order.objects.filter(pk=order.pk).update(reported_minutes=reported, credited_minutes=credited)
    record("order.progressed", order, because=because, thread=order, reported=reported, credited=credited)


@consequence
def fulfil_order(*, order: Order, because: Entry) -> None:
    """The whole sentence is credited and certified."""
    Order.objects.filter(pk=order.pk).update(state=State.COMPLETED, ended_at=because.at)
    record("order.completed", order, because=because, thread=order)


@consequence
def withdraw_order(*, order: Order, because: Entry) -> None:
    """Take out an order that entered by mistake and on which nobody has worked; ProtectedError where somebody has."""
    record("order.withdrawn", order, because=because, thread=order)
    order.sentences.all().delete()
    order.delete()
