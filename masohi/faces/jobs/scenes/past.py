"""The days before the one on which the sample is opened, and who it is told about."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from masohi.faces.jobs.clock import moment
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisation_called
from masohi.reentry.products.models import Product
from masohi.reentry.trainees.models import Trainee
from masohi.writing.indonesian import WIT


class Past:
    """Moments counted back from `at`."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.today = at.astimezone(WIT).date()

    def day(self, before: int) -> date:
        """The day so many days ago; ahead where `before` is under zero."""
        return self.today - timedelta(days=before)

    def hour(self, before: int, hour: int, minute: int = 0) -> datetime:
        """A time of that day, but not later than now."""
        return min(moment(self.day(before), hour, minute), self.at)

    def ahead(self, days: int, hour: int) -> datetime:
        """A time of a day so many days ahead."""
        return moment(self.day(-days), hour)


@dataclass
class People:
    """Trainees of the sample: children at the LPKA, adults at the Lapas now, and adults who went home from it."""

    children: list[Trainee] = field(default_factory=list)
    adults: list[Trainee] = field(default_factory=list)
    gone: list[Trainee] = field(default_factory=list)


Shelf = dict[str, Product]
"""Goods by the name of their picture."""


def office(name: str) -> Organisation:
    """The institution of that short name. Raises LookupError."""
    found = organisation_called(name)
    if found is None:
        raise LookupError(f"reference data without {name}")
    return found
