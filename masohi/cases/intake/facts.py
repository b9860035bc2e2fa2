"""Cells of a register's row as the plain facts of an order, and everything that is wrong with them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from masohi.cases.intake.terms import LONGEST
from masohi.cases.orders.facts import entrusted_among, own_unit_among
from masohi.cases.orders.models import Order
from masohi.law.case_numbers import normalise_case_number
from masohi.law.check import check_json
from masohi.law.citation import Finding, Level
from masohi.law.order_facts import CHILD, OrderFacts
from masohi.law.parameters import Parameters
from masohi.law.registers import Register, not_restorative_justice
from masohi.parties.accounts.models import User
from masohi.parties.organisations.facts import Villages
from masohi.parties.organisations.models import Organisation
from masohi.writing import gettext_noop as _
from masohi.writing import reading, reading_verdict
from masohi.writing.names import search_key, tidy_name
from masohi.writing.reading import Unclear, quoted
from masohi.writing.reading_time import day as read_day
from masohi.writing.reading_time import rhythm, week_hours

EMPTY_WORDS = frozenset({"-", "–", "--", "---", "nihil", "kosong", "n/a", "tidak ada", "belum ada"})
UNITS = ("court", "prosecutor_office", "bapas")
PERSON_KEYS = frozenset({"name", "birth_date", "sex", "nik", "nik_reason", "village", "phone", "unavailable", "limits"})


@dataclass(frozen=True)
class Problem:
    """One thing about one cell: `column` is our name for it, `template` a msgid, `values` ready to be printed.

    `more` names the other columns that it is about.
    """

    column: str
    rule: str
    level: str
    template: str
    values: dict[str, Any] = field(default_factory=dict)
    more: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The sentence in Indonesian."""
        return self.template.format(**self.values)

    @property
    def blocks(self) -> bool:
        """Whether the row cannot be taken in."""
        return self.level == Level.BLOCK


@dataclass(frozen=True)
class Surroundings:
    """What rows are read against: places and units that exist, the numbers of the law, the day, whose upload it is."""

    day: date
    parameters: Parameters
    villages: Villages
    units: dict[str, dict[str, Organisation]]
    defaults: dict[str, Organisation]
    brought_by: User


@dataclass(frozen=True)
class Judged:
    """A row as understood: facts, units, problems. `twin` and `nik` tell rows of one case and person apart."""

    facts: OrderFacts
    units: dict[str, Organisation]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether any problem keeps the row out."""
        return any(problem.blocks for problem in self.problems)

    @cached_property
    def case_number(self) -> str:
        """The number in the court's spelling, or as written."""
        return normalise_case_number(self.facts.case_number) or (self.facts.case_number or "").strip()

    @cached_property
    def person_key(self) -> str:
        """The name as spellings of it meet."""
        return search_key(self.facts.person.name or "")

    @cached_property
    def twin(self) -> str:
        """Same text, same case and person; empty where the row names none."""
        return f"{self.units['court'].pk}|{self.case_number}|{self.person_key}" if self.case_number else ""


