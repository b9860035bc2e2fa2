"""Cells of a site's row as values, and everything that is wrong with them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from masohi.law.citation import Finding, Level
from masohi.law.geography import inside_city
from masohi.law.parameters import Parameters
from masohi.parties.accounts.models import User
from masohi.parties.organisations.facts import Villages
from masohi.parties.organisations.models import Organisation
from masohi.supply.sites.terms import Risk
from masohi.writing import gettext_noop as _
from masohi.writing import reading, reading_verdict
from masohi.writing.names import tidy_name
from masohi.writing.reading import Unclear, quoted
from masohi.writing.reading_time import clock, weekdays
from masohi.writing.reading_time import day as read_day

EMPTY_WORDS = frozenset({"-", "–", "--", "nihil", "tidak ada", "belum ada"})
DAY_CAP = 480  # KUHP 85(5)


@dataclass(frozen=True)
class Problem:
    """One thing about one cell of a site's row."""

    column: str
    rule: str
    level: str
    template: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence in Indonesian."""
        return self.template.format(**self.values)


@dataclass(frozen=True)
class SiteRow:
    """A row as understood: the site's columns, its weekly openings as (weekday, start, minutes), who supervises."""

    details: dict[str, Any]
    slots: tuple[tuple[int, int, int], ...]
    places: int
    supervisors: tuple[User, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether any problem keeps the row out."""
        return any(problem.level == Level.BLOCK for problem in self.problems)


@dataclass(frozen=True)
class Surroundings:
    """What rows of sites are read against."""

    day: date
    parameters: Parameters
    villages: Villages
    hosts: dict[str, Organisation]
    supervisors: dict[str, User]

    def host(self, text: str) -> Organisation:
        """The office of that name. Raises Unclear where there is none."""
        found = self.hosts.get(" ".join(text.lower().split()))
        if found is None:
            raise Unclear(_('"{text}" tidak ada di daftar organisasi. Tulis nama seperti DLHP.'), text=quoted(text))
        return found


def _words(text: str) -> list[str]:
    return [tidy_name(part)[:60] for part in text.replace(";", ",").split(",") if part.strip()]


def _upto(most: int) -> Callable[[str], str]:
    return lambda text: tidy_name(text)[:most]


RISKS = {"rendah": Risk.LOW, "kecil": Risk.LOW, "sedang": Risk.MIDDLE, "tinggi": Risk.HIGH, "besar": Risk.HIGH}
QUALITY = {"demo": False, "published": True}
READERS: dict[str, Callable[[str], Any]] = {
    "name": _upto(120),
    "tasks": _upto(2000),
    "address": _upto(200),
    "lat": reading.coordinate,
    "lon": reading.coordinate,
    "confirmed": lambda text: QUALITY.get(text.lower()) or (text.lower() not in QUALITY and reading.yes_or_no(text)),
    "risk": reading.one_of(RISKS, _("rendah, sedang, atau tinggi")),
    "indoor": reading.yes_or_no,
    "child_suitable": reading.yes_or_no,
    "hazards": reading_verdict.limits,
    "equipment": _words,
    "declared_on": read_day,
    "declared_by": _upto(120),
    "weekdays": weekdays,
    "starts": clock,
    "ends": clock,
    "places": reading.whole_number,
    "supervisors": _words,
    "note": _upto(200),
}
REQUIRED = ("name", "host", "tasks", "village", "lat", "lon")
SLOT = ("weekdays", "starts", "ends")
NAME_OF = {"name": _("Nama lokasi"), "host": _("Dinas pengampu"), "tasks": _("Kegiatan"), "village": _("Kelurahan")}
NAME_OF |= {"lat": _("Lintang"), "lon": _("Bujur"), "weekdays": _("Hari"), "starts": _("Jam mulai")}
NAME_OF |= {"ends": _("Jam selesai")}


def _block(column: str, rule: str, template: str, **values: Any) -> Problem:
    return Problem(column, rule, Level.BLOCK, template, values)


def read_row(cells: dict[str, str], around: Surroundings, *, first: bool) -> SiteRow:
    """What a row says. `first`: the row that describes the site; later rows of it may leave its columns empty."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, text in cells.items():
        if text.lower() in EMPTY_WORDS and key not in {"indoor", "child_suitable", "confirmed"}:
            continue
        try:
            values[key] = _read(key, text, around)
        except Unclear as unclear:
            rule = "GE-02" if key == "village" else "FORMAT"
            problems.append(_block(key, rule, unclear.template, **unclear.values))
    unread = {problem.column for problem in problems}
    wanted = (REQUIRED if first else ("name", "host")) + (SLOT if any(key in values for key in SLOT) else ())
    missing = [key for key in wanted if key not in values and key not in unread]
    problems += [_block(key, "FORMAT", _("{label} belum diisi."), label=NAME_OF[key]) for key in missing]
    slots = _slots(values, problems)
    people, strangers = _supervisors(values.pop("supervisors", []), around)
    problems += [*strangers, *(_about_site(values, around) if first else [])]
    places = values.pop("places", MOST_PLACES)
    if not 1 <= places <= 200:
        problems.append(
            _block("places", "KS-28", _("Kuota {places} orang tidak mungkin. Tulis 1 sampai 200."), places=places)
        )
    details = {key: value for key, value in values.items() if key not in SLOT and key != "note"}
    return SiteRow(details, slots, places, people, tuple(problems))


MOST_PLACES = 10


def _read(key: str, text: str, around: Surroundings) -> Any:
    if key == "host":
        return around.host(text)
    return around.villages.meant(text) if key == "village" else READERS[key](text)


def _slots(values: dict[str, Any], problems: list[Problem]) -> tuple[tuple[int, int, int], ...]:
    """Weekly openings of the row; one that ends before it begins or is too long is a problem."""
    if not all(key in values for key in SLOT):
        return ()
    start, end = (int(values[key][:2]) * 60 + int(values[key][3:]) for key in ("starts", "ends"))
    if not 0 < end - start <= DAY_CAP:
        says = _("Buka {start} sampai {end}: lama bukaan harus lebih dari 0 dan paling lama 8 jam.")
        problems.append(_block("ends", "KS-06", says, start=values["starts"], end=values["ends"]))
        return ()
    return tuple((weekday, start, end - start) for weekday in values["weekdays"])


def _supervisors(names: list[str], around: Surroundings) -> tuple[tuple[User, ...], list[Problem]]:
    """Accounts by account name or person's name; who has none yet can be appointed later."""
    found = [(name, around.supervisors.get(name.lower())) for name in names]
    says = _('Pengawas "{name}" belum punya akun pengawas. Lokasi tetap masuk; tunjuk pengawasnya nanti.')
    unknown = [Problem("supervisors", "KS-28", Level.WARN, says, {"name": name}) for name, user in found if not user]
    return tuple(user for _name, user in found if user), unknown


def _about_site(values: dict[str, Any], around: Surroundings) -> list[Problem]:
    found: list[Problem] = []
    if "lat" in values and "lon" in values:
        answer = inside_city(float(values["lat"]), float(values["lon"]), day=around.day, parameters=around.parameters)
        if isinstance(answer, Finding):
            found.append(Problem("lat", answer.rule, answer.level, answer.template, dict(answer.values)))
        if abs(values["lat"]) > 90:
            found.append(_block("lat", "GE-01", _("Lintang dan bujur tertukar. Tukar isi kedua kolom.")))
    return found + _about_declaration(values, around.day)


def _about_declaration(values: dict[str, Any], day: date) -> list[Problem]:
    """Without a date and a signer nobody may be sent to the site; a date ahead is a mistake."""
    if "declared_on" not in values:
        says = _("Pernyataan tidak dikomersialkan belum ada. Lokasi masuk tetapi belum dapat dipakai.")
        return [Problem("declared_on", "KS-17", Level.WARN, says)]
    if values["declared_on"] > day:
        return [_block("declared_on", "KS-17", _("Tanggal pernyataan belum tiba. Periksa tanggalnya."))]
    if not values.get("declared_by"):
        says = _("Penanda tangan pernyataan belum ada. Lokasi masuk tetapi belum dapat dipakai.")
        return [Problem("declared_by", "KS-17", Level.WARN, says)]
    return []
