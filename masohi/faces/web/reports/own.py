"""Figures of one's own: a PK's caseload, an institution's orders, an office's sites, the whole for others."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.web.reports import showing
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.reports.counting.orders import AGES
from masohi.reports.figures.facts import EARLIER, known_outcome
from masohi.reports.figures.terms import FIGURES
from masohi.reports.quality.terms import QUESTIONS
from masohi.ui import formats

Body = Mapping[str, Any]
Section = dict[str, Any]
HANDLERS = (Role.PROBATION, Role.PROSECUTOR, Role.CLERK)


def sections(user: User, body: Body) -> list[Section]:
    """One section for each thing that the reader answers for, each office once."""
    found: dict[str, Section] = {}
    if user.has(Role.PROBATION):
        found["own"] = _orders(_("Klien saya"), body, f"akun:{user.pk}", f"{reverse('orders')}?punya=saya")
    for held in user.current_memberships():
        name = held.organisation.short_name
        if held.role in HANDLERS:
            found[name] = _orders(name, body, f"unit:{name}", reverse("orders"), cohorts=True)
        elif held.role == Role.OFFICE:
            found[name] = _sites(name, body)
        elif held.role == Role.UNIT:
            found[name] = {"title": name, "tiles": _promised(name, body), "tables": []}
        elif held.role == Role.ADMINISTRATOR:
            found[name] = _quality(body)
    return list(found.values())


def _tile(label: str, value: str, note: str = "", url: str = "", *, alarm: bool = False) -> dict[str, Any]:
    return {"label": label, "value": value, "note": note, "url": url, "alarm": alarm, "course": []}


def _orders(title: str, body: Body, part: str, url: str, *, cohorts: bool = False) -> Section:
    """Orders that run under one officer or institution."""
    own = body["orders"].get(part, {})
    n = {key: own.get(key, 0) for key in ("orders", "open_minutes", "overdue", "lost", "ready", "waiting_minutes")}
    waiting = _("%(hours)s jam menunggu pemeriksaan") % {"hours": formats.number(n["waiting_minutes"] // 60)}
    tiles = [
        _tile(_("perkara berjalan"), formats.number(n["orders"]), "", url),
        _tile(_("jam pidana belum diakui"), formats.number(n["open_minutes"] // 60), waiting),
        _tile(_("lewat batas"), formats.number(n["overdue"]), "", url, alarm=bool(n["overdue"])),
        _tile(
            _("tidak dapat selesai tepat waktu"),
            formats.number(n["lost"]),
            "",
            showing.figure_url("orders_lost"),
            alarm=bool(n["lost"]),
        ),
        _tile(_("siap diterbitkan suratnya"), formats.number(n["ready"]), "", url),
    ]
    tables = [cohort_table(body, part), age_table(body, part)] if cohorts else []
    if cohorts:
        done = known_outcome(body["cohorts"].get(part, []))
        note = showing.detail(FIGURES["orders_completed"], done)
        value = showing.share(done.numerator, done.denominator)
        tiles.append(_tile(_("selesai tepat waktu"), value, note, showing.figure_url("completion")))
    return {"title": title, "tiles": tiles, "tables": tables}


def _sites(name: str, body: Body) -> Section:
    """What the sites of one office gave this month, and what it owes."""
    part = f"dinas:{name}"
    labels = {
        "hours_credited": _("jam diakui bulan ini"),
        "people_worked": _("orang bekerja bulan ini"),
        "attendance": _("kehadiran bulan ini"),
        "stand_down": _("gagal karena layanan bulan ini"),
    }
    tiles = []
    for key, label in labels.items():
        cell = showing.cell_of(body, key, part)
        note = showing.detail(FIGURES[key], cell) if cell.denominator else ""
        tiles.append(_tile(label, showing.value(FIGURES[key], cell), note, showing.figure_url(key)))
    unsent = body["quality"]["sessions_unrecorded"].get(part, 0)
    tiles.append(
        _tile(
            _("sesi lewat 2 hari belum dicatat"),
            formats.number(unsent),
            "",
            reverse("data-quality"),
            alarm=bool(unsent),
        )
    )
    return {"title": name, "tiles": [*tiles, *_promised(name, body)], "tables": []}


def _promised(name: str, body: Body) -> list[dict[str, Any]]:
    """How the promises of one office stand."""
    own = body["promises"]["owners"].get(name, {})
    late, kept = own.get("terlambat", 0), own.get("selesai", 0)
    note = _("%(late)s terlambat") % {"late": formats.number(late)} if late else ""
    value = _("%(kept)s dari %(all)s") % {"kept": formats.number(kept), "all": formats.number(sum(own.values()))}
    return [
        _tile(
            _("komitmen selesai"),
            value if own else showing.unknown(),
            note,
            reverse("commitments"),
            alarm=bool(late),
        )
    ]


def _quality(body: Body) -> Section:
    """For whoever looks after the system: where the data has holes."""
    tiles = [
        _tile(str(one.label), formats.number(body["quality"][one.key][""]), "", reverse("data-quality"))
        for one in QUESTIONS
        if body["quality"][one.key][""]
    ]
    return {"title": _("Mutu data"), "tiles": tiles, "tables": []}


def cohort_table(body: Body, part: str = "") -> showing.Table:
    """Orders by the month in which they began; the parts add up to those that began."""
    columns = [
        (_("Mulai"), False),
        (_("Perkara"), True),
        (_("Selesai tepat waktu"), True),
        (_("Selesai terlambat"), True),
        (_("Berakhir karena sebab lain"), True),
        (_("Masih berjalan"), True),
        (_("Lewat batas"), True),
    ]
    keys = ("started", "in_time", "late", "ended", "running", "overdue")
    rows = [[_month(row["month"]), *(row[key] for key in keys)] for row in body["cohorts"].get(part, [])]
    return showing.table(_("Penyelesaian menurut bulan mulai"), columns, rows)


def _month(name: str) -> str:
    return _("sebelumnya") if name == EARLIER else formats.month_and_year(date.fromisoformat(name))


def age_table(body: Body, part: str = "") -> showing.Table:
    """Open hours of running orders by days since the execution order."""
    own = body["orders"].get(part, {})
    columns = [(_("Umur perkara"), False), (_("Perkara"), True), (_("Sisa jam"), True)]
    rows = [[_age(low, high), own.get(f"age_{low}", 0), own.get(f"age_{low}_minutes", 0) // 60] for low, high in AGES]
    return showing.table(_("Sisa jam menurut umur perkara"), columns, rows)


def _age(low: int, high: int | None) -> str:
    if high is None:
        return _("lebih dari %(days)s hari") % {"days": low - 1}
    return _("%(low)s–%(high)s hari") % {"low": low, "high": high}


def cause_table(body: Body) -> showing.Table:
    """Stand-down of the running month by office and cause: appointments and hours."""
    columns = [(_("Dinas"), False), (_("Sebab"), False), (_("Jadwal orang"), True), (_("Jam"), True)]
    rows = [
        [office, showing.cause(cause), n, minutes // 60]
        for office, causes in sorted(body["down"].items())
        if office
        for cause, (n, minutes) in sorted(causes.items())
    ]
    return showing.table(_("Gagal karena layanan bulan ini"), columns, rows)


def quality_rows(user: User, body: Body) -> list[dict[str, Any]]:
    """Every question with its count, and the list of rows for those who may see them."""
    own = {f"unit:{held.organisation.short_name}" for held in user.current_memberships()}
    own |= {f"dinas:{held.organisation.short_name}" for held in user.current_memberships()}
    found = []
    for one in QUESTIONS:
        parts = body["quality"][one.key]
        mine = sum(n for part, n in parts.items() if part in own)
        listed = may(user, one.deed) and one.url
        found.append(
            {
                "question": one,
                "n": parts[""],
                "mine": mine if own & set(parts) else None,
                "url": f"{reverse(one.url)}{'?' + one.query if one.query else ''}" if listed else "",
                "offices": _parts(parts),
            }
        )
    return found


def _parts(parts: Mapping[str, int]) -> str:
    """Which institution has how many, in one phrase: "DLHP 3, Dinsos 1"."""
    named = [(part.partition(":")[2], n) for part, n in parts.items() if part and n]
    return ", ".join(f"{name} {formats.number(n)}" for name, n in sorted(named, key=lambda one: (-one[1], one[0])))
