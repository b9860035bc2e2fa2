"""Read a selection: who sees it, how candidates stand, what waits."""

from collections import defaultdict
from datetime import date

from django.db.models import Model, QuerySet

from masohi.parties.accounts.models import Membership, User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.candidates.queries import pool_of
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.queries import keeps, units_of_keeper, vacancies, weights_of
from masohi.reentry.posts.selection.facts import Standing, fits, standing
from masohi.reentry.posts.selection.models import Minutes, Nomination, Panelist, PostDecision, Score
from masohi.reentry.posts.terms import ENDED, VacancyState
from masohi.writing.indonesian import WIT

SEALED: tuple[type[Model], ...] = (Panelist, Nomination, Score, Minutes, PostDecision)


def panel_of(vacancy: Vacancy) -> QuerySet[Panelist]:
    """The panel of one post in the order of their naming."""
    return vacancy.panel.select_related("member").order_by("pk")


def seat_of(user: User, vacancy: Vacancy) -> Panelist | None:
    """The seat of `user` on this panel."""
    return vacancy.panel.filter(member=user).first()


def silent(vacancy: Vacancy) -> list[Panelist]:
    """Seats whose declaration is missing and can still come: whoever lost the role or the account holds nobody up."""
    rows = panel_of(vacancy).filter(declared_at=None, member__is_active=True)
    return [one for one in rows if one.member.offices_for("post.declare")]


def to_be_named(vacancy: Vacancy) -> list[User]:
    """Accounts of the same city that may sit on the panel and do not yet, by name; the PPK decides and sits on none."""
    here = units_of_keeper(vacancy.keeper).values("pk")
    rows = Membership.objects.filter(role=Role.PANEL, ended_on=None, person__is_active=True, organisation__in=here)
    taken = set(vacancy.panel.values_list("member", flat=True))
    people = {row.person.pk: row.person for row in rows.select_related("person") if row.person_id not in taken}
    free = [one for one in people.values() if not decides(one, vacancy)]
    return sorted(free, key=lambda one: (one.name, one.pk))


def sees_candidates(user: User, vacancy: Vacancy) -> bool:
    """Whether single candidates are for `user`: whoever sits on the panel first declares to be free of a conflict.

    The personnel office and the PPK see them by their own office, unless they sit on the panel too.
    """
    seat = seat_of(user, vacancy)
    if seat is not None:
        return seat.clear
    return keeps(user, vacancy) or decides(user, vacancy)


def handles(user: User, vacancy: Vacancy, deed: str = "post.manage") -> bool:
    """Whether `user` does `deed` about candidates here: at the personnel office, without a seat that hides them."""
    return keeps(user, vacancy, deed) and sees_candidates(user, vacancy)


def decides(user: User, vacancy: Vacancy) -> bool:
    """Whether `user` is the PPK of the city in whose personnel office this post is kept."""
    return vacancy.keeper.parent_id in user.offices_for("post.decide")


def nominations_of(vacancy: Vacancy) -> QuerySet[Nomination]:
    """Everybody considered for this post, in the order of their naming."""
    return vacancy.nominations.select_related("candidate", "vacancy__keeper").order_by("number")


def nomination_of(vacancy: Vacancy, number: int) -> Nomination | None:
    """The candidate of that number in the list."""
    return nominations_of(vacancy).filter(number=number).first()


def nameable(vacancy: Vacancy) -> QuerySet[Candidate]:
    """Officials of the pool who are not considered yet."""
    return pool_of(vacancy.keeper).exclude(pk__in=vacancy.nominations.values("candidate"))


def fitting(vacancy: Vacancy, day: date) -> list[Candidate]:
    """Those of `nameable` whose file meets what the law asks of this class on `day`."""
    known = parameters_in_force()
    return [one for one in nameable(vacancy) if fits(one, vacancy.post_class, day=day, parameters=known)]


