"""Register a court's order, set it in motion, change it on the court's word, end it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from masohi.cases.orders.facts import Verdict, new_order, new_sentence, order_facts
from masohi.cases.orders.models import Order, Sentence
from masohi.cases.orders.queries import cases_known, current_sentence
from masohi.cases.orders.terms import ClosureReason, State
from masohi.cases.people.actions import enter_people
from masohi.law.check import Checked, check_order, check_start
from masohi.law.citation import Level
from masohi.law.order_facts import OrderFacts
from masohi.law.parameters import Parameters
from masohi.ledger.actions import consequence, deed, many, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import keep_apart
from masohi.parties.organisations.models import Organisation
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.writing.indonesian import WIT, long_date
from masohi.writing.refusals import Conflict, Refused, Unlawful

AT_ONCE = 500
Admitted = tuple[Verdict, Checked]


def _day(at: datetime) -> date:
    return at.astimezone(WIT).date()


def _fresh(order: Order, edition: int, by: User) -> Order:
    """The order as it is now, where it is `by`'s for this deed; Conflict where somebody saved since the page was
    opened."""
    fresh = Order.objects.visible_to(by).select_related("person", "court").filter(pk=order.pk).first()
    if fresh is None:
        raise PermissionDenied(order.code)
    if fresh.edition != edition:
        raise Conflict(gettext("Perkara baru saja diubah orang lain. Isian Anda masih ada; bandingkan, lalu simpan."))
    fresh.edition += 1
    return fresh


def _living(order: Order, edition: int, by: User) -> Order:
    """The order as it is now, which must not have ended."""
    fresh = _fresh(order, edition, by)
    if not fresh.living:
        raise Conflict(gettext("Perkara ini sudah berakhir. Tidak ada yang berubah."))
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
    """Enter a verdict, its person, its first sentence. Raises Refused: Unlawful, or Conflict where it is there."""
    require(by, "order.register")
    (answer,) = _enter([Verdict(facts, court, prosecutor_office, bapas)], parameters or parameters_in_force(), by, at)
    if isinstance(answer, Refused):
        raise answer
    return answer


@deed
def register_orders(
    *, verdicts: Sequence[Verdict], parameters: Parameters, by: User, at: datetime
) -> list[Order | Refused]:
    """Enter many verdicts in few queries; for each, the order or what `register_order` would raise."""
    require(by, "order.register")
    return [a for s in range(0, len(verdicts), AT_ONCE) for a in _enter(verdicts[s : s + AT_ONCE], parameters, by, at)]


def _enter(verdicts: Sequence[Verdict], parameters: Parameters, by: User, at: datetime) -> list[Order | Refused]:
    keep_apart(by)
    known = cases_known(verdict.case_number for verdict in verdicts)
    judged: list[Admitted | Refused] = []
    for verdict in verdicts:
        checked = check_order(verdict.facts, day=_day(at), parameters=parameters)
        judged.append(_foreign(verdict, by) or _refusal(verdict, checked, known) or (verdict, checked))
        known.setdefault(verdict.key, at)
    orders = iter(_store([one for one in judged if not isinstance(one, Refused)], by, at))
    return [one if isinstance(one, Refused) else next(orders) for one in judged]


def _foreign(verdict: Verdict, by: User) -> Refused | None:
    if not verdict.concerns(by):
        return Refused(gettext("Perkara ini bukan perkara kantor Anda. Periksa pengadilan, kejaksaan, dan Bapas."))
    if verdict.facts.child and not verdict.entrusted_to(by):
        return Refused(gettext("Perkara anak hanya dicatat oleh petugas perkara anak. Belum ada yang tersimpan."))
    return None


def _refusal(
    verdict: Verdict, checked: Checked, known: Mapping[tuple[bool, int, str, str], datetime]
) -> Refused | None:
    if not checked.admissible:
        return Unlawful([f for f in checked.findings if f.level is Level.BLOCK])
    if verdict.key not in known:
        return None
    says = gettext(
        "Putusan %(number)s untuk orang ini sudah dicatat %(day)s. Tidak ada yang disimpan dua kali. Buka catatan itu."
    )
    return Conflict(says % {"number": verdict.case_number, "day": long_date(_day(known[verdict.key]))})


def _store(admitted: Sequence[Admitted], by: User, at: datetime) -> list[Order]:
    with many() as note:
        causes = [note("order.received", v.court, by=by, at=at, number=v.told_number) for v, _checked in admitted]
        people = enter_people(facts=[v.facts for v, _checked in admitted], because=causes, note=note)
        orders = [new_order(v, c, person, at) for (v, c), person in zip(admitted, people, strict=True)]
        Order.objects.bulk_create(orders)
        sentences = [
            new_sentence(order, v.facts, 1, order.verdict_date, order.case_number, "")
            for order, (v, _checked) in zip(orders, admitted, strict=True)
        ]
        Sentence.objects.bulk_create(sentences)
        for order, sentence, cause, (_verdict, checked) in zip(orders, sentences, causes, admitted, strict=True):
            note(
                "order.registered",
                order,
                because=cause,
                thread=order,
                person=order.person_id,
                sentence=sentence.pk,
                minutes=sentence.minutes,
                seals=[order, sentence],
                warnings=sorted({f.rule for f in checked.findings if f.level is Level.WARN}),
            )
    return orders


@deed
def assign_officers(
    *, order: Order, edition: int, prosecutor: User | None, pk_officer: User | None, by: User, at: datetime
) -> Order:
    """Name the supervising jaksa and the PK (KUHP 85(8)); both must hold the role at the order's own units."""
    require(by, "order.assign")
    fresh = _living(order, edition, by)
    if prosecutor and fresh.prosecutor_office_id not in prosecutor.organisations_as(Role.PROSECUTOR):
        raise Refused(gettext("Jaksa ini bukan dari kejaksaan yang mengawasi perkara. Pilih jaksa lain."))
    if pk_officer and fresh.bapas_id not in pk_officer.organisations_as(Role.PROBATION):
        raise Refused(gettext("PK ini bukan dari Bapas yang membimbing perkara. Pilih PK lain."))
    if fresh.child and not all(_entrusted(fresh, person) for person in (prosecutor, pk_officer) if person):
        raise Refused(
            gettext("Perkara anak hanya untuk petugas perkara anak. Pilih orang lain; belum ada yang berubah.")
        )
    fresh.prosecutor, fresh.pk_officer = prosecutor, pk_officer
    fresh.prosecutor_name = prosecutor.name if prosecutor else ""
    fresh.pk_name = pk_officer.name if pk_officer else ""
    fresh.save()
    accounts = [person.pk for person in (prosecutor, pk_officer) if person]
    record("order.assigned", fresh, by=by, at=at, thread=fresh, seals=[fresh], accounts=accounts)
    return fresh


