"""Calendars for other programs: whoever holds the secret address reads one, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from masohi.faces.pages import now, one
from masohi.parties.accounts.queries import system_account
from masohi.work.calendars.actions import note_calendar_read
from masohi.work.calendars.facts import calendar_of
from masohi.work.calendars.queries import link_behind
from masohi.writing.calendar import calendar_text


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret; 404 for one that is unknown or was revoked, as if it had never been."""
    link = one(link_behind(token))
    moment = now()
    calendar = calendar_of(link, at=moment)
    note_calendar_read(link=link, by=system_account(), at=moment)
    headers = {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'inline; filename="jadwal.ics"',
        "Cache-Control": "private, max-age=900",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }
    return HttpResponse(calendar_text(calendar.name, calendar.events), headers=headers)