def current_scores(vacancy: Vacancy) -> dict[int, dict[str, Score]]:
    """The score in force by nomination (primary key) and component."""
    found: dict[int, dict[str, Score]] = defaultdict(dict)
    for row in Score.objects.filter(nomination__vacancy=vacancy, replaced_by=None).select_related("given_by"):
        found[row.nomination_id][row.component] = row
    return found


def standings(vacancy: Vacancy, day: date) -> list[Standing]:
    """Everybody considered, in the order of scores, with every requirement as it is on `day`.

    Once the selection is over, by the files that its meeting knew.
    """
    scores = current_scores(vacancy)
    points = {pk: {name: one.points for name, one in own.items()} for pk, own in scores.items()}
    return standing(
        nominations_of(vacancy),
        points,
        weights_of(vacancy),
        post_class=vacancy.post_class,
        day=day,
        parameters=parameters_in_force(),
        judged=vacancy.state in ENDED,
    )


def to_score(vacancy: Vacancy, after: int = 0) -> Nomination | None:
    """The next candidate in the list after number `after`, then from its beginning, whose scores are not complete."""
    known, wanted = current_scores(vacancy), set(weights_of(vacancy))
    rows = [one for one in nominations_of(vacancy) if not wanted <= set(known.get(one.pk, {}))]
    return next((one for one in rows if one.number > after), rows[0] if rows else None)


def last_source(vacancy: Vacancy, by: User) -> str:
    """Where the newest scores for this post came from, one's own first, so that it need not be written again."""
    rows = Score.objects.filter(nomination__vacancy=vacancy).order_by("-pk").values_list("source", flat=True)
    return rows.filter(given_by=by).first() or rows.first() or ""


def minutes_of(vacancy: Vacancy) -> Minutes | None:
    """What the panel said, once it has."""
    return Minutes.objects.filter(vacancy=vacancy).select_related("recorded_by").first()


def judged_on(vacancy: Vacancy, day: date) -> date:
    """By which day requirements are told: `day` while the selection runs, that of the recommendation once it is over.

    Else whoever grows older afterwards would leave an order that minutes and a decision were made of.
    """
    minutes = minutes_of(vacancy) if vacancy.state in ENDED else None
    return minutes.recorded_at.astimezone(WIT).date() if minutes is not None else day


def decision_of(vacancy: Vacancy) -> PostDecision | None:
    """What the PPK decided, once it is and as long as it is not taken back."""
    return _decisions(vacancy).filter(withdrawn_at=None).first()


def taken_back(vacancy: Vacancy) -> QuerySet[PostDecision]:
    """Decisions that the PPK took back, the oldest first."""
    return _decisions(vacancy).exclude(withdrawn_at=None)


def _decisions(vacancy: Vacancy) -> QuerySet[PostDecision]:
    rows = PostDecision.objects.select_related("nomination__candidate", "decided_by", "withdrawn_by", "vacancy__keeper")
    return rows.filter(vacancy=vacancy)


def to_declare(user: User) -> QuerySet[Panelist]:
    """Seats whose declaration is missing while the selection runs."""
    rows = Panelist.objects.filter(member=user, declared_at=None, vacancy__state=VacancyState.WEIGHED)
    return rows.select_related("vacancy__unit")


def to_decide(user: User) -> QuerySet[Vacancy]:
    """Recommendations that wait for this PPK."""
    offices = user.offices_for("post.decide")
    return vacancies(user).filter(keeper__parent__in=offices, state=VacancyState.RECOMMENDED)


def to_induct(user: User) -> QuerySet[Vacancy]:
    """Decisions of the own office whose induction is not recorded."""
    return vacancies(user).filter(keeper__in=user.offices_for("post.manage"), state=VacancyState.DECIDED)


def in_training(user: User) -> QuerySet[PostDecision]:
    """Inducted officials of the own office whose leadership training is not passed, the nearest end first."""
    rows = PostDecision.objects.filter(inducted_on__isnull=False, trained_on=None)
    own = rows.filter(vacancy__keeper__in=user.offices_for("post.manage"))
    return own.select_related("vacancy__unit", "nomination__candidate").order_by("training_due", "pk")
