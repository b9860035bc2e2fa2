"""A number of the law with its history: amending a law adds a line, it never edits one."""

from dataclasses import dataclass
from datetime import date

from masohi.law.citation import Article
from masohi.law.parameter_kinds import Kind, Value
from masohi.writing.indonesian import long_date

Entry = tuple[date, Value, Article | str]


class NotYetInForce(LookupError):
    """A number was asked for on a day before its first line."""


@dataclass(frozen=True)
class Dated:
    """Lines `(valid_from, value, source)`, oldest first; a decision is judged by the value of its own day.

    >>> wage = Dated(((date(2023, 1, 2), 50_000, "teks 2023"), (date(2026, 1, 2), 0, "UU 1/2026")))
    >>> wage.on(date(2026, 1, 1)), wage.on(date(2026, 1, 2))
    (50000, 0)
    """

    history: tuple[Entry, ...]

    def __post_init__(self) -> None:
        """Raises ValueError for an empty history or one whose days do not rise."""
        days = [line[0] for line in self.history]
        if not days or days != sorted(set(days)):
            raise ValueError("a history needs lines with rising days")

    def entry(self, day: date) -> Entry:
        """The line in force on `day`. Raises NotYetInForce before the first one."""
        lines = [line for line in self.history if line[0] <= day]
        if not lines:
            raise NotYetInForce(f"Belum berlaku pada {long_date(day)}.")
        return lines[-1]

    def on(self, day: date) -> Value:
        """The value in force on `day`."""
        return self.entry(day)[1]


@dataclass(frozen=True)
class Parameter:
    """One number of the rules. `office` marks a reported number (V2) that an office may nevertheless set itself."""

    key: str
    label: str
    unit: str
    kind: Kind
    dated: Dated
    confidence: str
    office: bool = False

    @property
    def history(self) -> tuple[Entry, ...]:
        """All shipped lines, oldest first."""
        return self.dated.history

    @property
    def source(self) -> str:
        """Where the newest shipped line comes from."""
        return str(self.history[-1][2])

    @property
    def editable(self) -> bool:
        """What the statute itself fixes is shown, never edited by an office."""
        return self.confidence in {"M", "I"} or self.office

    def parse(self, text: str) -> Value:
        """The value a person typed. Raises ValueError with an Indonesian sentence."""
        return self.kind.parse(text)

    def show(self, value: Value) -> str:
        """The value as a form or a page prints it."""
        return self.kind.show(value)
