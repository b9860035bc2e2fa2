"""Read uploads, and judge rows against what the register holds already: a few queries for many rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from masohi.cases.intake.facts import Judged, Problem, Surroundings, judge
from masohi.cases.intake.models import Batch, BatchRow
from masohi.cases.intake.terms import CHUNK, COLUMNS
from masohi.cases.orders.facts import own_unit_among
from masohi.cases.orders.models import HANDLERS, Order
from masohi.cases.orders.queries import cases_known
from masohi.cases.people.models import Person
from masohi.cases.people.queries import nik_index
from masohi.law.citation import Level
from masohi.ledger.models import Entry, name_of
from masohi.parties.accounts.models import User
from masohi.parties.organisations.facts import Villages
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import default_units, organisations, villages
from masohi.parties.organisations.terms import Kind
from masohi.parties.parameters.queries import parameters_in_force
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import WIT, long_date
from masohi.writing.names import search_key
from masohi.writing.refusals import Refused
from masohi.writing.sealing import blind_index
from masohi.writing.sheets import read_sheets
from masohi.writing.sheets_table import Table, table_of

KIND_OF = {"court": Kind.COURT, "prosecutor_office": Kind.PROSECUTOR, "bapas": Kind.PROBATION}
NOT_WORK = ("order.registered", "nik.viewed")  # entries of an order's history that change nothing


def register_table(content: bytes) -> Table:
    """The rows of an uploaded register by our column names. Raises UnreadableSheet, and nothing else."""
    return table_of(read_sheets(content), COLUMNS)


def batches(user: User) -> QuerySet[Batch]:
    """The uploads that `user` may see, newest first."""
    return Batch.objects.visible_to(user)


def batch_called(user: User, code: str) -> Batch | None:
    """One of them by its code."""
    units = ("court", "prosecutor_office", "bapas", "uploaded_by")
    return batches(user).select_related(*units).filter(code=code).first()


def refused_rows(batch: Batch) -> QuerySet[BatchRow]:
    """Rows that wait for a correction."""
    return batch.rows.filter(checked=True, refused=True)


def ready_rows(batch: Batch) -> QuerySet[BatchRow]:
    """Rows that a commit takes in."""
    return batch.rows.filter(checked=True, refused=False, order=None)


def taken_rows(batch: Batch) -> QuerySet[BatchRow]:
    """Rows that stand in the register now."""
    return batch.rows.exclude(order=None).select_related("order", "order__person")


def warned_rows(batch: Batch) -> QuerySet[BatchRow]:
    """Rows that can be taken in but should be looked at."""
    return batch.rows.filter(checked=True, refused=False, warned=True)


def row_numbered(batch: Batch, number: int) -> BatchRow | None:
    """The row that the spreadsheet shows under this number."""
    return batch.rows.filter(number=number).first()


def units_of(user: User) -> dict[str, Organisation]:
    """Court, prosecutor's office and Bapas where a row names none: the uploader's own, else the city's.

    Raises Refused where the reference data is not loaded, or where none of the three is the uploader's own.
    """
    units = default_units()
    for name, role in HANDLERS.items():
        own = organisations(KIND_OF[name]).filter(pk__in=user.organisations_as(role)).first()
        units[name] = own or units[name]
    missing = [name for name, unit in units.items() if unit is None]
    if missing:
        raise Refused(
            gettext("Daftar organisasi belum dimuat. Minta pengelola sistem memuatnya. Belum ada yang disimpan.")
        )
    found = {name: unit for name, unit in units.items() if unit is not None}
    if not own_unit_among(found, user):
        raise Refused(gettext("Kantor Anda tidak menangani perkara kerja sosial. Belum ada yang disimpan."))
    return found


def surroundings(at: datetime, defaults: dict[str, Organisation], by: User) -> Surroundings:
    """What rows that `by` brings are judged against at this moment."""
    units = {
        name: {word.lower(): unit for unit in organisations(kind) for word in (unit.name, unit.short_name)}
        for name, kind in KIND_OF.items()
    }
    return Surroundings(
        day=at.astimezone(WIT).date(),
        parameters=parameters_in_force(),
        villages=Villages(villages()),
        units=units,
        defaults=defaults,
        brought_by=by,
    )


@dataclass
class Earlier:
    """What rows above have used: digests of case and person, and of NIK, with the row that used them first."""

    twins: dict[str, int] = field(default_factory=dict)
    niks: dict[str, tuple[int, str]] = field(default_factory=dict)


def twin_key(judged: Judged) -> str:
    """Under which rows of one case and person meet, without saying which."""
    return blind_index(settings.FIELD_KEY, judged.twin) if judged.twin else ""


def nik_key(judged: Judged) -> str:
    """Under which rows of one NIK meet."""
    return nik_index(judged.facts.person.nik, child=judged.facts.child) if judged.facts.person.nik else ""


def judge_rows(
    rows: Sequence[tuple[int, dict[str, str]]], around: Surroundings, batch: Batch | None = None
) -> list[tuple[int, Judged]]:
    """Judge rows, in order, by themselves, against each other, against the register and earlier rows of their batch."""
    judged = [(number, judge(cells, around)) for number, cells in rows]
    earlier = _earlier_in(batch, [one for _number, one in judged], judged[0][0]) if batch and judged else Earlier()
    slices = [judged[start : start + CHUNK] for start in range(0, len(judged), CHUNK)]
    return [pair for some in slices for pair in _against_others(some, earlier)]


def _against_others(judged: Sequence[tuple[int, Judged]], earlier: Earlier) -> list[tuple[int, Judged]]:
    """The rows with what other rows and the register make of them; `earlier` grows by them."""
    known = cases_known(one.case_number for _number, one in judged if one.case_number)
    people = _people_alike([one for _number, one in judged])
    answer = []
    for number, one in judged:
        more = [*_twin_problems(number, one, earlier, known), *_nik_problems(number, one, earlier, people)]
        more += _alike_problems(one, people) if not any(problem.blocks for problem in more) else []
        problems = sorted((*one.problems, *more), key=lambda problem: not problem.blocks)
        answer.append((number, replace(one, problems=tuple(problems))))
    return answer


@dataclass(frozen=True)
class People:
    """People of the register who share a name or a NIK with some rows; names by register (child?)."""

    births_by_name: dict[tuple[bool, str], list[date | None]]
    names_by_nik: dict[str, str]


def _people_alike(judged: Sequence[Judged]) -> People:
    niks = {nik_key(one) for one in judged} - {""}
    names = {one.person_key for one in judged} - {""}
    rows = Person.objects.filter(Q(name_key__in=names) | Q(nik_index__in=niks))
    births: dict[tuple[bool, str], list[date | None]] = {}
    by_nik: dict[str, str] = {}
    for child, name, birth, nik in rows.values_list("child", "name_key", "birth_date", "nik_index"):
        births.setdefault((child, name), []).append(birth)
        if nik:
            by_nik[nik] = name
    return People(births, by_nik)


def _twin_problems(
    number: int, one: Judged, earlier: Earlier, known: dict[tuple[bool, int, str, str], datetime]
) -> list[Problem]:
    key = twin_key(one)
    first = earlier.twins.setdefault(key, number) if key else number
    if first != number:
        says = _("Baris {row} di berkas ini sudah memuat putusan yang sama untuk orang yang sama.")
        return [Problem("case_number", "ID-04", Level.BLOCK, says, {"row": first})]
    entered = known.get((one.facts.child, one.units["court"].pk, one.case_number, one.person_key))
    if entered is None:
        return []
    says = _("Putusan ini sudah dicatat {day}. Tidak ada yang disimpan dua kali.")
    return [Problem("case_number", "ID-04", Level.BLOCK, says, {"day": long_date(entered.astimezone(WIT).date())})]


def _nik_problems(number: int, one: Judged, earlier: Earlier, people: People) -> list[Problem]:
    """One NIK belongs to one person: another name under it is a mistake in one of the two."""
    key = nik_key(one)
    if not key:
        return []
    first, name = earlier.niks.setdefault(key, (number, one.person_key))
    if name != one.person_key:
        says = _("NIK ini juga dipakai orang lain di baris {row}. Periksa keduanya dengan KTP-el.")
        return [Problem("nik", "ID-01", Level.BLOCK, says, {"row": first})]
    if people.names_by_nik.get(key, one.person_key) != one.person_key:
        says = _("NIK ini sudah tercatat untuk orang dengan nama lain. Periksa dengan KTP-el.")
        return [Problem("nik", "ID-01", Level.BLOCK, says)]
    return []


def _alike_problems(one: Judged, people: People) -> list[Problem]:
    """A warning where somebody of the same name, and of the same or an unknown birth date, is in the register."""
    births = people.births_by_name.get((one.facts.child, one.person_key), []) if one.person_key else []
    birth = one.facts.person.birth_date
    if nik_key(one) in people.names_by_nik or not any(birth is None or other in {birth, None} for other in births):
        return []
    says = _("Mungkin orang ini sudah tercatat: namanya sama dan tanggal lahirnya cocok. Bandingkan dahulu.")
    return [Problem("name", "ID-04", Level.WARN, says)]


def _earlier_in(batch: Batch, judged: Sequence[Judged], before: int) -> Earlier:
    """What checked rows above `before` in the batch have used, of the keys that `judged` uses."""
    rows = batch.rows.filter(checked=True, number__lt=before, order=None).order_by("number")
    twins, niks = {twin_key(one) for one in judged} - {""}, {nik_key(one) for one in judged} - {""}
    earlier = Earlier()
    for key, number in rows.filter(twin_key__in=twins).values_list("twin_key", "number"):
        earlier.twins.setdefault(key, number)
    for row in rows.filter(nik_key__in=niks):
        earlier.niks.setdefault(row.nik_key, (row.number, search_key(row.cells.get("name", ""))))
    return earlier


def worked_on(orders: Sequence[Order]) -> set[int]:
    """Primary keys of the orders whose history holds more than their entry, or whose person was changed since."""
    touched = {order.pk for order in orders if order.edition > 1 or order.person.edition > 1}
    for start in range(0, len(orders), CHUNK):
        names = {name_of(order): order.pk for order in orders[start : start + CHUNK]}
        busy = Entry.objects.filter(thread__in=names).exclude(kind__in=NOT_WORK)
        touched |= {names[thread] for thread in busy.values_list("thread", flat=True).distinct()}
    return touched


def people_with_other_orders(people: Sequence[int], orders: Sequence[int]) -> set[int]:
    """Of these people, those with an order beyond `orders`."""
    own, found = set(orders), set()
    for start in range(0, len(people), CHUNK):
        rows = Order.objects.filter(person__in=people[start : start + CHUNK]).values_list("person", "pk")
        found |= {person for person, order in rows if order not in own}
    return found


def any_order() -> bool:
    """Whether the register holds anything."""
    return Order.objects.exists()
