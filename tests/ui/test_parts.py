"""The parts say in words what they draw."""

import re
from datetime import UTC, date, datetime

import pytest
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from masohi.ui import drawing
from masohi.ui.gallery import samples
from masohi.ui.templatetags.ui import due_words, ring_sentence

NOW = datetime(2026, 2, 8, 23, 30, tzinfo=UTC)


def render(source: str, **values: object) -> str:
    """A template from text, with the kit's tags."""
    return Template("{% load ui %}" + source).render(Context(values))


def page(name: str, **values: object) -> str:
    """A whole page as a request would get it."""
    return render_to_string(name, values, request=RequestFactory().get("/kelola/gaya"))


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        ((7200, 4500, 480), "75 dari 120 jam diakui, 8 jam menunggu"),
        ((7200, 4530, 0), "75 jam 30 menit dari 120 jam diakui"),
        ((9600, 0, 30), "0 dari 160 jam diakui, 30 menit menunggu"),
    ],
)
def test_ring_sentence(minutes, sentence):
    assert ring_sentence(*minutes) == sentence
    assert f'role="img" aria-label="{sentence}"' in render(
        "{% cincin_jam a b c %}", a=minutes[0], b=minutes[1], c=minutes[2]
    )


def drawn(pattern: str) -> int:
    """How much of the circle a dash pattern inks."""
    return sum(int(part) for part in pattern.split()[::2])


@pytest.mark.parametrize(
    ("total", "credited", "waiting"),
    [(7200, 7199, 0), (7200, 0, 1), (14400, 1, 1), (480, 240, 480), (480, 470, 5)],
)
def test_a_started_ring_is_never_drawn_closed(total, credited, waiting):
    ring = drawing.ring(total, credited, waiting)
    assert 0 <= drawn(ring.credited) < drawing.FULL
    assert drawn(ring.credited) + drawn(ring.waiting) <= drawing.FULL
    for pattern in filter(None, (ring.credited, ring.waiting)):
        assert sum(int(part) for part in pattern.split()) == drawing.FULL


def test_a_finished_ring_is_closed():
    assert drawing.ring(7200, 7200, 0).credited == "1000 0"


@pytest.mark.parametrize(
    ("days", "words"),
    [(-3, "terlambat 3 hari"), (0, "hari ini"), (1, "besok"), (30, "30 hari lagi")],
)
def test_due_words(days, words):
    assert due_words(days) == words


def test_a_met_deadline_is_not_late():
    html = render("{% tenggat day today True %}", day=date(2026, 2, 6), today=date(2026, 2, 9))
    assert "3 hari yang lalu" in html
    assert "lewat" not in html


def test_due_date_counts_days_in_wit_not_utc():
    assert "besok" in render("{% tenggat day now %}", day=date(2026, 2, 10), now=NOW)


def test_map_places_ambon_and_leaves_out_what_lies_elsewhere():
    x, y = drawing.project(-3.696, 128.180)
    frame = drawing.map_frame()
    assert 0.3 < x / frame["width"] < 0.6
    assert 0.4 < y / frame["height"] < 0.7
    assert drawing.project(-6.2, 106.8) is None


def test_map_lists_a_site_without_coordinates():
    html = render("{% peta points %}", points=[{"label": "Kantor Negeri Halong"}])
    assert "Kantor Negeri Halong" in html
    assert "Belum ada titik di peta." in html
    assert "<circle" not in html


def test_dots_that_would_cover_each_other_move_apart():
    spots = drawing.spread([(100.0 + step, 100.0) for step in range(6)])
    apart = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for i, a in enumerate(spots) for b in spots[:i]]
    assert min(apart) >= 29


def test_map_has_every_district_and_village():
    fragment = render_to_string("ui/parts/map_ambon.svg")
    assert len(re.findall(r'id="kec-81\.71\.\d\d"', fragment)) == 5
    assert len(re.findall(r'id="desa-81\.71\.\d\d\.\d{4}"', fragment)) == 50


