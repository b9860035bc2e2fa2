"""What a person's own page says of dates and hours. Minutes are whole, times UTC."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.supply.beneficiaries.terms import guessable
from masohi.supply.sites.models import Site
from masohi.work.ownpage.queries import own_dates
from masohi.work.ownpage.terms import DIGITS, USUAL_MINUTES
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import AppointmentState
from masohi.writing.documents import qr_svg
from masohi.writing.indonesian import WIT, clock, day_and_date, initials
from masohi.writing.names import tidy_name

ON_PAPER: Final = 5  # dates on a quarter sheet


@dataclass(frozen=True)
class Screen:
    """The one screen. `ahead`: announced dates that hold, the next first; `lost`: announced ones that no longer hold.

    `left` are minutes not credited yet, `waiting` those among them that were reported; `times` says how many sessions
    are left, `roughly` where not all of them are planned.
    """

    called: str
    ahead: tuple[Appointment, ...]
    lost: tuple[Appointment, ...]
    total: int
    credited: int
    waiting: int
    left: int
    times: int
    roughly: bool

    @property
    def next(self) -> Appointment | None:
        """The next date."""
        return self.ahead[0] if self.ahead else None


def called(order: Order) -> str:
    """How the page greets: the first word of the name; of a child the initials only."""
    name = tidy_name(order.person.name)
    return initials(name) if order.child else (name.split() or [""])[0]


def screen_of(order: Order, *, at: datetime) -> Screen:
    """What the page shows at a moment. Two queries."""
    rows = list(own_dates(order))
    running = order.state == State.RUNNING
    holding = [row for row in rows if row.state == AppointmentState.PLANNED and row.session.ends_at > at]
    kept = {row.session_id for row in holding}
    gone = [row for row in rows if row.state == AppointmentState.CANCELLED and row.starts_at > at]
    planned = order.appointments.filter(state=AppointmentState.PLANNED, starts_at__gt=at - timedelta(hours=8))
    times, roughly = times_left(
        order.open_minutes - order.waiting_minutes,
        list(planned.values_list("minutes", flat=True)),
        [row.minutes for row in rows],
    )
    return Screen(
        called=called(order),
        ahead=tuple(holding) if running else (),
        lost=tuple(row for row in gone if row.session_id not in kept) if running else (),
        total=order.minutes,
        credited=min(order.credited_minutes, order.minutes),
        waiting=min(order.waiting_minutes, order.open_minutes),
        left=order.open_minutes,
        times=times,
        roughly=roughly,
    )


def times_left(minutes: int, planned: Sequence[int], known: Sequence[int]) -> tuple[int, bool]:
    """Sessions until `minutes` are worked, and whether that is only about so many.

    `planned`: minutes of sessions ahead; `known`: of any announced session, for the length of those nobody planned yet.

    >>> times_left(600, [300, 300], [])
    (2, False)
    >>> times_left(900, [300, 300], [300])
    (3, True)
    >>> times_left(0, [], []), times_left(480, [], [])
    ((0, False), (2, True))
    """
    open_minutes = minutes - sum(planned)
    if open_minutes <= 0:
        return (len(planned), False) if minutes > 0 else (0, False)
    usual = max([*planned, *known], default=USUAL_MINUTES)
    return len(planned) + -(-open_minutes // usual), True


def quarter_card(order: Order, url: str, pin: str, *, at: datetime) -> dict[str, Any]:
    """Texts of one quarter sheet: who, the next dates, whom to call, the address as QR and the digits beside it.

    Nothing of the case: whoever finds the paper learns a first name and dates.
    """
    rows = screen_of(order, at=at).ahead[:ON_PAPER]
    officer = order.pk_officer
    return {
        "name": called(order),
        "dates": [
            {
                "day": day_and_date(row.starts_at.astimezone(WIT).date()),
                "clock": f"{clock(row.starts_at)}–{clock(row.starts_at + timedelta(minutes=row.minutes))} WIT",
                "place": row.session.site.name,
            }
            for row in rows
        ],
        "phone": (officer.phone if officer is not None else "") or settings.HELP_CONTACT,
        "url": url,
        "qr": qr_svg(url),
        "pin": f"{pin[:3]} {pin[3:]}" if pin else "",
    }


def nearest_site(order: Order, *, at: datetime) -> Site | None:
    """Where the person works next or worked last: what a complaint about a site means."""
    rows = list(order.appointments.exclude(state=AppointmentState.CANCELLED).select_related("session__site"))
    return min(rows, key=lambda row: abs(row.starts_at - at)).session.site if rows else None


def new_digits() -> str:
    """Six random digits that are not among the first that anybody tries."""
    while True:
        digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
        if not guessable(digits):
            return digits
