"""What was published, put together for a page: tiles, months, places. Only released rows come in here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.reports.figures.facts import percent as whole_percent
from masohi.reports.publication.facts import Row
from masohi.reports.publication.models import Release
from masohi.reports.publication.queries import rows_of
from masohi.reports.publication.terms import CITY, COMPLAINTS, ORDERS, SHOWN, SITE, SPENDING, WORK
from masohi.supply.sites.models import Site
from masohi.ui.formats import duration, month_and_year, number, rupiah

A_YEAR = 12


@dataclass(frozen=True)
class Told:
    """One published number in words; `hidden` where it is not told, `note` says what it is a part of."""

    label: str
    text: str = ""
    note: str = ""
    hidden: bool = False


def month_of(text: str) -> date:
    """The first day of a month as rows name it.

    >>> month_of("2026-02")
    datetime.date(2026, 2, 1)
    """
    return date.fromisoformat(f"{text}-01")


def rows_about(release: Release, table: str, kind: str, code: str = "") -> list[Row]:
    """Rows of a release about one area, told together with other months or not."""
    wanted = (table, kind, code)
    return [row for row in rows_of(release) if (row["tabel"], row["jenis"], row["kode"]) == wanted]


def own_row(release: Release, table: str, kind: str = CITY, code: str = "") -> Row | None:
    """The row that tells about the released month alone."""
    name = f"{release.month:%Y-%m}"
    return next((row for row in rows_about(release, table, kind, code) if row["dari"] == row["sampai"] == name), None)


def shown(row: Row | None) -> dict[str, int] | None:
    """The numbers of a row, None where they are hidden; a month without the row counts as hidden too."""
    return row["angka"] if row is not None and row["keadaan"] == SHOWN else None


def hours(minutes: int) -> str:
    """Whole hours, rounded down, as the page's big number."""
    return number(minutes // 60)


def percent(part: int, whole: int) -> str:
    """A share in whole percent, rounded as on the pages of staff: citizens and the mayor read the same number.

    >>> percent(199, 200), percent(5, 5), percent(135, 152), percent(0, 0)
    ('99%', '100%', '89%', '')
    """
    found = whole_percent(part, whole)
    return "" if found is None else f"{found}%"


def tiles(release: Release) -> list[Told]:
    """The numbers of the city in a month, first those of the work."""
    return [*work_tiles(shown(own_row(release, WORK)), release), *_matters(release), *_money(release)]


def work_tiles(told: dict[str, int] | None, release: Release) -> list[Told]:
    """Hours, people, places, attendance and failures of one area."""
    labels = [
        _("jam kerja diakui"),
        _("orang bekerja"),
        _("sesi terlaksana"),
        _("kehadiran"),
        _("gagal karena layanan"),
    ]
    places = Told(_("lokasi dengan kegiatan"), number(len(sites_told(release))))
    if told is None:
        return [places, *(Told(label, hidden=True) for label in labels)]
    came = {"came": number(told["hadir"]), "due": number(told["ditunggu"])}
    failed = {"failed": number(told["gagal"]), "past": number(told["lewat"])}
    return [
        Told(labels[0], hours(told["menit"])),
        Told(labels[1], number(told["orang"])),
        places,
        Told(labels[2], number(told["sesi"])),
        Told(labels[3], percent(told["hadir"], told["ditunggu"]), _("%(came)s dari %(due)s kali") % came),
        Told(labels[4], percent(told["gagal"], told["lewat"]), _("%(failed)s dari %(past)s jadwal") % failed),
    ]


def _matters(release: Release) -> list[Told]:
    """Orders that ended, and complaints: a small month is told with those before it, as soon as that is safe."""
    found = []
    for table, label, part, whole, words in (
        (ORDERS, _("selesai tepat waktu"), "tepat_waktu", "berakhir", _("%(part)s dari %(whole)s perkara")),
        (COMPLAINTS, _("aduan dijawab"), "dijawab", "diterima", _("%(part)s dari %(whole)s aduan")),
    ):
        rows = rows_about(release, table, CITY)
        row = next((one for one in reversed(rows) if one["keadaan"] == SHOWN), None)
        if row is None:
            found += [Told(label, hidden=True)] if rows else []
            continue
        told = {"part": number(row["angka"][part]), "whole": number(row["angka"][whole])}
        since = span_words(row)
        if row["angka"][whole]:
            found.append(
                Told(
                    label,
                    percent(row["angka"][part], row["angka"][whole]),
                    " · ".join(filter(None, [words % told, since])),
                )
            )
        else:
            found.append(Told(label, NOTHING, _("tidak ada bulan ini")))
    return found


NOTHING = "–"


def span_words(row: Row) -> str:
    """From when to when a row tells, where that is more than its month."""
    if row["dari"] == row["sampai"]:
        return ""
    first, last = month_and_year(month_of(row["dari"])), month_and_year(month_of(row["sampai"]))
    return f"{first} – {last}"


def _money(release: Release) -> list[Told]:
    found, spent, told = [], shown(own_row(release, SPENDING)), shown(own_row(release, WORK))
    if spent is not None:
        found.append(Told(_("belanja"), rupiah(spent["rupiah"])))
    rate = release.body["tarif"]
    if rate:
        label = _("nilai kerja bagi masyarakat")
        found.append(Told(label, rupiah(worth(told["menit"], rate))) if told else Told(label, hidden=True))
    return found


def worth(minutes: int, rate: int) -> int:
    """Rupiah that the work is counted as: minutes times the rate of an hour, divided by sixty, rounded down.

    >>> worth(90, 18_160)
    27240
    """
    return minutes * rate // 60


def sites_told(release: Release) -> list[Row]:
    """Rows of the sites at which something happened in a month, hidden ones too."""
    return [row for row in rows_of(release) if (row["tabel"], row["jenis"]) == (WORK, SITE)]


def area_table(release: Release, kind: str) -> list[dict[str, Any]]:
    """Rows of districts or offices for a table: name and numbers, or hidden."""
    rows = [row for row in rows_of(release) if (row["tabel"], row["jenis"]) == (WORK, kind)]
    return [{"name": row["nama"], "told": shown(row)} for row in sorted(rows, key=lambda row: row["nama"])]


def points(release: Release, sites: Iterable[Site]) -> list[dict[str, Any]]:
    """Places on the map where something was done in a month."""
    told = {row["kode"]: row for row in sites_told(release)}
    return [
        {
            "label": site.name,
            "lat": site.lat,
            "lon": site.lon,
            "url": reverse("public-site", args=[site.slug]),
            "note": f"{site.village.name} · {site_words(told[site.code])}",
        }
        for site in sites
        if site.code in told
    ]


def site_words(row: Row) -> str:
    """What is told of a site in a month, in a few words."""
    told = shown(row)
    if told is None:
        return _("angkanya disembunyikan")
    return _("%(hours)s oleh %(people)s orang") % {"hours": duration(told["menit"]), "people": number(told["orang"])}


def course(releases: list[Release], kind: str = CITY, code: str = "") -> list[dict[str, Any]]:
    """The newest twelve months of one area, oldest first, with `told`: None is hidden, empty is nothing happened."""
    found = []
    for release in releases[-A_YEAR:]:
        row = own_row(release, WORK, kind, code)
        told = shown(row) if row else {}
        found.append({"month": release.month, "told": told, "hidden": told is None})
    return found


def minutes_of(month: dict[str, Any]) -> int | None:
    """Minutes of a month of a course, None where they are hidden."""
    return None if month["hidden"] else (month["told"] or {}).get("menit", 0)


def summed(months: Iterable[dict[str, Any]]) -> dict[str, int]:
    """What the published months of a course add up to; what is hidden is not in it. People are never added up."""
    told = [month["told"] for month in months if month["told"]]
    return {name: sum(one[name] for one in told) for name in ("menit", "sesi", "hadir", "ditunggu")}