def test_board_is_also_a_list_by_day():
    html = render("{% papan_jadwal board %}", board=samples(NOW)["board"])
    board, by_day = html.split('<div class="papan-hari sempit-saja">')
    assert board.count("belum diumumkan") == by_day.count("belum diumumkan") == 2
    assert by_day.count("<h3>") == 5


def test_a_board_of_one_shape_writes_every_session_once():
    board = samples(NOW)["board"]
    week = render("{% papan_jadwal board %}", board=board | {"shape": "minggu"})
    days = render("{% papan_jadwal board %}", board=board | {"shape": "daftar"})
    assert (week.count("08.00–12.00"), days.count("08.00–12.00")) == (3, 3)
    assert "papan-hari" not in week
    assert "<table" not in days


def test_a_chip_shows_in_steps_how_full_it_is_and_who_joined_since():
    chip = {"label": "08.00–12.00", "people": 7, "capacity": 10, "url": "#", "announced": True, "quiet": 2}
    free = {**chip, "people": 0, "url": "", "announced": False, "free": True}
    cells = [{"sessions": [chip, {**chip, "people": 12, "quiet": 0}, free], "closed": "Talud", "note": "Cuti: Budi"}]
    days = [{"date": date(2026, 2, 9), "current": False, "holiday": "Hari raya", "totals": "7 orang"}]
    board = {"caption": "Sesi", "days": days, "rows": [{"site": "Natsepa", "url": "#n", "cells": cells}]}
    html = render("{% papan_jadwal board %}", board=board | {"shape": "minggu"})
    assert "isi7" in html
    assert "isi10" in html
    assert html.count("2 orang belum diumumkan") == 1
    assert "10 tempat bebas" in html
    assert '<p class="cip-sesi bebas">' in html
    for words in ("Hari raya", "7 orang", "Talud", "Cuti: Budi"):
        assert words in html


def test_a_name_cannot_carry_markup():
    row = {"label": "<script>alert(1)</script>", "url": "/orang/1"}
    html = render('{% include "ui/parts/row_list.html" %}', rows=[row], today=date(2026, 2, 9))
    assert "<script>" not in html


def test_pagination_keeps_the_filters():
    source = '{% load ui %}{% include "ui/parts/pagination.html" %}'
    request = RequestFactory().get("/perkara?status=jalan&halaman=2")
    neighbours = {"has_other_pages": True, "has_next": True, "next_page_number": 3, "has_previous": False, "number": 2}
    html = Template(source).render(RequestContext(request, {"page": neighbours}))
    assert 'href="?status=jalan&amp;halaman=3"' in html
    assert "Sebelumnya" not in html


def test_style_page_shows_every_part():
    html = page("ui/gaya.html", sample_data=True, **samples(NOW))
    assert "Data CONTOH" in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html"])
def test_fault_pages_say_what_is_safe_and_offer_a_way_on(name):
    html = page(name)
    assert 'class="catatan"' in html
    assert 'class="tombol"' in html


def test_500_needs_nothing():
    html = render_to_string("500.html")
    assert "Layanan sedang bermasalah" in html
    assert "tetap aman" in html


def test_base_shows_what_it_is_given():
    item = {"label": "Perkara", "url": "/perkara", "icon": "gavel", "current": True}
    person = {"name": "Maria", "role": "PK", "logout_url": "/keluar"}
    html = page("ui/base.html", navigation=[item], bottom_navigation=[item], account=person, session_seconds=600)
    assert html.count('aria-current="page"') == 3  # side bar, phone menu, bottom bar
    assert 'action="/keluar"' in html
    assert 'data-sesi-detik="600"' in html


def test_base_without_anything_has_no_empty_menus():
    html = page("ui/base.html")
    assert "<nav" not in html
    assert 'href="#isi"' in html


def test_a_map_of_hundreds_of_spots_is_drawn_at_once(monkeypatch):
    looked = []
    monkeypatch.setattr(drawing, "push", lambda *pair: looked.append(pair) or True)
    assert len(drawing.spread([(100.0, 100.0)] * 300)) == 300
    assert len(looked) <= 45_000
    looked.clear()
    drawing.spread([(100.0, 100.0)] * 30)
    assert len(looked) > 15_000
