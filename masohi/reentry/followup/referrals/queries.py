"""Find referrals: those of the own clients, those the own office answers, and those nobody answered in time."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Min, Model, OuterRef, Q, QuerySet

from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.followup.models import Client, Need, Plan, Sharing
from masohi.reentry.followup.queries import clients, open_needs, sharing_for, told_of
from masohi.reentry.followup.referrals.facts import veiled
from masohi.reentry.followup.referrals.models import Referral, ReferralMeeting
from masohi.reentry.followup.referrals.terms import OPEN, Column, ReferralState
from masohi.reentry.followup.terms import NeedState, PlanState, Shared

SEALED: tuple[type[Model], ...] = (Referral, ReferralMeeting)

COLUMNS: Mapping[str, Column] = {
    ReferralState.SENT: Column.ASKED,
    ReferralState.ASKED: Column.ASKED,
    ReferralState.ACCEPTED: Column.TAKEN,
    ReferralState.DONE: Column.DONE,
    ReferralState.REFUSED: Column.NOT,
    ReferralState.WITHDRAWN: Column.NOT,
}
"""By state: where a referral stands on the board; an accepted one runs once the office has called somebody."""


class OnBoard(NamedTuple):
    """A referral as it stands on the board: how many meetings it has, and when the next one is."""

    referral: Referral
    column: Column
    next_at: datetime | None


class Late(NamedTuple):
    """A referral that nobody answered in time, as those who watch offices read it: no person in it."""

    office: str
    domain: str
    days: int
    escalated: bool


def referrals(user: User) -> QuerySet[Referral]:
    """Referrals that `user` may see, due first."""
    rows = Referral.objects.visible_to(user)
    return rows.select_related(
        "client__person__village", "client__unit", "client__village", "need", "office", "sent_by"
    )


def referral_by_code(user: User, code: str) -> Referral | None:
    """The referral of that code where `user` may see it."""
    return referrals(user).filter(code=code).first()


def referrals_of(client: Client) -> QuerySet[Referral]:
    """Every referral of a client, open ones first."""
    return client.referrals.select_related("need", "office").order_by("ended_at", "reply_by", "pk")


def accompanies(user: User, referral: Referral) -> bool:
    """Whether the referral is about somebody whom `user` accompanies; else it is seen as its office sees it."""
    return Client.objects.visible_to(user).filter(pk=referral.client_id).exists()


def answers(user: User, referral: Referral) -> bool:
    """Whether `user` is of the office that is asked."""
    return referral.office_id in user.offices_for("referral.answer")


def seen_by_office(referral: Referral, day: date) -> dict[str, str]:
    """What the office reads about the person on `day`: initials, and what a living sharing allows."""
    sharing = sharing_for(referral.client, referral.office)
    return told_of(referral.client, sharing.fields if sharing is not None else (), day)


def asked_of_office(referral: Referral, day: date) -> str:
    """What is asked, as the office reads it on `day`: with initials where it may not know the name (any more)."""
    name = referral.client.person.name
    known = seen_by_office(referral, day)[Shared.NAME] == name
    return referral.ask if known else veiled(referral.ask, name)


def board(user: User, *, most: int, ended: int) -> list[OnBoard]:
    """The board of `user`: open referrals (`most` of them, due first), then the `ended` that ended last."""
    living = Q(meetings__isnull=False, meetings__replaced_by=None)
    rows = referrals(user).annotate(
        called=Count("meetings", filter=living),
        next_at=Min("meetings__starts_at", filter=living & Q(meetings__came="")),
    )
    running = rows.filter(ended_at=None).order_by("reply_by", "pk")[:most]
    over = rows.exclude(ended_at=None).order_by("-ended_at", "-pk")[:ended]
    known: list[Any] = [*running, *over]
    return [OnBoard(row, _column(row.state, row.called), row.next_at) for row in known]


def _column(state: str, called: int) -> Column:
    column = COLUMNS[state]
    return Column.RUNNING if column == Column.TAKEN and called else column


def sharings_of_offices(rows: Iterable[Referral]) -> dict[tuple[int, int], Sharing]:
    """By client and office (primary keys): what the offices of these referrals may know now."""
    keys = {(row.client_id, row.office_id) for row in rows}
    found = Sharing.objects.filter(ended_on=None, client__in={client for client, _office in keys})
    return {(one.client_id, one.office_id): one for one in found if (one.client_id, one.office_id) in keys}


def to_answer(user: User) -> QuerySet[Referral]:
    """Referrals that wait for the own office's word, due first."""
    return referrals(user).filter(office__in=user.offices_for("referral.answer"), state=ReferralState.SENT)


