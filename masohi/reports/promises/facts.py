"""Where promises stand, and how the partners' promises compare: the same yardstick for everybody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.terms import Kind
from masohi.supply.commitments.models import Commitment
from masohi.supply.commitments.terms import Light, Measure

CITY = frozenset({Kind.CITY, Kind.OFFICE})
JUSTICE = frozenset({Kind.PROSECUTOR, Kind.COURT})


@dataclass(frozen=True)
class Standing:
    """One commitment on one day. `share` and `expected` are whole percent; `days_left` is negative when late.

    `kept_on` is the day on which the last promised unit came about, where that is known; `proofs` counts those that
    count, for what the program measures itself too.
    """

    commitment: Commitment
    progress: int
    share: int
    expected: int
    light: Light
    proofs: int
    last_proof: date | None
    days_left: int
    kept_on: date | None

    @property
    def kept_in_time(self) -> bool:
        """Whether all of it was there by the due day. What is there now and has no day is taken as in time."""
        return self.light == Light.DONE and (self.kept_on is None or self.kept_on <= self.commitment.due_on)

    @property
    def wants_proof(self) -> bool:
        """Whether it has begun, waits for its first proof, and only a proof can move it."""
        begun = self.light not in {Light.DONE, Light.WAITING}
        return begun and not self.proofs and self.commitment.measure == Measure.MANUAL

    @property
    def due(self) -> bool:
        """Whether it can be judged: it was kept, or its day has passed."""
        return self.light in {Light.DONE, Light.OVERDUE}


@dataclass(frozen=True)
class Score:
    """The promises of one owner, or of one side. `kept` of `judged` were in time; the others still run."""

    owner: Organisation | None
    side: str
    promised: int
    judged: int
    kept: int
    kept_late: int
    overdue: int
    behind: int
    running: int
    wants_proof: int

    @property
    def share(self) -> int | None:
        """Whole percent of what can be judged that was kept in time; None while nothing can be judged."""
        return 100 * self.kept // self.judged if self.judged else None


def side_of(unit: Organisation) -> str:
    """Which partner an organisation belongs to: "kota", "pemasyarakatan" or "penegak_hukum"."""
    if unit.kind in CITY:
        return "kota"
    return "penegak_hukum" if unit.kind in JUSTICE else "pemasyarakatan"


def scored(standings: Iterable[Standing], side: str, owner: Organisation | None = None) -> Score:
    """The yardstick, applied to some promises."""
    rows = list(standings)
    kept = sum(row.kept_in_time for row in rows)
    lights = [row.light for row in rows]
    return Score(
        owner=owner,
        side=side,
        promised=len(rows),
        judged=sum(row.due for row in rows),
        kept=kept,
        kept_late=lights.count(Light.DONE) - kept,
        overdue=lights.count(Light.OVERDUE),
        behind=lights.count(Light.BEHIND),
        running=lights.count(Light.ON_TRACK) + lights.count(Light.BEHIND) + lights.count(Light.WAITING),
        wants_proof=sum(row.wants_proof for row in rows),
    )


def scoreboard(standings: Iterable[Standing]) -> list[Score]:
    """One row an owner: who kept most of what can be judged first; who has nothing to judge yet after them, by name.

    Equal shares stand by how much was kept, then by name, so that one promise does not beat eight.
    """
    by_owner: dict[int, list[Standing]] = defaultdict(list)
    for standing in standings:
        by_owner[standing.commitment.owner_id].append(standing)
    owners = ((rows[0].commitment.owner, rows) for rows in by_owner.values())
    found = [scored(rows, side_of(owner), owner) for owner, rows in owners]
    return sorted(found, key=_order)


def _order(score: Score) -> tuple[bool, int, int, str]:
    return (score.share is None, -(score.share or 0), -score.kept, str(score.owner))


def sides(standings: Iterable[Standing]) -> list[Score]:
    """The partners as wholes, the city first; a side without a promise is left out."""
    rows = list(standings)
    found = [(side, [row for row in rows if side_of(row.commitment.owner) == side]) for side in SIDES]
    return [scored(own, side) for side, own in found if own]


SIDES = ("kota", "pemasyarakatan", "penegak_hukum")
