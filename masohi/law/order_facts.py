"""A court order as the rules see it: every element may be unknown (None), nothing here knows a database."""

from dataclasses import dataclass, field
from datetime import date, time

SCHOOL_HOURS = "sekolah"
BUSY = ("kerja", SCHOOL_HOURS, "keluarga", "lain")
COMPANIONS = ("pk", "peksos", "wali")
CHILD = "anak"
REGISTERS = ("dewasa", CHILD)
SANCTIONS = ("repeat", "prison", "fine")
"""UU 1/2023 Pasal 85 ayat (7) huruf a, b, c: repeat the work, serve the prison term, pay the fine."""


@dataclass(frozen=True)
class WeekHours:
    """A weekly stretch of time in WIT; `weekday` 0 is Monday, 6 is Sunday; `start` < `end`. `reason`: one of BUSY."""

    weekday: int
    start: time
    end: time
    reason: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in minutes after midnight."""
        return self.start.hour * 60 + self.start.minute, self.end.hour * 60 + self.end.minute


@dataclass(frozen=True)
class Pattern:
    """How the verdict spreads the work: exactly one of the three is given."""

    days_per_week: int | None = None
    days_per_month: int | None = None
    weekdays: tuple[int, ...] | None = None


@dataclass(frozen=True)
class PersonFacts:
    """The person sentenced. `sex` is L or P; `village` a Kemendagri code; `phone` may be empty."""

    name: str | None = None
    birth_date: date | None = None
    sex: str | None = None
    nik: str | None = None
    nik_reason: str | None = None
    village: str | None = None
    phone: str | None = None
    unavailable: tuple[WeekHours, ...] = ()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True)
class OrderFacts:
    """One verdict and what has happened to it since. Durations are integers in the unit that the name says.

    `execution_record_date` is the jaksa's berita acara pelaksanaan; `first_session_date` is known once work began.
    `register` is "anak" for pelayanan masyarakat of a child (UU 11/2012); anything else is pidana kerja sosial.
    """

    case_number: str | None = None
    court: str | None = None
    verdict_date: date | None = None
    inkracht_date: date | None = None
    offence_date: date | None = None
    offence_max_prison_months: int | None = None
    offence_is_perda_fine_only: bool | None = None
    replaced_prison_days: int | None = None
    replaced_fine_rupiah: int | None = None
    hours: int | None = None
    hours_per_day: int | None = None
    pattern: Pattern | None = None
    completion_days: int | None = None
    place_fixed: str | None = None
    sanction: str | None = None
    consent_recorded: bool | None = None
    considerations: tuple[str, ...] | None = None
    execution_order_date: date | None = None
    execution_record_date: date | None = None
    first_session_date: date | None = None
    prosecutor: str | None = None
    pk: str | None = None
    register: str | None = None
    companion: str | None = None
    companion_kind: str | None = None
    diversion: bool | None = None
    person: PersonFacts = field(default_factory=PersonFacts)

    @property
    def child(self) -> bool:
        """Whether the verdict was brought to the register of children."""
        return self.register == CHILD
