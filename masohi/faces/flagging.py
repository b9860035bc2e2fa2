"""Look for what is odd about a session after somebody has said something about it."""

from datetime import datetime

from masohi.parties.accounts.queries import system_account
from masohi.work.flags.actions import raise_flags
from masohi.work.placement.models import Session


def look_at(session: Session, *, at: datetime) -> None:
    """Flags follow the deed in a transaction of their own: a fault in a rule never takes a record away."""
    raise_flags(session=session, by=system_account(), at=at)
