"""Weeks, filters and shapes of the board as addresses name them."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from masohi.ui import board as kit
from masohi.ui.formats import long_date
from masohi.writing.indonesian import WIT

WEEK = 7
FIRST_YEAR, LAST_YEAR = 2026, 2100
ALL, QUIET, FREE = "", "belum", "bebas"
SHAPES = (kit.WEEK, kit.DAYS)


def week_of(text: str, day: date) -> date:
    """The Monday that an address names as `2026-W47`; of `day`'s own week where it names none.

    >>> week_of("2026-W47", date(2026, 2, 9)), week_of("2026-W99", date(2026, 2, 12))
    (datetime.date(2026, 11, 16), datetime.date(2026, 2, 9))
    """
    found = re.fullmatch(r"(\d{4})-W(\d{2})", text, re.ASCII)
    if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        with suppress(ValueError):
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    return day - timedelta(days=day.weekday())


def week_name(monday: date) -> str:
    """A week as the address names it.

    >>> week_name(date(2026, 11, 16))
    '2026-W47'
    """
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02}"


def span(monday: date) -> str:
    """The week in words."""
    sunday = monday + timedelta(days=WEEK - 1)
    return gettext("%(first)s sampai %(last)s") % {"first": long_date(monday), "last": long_date(sunday)}


class Asked(NamedTuple):
    """What the board is asked for: its week, an office's short name, words of a site's name, which sessions, shape."""

    monday: date
    office: str = ""
    text: str = ""
    only: str = ALL
    shape: str = kit.BOTH

    @property
    def narrowed(self) -> bool:
        """Whether the board shows less than everything."""
        return bool(self.office or self.text or self.only)

    @property
    def fields(self) -> dict[str, str]:
        """The filters as an address carries them, without the week."""
        named = {"dinas": self.office, "lokasi": self.text, "saring": self.only, "tampilan": self.shape}
        return {name: value for name, value in named.items() if value}

    def address(self, name: str = "schedule", **changes: Any) -> str:
        """The page `name` with these filters, some of them changed."""
        other = self._replace(**changes)
        return f"{reverse(name)}?{urlencode({'minggu': week_name(other.monday)} | other.fields)}"


def asked(data: QueryDict, day: date) -> Asked:
    """What an address or a form asks for; what it does not know is left out."""
    only, shape = data.get("saring", ""), data.get("tampilan", "")
    return Asked(
        monday=week_of(data.get("minggu", ""), day),
        office=data.get("dinas", "").strip()[:60],
        text=data.get("lokasi", "").strip()[:60],
        only=only if only in (QUIET, FREE) else ALL,
        shape=shape if shape in SHAPES else kit.BOTH,
    )


def target_name(day: date, minute: int) -> str:
    """An opening of a site as a form and an address name it: its day, and the minute of that day at which it begins.

    >>> target_name(date(2026, 10, 7), 480)
    '2026-10-07@480'
    """
    return f"{day.isoformat()}@{minute}"


def minute_of_day(moment: datetime) -> int:
    """The minute of the day in WIT.

    >>> minute_of_day(datetime(2026, 10, 7, 8, 30, tzinfo=WIT))
    510
    """
    local = moment.astimezone(WIT)
    return local.hour * 60 + local.minute
