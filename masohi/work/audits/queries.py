"""What draws a day's audits, which sessions are drawn, what waits for a visit."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from masohi.ledger.heads.models import Checkpoint
from masohi.ledger.heads.queries import epoch, newest_cosigned, origin
from masohi.ledger.models import DEEDS
from masohi.ledger.signing import signed_with
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.supply.sites.models import Supervisor
from masohi.work.attendance.models import HeadCount
from masohi.work.audits.facts import NEWCOMER_SESSIONS, drawn, midnight, seed_message
from masohi.work.audits.models import Audit
from masohi.work.placement.models import Session
from masohi.work.placement.terms import SessionState


@dataclass(frozen=True)
class Draw:
    """What draws a day's audits: a head from before the day, whether others cosigned it, and the seed (64 bytes)."""

    head: Checkpoint
    witnessed: bool
    seed: bytes


def draw_of_day(day: date) -> Draw | None:
    """The draw of `day`, if there is a head for it; not to be shown to anybody before the day begins (WIT).

    The newest head that enough witnesses had cosigned before midnight; as long as there is none, the newest one that
    was signed before. The ledger's key then says what the head draws on this day: it gives one answer only.
    """
    moment = midnight(day)
    cosigned = newest_cosigned(DEEDS, moment)
    signed = Checkpoint.objects.filter(log=DEEDS.name, epoch=epoch(), made_at__lt=moment)
    head = cosigned or signed.order_by("-size").first()
    if head is None:
        return None
    message = seed_message(day, bytes(head.root))
    return Draw(head, cosigned is not None, signed_with(settings.LOG_KEY, origin(DEEDS, head.epoch), message))


def audit_percent(day: date) -> int:
    """How many of a hundred sessions are visited."""
    return int(parameters_in_force().value("audit_percent", day))


def sessions_of(day: date) -> QuerySet[Session]:
    """Sessions of a day at which somebody is expected."""
    rows = Session.objects.filter(day=day, taken__gt=0).exclude(state=SessionState.CANCELLED)
    return rows.select_related("site").order_by("pk")


def newcomers() -> set[int]:
    """Sites (primary keys) with a supervisor who has recorded fewer than five sessions so far."""
    done: dict[int, set[int]] = {}
    for person, session in HeadCount.objects.values_list("counted_by", "session").distinct():
        done.setdefault(person, set()).add(session)
    pairs = Supervisor.objects.values_list("site", "person")
    return {site for site, person in pairs if len(done.get(person, ())) < NEWCOMER_SESSIONS}


def drawn_sessions(day: date, seed: bytes, percent: int) -> list[tuple[Session, bool]]:
    """The day's sessions that are visited, and whether only because the supervisor is new."""
    fresh = newcomers()
    lots = [(one, drawn(seed, one.code, percent)) for one in sessions_of(day)]
    return [(one, not by_lot) for one, by_lot in lots if by_lot or one.site_id in fresh]


def audits(user: User) -> QuerySet[Audit]:
    """Audits of sessions that hold people of `user`'s, earliest session first."""
    rows = Audit.objects.filter(session__in=Session.objects.visible_to(user))
    return rows.select_related("session__site", "visited_by").order_by("session__starts_at", "pk")


def audits_to_visit(user: User, day: date) -> QuerySet[Audit]:
    """Drawn sessions from `day` on that nobody has visited yet."""
    return audits(user).filter(visited_by=None, session__day__gte=day)


def visited(user: User) -> QuerySet[Audit]:
    """What visitors found, newest first."""
    return audits(user).exclude(visited_by=None).order_by("-visited_at", "-pk")


def audit_of(session: Session) -> Audit | None:
    """What the visitor of a session found, if it was drawn and somebody has been there."""
    return Audit.objects.filter(session=session).exclude(visited_by=None).first()


def undrawn(day: date) -> bool:
    """Whether the day can be drawn and sessions that it draws are not on the list yet."""
    draw = draw_of_day(day)
    if draw is None:
        return False
    have = set(Audit.objects.filter(session__day=day).values_list("session", flat=True))
    return any(one.pk not in have for one, _ in drawn_sessions(day, draw.seed, audit_percent(day)))
