"""Sample values for the style page (`ui/gaya.html`): every part in every state, nobody real."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.ui.formats import as_day

SPRITE = Path(__file__).parent / "static" / "ui" / "ikon.svg"


class SampleForm(forms.Form):
    """One field of each kind, as a page would declare it."""

    name = forms.CharField(
        label=gettext_lazy("Nama"),
        help_text=gettext_lazy("Nama boleh satu kata, sama seperti di putusan."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Jumlah jam"),
        min_value=8,
        max_value=240,
        error_messages={"required": gettext_lazy("Tulis jumlah jam antara 8 dan 240.")},
    )
    decided_on = forms.DateField(
        label=gettext_lazy("Tanggal putusan"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Siapa yang menentukan tempat?"),
        choices=[("judge", gettext_lazy("Hakim, di putusan")), ("prosecutor", gettext_lazy("Jaksa, sesudah putusan"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih siapa yang menentukan tempat.")},
    )
    days = forms.MultipleChoiceField(
        label=gettext_lazy("Hari yang bisa"),
        choices=[("mon", gettext_lazy("Senin")), ("wed", gettext_lazy("Rabu")), ("sat", gettext_lazy("Sabtu"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label=gettext_lazy("Catatan"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    consent = forms.BooleanField(
        label=gettext_lazy("Orang ini setuju menjalani kerja sosial"),
        error_messages={"required": gettext_lazy("Kerja sosial perlu persetujuan orangnya.")},
    )


def samples(now: datetime) -> dict[str, Any]:
    """Context of the style page; `now` is an aware time and fixes every date on it."""
    today = as_day(now)
    return {
        "today": today,
        "now": now,
        "yesterday": today - timedelta(days=1),
        "overdue": today - timedelta(days=3),
        "tomorrow": today + timedelta(days=1),
        "next_month": today + timedelta(days=30),
        "blank_form": SampleForm(prefix="kosong"),
        "faulty_form": SampleForm({"galat-name": "Suharto"}, prefix="galat"),
        "identity": identity(),
        "tasks": tasks(),
        "rows": rows(today),
        "summary": summary(today),
        "table": table(today),
        "events": events(now),
        "board": board(today),
        "sessions": sessions(now),
        "points": points(),
        "course": [
            (_("Januari"), 214, _("214 jam")),
            (_("Februari"), 280, _("280 jam")),
            (_("Maret"), 342, _("342 jam")),
        ],
        "chips": chips(),
        "icons": icons(),
    }


def icons() -> list[str]:
    """Names of every icon in the sprite."""
    return re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text(encoding="utf-8"))


def identity() -> dict[str, Any]:
    """The identity bar of one person."""
    return {
        "facts": [
            {"label": _("Putusan"), "value": "112/Pid.B/2026/PN Amb"},
            {"label": _("Pidana"), "value": _("120 jam")},
            {"label": _("Batas"), "value": "9 Agustus 2026"},
        ],
        "status": {"kind": "info", "text": _("Sedang berjalan")},
        "actions": [{"label": _("Jadwalkan"), "url": "#jadwal", "icon": "calendar"}],
        "tabs": [
            {"label": _("Ringkasan"), "url": "#ringkasan", "current": True},
            {"label": _("Jadwal"), "url": "#jadwal"},
            {"label": _("Jam"), "url": "#jam"},
            {"label": _("Dokumen"), "url": "#dokumen"},
            {"label": _("Riwayat"), "url": "#riwayat"},
        ],
    }


def tasks() -> list[dict[str, str]]:
    """The four states of a task."""
    return [
        {"label": _("Putusan"), "url": "#putusan", "state": "selesai"},
        {"label": _("Orang"), "url": "#orang", "state": "diisi", "hint": _("2 isian belum lengkap")},
        {"label": _("Persetujuan jaksa"), "url": "#jaksa", "state": "menunggu"},
        {"label": _("Kirim ke Bapas"), "state": "belum"},
    ]


def rows(today: date) -> list[dict[str, Any]]:
    """Rows whose whole surface is the link."""
    button = {"label": _("Panggil"), "url": "#panggil"}
    late = {"label": "Suharto", "url": "#suharto", "note": _("Tidak hadir 2 kali"), "button": button}
    return [
        {**late, "due": today - timedelta(days=3)},
        {"label": "Maria Ratulangi", "url": "#maria", "note": "Pantai Natsepa", "due": today + timedelta(days=1)},
        {"label": "Yohanis Latumahina", "url": "#yohanis", "due": today + timedelta(days=40)},
    ]


def summary(today: date) -> list[dict[str, Any]]:
    """A check page."""
    return [
        {"label": _("Nama"), "value": "Suharto", "url": "#nama"},
        {"label": _("Nomor putusan"), "value": "112/Pid.B/2026/PN Amb", "url": "#nomor"},
        {"label": _("NIK"), "value": "", "url": "#nik", "action": _("Isi")},
    ]


def table(today: date) -> dict[str, Any]:
    """A register table."""
    columns = [
        {"label": _("Orang")},
        {"label": _("Putusan")},
        {"label": _("Jam"), "numeric": True},
        {"label": _("Keadaan")},
    ]
    people = [("Suharto", "112", 75, "info", _("Berjalan")), ("Maria Ratulangi", "98", 150, "ok", _("Selesai"))]
    cells = [
        {
            "cells": [
                {"text": name, "url": "#orang"},
                {"text": f"{number}/Pid.B/2026/PN Amb"},
                {"text": hours},
                {"tag": {"kind": kind, "text": word}},
            ]
        }
        for name, number, hours, kind, word in people
    ]
    return {"caption": _("Perkara yang berjalan"), "columns": columns, "rows": cells}


def events(now: datetime) -> list[dict[str, Any]]:
    """A timeline with a correction."""
    fixed = {"title": _("Dikoreksi: pulang pukul 11.30"), "at": now - timedelta(days=1), "actor": "Ibu Maria (PK)"}
    return [
        {
            "title": _("4 jam diakui"),
            "at": now,
            "actor": "Ibu Maria (PK)",
            "source": _("web"),
            "url": "#berita",
            "url_text": _("Berita acara sesi"),
        },
        {
            "title": _("Hadir 4 jam di Pantai Natsepa"),
            "at": now - timedelta(days=2),
            "actor": "Pak Yopi",
            "source": _("HP luring"),
            "corrections": [fixed],
        },
        {"title": _("Putusan diucapkan"), "day": as_day(now) - timedelta(days=30), "actor": "PN Ambon"},
    ]


def board(today: date) -> dict[str, Any]:
    """Two sites, five days."""
    days = [{"date": today + timedelta(days=step), "current": step == 0} for step in range(5)]
    full = {
        "sessions": [{"label": "08.00–12.00", "people": 8, "capacity": 10, "url": "#sesi", "announced": True}],
        "closed": "",
    }
    draft = {
        "sessions": [{"label": "13.00–16.00", "people": 3, "capacity": 10, "url": "#sesi", "announced": False}],
        "closed": "",
    }
    none, closed = {"sessions": [], "closed": ""}, {"sessions": [], "closed": _("Libur")}
    return {
        "caption": _("Papan jadwal minggu ini"),
        "days": days,
        "rows": [
            {"site": "Pantai Natsepa", "url": "#natsepa", "cells": [full, none, draft, closed, full]},
            {"site": "Pasar Mardika", "url": "#mardika", "cells": [draft, full, none, closed, none]},
        ],
    }


def sessions(now: datetime) -> list[dict[str, Any]]:
    """An announced session and a draft."""
    shared = {"url": "#sesi", "starts": now, "ends": now + timedelta(hours=4), "capacity": 10, "supervisor": "Pak Yopi"}
    waiting = {"kind": "menunggu", "text": _("Menunggu verifikasi")}
    return [
        {**shared, "site": "Pantai Natsepa", "people": 8, "announced": True, "status": waiting},
        {**shared, "site": "Pasar Mardika", "people": 3, "announced": False},
    ]


def points() -> list[dict[str, Any]]:
    """Places on the map: free, full, and one without coordinates."""
    return [
        {"label": "Lapangan Merdeka", "lat": -3.696, "lon": 128.180, "url": "#merdeka", "note": _("6 tempat kosong")},
        {
            "label": "Terminal Transit Passo",
            "lat": -3.625,
            "lon": 128.255,
            "url": "#passo",
            "note": _("10 tempat terisi"),
            "full": True,
        },
        {"label": "Pantai Namalatu", "lat": -3.780, "lon": 128.100, "url": "#namalatu", "note": _("4 tempat kosong")},
        {"label": "Kantor Negeri Halong", "url": "#halong"},
    ]


def chips() -> dict[str, Any]:
    """Saved filters and filters in force."""
    return {
        "tabs": [
            {"label": _("Punya saya"), "url": "#saya", "current": True, "count": 12},
            {"label": _("Tanpa jadwal"), "url": "#tanpa", "count": 3},
            {"label": _("Tidak hadir 2 kali atau lebih"), "url": "#dua", "count": 1},
        ],
        "active": [{"label": _("Lokasi: Pantai Natsepa"), "url": "#"}, {"label": _("Bulan: Februari"), "url": "#"}],
    }
