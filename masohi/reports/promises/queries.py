"""Count where promises stand: the same number of queries for three and for three hundred of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from masohi.law.parameters import Parameters
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reports.promises.facts import Score, Standing, scoreboard, sides
from masohi.reports.promises.measures import STANDING, Steps, counted
from masohi.supply.agreements.terms import AgreementState
from masohi.supply.commitments.facts import expected_share, kept_on, light, share
from masohi.supply.commitments.models import Commitment
from masohi.supply.commitments.queries import counted_proofs
from masohi.supply.commitments.terms import Light, Measure

__all__ = ["Score", "Standing", "scoreboard", "sides", "standing_of", "standings"]


def standings(commitments: Iterable[Commitment], day: date) -> list[Standing]:
    """Where each of `commitments` (a list, or rows of `supply.commitments.queries`) stands on `day`, in their order.

    At most nine queries: the rows, the office's numbers, the proofs, and one for each measure that occurs.
    """
    rows = list(commitments)
    if not rows:
        return []
    parameters, steps = parameters_in_force(), counted(rows, day)
    proven: dict[int, Steps] = defaultdict(list)
    for key, when, amount in counted_proofs(rows, day).order_by().values_list("commitment", "day", "amount"):
        proven[key].append((when, amount))
    return [_standing(row, steps.get(row.pk, []), proven.get(row.pk, []), day, parameters) for row in rows]


def standing_of(commitment: Commitment, day: date) -> Standing:
    """The same for one commitment."""
    return standings([commitment], day)[0]


def _light(row: Commitment, progress: int, day: date, parameters: Parameters) -> Light:
    """What stands in a draft binds nobody yet: it waits for the signatures, whatever its dates say."""
    if row.agreement.state == AgreementState.DRAFT:
        return Light.WAITING
    return light(progress, row.quantity, row.starts_on, row.due_on, day, parameters=parameters)


def _standing(row: Commitment, steps: Steps, proofs: Steps, day: date, parameters: Parameters) -> Standing:
    manual = row.measure == Measure.MANUAL
    unit = 60 if row.measure == Measure.HOURS else 1  # minutes in an hour: hours are credited by the minute
    amounts = proofs if manual else steps
    progress = sum(amount for _day, amount in amounts) // unit
    dated = [] if row.measure in STANDING else amounts
    return Standing(
        commitment=row,
        progress=progress,
        share=share(progress, row.quantity),
        expected=expected_share(row.starts_on, row.due_on, day),
        light=_light(row, progress, day, parameters),
        proofs=len(proofs),
        last_proof=max((when for when, _amount in proofs), default=None),
        days_left=(row.due_on - day).days,
        kept_on=kept_on(dated, row.quantity * unit),
    )
