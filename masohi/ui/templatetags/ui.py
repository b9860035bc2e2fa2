"""Tags and filters of the kit: `{% load ui %}`. An absent value is written as a dash, never as None."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from masohi.ui import drawing, formats
from masohi.ui.board import drawn
from masohi.writing import indonesian

register = template.Library()

SOON_DAYS = 7  # a deadline this near is marked
TAG_ICONS = {
    "ok": "circle-check",
    "awas": "alert-triangle",
    "galat": "ban",
    "info": "info-circle",
    "netral": "circle",
    "menunggu": "hourglass",
}


def or_dash(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """Wrap a formatter so that None and the empty string become a dash."""

    def written(value: Any) -> str:
        return formats.NOTHING if value is None or value == "" else write(value)

    written.__doc__ = write.__doc__
    return written


register.filter("tanggal", or_dash(formats.long_date))
register.filter("hari_tanggal", or_dash(formats.day_and_date))
register.filter("bulan_tahun", or_dash(formats.month_and_year))
register.filter("nama_hari", or_dash(formats.weekday))
register.filter("tanggal_pendek", or_dash(formats.short_date))
register.filter("jam_wit", or_dash(formats.clock))
register.filter("pukul", or_dash(formats.bare_clock))
register.filter("waktu", or_dash(formats.moment))
register.filter("durasi", or_dash(formats.duration))
register.filter("rupiah", or_dash(formats.rupiah))
register.filter("angka", or_dash(formats.number))
register.filter("rangkai", or_dash(formats.joined))
register.filter("nik_samar", or_dash(indonesian.masked))
register.filter("inisial", or_dash(indonesian.initials))


@register.simple_tag
def ikon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite, hidden from screen readers: always write the word beside it. `size` may be "besar"."""
    css = f"ikon {size}".strip()
    source = static("ui/ikon.svg")
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css, source, name)


@register.inclusion_tag("ui/parts/status_tag.html")
def tanda(kind: str, text: str) -> dict[str, str]:
    """A status: icon and word. `kind` is ok, awas, galat, info, netral or menunggu."""
    return {"kind": kind, "text": text, "icon": TAG_ICONS.get(kind, "circle")}


@register.inclusion_tag("ui/parts/hour_ring.html")
def cincin_jam(total: int, credited: int, waiting: int = 0) -> dict[str, Any]:
    """The hour ring. All three are integer minutes: the sentence, credited, and reported but not yet verified."""
    left = max(total - credited, 0)
    return {
        "ring": drawing.ring(total, credited, waiting),
        "sentence": ring_sentence(total, credited, waiting),
        "total": total,
        "credited": credited,
        "credited_hours": credited // 60,
        "total_text": formats.duration(total - total % 60),
        "waiting": waiting,
        "left": left,
    }


def ring_sentence(total: int, credited: int, waiting: int) -> str:
    """What the ring says to somebody who does not see it; minutes in, words out."""
    done = formats.number(credited // 60) if credited % 60 == 0 else formats.duration(credited)
    words = {"credited": done, "total": formats.duration(total), "waiting": formats.duration(waiting)}
    if waiting > 0:
        return gettext("%(credited)s dari %(total)s diakui, %(waiting)s menunggu") % words
    return gettext("%(credited)s dari %(total)s diakui") % words


@register.inclusion_tag("ui/parts/due_date.html")
def tenggat(day: date | datetime | None, today: date | datetime, done: bool = False) -> dict[str, Any]:
    """A date with words below it: "terlambat 3 hari", "besok". `today` comes from the page; `done`: it was met."""
    if day is None:
        return {"day": None}
    days = (formats.as_day(day) - formats.as_day(today)).days
    return {"day": formats.as_day(day), "state": "" if done else due_state(days), "words": due_words(days, done)}


def due_state(days: int) -> str:
    """Class of a deadline `days` away: past, near or far."""
    if days < 0:
        return "lewat"
    return "dekat" if days <= SOON_DAYS else ""


def due_words(days: int, done: bool = False) -> str:
    """The distance of a date in words; negative days lie in the past."""
    if days in (0, 1):
        return gettext("besok") if days else gettext("hari ini")
    count = abs(days)
    if days > 0:
        return ngettext("%(n)s hari lagi", "%(n)s hari lagi", count) % {"n": formats.number(count)}
    if done:
        return ngettext("%(n)s hari yang lalu", "%(n)s hari yang lalu", count) % {"n": formats.number(count)}
    return ngettext("terlambat %(n)s hari", "terlambat %(n)s hari", count) % {"n": formats.number(count)}


@register.inclusion_tag("ui/parts/sparkline.html")
def tren(values: Sequence[tuple[str, int, str]]) -> dict[str, Any]:
    """A small line of the last months: (name of the month, number, the number in words), oldest first; two or more."""
    corners = drawing.sparkline([number for _, number, _ in values])
    points = [f"{x},{y}" for x, y in corners]  # written as text: a localised number is not a number in SVG
    x, y = points[-1].split(",") if points else ("", "")
    sentence = "; ".join(f"{name}: {words}" for name, _, words in values)
    return {"points": " ".join(points), "x": x, "y": y, "sentence": sentence, "drawn": len(points) > 1}


@register.inclusion_tag("ui/parts/schedule_board.html")
def papan_jadwal(board: Mapping[str, Any]) -> dict[str, Any]:
    """The schedule board, and the same as a list by day for phones; see `masohi.ui.board` for what it takes."""
    return drawn(board)


@register.inclusion_tag("ui/parts/headcount.html")
def hitung_orang(name: str, legend: str, most: int, chosen: int | None = None) -> dict[str, Any]:
    """Big buttons 0 to `most` (people on the roster) that post one number as `name`."""
    return {"name": name, "legend": legend, "numbers": range(most + 1), "chosen": chosen}


@register.inclusion_tag("ui/parts/map.html")
def peta(points: Sequence[Mapping[str, Any]], caption: str = "") -> dict[str, Any]:
    """The map of Ambon with numbered points, and the same points as a list.

    A point = {"label", "lat", "lon", "url", "note", "full"}; one without coordinates, or outside the picture, stands in
    the list only.
    """
    found = [spot_of(point) for point in points]
    apart = iter(drawing.spread([spot for spot in found if spot]))
    spots = [next(apart) if spot else None for spot in found]
    drawn = [
        # Written as text: a localised number (12,5) is not a number in SVG.
        {**point, "number": number, "spot": spot and {"x": str(spot[0]), "y": str(spot[1])}}
        for number, (point, spot) in enumerate(zip(points, spots, strict=True), start=1)
    ]
    return {"points": drawn, "caption": caption, "frame": drawing.map_frame()}


def spot_of(point: Mapping[str, Any]) -> tuple[float, float] | None:
    """Where a point lies on the map, or None without coordinates."""
    lat, lon = point.get("lat"), point.get("lon")
    return None if lat is None or lon is None else drawing.project(float(lat), float(lon))


@register.simple_tag
def kolom(columns: Sequence[Mapping[str, Any]], index: int) -> SafeString:
    """Attributes of a table cell: the label it carries when the table becomes cards, and whether it is a number."""
    column = columns[index]
    return format_html(' data-label="{}" class="{}"', column["label"], "bil" if column.get("numeric") else "isi-tabel")
