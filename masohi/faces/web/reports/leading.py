"""What those who lead see: six figures, one sentence, what waits for their decision. Institutions, never a person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.faces.web.reports import showing
from masohi.faces.whatsapp import whatsapp
from masohi.reports.counting.promises import phones_of
from masohi.reports.counting.terms import Cell
from masohi.reports.figures.facts import concerns, known_outcome
from masohi.reports.figures.queries import course
from masohi.reports.figures.terms import FIGURES
from masohi.ui import formats

Body = Mapping[str, Any]
LATE_ROWS = 8


def rules(name: str, n: int) -> str:
    """One concern in words, with how many cases there are."""
    words = {
        "commitments_late": ngettext("%(n)s komitmen terlambat", "%(n)s komitmen terlambat", n),
        "orders_lost": ngettext(
            "%(n)s perkara tidak dapat selesai tepat waktu", "%(n)s perkara tidak dapat selesai tepat waktu", n
        ),
        "sites_stopped": ngettext("%(n)s lokasi terhenti", "%(n)s lokasi terhenti", n),
        "offices_silent": ngettext("%(n)s dinas belum mengirim catatan", "%(n)s dinas belum mengirim catatan", n),
        "agreements_ending": ngettext("%(n)s perjanjian segera berakhir", "%(n)s perjanjian segera berakhir", n),
        "stand_down": ngettext("%(n)s jadwal orang gagal karena layanan", "%(n)s jadwal orang gagal karena layanan", n),
    }
    return words[name] % {"n": formats.number(n)}


def empty(body: Body) -> bool:
    """Whether no hour has been credited yet: figures about the work would all be nothing."""
    return not body["total"]["minutes"]


def sentence(body: Body) -> dict[str, str]:
    """Whether it goes well, from rules."""
    found = [rules(name, n) for name, n in concerns(body).items()]
    if found:
        return {"kind": "awas", "title": _("Perlu perhatian"), "text": f"{formats.joined(found)}."}
    values = {
        "hours": formats.number(showing.cell_of(body, "hours_credited").numerator // 60),
        "people": formats.number(showing.cell_of(body, "people_worked").numerator),
    }
    told = _("Bulan ini %(hours)s jam diakui dari %(people)s orang. Tidak ada yang menunggu keputusan.") % values
    return {"kind": "ok", "title": _("Berjalan baik"), "text": told}


def tiles(body: Body) -> list[dict[str, Any]]:
    """Six figures with their course over the frozen months and the running one."""
    month, months = date.fromisoformat(body["month"]), course()
    found = []
    for key in ("hours_credited", "people_worked", "attendance", "orders_running"):
        cell = showing.cell_of(body, key)
        points = showing.course_of(key, months.get(key, []), (month, cell))
        found.append(_tile(key, cell, _last_month(body, key), points))
    ended = known_outcome(body["cohorts"][""])
    points = showing.course_of("orders_completed", months.get("orders_completed", []), None)
    done = _tile("completion", ended, showing.detail(FIGURES["orders_completed"], ended), points)
    done |= {"label": _("selesai tepat waktu"), "value": showing.share(ended.numerator, ended.denominator)}
    return [*found, done, _promises(body)]


def _tile(key: str, cell: Cell, note: str, points: list[Any]) -> dict[str, Any]:
    figure = FIGURES[key]
    labels = {
        "hours_credited": _("jam diakui bulan ini"),
        "people_worked": _("orang bekerja bulan ini"),
        "attendance": _("kehadiran bulan ini"),
        "orders_running": _("perkara berjalan"),
    }
    shown = showing.value(figure, cell)
    return {
        "label": labels.get(key, ""),
        "value": shown,
        "unknown": shown == showing.unknown(),
        "note": note,
        "course": points[-12:],
        "url": showing.figure_url(key),
    }


def _last_month(body: Body, key: str) -> str:
    """What the month before was, by the rows as they are now."""
    if key not in body["before"]:
        return ""
    return _("bulan lalu %(value)s") % {"value": showing.value(FIGURES[key], Cell(*body["before"][key]))}


def _promises(body: Body) -> dict[str, Any]:
    told, late = body["promises"], body["promises"]["lights"]["terlambat"]
    note = _("%(late)s terlambat") % {"late": formats.number(late)} if late else _("tidak ada yang terlambat")
    kept = {"kept": formats.number(told["lights"]["selesai"]), "all": formats.number(told["all"])}
    value = _("%(kept)s dari %(all)s") % kept if told["all"] else showing.unknown()
    return {
        "label": _("komitmen selesai"),
        "value": value,
        "unknown": not told["all"],
        "note": note if told["all"] else "",
        "course": [],
        "late": bool(late),
        "url": showing.figure_url("commitments"),
    }


def waiting(body: Body) -> int:
    """How many things wait for whoever leads, however many of them a page names."""
    lost = bool(body["orders"][""]["lost"])
    others = (body["stopped"], body["silent"], body["ending"])
    return int(body["promises"]["lights"]["terlambat"]) + lost + sum(map(len, others))


def decisions(body: Body, most: int) -> list[dict[str, Any]]:
    """At most so many of what waits, most pressing first; each row leads to its page, some can be nudged."""
    rows = [_late(row) for row in body["promises"]["late"][:LATE_ROWS]]
    rows += [_lost(body)] if body["orders"][""]["lost"] else []
    rows += [_stopped(office, n) for office, n in body["stopped"].items()]
    rows += [_silent(row) for row in body["silent"]]
    rows += [_ending(row) for row in body["ending"]]
    rows = rows[:most]
    numbers = phones_of(row["office"] for row in rows if row.get("office"))
    for row in rows:
        if row.get("nudge"):
            row["remind"] = whatsapp([row.get("contact", ""), numbers.get(row["office"], "")], row["nudge"])
    return rows


def _late(row: Mapping[str, Any]) -> dict[str, Any]:
    due = date.fromisoformat(row["due"])
    values = {
        "office": row["office"],
        "what": row["what"],
        "due": formats.long_date(due),
        "share": formats.number(row["share"]),
    }
    nudge = _(
        "Yth. Pimpinan %(office)s. Komitmen “%(what)s” jatuh tempo %(due)s dan baru %(share)s%% terpenuhi. "
        "Mohon kabar kemajuannya dan apa yang menghambat. Terima kasih."
    )
    return {
        "label": row["what"],
        "note": _("%(office)s · %(share)s%% terpenuhi") % values,
        "url": reverse("commitment", args=[row["code"]]),
        "due": due,
        "office": row["office"],
        "contact": row["contact"],
        "nudge": nudge % values,
    }


def _lost(body: Body) -> dict[str, Any]:
    n = body["orders"][""]["lost"]
    text = ngettext("%(n)s perkara tidak dapat selesai tepat waktu", "%(n)s perkara tidak dapat selesai tepat waktu", n)
    return {
        "label": text % {"n": formats.number(n)},
        "note": _("Jaksa dan PK perlu memutuskan langkahnya."),
        "url": showing.figure_url("orders_lost"),
        "status": {"kind": "galat", "text": _("Perlu keputusan")},
    }


def _stopped(office: str, n: int) -> dict[str, Any]:
    values = {"office": office, "n": formats.number(n)}
    text = ngettext("%(office)s: %(n)s lokasi terhenti", "%(office)s: %(n)s lokasi terhenti", n)
    return {
        "label": text % values,
        "note": _("Tutup hari ini, atau 30 hari tanpa sesi."),
        "url": showing.figure_url("sessions_held"),
        "status": {"kind": "awas", "text": _("Terhenti")},
        "office": office,
        "nudge": _(
            "Yth. Pimpinan %(office)s. %(n)s lokasi kerja sosial di bawah dinas Anda terhenti. "
            "Mohon kabar kapan dapat dipakai lagi. Terima kasih."
        )
        % values,
    }


def _silent(row: Mapping[str, Any]) -> dict[str, Any]:
    values = {
        "office": row["office"],
        "n": formats.number(row["sessions"]),
        "day": formats.long_date(date.fromisoformat(row["since"])),
    }
    return {
        "label": _("%(office)s belum mengirim catatan") % values,
        "note": _("%(n)s sesi, sejak %(day)s") % values,
        "url": reverse("data-quality"),
        "status": {"kind": "awas", "text": _("Belum mengirim")},
        "office": row["office"],
        "nudge": _(
            "Yth. Pimpinan %(office)s. Catatan kehadiran %(n)s sesi kerja sosial sejak %(day)s belum masuk. "
            "Mohon pengawas mencatatnya hari ini. Terima kasih."
        )
        % values,
    }


def _ending(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "label": _("Perjanjian segera berakhir: %(title)s") % {"title": row["title"]},
        "note": row["number"],
        "url": reverse("agreement", args=[row["code"]]) if row["code"] else reverse("agreements"),
        "due": date.fromisoformat(row["ends_on"]),
    }


WORK = ("hours_credited", "sessions_held", "attendance", "stand_down")


def offices(body: Body) -> showing.Table:
    """One row an office that hosts sites or is late: what its sites gave this month, and how its promises stand."""
    hosts = [part.removeprefix("dinas:") for part in body["cells"]["hours_credited"] if part.startswith("dinas:")]
    late = [name for name, lights in body["promises"]["owners"].items() if lights.get("terlambat")]
    names = sorted({*hosts, *late}, key=lambda name: (-_hours(body, name), name))
    columns = [
        (_("Dinas atau lembaga"), False),
        (_("Jam"), True),
        (_("Sesi"), True),
        (_("Kehadiran"), True),
        (_("Gagal karena layanan"), True),
        (_("Komitmen terlambat"), True),
    ]
    rows = [_office(body, name, host=name in hosts) for name in names]
    return showing.table(_("Menurut dinas, bulan ini"), columns, rows)


def _hours(body: Body, name: str) -> int:
    return showing.cell_of(body, "hours_credited", f"dinas:{name}").numerator


def _office(body: Body, name: str, *, host: bool) -> list[Any]:
    cells = [(FIGURES[key], showing.cell_of(body, key, f"dinas:{name}")) for key in WORK]
    owned = body["promises"]["owners"].get(name, {})
    numbers = {"late": formats.number(owned.get("terlambat", 0)), "all": formats.number(sum(owned.values()))}
    promised = _("%(late)s dari %(all)s") % numbers if owned else formats.NOTHING
    part = f"dinas:{name}"
    shown = [
        showing.place_value(figure, part, cell, masked=True) if host else formats.NOTHING for figure, cell in cells
    ]
    return [name, *shown, promised]


def points(body: Body) -> list[dict[str, Any]]:
    """Sites for the map: what each gave this month; those with pictures before and after lead to them."""
    return [
        {
            "label": row["name"],
            "lat": row["lat"],
            "lon": row["lon"],
            "note": f"{row['office']} · {_site_words(body, row)}",
            "url": reverse("public-site", args=[row["slug"]]) if row["pictures"] else "",
        }
        for row in body["sites"]
    ]


def _site_words(body: Body, row: Mapping[str, Any]) -> str:
    """What a site gave; of hours that one to four people worked there only that there were sessions."""
    seen = f" · {_('gambar sebelum dan sesudah')}" if row["pictures"] else ""
    if not row["sessions"]:
        return _("belum ada sesi bulan ini") + seen
    sessions = ngettext("%(n)s sesi", "%(n)s sesi", row["sessions"]) % {"n": formats.number(row["sessions"])}
    part = f"lokasi:{row['code']}"
    if showing.few("hours_credited", part, showing.cell_of(body, "hours_credited", part)):
        return f"{sessions}, {showing.few_words()}{seen}"
    return f"{sessions}, {formats.duration(row['minutes'] - row['minutes'] % 60)}{seen}"
