"""A person's own page in the town of the browser tests: a link, and a complaint that waits for its answer."""

from datetime import timedelta

from masohi.parties.accounts.queries import system_account
from masohi.work.ownpage.actions import make_own_link, send_own_complaint


def arguments(people, order, at):
    """What the addresses of these pages need."""
    made = make_own_link(order=order, medium="hp", by=people.pk, at=at)
    said = {"about": "pk", "text": "PK tidak menjawab telepon selama dua minggu."}
    row = send_own_complaint(link=made.link, **said, by=system_account(), at=at + timedelta(minutes=1))
    return {"own": made.token, "own_complaint": row.code}
