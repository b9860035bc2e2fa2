"""All rules about one court order at once: may it be admitted, and may its first session begin.

At admission an order blocks where it cannot be lawful or is not a whole verdict: no replaced penalty, no hours, no
sanction, no threat, no age, no case number, contradicting dates. What an office can still obtain afterwards (the final
date, the jaksa's order, jaksa and PK, consent, considerations) only warns then, and blocks the start where it must.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from masohi.law import (
    geography,
    identifiers,
    kuhp_85,
    kuhp_85_execution,
    kuhp_85_hours,
    kuhp_general,
    registers,
    sppa,
)
from masohi.law.check_child import child_findings
from masohi.law.citation import RULES, WEIGHT, Answer, Finding, Level, listed
from masohi.law.counting import age_on
from masohi.law.feasibility import deadline_of, hours_fit, law_day
from masohi.law.order_facts import OrderFacts
from masohi.law.order_format import bad_phone, impossible_dates, missing_basics
from masohi.law.order_json import PERSON, Json, read_order
from masohi.law.parameters import DEFAULTS, IN_FORCE, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import long_date


@dataclass(frozen=True)
class Checked:
    """`admissible` is False where any finding blocks. `deadline` is the last lawful day of work, if it is known."""

    admissible: bool
    deadline: date | None
    findings: tuple[Finding, ...]

    def as_json(self, case_number: str | None) -> dict[str, object]:
        """One order of the answer of `masohi check-order --json`."""
        return {
            "case_number": case_number,
            "admissible": self.admissible,
            "deadline": self.deadline.isoformat() if self.deadline else None,
            "findings": [finding.as_json() for finding in self.findings],
        }


def check_order(facts: OrderFacts, *, day: date, parameters: Parameters = DEFAULTS) -> Checked:
    """Every rule about an order, as it counts on the `day` of admission.

    >>> checked = check_order(OrderFacts(hours=241), day=date(2026, 3, 2))
    >>> checked.admissible, "KS-05" in {finding.rule for finding in checked.findings}
    (False, True)
    """
    softened = [finding.at(min_level(finding.level, Level.WARN)) for finding in start_findings(facts, day, parameters)]
    return _checked(facts, day, parameters, [*verdict_findings(facts, day, parameters), *softened])


def check_start(facts: OrderFacts, *, day: date, parameters: Parameters = DEFAULTS) -> Checked:
    """Every rule about an order, as it counts before a plan is accepted or the first session begins on `day`."""
    found = [*verdict_findings(facts, day, parameters), *start_findings(facts, day, parameters)]
    hardened = [finding.at(Level.BLOCK) if finding.rule == "KS-16" else finding for finding in found]
    return _checked(facts, day, parameters, hardened)


def check_json(obj: Json, *, day: date, parameters: Parameters = DEFAULTS) -> tuple[OrderFacts, Checked]:
    """Read and check an order from JSON. A field that could not be read is not called missing as well."""
    facts, malformed = read_order(obj)
    checked = check_order(facts, day=day, parameters=parameters)
    unreadable = {name for finding in malformed if finding.level is Level.BLOCK for name in finding.fields}
    unreadable |= PERSON.keys() if "person" in unreadable else set()
    lawful = [finding for finding in checked.findings if not set(finding.fields) & unreadable]
    return facts, _checked(facts, day, parameters, [*malformed, *lawful])


def _checked(facts: OrderFacts, day: date, parameters: Parameters, found: Iterable[Finding]) -> Checked:
    findings = tuple(sorted(found, key=lambda f: -WEIGHT[f.level]))
    admissible = all(finding.level is not Level.BLOCK for finding in findings)
    return Checked(admissible, deadline_of(facts, day=day, parameters=parameters), findings)


def min_level(one: Level, other: Level) -> Level:
    """The lighter of two levels."""
    return min(one, other, key=WEIGHT.__getitem__)


def verdict_findings(facts: OrderFacts, day: date, parameters: Parameters) -> list[Finding]:
    """What the verdict and the person's identifiers come to, by the numbers of the verdict's day."""
    return [
        *missing_basics(facts),
        *impossible_dates(facts, day=day),
        *bad_phone(facts.person.phone),
        *(child_findings if facts.child else _adult_findings)(facts, day, parameters),
        *chain.from_iterable(map(listed, _identity_answers(facts, day))),
        *_ordered_too_early(facts),
        *_deadline_passed(facts, day, parameters),
    ]


def _adult_findings(facts: OrderFacts, day: date, parameters: Parameters) -> list[Finding]:
    answers = [*_verdict_answers(facts, day, parameters), *_register_answers(facts, day, parameters)]
    return list(chain.from_iterable(map(listed, answers)))


def _verdict_answers(facts: OrderFacts, day: date, parameters: Parameters) -> list[Answer]:
    on: dict[str, Any] = {"day": law_day(facts, day), "parameters": parameters}
    a_day = None if facts.hours_per_day is None else facts.hours_per_day * 60
    return [
        kuhp_85.verdict_under_this_code(facts.verdict_date) if facts.verdict_date else None,
        kuhp_85.offence_threat(facts.offence_max_prison_months, **on),
        kuhp_85.replaced_prison(facts.replaced_prison_days, **on),
        kuhp_85.replaced_fine(facts.replaced_fine_rupiah, **on),
        kuhp_85.one_replaced_penalty(facts.replaced_prison_days, facts.replaced_fine_rupiah),
        kuhp_85.total_hours(facts.hours, **on),
        kuhp_85_hours.minutes_on_a_day(a_day, **on),
        kuhp_85_hours.completion_window(facts.completion_days, **on),
        hours_fit(facts, day=day, parameters=parameters),
        kuhp_85.consent(facts.consent_recorded),
        kuhp_85.considerations(facts.considerations, **on),
        kuhp_85.sanction_stated(facts.sanction, facts.replaced_fine_rupiah),
        kuhp_general.no_automatic_hours(facts.replaced_fine_rupiah, facts.hours, **on),
        kuhp_general.prescription_watch(
            facts.offence_max_prison_months, facts.inkracht_date, day=max(day, IN_FORCE), parameters=parameters
        ),
    ]


def _register_answers(facts: OrderFacts, day: date, parameters: Parameters) -> list[Answer]:
    """Does the case belong to another register: a child's, or a city's administrative sanction?"""
    on: dict[str, Any] = {"day": law_day(facts, day), "parameters": parameters}
    born, offence, threat = facts.person.birth_date, facts.offence_date, facts.offence_max_prison_months
    answers = [
        registers.not_a_perda_sanction(facts.offence_is_perda_fine_only),
        identifiers.child_case_number(facts.case_number),
        kuhp_general.adult_at_offence(born, offence, verdict=facts.verdict_date, **on),
    ]
    if born is None or offence is None or age_on(born, offence) >= parameters.value("adult_age", on["day"]):
        return answers
    answers.append(sppa.only_measures(born, offence, **on))
    if threat is not None:
        answers.append(sppa.diversion_tried(threat, repeat=False, recorded=False, **on))
    return answers


def _identity_answers(facts: OrderFacts, day: date) -> list[Answer]:
    person = facts.person
    return [
        identifiers.case_number_known(facts.case_number, court=facts.court),
        identifiers.nik_or_reason(person.nik, person.nik_reason),
        identifiers.nik_valid(person.nik, day=day, birth_date=person.birth_date, sex=person.sex)
        if person.nik
        else None,
        geography.village_by_code(person.village),
    ]


def _deadline_passed(facts: OrderFacts, day: date, parameters: Parameters) -> list[Finding]:
    deadline = deadline_of(facts, day=day, parameters=parameters)
    if deadline is None or deadline >= day:
        return []
    says = _("Batas penyelesaian {deadline} sudah lewat. Lapor kepada jaksa sebelum menjadwalkan.")
    return [RULES["KS-08"].found(says, level=Level.WARN, fields=("completion_days",), deadline=long_date(deadline))]


def _ordered_too_early(facts: OrderFacts) -> list[Finding]:
    """An execution order that precedes the final verdict contradicts it: no later paper mends that, so it blocks."""
    final, ordered = facts.inkracht_date, facts.execution_order_date
    if final is None or ordered is None or final <= ordered:
        return []
    says = _("Surat perintah pelaksanaan {ordered} mendahului putusan tetap {final}. Periksa keduanya.")
    fields = ("inkracht_date", "execution_order_date")
    return [RULES["KS-13"].found(says, fields=fields, ordered=long_date(ordered), final=long_date(final))]


def start_findings(facts: OrderFacts, day: date, parameters: Parameters) -> list[Finding]:
    """What must be in place before somebody works on `day`, in full weight."""
    on, verdict = law_day(facts, day), facts.verdict_date
    final = kuhp_85_execution.final_before_start(
        facts.inkracht_date, start=day, day=on, verdict=verdict, parameters=parameters
    )
    ordered = kuhp_85_execution.execution_order(facts.execution_order_date, start=day)
    assigned = kuhp_85_execution.both_assigned(facts.prosecutor, facts.pk)
    return [*listed(final), *listed(ordered), *listed(assigned)]
