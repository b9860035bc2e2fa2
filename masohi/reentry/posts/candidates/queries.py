"""Read the talent pool: one by one, and as nine boxes."""

from django.db.models import Model, QuerySet

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.planning.ranking import box
from masohi.reentry.posts.candidates.models import Candidate

SEALED: tuple[type[Model], ...] = (Candidate,)
Boxes = dict[int, list[Candidate]]
BOXES = range(1, 10)


def candidates(user: User) -> QuerySet[Candidate]:
    """Officials whose files `user` may see, by name."""
    return Candidate.objects.visible_to(user).select_related("keeper")


def pool_of(keeper: Organisation) -> QuerySet[Candidate]:
    """Everybody in the pool of one personnel office, by name."""
    return Candidate.objects.filter(keeper=keeper)


def boxes(user: User) -> Boxes:
    """Candidates by box, 1 to 9; under 0 those whose performance or potential nobody knows."""
    found: Boxes = {number: [] for number in (0, *BOXES)}
    for one in candidates(user):
        found[box_of(one)].append(one)
    return found


def box_of(one: Candidate) -> int:
    """The box of one official, 0 where an axis is not known."""
    return box(one.performance, one.potential) if one.performance and one.potential else 0
