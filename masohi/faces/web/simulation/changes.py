"""Changes of a simulation as they stand in the address, and in words. Nothing of them is ever stored."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.orders.frame import WEEKDAYS
from masohi.parties.organisations.models import Place
from masohi.planning.terms import DAY
from masohi.planning.whatif import Change, Kind
from masohi.supply.sites.models import Site
from masohi.ui.formats import duration, long_date, number

KINDS: Mapping[str, tuple[Kind, Any]] = {
    "sesi-baru": ("add_slot", _("Tambah sesi mingguan")),
    "sesi-hapus": ("drop_slot", _("Hapus sesi suatu hari")),
    "tempat": ("places", _("Ubah jumlah tempat")),
    "lokasi-baru": ("site", _("Buka lokasi baru")),
    "pengawas": ("supervisor", _("Tambah atau kurangi pengawas")),
    "cuti": ("leave", _("Pengawas cuti")),
    "absen": ("absence", _("Ubah angka tidak hadir")),
    "minggu": ("week", _("Batasi jam seminggu")),
}
MOST = 8
"""Changes in one simulation."""


@dataclass(frozen=True)
class Written:
    """A change as the address holds it, what the planner is asked, its sentence, and where there is one its subject."""

    text: str
    change: Change
    words: str
    subject: str = ""


class Reader:
    """Reads changes against the sites that may be changed and the villages there are."""

    def __init__(self, sites: Iterable[Site], places: Iterable[Place]) -> None:
        self.sites = {site.slug: site for site in sites}
        self.places = {place.code: place for place in places}

    def read(self, texts: Iterable[str]) -> tuple[list[Written], bool]:
        """The changes that make sense, in order, each once; and whether something was left out."""
        texts = list(texts)
        kept = [found for text in dict.fromkeys(texts) if (found := self._one(text)) is not None][:MOST]
        return kept, len(kept) < len(texts)

    def _one(self, text: str) -> Written | None:
        kind, *parts = text.split("~")
        shape = SHAPES.get(kind)
        if shape is None or len(parts) != len(shape):
            return None
        values = {name: self._value(name, part) for name, part in zip(shape, parts, strict=True)}
        if any(value is None for value in values.values()):
            return None
        if not _possible(values):
            return None
        subject = ""
        if kind == "sesi-baru":
            subject = gettext("Satu %(weekday)s lagi di %(site)s") % {
                n: _shown(n, values[n]) for n in ("weekday", "site")
            }
        return Written(text, self._change(kind, values), self._words(kind, values), subject)

    def _value(self, name: str, part: str) -> Any:
        if name == "site":
            return self.sites.get(part)
        if name == "village":
            return self.places.get(part)
        if name in {"first", "last"}:
            return _day(part)
        low, high = RANGES[name]
        found = int(part) if re.fullmatch(r"-?\d{1,4}", part, re.ASCII) else None
        return found if found is not None and low <= found <= high and found != NOTHING.get(name) else None

    def _change(self, kind: str, values: dict[str, Any]) -> Change:
        planner, _label = KINDS[kind]
        plain = {
            name: value for name, value in values.items() if name in {"weekday", "start", "minutes", "first", "last"}
        }
        if "site" in values:
            plain["site"] = str(values["site"].pk)
        if "village" in values:
            plain |= {"lat": float(values["village"].lat), "lon": float(values["village"].lon)}
        amount = next((values[name] for name in ("places", "more", "supervisors", "percent") if name in values), 0)
        if kind == "cuti":
            amount = 1
        return Change(planner, number=amount, **plain)

    def _words(self, kind: str, values: dict[str, Any]) -> str:
        shown = {name: _shown(name, value) for name, value in values.items()}
        if "start" in values:
            shown["end"] = _clock(values["start"] + values["minutes"])
        less = values.get("more", values.get("supervisors", 0)) < 0
        return gettext(LESS[kind] if less else WORDS[kind]) % shown


SHAPES: Mapping[str, tuple[str, ...]] = {
    "sesi-baru": ("site", "weekday", "start", "minutes", "places"),
    "sesi-hapus": ("site", "weekday"),
    "tempat": ("site", "weekday", "more"),
    "lokasi-baru": ("site", "village"),
    "pengawas": ("site", "supervisors"),
    "cuti": ("site", "first", "last"),
    "absen": ("percent",),
    "minggu": ("minutes",),
}
RANGES: Mapping[str, tuple[int, int]] = {
    "weekday": (0, 6),
    "start": (0, 1410),
    "minutes": (30, 3360),
    "places": (1, 200),
    "more": (-200, 200),
    "supervisors": (-5, 5),
    "percent": (0, 90),
}
NOTHING: Mapping[str, int] = {"more": 0, "supervisors": 0}
WORDS: Mapping[str, Any] = {
    "sesi-baru": _("Satu sesi lagi di %(site)s: %(weekday)s %(start)s–%(end)s, %(places)s orang"),
    "sesi-hapus": _("%(site)s tutup setiap %(weekday)s"),
    "tempat": _("%(more)s tempat lagi di %(site)s setiap %(weekday)s"),
    "lokasi-baru": _("Lokasi baru di %(village)s, seperti %(site)s"),
    "pengawas": _("%(supervisors)s pengawas lagi di %(site)s"),
    "cuti": _("Satu pengawas %(site)s cuti %(first)s sampai %(last)s"),
    "absen": _("%(percent)s dari 100 sesi tidak dihadiri"),
    "minggu": _("Paling banyak %(minutes)s seminggu untuk setiap orang"),
}
LESS: Mapping[str, Any] = {
    "tempat": _("%(site)s berkurang %(more)s tempat setiap %(weekday)s"),
    "pengawas": _("%(site)s berkurang %(supervisors)s pengawas"),
}


def _possible(values: Mapping[str, Any]) -> bool:
    """A leave ends after it begins, a session on its day."""
    if "first" in values and values["last"] < values["first"]:
        return False
    return "start" not in values or values["start"] + values["minutes"] <= DAY


def _day(part: str) -> date | None:
    try:
        return date.fromisoformat(part) if re.fullmatch(r"\d{4}-\d\d-\d\d", part) else None
    except ValueError:
        return None


def _clock(minute: int) -> str:
    return f"{minute // 60:02}.{minute % 60:02}"


def _shown(name: str, value: Any) -> str:
    if name in {"site", "village"}:
        return value.name
    if name == "weekday":
        return str(WEEKDAYS[value])
    if name == "start":
        return _clock(value)
    if name == "minutes":
        return duration(value)
    if name in {"first", "last"}:
        return long_date(value)
    return number(abs(value))
