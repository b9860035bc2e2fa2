"""Rows of an order as the plain facts that the rules of law take."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from masohi.cases.orders.models import Order, Sentence, children_units, held_units
from masohi.cases.orders.terms import Sanction
from masohi.cases.people.models import Person
from masohi.law.case_numbers import normalise_case_number
from masohi.law.check import Checked
from masohi.law.order_facts import CHILD, OrderFacts, Pattern, PersonFacts
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.writing.codes import new_code
from masohi.writing.names import search_key


def pattern_of(stored: dict[str, object] | None) -> Pattern | None:
    """The verdict's rhythm as stored, e.g. `{"days_per_week": 2}`."""
    if not stored:
        return None
    weekdays = stored.get("weekdays")
    return Pattern(
        days_per_week=stored.get("days_per_week"),  # type: ignore[arg-type]
        days_per_month=stored.get("days_per_month"),  # type: ignore[arg-type]
        weekdays=tuple(weekdays) if weekdays else None,  # type: ignore[arg-type]
    )


def stored_pattern(pattern: Pattern | None) -> dict[str, object] | None:
    """The verdict's rhythm as it is stored."""
    if pattern is None:
        return None
    fields = {
        "days_per_week": pattern.days_per_week,
        "days_per_month": pattern.days_per_month,
        "weekdays": list(pattern.weekdays) if pattern.weekdays else None,
    }
    return {name: value for name, value in fields.items() if value is not None} or None


def order_facts(order: Order, sentence: Sentence) -> OrderFacts:
    """What the register knows of an order, for `masohi.law.check`."""
    person = order.person
    return OrderFacts(
        case_number=order.case_number,
        court=order.court.short_name,
        verdict_date=order.verdict_date,
        inkracht_date=order.inkracht_date,
        offence_date=order.offence_date,
        offence_max_prison_months=order.offence_max_prison_months,
        offence_is_perda_fine_only=False,
        replaced_prison_days=sentence.replaced_prison_days,
        replaced_fine_rupiah=sentence.replaced_fine_rupiah,
        hours=(sentence.verdict_minutes or sentence.minutes) // 60,
        hours_per_day=sentence.minutes_a_day // 60 if sentence.minutes_a_day else None,
        pattern=pattern_of(sentence.pattern),
        completion_days=sentence.completion_days,
        place_fixed=sentence.place_fixed or None,
        sanction=sentence.sanction,
        consent_recorded=sentence.consent_recorded,
        considerations=tuple(sentence.considerations),
        execution_order_date=order.execution_order_date,
        prosecutor=order.prosecutor_name or None,
        pk=order.pk_name or None,
        register=CHILD if order.child else None,
        companion=order.companion_name or None,
        companion_kind=order.companion_kind or None,
        diversion=order.diversion or None,
        person=PersonFacts(
            name=person.name,
            birth_date=person.birth_date,
            sex=person.sex or None,
            nik=person.nik or None,
            nik_reason=person.nik_reason or None,
            village=person.village_id,
            phone=person.phone or None,
        ),
    )


@dataclass(frozen=True)
class Verdict:
    """A verdict to be entered, and the institutions that answer for it."""

    facts: OrderFacts
    court: Organisation
    prosecutor_office: Organisation
    bapas: Organisation

    @cached_property
    def case_number(self) -> str:
        """The number in the court's spelling, or as written."""
        return normalise_case_number(self.facts.case_number) or (self.facts.case_number or "").strip()

    @cached_property
    def key(self) -> tuple[bool, int, str, str]:
        """Register, court, number, name: what makes an order one of its kind (ID-04); co-defendants share a number."""
        return self.facts.child, self.court.pk, self.case_number, search_key(self.facts.person.name or "")

    @property
    def told_number(self) -> str:
        """The number as the record may tell it to whoever reads the record: of a child none (SPPA 19)."""
        return "" if self.facts.child else self.case_number

    def entrusted_to(self, user: User) -> bool:
        """Whether `user` may take in a child's verdict: with the role for children's cases at an institution."""
        return entrusted_among(
            {"court": self.court, "prosecutor_office": self.prosecutor_office, "bapas": self.bapas}, user
        )

    def concerns(self, user: User) -> bool:
        """Whether `user` acts for one of the institutions. The program's own account acts for all of them."""
        units = {"court": self.court, "prosecutor_office": self.prosecutor_office, "bapas": self.bapas}
        return own_unit_among(units, user)


def own_unit_among(units: Mapping[str, Organisation], user: User) -> bool:
    """Whether `user` acts, in the role that belongs to it, for one of the institutions of an order."""
    held = held_units(user)
    return user.has(Role.SYSTEM) or any(unit.pk in held[column] for column, unit in units.items())


def entrusted_among(units: Mapping[str, Organisation], user: User) -> bool:
    """Whether `user` holds the role for children's cases at one of the institutions for which they act."""
    held = children_units(user)
    return user.has(Role.SYSTEM) or any(unit.pk in held[column] for column, unit in units.items())


def new_sentence(
    order: Order, facts: OrderFacts, version: int, decided_on: date, document: str, reason: str
) -> Sentence:
    """The facts of a verdict as a version of the sentence, not stored yet."""
    return Sentence(
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
        replaced_prison_days=None if facts.child else facts.replaced_prison_days,
        replaced_fine_rupiah=None if facts.child else facts.replaced_fine_rupiah,
        sanction=Sanction.REPEAT if facts.child else facts.sanction or "",
        child=facts.child,
        consent_recorded=bool(facts.consent_recorded),
        considerations=sorted(facts.considerations or ()),
    )


def new_order(verdict: Verdict, checked: Checked, person: Person, at: datetime) -> Order:
    """An admitted verdict as an order, not stored yet. Raises ValidationError where a text is too long."""
    facts = verdict.facts
    if facts.verdict_date is None or facts.offence_max_prison_months is None:
        raise TypeError("check_order admits no order without its date and its threat")
    order = Order(
        code=new_code(),
        case_number=verdict.case_number,
        court=verdict.court,
        prosecutor_office=verdict.prosecutor_office,
        bapas=verdict.bapas,
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
        child=facts.child,
        companion_name=facts.companion or "",
        companion_kind=facts.companion_kind or "",
        diversion=bool(facts.diversion),
    )
    order.clean_fields(exclude=["court", "prosecutor_office", "bapas", "person"])
    return order
