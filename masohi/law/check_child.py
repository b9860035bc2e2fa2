"""All rules about one child's verdict of pelayanan masyarakat (UU 11/2012): none of the hours and caps of Pasal 85."""

from datetime import date
from typing import Any

from masohi.law import identifiers, kuhp_general, registers, sppa
from masohi.law.citation import RULES, Answer, Finding, Level, listed
from masohi.law.counting import age_on
from masohi.law.feasibility import hours_fit, law_day
from masohi.law.order_facts import OrderFacts
from masohi.law.order_format import malformed
from masohi.law.parameters import Parameters
from masohi.writing import gettext_noop as _

ASKED = ("hours", "completion_days", "offence_max_prison_months", "offence_date")
FOREIGN = ("replaced_prison_days", "replaced_fine_rupiah")


def child_findings(facts: OrderFacts, day: date, parameters: Parameters) -> list[Finding]:
    """What a child's verdict comes to by the numbers of its day: AN-01, 02, 04, 07, 08, 09, and who is a child at all.

    The law names no completion period: it is asked for, because without a last day nobody can plan or warn.
    """
    missing = [malformed(_("{label} belum diisi."), name) for name in ASKED if getattr(facts, name) is None]
    foreign = [_not_for_children(name) for name in FOREIGN if getattr(facts, name) is not None]
    found = [finding for answer in _answers(facts, day, parameters) for finding in listed(answer)]
    return [*missing, *_period(facts), *foreign, *_not_a_child(facts, day, parameters), *found]


def _answers(facts: OrderFacts, day: date, parameters: Parameters) -> list[Answer]:
    on: dict[str, Any] = {"day": law_day(facts, day), "parameters": parameters}
    born, offence, threat = facts.person.birth_date, facts.offence_date, facts.offence_max_prison_months
    return [
        registers.not_a_perda_sanction(facts.offence_is_perda_fine_only),
        sppa.child_hours(facts.hours, **on) if facts.hours is not None else None,
        sppa.child_day(facts.hours_per_day * 60, **on) if facts.hours_per_day is not None else None,
        sppa.child_companion([facts.companion or ""]),
        sppa.child_sanction(facts.sanction),
        sppa.only_measures(born, offence, **on) if born and offence else None,
        sppa.diversion_tried(threat, repeat=False, recorded=bool(facts.diversion), **on)
        if threat is not None
        else None,
        hours_fit(facts, day=day, parameters=parameters) if facts.completion_days and facts.hours else None,
    ]


def _period(facts: OrderFacts) -> list[Finding]:
    """A period below one day is no period."""
    if facts.completion_days is None or facts.completion_days > 0:
        return []
    return [malformed(_("{label} harus paling sedikit 1 hari."), "completion_days")]


def _not_for_children(name: str) -> Finding:
    return malformed(_("{label} tidak berlaku untuk anak dan tidak dicatat."), name, level=Level.WARN)


def _not_a_child(facts: OrderFacts, day: date, parameters: Parameters) -> list[Finding]:
    """Whoever was grown up at the offence does not belong here; an unknown age is not taken for a child's."""
    on = law_day(facts, day)
    known = kuhp_general.adult_at_offence(facts.person.birth_date, facts.offence_date, day=on, parameters=parameters)
    if facts.person.birth_date is None:
        return listed(known)
    age = age_on(facts.person.birth_date, facts.offence_date or on)
    if facts.offence_date and age >= parameters.value("adult_age", on):
        says = _("Berumur {age} tahun pada hari tindak pidana. Perkara ini bukan perkara anak.")
        return [RULES["KS-16"].found(says, age=age)]
    if facts.case_number and not identifiers.child_case_number(facts.case_number):
        says = _("Nomor perkara anak biasanya Pid.Sus-Anak. Periksa nomornya dengan putusan.")
        return [RULES["ID-05"].found(says, level=Level.WARN)]
    return []


NOT_MODELLED = [
    "Masa penyelesaian pelayanan masyarakat anak tidak diatur undang-undang; kantor mengisinya dari putusan.",
]
