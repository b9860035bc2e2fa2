"""Find clients and what is planned for them: in full for their unit, and for an office what it may know."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Model, Q, QuerySet

from masohi.cases.orders.models import Order
from masohi.cases.people.models import Person
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.parties.organisations.terms import Kind
from masohi.reentry.followup.facts import told
from masohi.reentry.followup.models import Client, Instrument, Need, Plan, PlanReview, Sharing
from masohi.reentry.followup.terms import NeedState, PlanState
from masohi.reentry.trainees.models import Trainee
from masohi.writing.names import search_key

SEALED: tuple[type[Model], ...] = (Client, Plan, Need, PlanReview, Instrument, Sharing)
OFFICE_KINDS = (Kind.OFFICE, Kind.CITY)


def clients(user: User, day: date | None = None) -> QuerySet[Client]:
    """Clients that `user` may see, by name; with `day`, only those whose time is not closed by then."""
    rows = Client.objects.visible_to(user).select_related("person__village", "unit", "village")
    return rows if day is None else rows.exclude(closed_on__lte=day)


def clients_called(user: User, text: str) -> QuerySet[Client]:
    """Clients that `user` may see whose name contains `text`, however it is spelt; those too whose time is over."""
    return clients(user).filter(person__name_key__contains=search_key(text))


def client_by_code(user: User, code: str) -> Client | None:
    """The client of that code where `user` may see it."""
    return clients(user).filter(code=code).first()


def own_units(user: User) -> QuerySet[Organisation]:
    """The living units at which `user` accompanies people."""
    return organisations().filter(pk__in=user.offices_for("homecoming.manage")).order_by("short_name")


def known_people(user: User, unit: Organisation) -> QuerySet[Person]:
    """People whom the unit's own officers know from training or an order, and who have no open way home there yet."""
    taken = Client.objects.filter(unit=unit, closed_on=None).values("person")
    learners = Trainee.objects.visible_to(user).filter(unit=unit).values("person")
    guided = Order.objects.visible_to(user).filter(bapas=unit).values("person")
    known = Person.objects.filter(Q(pk__in=learners) | Q(pk__in=guided))
    return known.exclude(pk__in=taken).order_by("name_key", "pk")


def plan_in_force(client: Client) -> Plan | None:
    """The approved plan; None before the first one."""
    return _plans(client, PlanState.APPROVED).first()


def draft_of(client: Client) -> Plan | None:
    """The plan that waits for another hand; the one in force goes on until then."""
    return _plans(client, PlanState.DRAFT).first()


def newest_plan(client: Client) -> Plan | None:
    """What a new edition goes on from: the draft, else the plan in force; None before the first one."""
    return _plans(client, PlanState.DRAFT, PlanState.APPROVED).first()


def _plans(client: Client, *states: PlanState) -> QuerySet[Plan]:
    return client.plans.select_related("written_by", "approved_by").filter(state__in=states)


def plan_by_key(client: Client, key: int | None) -> Plan | None:
    """The plan of this client with that primary key, replaced ones too."""
    return client.plans.filter(pk=key).first() if key is not None else None


def needs_of(plan: Plan) -> QuerySet[Need]:
    """The needs of a plan in the order in which they were named."""
    return plan.needs.all()


def open_needs(client: Client) -> QuerySet[Need]:
    """Needs of the approved plan that are still worked on: for these somebody may be referred."""
    return Need.objects.filter(plan__client=client, plan__state=PlanState.APPROVED, state=NeedState.OPEN)


def need_by_code(client: Client, code: str) -> Need | None:
    """The need of that code in a plan of this client."""
    return Need.objects.select_related("plan").filter(plan__client=client, code=code).first()


def reviews_of(plan: Plan) -> QuerySet[PlanReview]:
    """Reviews of a plan, the youngest first."""
    return plan.reviews.select_related("reviewed_by")


def instruments_of(client: Client) -> QuerySet[Instrument]:
    """What assessments said, the youngest first. Never given to a page of an office."""
    return client.instruments.select_related("entered_by")


def sharings_of(client: Client) -> QuerySet[Sharing]:
    """What which office may know of this client, ended ones too."""
    return client.sharings.select_related("office")


def sharing_for(client: Client, office: Organisation) -> Sharing | None:
    """What this office may know of this client now."""
    return client.sharings.filter(office=office, ended_on=None).first()


def sharing_by_code(client: Client, code: str) -> Sharing | None:
    """The living sharing of that code."""
    return client.sharings.select_related("office").filter(code=code, ended_on=None).first()


def offices() -> QuerySet[Organisation]:
    """Offices of the city that somebody may be referred to."""
    return organisations(*OFFICE_KINDS).order_by("short_name")


def told_of(client: Client, fields: Iterable[str], day: date) -> dict[str, str]:
    """What an office that may know `fields` reads about this client on `day`."""
    person, village = client.person, client.village or client.person.village
    return told(
        fields,
        name=person.name,
        child=person.child,
        phone=person.phone,
        village=village.name if village is not None else "",
        birth=person.birth_date,
        day=day,
    )


def to_approve(user: User) -> QuerySet[Plan]:
    """Drafts of the own clients that wait for another hand than their writer's."""
    rows = Plan.objects.filter(state=PlanState.DRAFT, client__in=clients(user), client__closed_on=None)
    rows = rows.filter(client__unit__in=user.offices_for("homecoming.approve"), needs__isnull=False)
    return rows.exclude(written_by=user).select_related("client__person").distinct().order_by("written_at", "pk")


def to_review(user: User, day: date) -> QuerySet[Plan]:
    """Approved plans of the own open clients whose review is due by `day`, the longest due first."""
    rows = Plan.objects.filter(state=PlanState.APPROVED, review_on__lte=day, client__in=clients(user))
    return rows.filter(client__closed_on=None).select_related("client__person").order_by("review_on", "pk")


def without_plan(user: User, day: date) -> QuerySet[Client]:
    """Own open clients for whom nobody has begun a plan, the soonest at home first."""
    rows = clients(user, day).filter(~Q(plans__isnull=False))
    return rows.order_by("release_on", "pk")
