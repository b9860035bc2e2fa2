"""What chance does to the sessions of the sample: who stays away, where the sea was too rough to work."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from masohi.work.attendance.facts import Seen
from masohi.work.attendance.terms import Outcome
from masohi.work.placement.models import Appointment, Session

ABSENT = 0.1
GONE_FOR = timedelta(weeks=5)  # how long those who stopped coming have stayed away
UNTOLD = timedelta(days=4)
ROUGH = (timedelta(days=14), timedelta(days=7))
"""One person in ten misses a session; beaches were shut in these days before the last session that was held."""


@dataclass
class Luck:
    """The dice, the order (primary key) that finishes and so never misses anything, and those who stopped coming."""

    dice: random.Random
    hero: int
    gone: frozenset[int]
    until: datetime

    @property
    def told_late(self) -> datetime:
        """When one of those who stopped coming first heard of the dates: after some of them."""
        return self.until - GONE_FOR + UNTOLD

    def seen(self, session: Session, expected: list[Appointment]) -> list[Seen]:
        """Everybody who was expected at a session, as its supervisor wrote them down."""
        rough = self._rough(session, expected)
        return [self._one(row, rough) for row in expected]

    def _rough(self, session: Session, expected: list[Appointment]) -> bool:
        first, last = (self.until - before for before in ROUGH)
        held = any(row.order_id == self.hero for row in expected)
        return not held and session.site.name.startswith("Pantai") and first <= session.starts_at < last

    def _one(self, row: Appointment, rough: bool) -> Seen:
        absent = self.dice.random() < ABSENT  # thrown for everybody, so that one more rule moves nobody else
        if rough:
            return Seen(row.pk, Outcome.WEATHER, note="Gelombang tinggi, pekerjaan dihentikan")
        gone = row.order_id in self.gone and row.starts_at >= self.until - GONE_FOR
        if row.order_id != self.hero and (absent or gone):
            return Seen(row.pk, Outcome.ABSENT)
        return Seen(row.pk, Outcome.PRESENT, row.starts_at, row.starts_at + timedelta(minutes=row.minutes))
