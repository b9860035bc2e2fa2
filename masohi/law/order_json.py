"""Reading an order from JSON (`kersos-order/1`): any JSON at all becomes facts plus findings, never a traceback."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from masohi.law.citation import Finding, Level
from masohi.law.order_facts import BUSY, COMPANIONS, REGISTERS, SANCTIONS, OrderFacts, Pattern, PersonFacts, WeekHours
from masohi.law.order_format import LONGEST_TEXT, MOST_ITEMS, malformed
from masohi.writing import gettext_noop as _

BIGGEST = 10**15
Json = Any


class Unreadable(ValueError):
    """A value that is not of its type; the message is an Indonesian msgid that takes {label}."""


def whole(value: Json) -> int:
    """An integer that a database can hold; JSON's true and 8.5 are none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unreadable(_("{label} harus bilangan bulat, misalnya 150."))
    if abs(value) > BIGGEST:
        raise Unreadable(_("{label} terlalu besar. Periksa angkanya."))
    return value


def text(value: Json) -> str:
    """A string that a database can hold: no control or half characters, not endless."""
    if not isinstance(value, str):
        raise Unreadable(_("{label} harus teks."))
    if len(value) > LONGEST_TEXT:
        raise Unreadable(_("{label} terlalu panjang. Ringkas isinya."))
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", value):
        raise Unreadable(_("{label} memuat huruf yang tidak dapat dibaca. Ketik ulang isinya."))
    return value.strip()


def yes_or_no(value: Json) -> bool:
    """A JSON boolean."""
    if not isinstance(value, bool):
        raise Unreadable(_("{label} harus true atau false."))
    return value


def calendar_date(value: Json) -> date:
    """A date as YYYY-MM-DD that the calendar knows, between 1900 and 2200."""
    says = _("{label} bukan tanggal yang ada. Tulis seperti 2026-02-04.")
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise Unreadable(says)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise Unreadable(says) from None
    if not 1900 <= day.year <= 2200:
        raise Unreadable(says)
    return day


