"""Whether the sender of messages still works, said where somebody sees it."""

from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from masohi.faces.notify.queries import WaitingNow, waiting_now
from masohi.faces.pages import now
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.writing.indonesian import WIT, clock, moment

SEEN_ON = ("/tugas", "/kabar", "/kelola", "/dasbor")
FRESH = 60  # seconds for which a page believes the last look


def silence(at: datetime) -> str:
    """A sentence where messages wait and the sender has been silent for too long, else nothing."""
    today = at.astimezone(WIT).date()
    return said(waiting_now(at), at, parameters_in_force().value("sender_silence", today))


def said(found: WaitingNow, at: datetime, most_minutes: int) -> str:
    """The watchdog's sentence about what waits; numbers only, nobody is named."""
    quiet = found.beat_at is None or (at - found.beat_at).total_seconds() > most_minutes * 60
    if not (found.messages and quiet):
        return ""
    wait = ngettext("%(n)s pesan menunggu", "%(n)s pesan menunggu", found.messages) % {"n": found.messages}
    if found.beat_at is None:
        return gettext("Pengirim pesan belum pernah berjalan; %(wait)s.") % {"wait": wait}
    same_day = found.beat_at.astimezone(WIT).date() == at.astimezone(WIT).date()
    since = clock(found.beat_at) if same_day else moment(found.beat_at)
    return gettext("Pengirim pesan berhenti sejak %(since)s; %(wait)s.") % {"since": since, "wait": wait}


def banner(request: HttpRequest) -> dict[str, Any]:
    """For the frame of the pages where staff begin their day; looks at most once a minute."""
    if not isinstance(getattr(request, "user", None), User) or not request.path.startswith(SEEN_ON):
        return {}
    sentence = cache.get("sender-silence")
    if sentence is None:
        sentence = silence(now())
        cache.set("sender-silence", sentence, FRESH)
    return {"alarm": sentence}
