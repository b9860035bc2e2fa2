"""Every number of the rules on a given day: the shipped table plus what an office has set with date and source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from masohi.law.dated import Dated, Entry, NotYetInForce, Parameter
from masohi.law.parameter_kinds import Value
from masohi.law.parameter_table import IN_FORCE, SHIPPED

__all__ = ["DEFAULTS", "IN_FORCE", "PARAMETERS", "Dated", "NotYetInForce", "Parameter", "Parameters"]

PARAMETERS: dict[str, Parameter] = {parameter.key: parameter for parameter in SHIPPED}


@dataclass(frozen=True)
class Parameters:
    """Numbers to judge by. `overrides` maps a key to lines `(valid_from, value, source)` set by an office.

    Raises ValueError for an unknown key and for a number that the statute itself fixes.

    >>> office = Parameters({"min_session_minutes": ((date(2026, 3, 1), 180, "SK Kabapas 1/2026"),)})
    >>> office.value("min_session_minutes", date(2026, 2, 28)), office.value("min_session_minutes", date(2026, 3, 1))
    (120, 180)
    """

    overrides: Mapping[str, Iterable[Entry]] = field(default_factory=dict)
    shipped: Mapping[str, Parameter] = field(default_factory=lambda: PARAMETERS, repr=False)
    merged: Mapping[str, Dated] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Merges the office's lines into the shipped ones; on the same day the office's line counts."""
        merged = {key: parameter.dated for key, parameter in self.shipped.items()}
        for key, lines in self.overrides.items():
            if key not in merged:
                raise ValueError(f"no parameter {key}")
            if not self.shipped[key].editable:
                raise ValueError(f"parameter {key} is fixed by {self.shipped[key].source}")
            history = {line[0]: line for line in merged[key].history}
            history.update({day: (day, frozen(value), source) for day, value, source in lines})
            merged[key] = Dated(tuple(history[day] for day in sorted(history)))
        object.__setattr__(self, "merged", merged)

    def value(self, key: str, day: date) -> Value:
        """The value in force on `day`. Raises KeyError for an unknown key, NotYetInForce before the first line."""
        return self.merged[key].on(day)

    def entry(self, key: str, day: date) -> Entry:
        """The whole line in force on `day`: since when, value, source."""
        return self.merged[key].entry(day)


def frozen(value: Value) -> Value:
    """A value as JSON gives it back, with lists turned into tuples.

    >>> frozen([[4, "11:30", "13:30"]])
    ((4, '11:30', '13:30'),)
    """
    return tuple(frozen(part) for part in value) if isinstance(value, (list, tuple)) else value


DEFAULTS = Parameters()