def _text_upto(most: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        found = tidy_name(text)
        if len(found) > most:
            says = _('"{text}" terlalu panjang. Paling banyak {most} huruf.')
            raise Unclear(says, text=quoted(text), most=most)
        return found

    return read


def _iso_day(text: str) -> str:
    return read_day(text).isoformat()


DATES = ("verdict_date", "inkracht_date", "offence_date", "execution_order_date", "birth_date")
READERS: dict[str, Callable[[str], Any]] = {
    **{key: _text_upto(most) for key, most in LONGEST.items()},
    **dict.fromkeys(DATES, _iso_day),
    "offence_max_prison_months": reading.months,
    "replaced_prison_days": reading.days,
    "completion_days": reading.days,
    "replaced_fine_rupiah": reading.rupiah,
    "hours": reading.whole_hours,
    "hours_per_day": reading.whole_hours,
    "pattern": rhythm,
    "sanction": reading_verdict.sanction,
    "consent_recorded": reading.yes_or_no,
    "considerations": reading_verdict.considerations,
    "sex": reading.sex,
    "nik": reading.digits,
    "phone": reading.phone,
    "unavailable": week_hours,
    "limits": reading_verdict.limits,
    "register": reading_verdict.register,
}


def read_cells(
    cells: dict[str, str], around: Surroundings
) -> tuple[dict[str, Any], dict[str, Organisation], list[Problem]]:
    """The order as `docs/formats` writes it, its units, and the cells that could not be read."""
    values: dict[str, Any] = {}
    units = dict(around.defaults)
    problems: list[Problem] = []
    for key, text in cells.items():
        if not text or (text.lower() in EMPTY_WORDS and key != "consent_recorded"):
            continue
        try:
            if key in UNITS:
                units[key] = _unit(key, text, around)
            elif key == "village":
                values[key] = around.villages.meant(text).code
            else:
                values[key] = READERS[key](text)
        except Unclear as unclear:
            problems.append(_unread(key, unclear))
    return values, units, problems


RULE_OF = {"village": "GE-02", "nik": "ID-01"}


def _unread(key: str, unclear: Unclear) -> Problem:
    return Problem(key, RULE_OF.get(key, "FORMAT"), Level.BLOCK, unclear.template, unclear.values)


def _unit(key: str, text: str, around: Surroundings) -> Organisation:
    found = around.units[key].get(" ".join(text.lower().split()))
    if found is None:
        says = _('"{text}" tidak ada di daftar organisasi. Tulis nama seperti di daftar, misalnya {example}.')
        raise Unclear(says, text=quoted(text), example=around.defaults[key].short_name)
    return found


def judge(cells: dict[str, str], around: Surroundings) -> Judged:
    """Everything that one row says and everything that is wrong with it, by itself (twins are found elsewhere)."""
    values, units, problems = read_cells(cells, around)
    register = values.pop("register", Register.KERJA_SOSIAL)
    order: dict[str, Any] = {"v": 1, "court": units["court"].short_name, "person": {}}
    for key, value in values.items():
        (order["person"] if key in PERSON_KEYS else order)[key] = value
    order["offence_is_perda_fine_only"] = register == Register.SANKSI_PERDA
    child = register == Register.PELAYANAN_MASYARAKAT_ANAK and entrusted_among(units, around.brought_by)
    order |= {"register": CHILD} if child else {}
    facts, checked = check_json(order, day=around.day, parameters=around.parameters)
    unread = {problem.column for problem in problems}
    told = [finding for finding in checked.findings if finding.level is not Level.INFO]
    found = [as_problem(finding) for finding in told if not set(finding.fields) & unread]
    problems += [
        *(problem for problem in found if problem.column not in unread),
        *([] if child else _of_other_register(register)),
    ]
    problems += _of_other_office(cells, units, around.brought_by)
    return Judged(facts, units, tuple(sorted(problems, key=lambda problem: not problem.blocks)))


def as_problem(finding: Finding) -> Problem:
    """What the law says, at the columns it says it about."""
    names = [OUR_NAME.get(name, name.removeprefix("person.")) for name in finding.fields] or [""]
    return Problem(names[0], finding.rule, finding.level, finding.template, dict(finding.values), tuple(names[1:]))


OUR_NAME = {"offence_is_perda_fine_only": "register"}


def _of_other_office(cells: dict[str, str], units: dict[str, Organisation], user: User) -> list[Problem]:
    """Nobody enters cases into registers in which their own office has no part."""
    if own_unit_among(units, user):
        return []
    named = [key for key in UNITS if cells.get(key)] or list(UNITS)
    says = _("Perkara ini bukan perkara kantor Anda. Periksa pengadilan, kejaksaan, dan Bapas.")
    return [Problem(named[0], "FORMAT", Level.BLOCK, says, more=tuple(named[1:]))]


def _of_other_register(register: str) -> list[Problem]:
    if register == Register.PELAYANAN_MASYARAKAT_ANAK:
        says = _("Ini perkara anak. Gunakan register pelayanan masyarakat anak.")
        return [Problem("register", "ID-05", Level.BLOCK, says)]
    finding = not_restorative_justice(str(register))
    return [replace(as_problem(finding), column="register")] if isinstance(finding, Finding) else []


@dataclass(frozen=True)
class Undone:
    """How an undo ended: how many orders left the register, and which stay because somebody works on them."""

    removed: int
    kept: tuple[Order, ...]
