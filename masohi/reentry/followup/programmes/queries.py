"""Read ways home as dates, and the place to report that is nearest to somebody's home."""

from datetime import date
from typing import NamedTuple

from django.db.models import F, Model, Q, QuerySet

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation, Place
from masohi.parties.organisations.terms import Kind
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.followup.facts import apart_km, nearest
from masohi.reentry.followup.models import Client
from masohi.reentry.followup.programmes.facts import SOURCES, Source, earliest
from masohi.reentry.followup.programmes.models import Integration, ReportPost
from masohi.reentry.followup.programmes.terms import Way

SEALED: tuple[type[Model], ...] = (ReportPost, Integration)


class Open(NamedTuple):
    """One way home, the first day on which it is open (None: not for this term), and where that comes from."""

    way: Way
    day: date | None
    source: Source


class Near(NamedTuple):
    """The place to report nearest to a home, and how far its village lies from that of the home, in kilometres."""

    post: ReportPost
    km: float


def integrations_of(client: Client) -> QuerySet[Integration]:
    """Decisions about a client, the youngest first."""
    return client.integrations.select_related("post")


def integration_by_code(client: Client, code: str) -> Integration | None:
    """The decision of that code."""
    return integrations_of(client).filter(code=code).first()


def ways(first: date, last: date, day: date) -> list[Open]:
    """Every way home out of a term from `first` to `last`, by the numbers of `day`."""
    parameters = parameters_in_force()
    return [Open(way, earliest(way, first, last, day=day, parameters=parameters), SOURCES[way]) for way in Way]


def posts_of(unit: Organisation) -> QuerySet[ReportPost]:
    """Where people of this unit may report now: its own places, and those of every Bapas, for who leaves a prison."""
    rows = ReportPost.objects.filter(Q(unit=unit) | Q(unit__kind=Kind.PROBATION), closed_on=None)
    return rows.select_related("village", "unit")


def report_posts(user: User) -> QuerySet[ReportPost]:
    """Places to report to the own units, closed ones last."""
    rows = ReportPost.objects.filter(unit__in=user.offices_for("homecoming.view")).select_related("village", "unit")
    return rows.order_by(F("closed_on").asc(nulls_first=True), "name", "pk")


def report_post_by_code(user: User, code: str) -> ReportPost | None:
    """The place of that code at an own unit."""
    return report_posts(user).filter(code=code).first()


def nearest_post(client: Client) -> Near | None:
    """The place to report nearest to the client's home; None where home or places are unknown."""
    home = client.village or client.person.village
    if home is None:
        return None
    places = {post.pk: post for post in posts_of(client.unit)}
    key = nearest(_point(home), {pk: _point(post.village) for pk, post in places.items()})
    return Near(places[key], apart_km(_point(home), _point(places[key].village))) if key is not None else None


def _point(place: Place) -> tuple[float, float]:
    return float(place.lat), float(place.lon)
