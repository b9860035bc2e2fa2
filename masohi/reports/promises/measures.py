"""Progress that the program counts itself: facts about the sites, the work and the agreements of an office.

Every count takes all commitments of its measure at once and costs one query. What stands now (sites, weekly places,
supervisors) has no history here: it is counted as it is when somebody asks, for `day` as the day of use.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.terms import AgreementState, DocumentKind
from masohi.supply.commitments.models import Commitment
from masohi.supply.commitments.terms import Measure
from masohi.supply.sites.models import Slot, Supervisor
from masohi.supply.sites.queries import placeable_sites
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import MARKS
from masohi.work.placement.models import Appointment

ATTENDED = [outcome for outcome, marks in MARKS.items() if marks.attended]
Steps = list[tuple[date, int]]
"""What came about on which day, in the commitment's unit."""
Counted = dict[int, Steps]
"""Commitment (primary key) to its steps."""


def _standing(commitments: Sequence[Commitment], amounts: dict[int, int], day: date) -> Counted:
    """What stands now, as one step of today."""
    return {one.pk: [(day, amounts[one.owner_id])] for one in commitments if amounts.get(one.owner_id)}


def _owners(commitments: Iterable[Commitment]) -> set[int]:
    return {one.owner_id for one in commitments}


def sites_open(commitments: Sequence[Commitment], day: date) -> Counted:
    """Sites of the office where people may work on `day` (KS-17), each since its declaration."""
    by_owner: dict[int, Steps] = defaultdict(list)
    rows = placeable_sites(day).filter(host__in=_owners(commitments)).values_list("host", "declared_on")
    for owner, declared in rows:
        if declared is not None:
            by_owner[owner].append((declared, 1))
    return {one.pk: by_owner[one.owner_id] for one in commitments if one.owner_id in by_owner}


def weekly_places(commitments: Sequence[Commitment], day: date) -> Counted:
    """Places a week in the open slots of those sites."""
    rows = Slot.objects.filter(active=True, site__in=placeable_sites(day).filter(host__in=_owners(commitments)))
    sums = rows.order_by().values_list("site__host").annotate(sum=Sum("places"))
    return _standing(commitments, dict(sums), day)


def supervisors(commitments: Sequence[Commitment], day: date) -> Counted:
    """People who are appointed to supervise at a site of the office that is in use, each counted once."""
    rows = Supervisor.objects.filter(site__active=True, site__host__in=_owners(commitments)).order_by()
    counts = rows.values_list("site__host").annotate(count=Count("person", distinct=True))
    return _standing(commitments, dict(counts), day)


def sessions_worked(commitments: Sequence[Commitment], day: date) -> Counted:
    """Sessions at the office's sites at which at least one adult worked, by records that were accepted."""
    came = Attendance.objects.filter(outcome__in=ATTENDED, replaced_by=None, verification__accepted=True)
    came = came.filter(appointment__order__child=False)  # no figure counts children (SPPA 19)
    rows = came.filter(_within("appointment__session__", commitments, day)).order_by()
    named = rows.values_list("appointment__session__site__host", "appointment__session__day")
    return _in_windows(commitments, day, named.annotate(count=Count("appointment__session", distinct=True)))


def hours_credited(commitments: Sequence[Commitment], day: date) -> Counted:
    """Minutes that were credited to adults at the office's sites; `standings` turns them into full hours."""
    worked = Appointment.objects.filter(credited_minutes__gt=0, order__child=False)
    rows = worked.filter(_within("session__", commitments, day)).order_by()
    named = rows.values_list("session__site__host", "session__day")
    return _in_windows(commitments, day, named.annotate(sum=Sum("credited_minutes")))


def agreements_signed(commitments: Sequence[Commitment], day: date) -> Counted:
    """Technical agreements that the office signed as a party, by the day of signing."""
    owners, first = _owners(commitments), min(one.starts_on for one in commitments)
    signed = Agreement.objects.exclude(state=AgreementState.DRAFT).filter(kind=DocumentKind.TECHNICAL)
    dated = signed.annotate(on=Coalesce("signed_on", "begins_on")).filter(on__range=(first, day), parties__in=owners)
    return _in_windows(commitments, day, dated.order_by().values_list("parties", "on").annotate(count=Count("pk")))


def _within(session: str, commitments: Sequence[Commitment], day: date) -> Q:
    """Sessions of the owners' sites between the earliest start and `day`; by days, which an index knows."""
    first = min(one.starts_on for one in commitments)
    return Q(**{f"{session}site__host__in": _owners(commitments), f"{session}day__range": (first, day)})


def _in_windows(commitments: Sequence[Commitment], day: date, rows: Iterable[tuple[int, date, int]]) -> Counted:
    """Rows (owner, day, amount) given to every commitment of that owner in whose time they fall: from its start on."""
    by_owner: dict[int, Steps] = defaultdict(list)
    for owner, when, amount in rows:
        by_owner[owner].append((when, amount))
    return {
        one.pk: [(when, amount) for when, amount in by_owner[one.owner_id] if one.starts_on <= when <= day]
        for one in commitments
        if one.owner_id in by_owner
    }


COUNTS: dict[str, Callable[[Sequence[Commitment], date], Counted]] = {
    Measure.SITES_OPEN: sites_open,
    Measure.WEEKLY_PLACES: weekly_places,
    Measure.SUPERVISORS: supervisors,
    Measure.SESSIONS: sessions_worked,
    Measure.HOURS: hours_credited,
    Measure.SCANS: agreements_signed,
}
STANDING = frozenset({Measure.WEEKLY_PLACES, Measure.SUPERVISORS})
"""Measures of what is there now, without the days on which it came; the others add up from day to day."""


def counted(commitments: Sequence[Commitment], day: date) -> Counted:
    """Steps of every commitment that the program measures; at most one query a measure."""
    found: Counted = {}
    for measure, count in COUNTS.items():
        of_measure = [one for one in commitments if one.measure == measure]
        if of_measure:
            found |= count(of_measure, day)
    return found