def _entrusted(order: Order, person: User) -> bool:
    """Whether somebody assigned to a child's order may open it at all."""
    return Order.objects.visible_to(person).filter(pk=order.pk).exists()


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
    fresh = _fresh(order, edition, by)
    if fresh.state != State.REGISTERED:
        raise Conflict(gettext("Perkara ini sudah berjalan atau sudah berakhir. Tidak ada yang berubah."))
    if fresh.person.duplicate_open:
        raise Refused(gettext("Mungkin orang ini sudah tercatat. Putuskan dulu di halaman Orang: sama atau berbeda."))
    fresh.inkracht_date, fresh.execution_order_date = inkracht_date, execution_order_date
    fresh.execution_order_number, fresh.safety_briefed_on = execution_order_number, safety_briefed_on
    if safety_briefed_on > _day(at):
        raise Refused(gettext("Penjelasan keselamatan belum terjadi pada tanggal itu. Perkara belum berubah."))
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
        seals=[fresh],
        deadline=fresh.deadline.isoformat() if fresh.deadline else None,
        execution_order=execution_order_date.isoformat(),
    )
    return fresh


@deed
def change_sentence(
    *,
    order: Order,
    edition: int,
    facts: OrderFacts,
    decided_on: date,
    document: str,
    reason: str,
    by: User,
    at: datetime,
) -> Sentence:
    """Add a version of the sentence that a court has decided; earlier versions stay readable (KUHP 3(7)).

    Sessions and credit follow in `work.changes.actions.take_new_sentence`, which pages call.
    """
    require(by, "order.change")
    fresh = _living(order, edition, by)
    if not document.strip() or not fresh.verdict_date <= decided_on <= _day(at):
        raise Refused(gettext("Tulis dokumen pengadilan dan tanggalnya, sesudah putusan dan tidak di masa depan."))
    checked = check_order(facts, day=_day(at), parameters=parameters_in_force())
    if not checked.admissible:
        raise Unlawful([f for f in checked.findings if f.level is Level.BLOCK])
    version = current_sentence(fresh).version + 1
    sentence = new_sentence(fresh, facts, version, decided_on, document, reason)
    sentence.save(force_insert=True)
    fresh.minutes, fresh.deadline = sentence.minutes, checked.deadline
    fresh.save()
    told: dict[str, Any] = {"version": version, "minutes": sentence.minutes}
    record("sentence.changed", fresh, by=by, at=at, thread=fresh, seals=[fresh, sentence], **told)
    return sentence


@deed
def close_order(*, order: Order, edition: int, reason: ClosureReason, document: str, by: User, at: datetime) -> Order:
    """End an order for a reason other than completion (KUHP 140, KS-38); the document must be named."""
    require(by, "order.close")
    fresh = _living(order, edition, by)
    if not document.strip():
        raise Refused(gettext("Tulis dokumen dasar penghentian, misalnya nomor surat. Perkara belum berubah."))
    fresh.state, fresh.closure_reason, fresh.closure_document = State.CLOSED, reason, document.strip()
    fresh.ended_at = at
    fresh.save()
    record("order.closed", fresh, by=by, at=at, thread=fresh, seals=[fresh], reason=str(reason))
    return fresh


@consequence
def note_progress(*, order: int, reported: int, credited: int, because: Entry) -> None:
    """Repeat on an order (its primary key) what the fold over verified attendance says, where it is new. Minutes."""
    row = Order.objects.get(pk=order)
    if (row.reported_minutes, row.credited_minutes) != (reported, credited):
        row.reported_minutes, row.credited_minutes = reported, credited
        row.save(update_fields=["reported_minutes", "credited_minutes"])
        told: dict[str, Any] = {"reported": reported, "credited": credited}
        record("order.progressed", row, because=because, thread=row, seals=[row], **told)


@consequence
def fulfil_order(*, order: Order, because: Entry) -> None:
    """The whole sentence is credited and certified."""
    row = Order.objects.get(pk=order.pk)
    row.state, row.ended_at = State.COMPLETED, because.at
    row.save(update_fields=["state", "ended_at"])
    record("order.completed", row, because=because, thread=row, seals=[row])


@consequence
def withdraw_orders(*, orders: Sequence[Order], because: Entry) -> None:
    """Take out orders that entered by mistake and on which nobody has worked; ProtectedError where somebody has."""
    sentences = list(Sentence.objects.filter(order__in=orders))
    with many() as note:
        for order in orders:
            gone = [order, *(sentence for sentence in sentences if sentence.order_id == order.pk)]
            note("order.withdrawn", order, because=because, thread=order, gone=gone)
    Sentence.objects.filter(order__in=orders).delete()
    Order.objects.filter(pk__in=[order.pk for order in orders]).delete()
