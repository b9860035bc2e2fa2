"""Calendars for other programs: iCalendar (RFC 5545), times in UTC, lines of at most 75 octets. Plain Python."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

OCTETS = 75
PRODUCT = "-//Masohi//Kalender//ID"
REFRESH = "PT6H"

CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"


class Event(NamedTuple):
    """One event. `uid` stays the same as long as it is the same event; `sequence` grows when it changes.

    Moments are aware; `changed_at` is when it was last changed; `status` is one of the three words above.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str
    description: str
    status: str
    sequence: int
    changed_at: datetime


def calendar_text(name: str, events: Iterable[Event]) -> str:
    r"""A whole calendar, its lines ended by CRLF.

    >>> calendar_text("Pantai", []).split("\r\n")[:3]
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Masohi//Kalender//ID']
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}"]
    lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}"]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(event: Event) -> list[str]:
    changed = stamp(event.changed_at)
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTART:{stamp(event.starts_at)}",
        f"DTEND:{stamp(event.ends_at)}",
        f"SUMMARY:{escaped(event.summary)}",
        f"LOCATION:{escaped(event.place)}",
        f"DESCRIPTION:{escaped(event.description)}",
        f"STATUS:{event.status}",
        f"TRANSP:{'TRANSPARENT' if event.status == CANCELLED else 'OPAQUE'}",
        "END:VEVENT",
    ]


def stamp(moment: datetime) -> str:
    """A moment in UTC as the format writes it; ValueError for a naive one.

    >>> stamp(datetime(2026, 2, 9, 8, 30, tzinfo=UTC))
    '20260209T083000Z'
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    r"""A text as a value: backslash, semicolon, comma and line ends escaped, other control characters dropped.

    >>> escaped("Jl. Patty, Ambon; pantai")
    'Jl. Patty\\, Ambon\\; pantai'
    """
    text = "\n".join(text.splitlines())
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return "".join(character for character in text.replace("\n", "\\n") if character.isprintable())


def folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets; every part after the first begins with a blank. No letter is cut.

    >>> [len(part.encode()) for part in folded("é" * 60)]
    [74, 47]
    """
    part, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > OCTETS:
            yield part
            part, octets = " ", 1
        part, octets = part + character, octets + size
    yield part