def clock_time(value: Json) -> time:
    """A time of the day as HH:MM; 24:00 is written 23:59."""
    if not isinstance(value, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
        raise Unreadable(_("{label} harus memuat jam seperti 07:00."))
    return time.fromisoformat(value)


def weekday(value: Json) -> int:
    """0 is Monday, 6 is Sunday."""
    if whole(value) not in range(7):
        raise Unreadable(_("{label}: hari harus 0 (Senin) sampai 6 (Minggu)."))
    return int(value)


def choice(*allowed: str) -> Callable[[Json], str]:
    """One of the words that the format knows."""

    def read(value: Json) -> str:
        if value not in allowed or not isinstance(value, str):
            raise Unreadable(_("{label} berisi pilihan yang tidak dikenal."))
        return value

    return read


def many(read: Callable[[Json], Any]) -> Callable[[Json], tuple[Any, ...]]:
    """A list of values."""

    def read_all(value: Json) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > MOST_ITEMS:
            raise Unreadable(_("{label} harus daftar."))
        return tuple(read(item) for item in value)

    return read_all


def week_hours(value: Json) -> WeekHours:
    """One weekly stretch `{"weekday", "from", "to"}`, and perhaps `"reason"`."""
    if not isinstance(value, dict) or set(value) - {"reason"} != {"weekday", "from", "to"}:
        raise Unreadable(_("{label}: setiap baris memuat weekday, from, dan to."))
    reason = choice(*BUSY)(value["reason"]) if value.get("reason") is not None else ""
    hours = WeekHours(weekday(value["weekday"]), clock_time(value["from"]), clock_time(value["to"]), reason)
    if hours.start >= hours.end:
        raise Unreadable(_("{label}: jam selesai harus sesudah jam mulai."))
    return hours


def pattern(value: Json) -> Pattern:
    """One of `{"days_per_week": n}`, `{"days_per_month": n}`, `{"weekdays": [...]}`."""
    says = _("{label} harus memuat tepat satu: days_per_week, days_per_month, atau weekdays.")
    if not isinstance(value, dict) or len(value) != 1:
        raise Unreadable(says)
    (name, given), limits = next(iter(value.items())), {"days_per_week": 7, "days_per_month": 30}
    if name == "weekdays":
        days = many(weekday)(given)
        if not days:
            raise Unreadable(_("{label}: tulis paling sedikit satu hari."))
        return Pattern(weekdays=tuple(sorted(set(days))))
    if name not in limits:
        raise Unreadable(says)
    if not 1 <= whole(given) <= limits[name]:
        raise Unreadable(_("{label}: jumlah hari tidak mungkin."))
    return Pattern(**{name: given})


PERSON = {
    "name": text,
    "birth_date": calendar_date,
    "sex": choice("L", "P"),
    "nik": text,
    "nik_reason": text,
    "village": text,
    "phone": text,
    "unavailable": many(week_hours),
    "limits": many(text),
}
ORDER = {
    "case_number": text,
    "court": text,
    "verdict_date": calendar_date,
    "inkracht_date": calendar_date,
    "offence_date": calendar_date,
    "offence_max_prison_months": whole,
    "offence_is_perda_fine_only": yes_or_no,
    "replaced_prison_days": whole,
    "replaced_fine_rupiah": whole,
    "hours": whole,
    "hours_per_day": whole,
    "pattern": pattern,
    "completion_days": whole,
    "place_fixed": text,
    "sanction": choice(*SANCTIONS),
    "consent_recorded": yes_or_no,
    "considerations": many(choice(*"abcdefg")),
    "execution_order_date": calendar_date,
    "execution_record_date": calendar_date,
    "first_session_date": calendar_date,
    "prosecutor": text,
    "pk": text,
    "register": choice(*REGISTERS),
    "companion": text,
    "companion_kind": choice(*COMPANIONS),
    "diversion": yes_or_no,
}


Readers = Mapping[str, Callable[[Json], Any]]


def read_fields(obj: Mapping[str, Json], known: Readers, prefix: str, findings: list[Finding]) -> dict[str, Any]:
    """The known fields of `obj` that could be read (null is the same as missing); problems go into `findings`.

    A known field is named as it is; an unknown one with `prefix`, which tells where it stood.
    """
    values = {}
    for name, read in known.items():
        try:
            if obj.get(name) is not None:
                values[name] = read(obj[name])
        except Unreadable as unreadable:
            findings.append(malformed(str(unreadable), name))
    unknown = sorted(str(name) for name in obj.keys() - known.keys())
    findings += [malformed(UNKNOWN, prefix + name, level=Level.WARN) for name in unknown]
    return values


UNKNOWN = _("Kolom {label} tidak dikenal dan diabaikan.")


def read_order(obj: Json) -> tuple[OrderFacts, list[Finding]]:
    """The facts of one order, and what is wrong with the way it was written.

    A value of the wrong type blocks and is treated as unknown; an unknown field only warns.

    >>> facts, findings = read_order({"v": 1, "hours": "150", "jam": 3})
    >>> facts.hours, [(f.level.value, f.fields) for f in findings]
    (None, [('block', ('hours',)), ('warn', ('jam',))])
    """
    if not isinstance(obj, dict):
        return OrderFacts(), [malformed(_("Putusan harus berupa objek JSON."))]
    findings: list[Finding] = []
    if isinstance(obj.get("v"), bool) or obj.get("v") not in (1, None):
        findings.append(malformed(_("{label} tidak dikenal. Program ini membaca versi 1."), "v"))
    rest = {name: value for name, value in obj.items() if name not in {"v", "person"}}
    values = read_fields(rest, ORDER, "", findings)
    person = read_person(obj.get("person"), findings)
    return OrderFacts(**values, person=person), findings


def read_person(obj: Json, findings: list[Finding]) -> PersonFacts:
    """The person of an order; unknown where there is none."""
    if obj is None:
        return PersonFacts()
    if not isinstance(obj, dict):
        findings.append(malformed(_("{label} harus objek dengan name, birth_date, dan seterusnya."), "person"))
        return PersonFacts()
    return PersonFacts(**read_fields(obj, PERSON, "person.", findings))