def unanswered(user: User, day: date) -> QuerySet[Referral]:
    """Referrals of the own clients that no office answered by its day."""
    mine = referrals(user).filter(client__unit__in=user.offices_for("homecoming.manage"))
    return mine.filter(state=ReferralState.SENT, reply_by__lt=day)


def questions(user: User) -> QuerySet[Referral]:
    """Referrals of the own clients whose office asked something."""
    mine = referrals(user).filter(client__unit__in=user.offices_for("homecoming.manage"))
    return mine.filter(state=ReferralState.ASKED)


def late_offices(day: date) -> list[Late]:
    """Every referral past its day, the longest late first: office, domain and days, and no person.

    An office that asked something back waits for the unit's word and is not late.
    """
    rows = Referral.objects.filter(state=ReferralState.SENT, reply_by__lt=day).select_related("office", "need")
    return [
        Late(row.office.short_name, row.need.get_domain_display(), (day - row.reply_by).days, bool(row.escalated_at))
        for row in rows.order_by("reply_by", "pk")
    ]


def meetings_of(referral: Referral) -> QuerySet[ReferralMeeting]:
    """Meetings as they stand now: what was replaced is left out."""
    return referral.meetings.filter(replaced_by=None).select_related("entered_by")


def meeting_by_code(referral: Referral, code: str) -> ReferralMeeting | None:
    """The meeting of that code as it stands now."""
    return meetings_of(referral).filter(code=code).first()


def unasked_needs(client: Client) -> QuerySet[Need]:
    """Open needs of the approved plan for which no office works or has worked."""
    return _unasked(open_needs(client))


def _unasked(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Those for which no office works or has worked; what runs since a former plan goes on for the same domain."""
    former = Referral.objects.filter(
        client=OuterRef("plan__client"),
        need__domain=OuterRef("domain"),
        need__plan__state=PlanState.REPLACED,
        ended_at=None,
    )
    return needs.exclude(referrals__state__in=(*OPEN, ReferralState.DONE)).exclude(Exists(former))


def preparing_days(day: date) -> int:
    """How many days before a release somebody is prepared for it."""
    return int(parameters_in_force().value("homecoming_days", day))


def going_home(user: User, day: date, within: int) -> QuerySet[Client]:
    """Own clients who are released within so many days, the soonest first: how far their plan is, and what is unasked.

    `approved`, `drafted`: whether there is such a plan; `unasked`: whether an open need of it was sent to no office.
    """
    rows = clients(user, day).filter(unit__in=user.offices_for("homecoming.manage"), home_on=None)
    plans = Plan.objects.filter(client=OuterRef("pk"))
    needs = Need.objects.filter(plan__client=OuterRef("pk"), plan__state=PlanState.APPROVED, state=NeedState.OPEN)
    known = rows.filter(release_on__lte=day + timedelta(days=within)).annotate(
        approved=Exists(plans.filter(state=PlanState.APPROVED)),
        drafted=Exists(plans.filter(state=PlanState.DRAFT)),
        unasked=Exists(_unasked(needs)),
    )
    return known.order_by("release_on", "pk")


def open_referrals(client: Client) -> QuerySet[Referral]:
    """Referrals of a client on which somebody still works."""
    return client.referrals.filter(state__in=OPEN)
