"""One lawful order, as `formats.md` shows it; tests change one thing in it."""

from copy import deepcopy
from datetime import date

from masohi.law.check import check_json, check_start
from masohi.law.citation import Level
from masohi.law.order_json import read_order

TODAY = date(2026, 3, 2)

ORDER = {
    "v": 1,
    "case_number": "8/Pid.B/2026/PN Amb",
    "court": "PN Ambon",
    "verdict_date": "2026-02-04",
    "inkracht_date": "2026-02-12",
    "offence_date": "2025-11-01",
    "offence_max_prison_months": 56,
    "offence_is_perda_fine_only": False,
    "replaced_prison_days": 90,
    "replaced_fine_rupiah": None,
    "hours": 150,
    "hours_per_day": 5,
    "pattern": {"days_per_month": 10},
    "completion_days": 180,
    "place_fixed": "RSUD dr. M. Haulussy",
    "sanction": "prison",
    "consent_recorded": True,
    "considerations": ["a", "b", "c", "d", "e", "f", "g"],
    "execution_order_date": "2026-02-16",
    "prosecutor": "Jaksa 1",
    "pk": "PK 1",
    "person": {
        "name": "Suharto",
        "birth_date": "1999-05-01",
        "sex": "L",
        "nik": None,
        "nik_reason": "belum punya KTP-el",
        "village": "81.71.02.1017",
        "phone": "+6281248001234",
        "unavailable": [{"weekday": 6, "from": "07:00", "to": "12:00"}],
        "limits": ["heavy"],
    },
}


def order(person=None, **changes):
    """A fresh copy with changed fields; `person` changes fields of the person."""
    changed = deepcopy(ORDER) | changes
    if isinstance(changed["person"], dict):
        changed["person"] |= person or {}
    return changed


def levels(obj, day=TODAY):
    """Rule id -> its heaviest level in the answer, which begins with what blocks."""
    return {finding.rule: finding.level for finding in reversed(check_json(obj, day=day)[1].findings)}


def blocked_by(obj, day=TODAY):
    """The rules that block."""
    return {rule for rule, level in levels(obj, day).items() if level is Level.BLOCK}


def start(obj, day=TODAY):
    """Rule id -> level before a first session."""
    return {finding.rule: finding.level for finding in check_start(read_order(obj)[0], day=day).findings}
