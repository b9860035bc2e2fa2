"""Pages for everybody: they answer, they name nobody, and guessing is slowed."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from masohi.faces import guard
from masohi.faces.public import health
from masohi.work.completion.actions import complete_order, revoke_letter
from tests import cast

PAGES = ["home", "verify-letter", "help", "privacy", "accessibility", "status", "law"]


@pytest.fixture(autouse=True)
def _calm():
    cache.clear()


@pytest.fixture
def letters(people, planned):
    """The two letters of Samuel Latumahina's order: minutes and certificate."""
    at = cast.work_out(people, planned.order)
    return complete_order(order=planned.order, by=people.prosecutor, at=at + timedelta(days=1))


def words(response):
    """What a reader sees, without tags."""
    return re.sub(r"<[^>]+>", " ", response.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_everybody_may_read(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert not re.search(rb" style=| onclick=|<script(?! type=\"module\" src)", response.content)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_for_everybody_names_a_person(client, letters, name):
    text = words(client.get(reverse(name)))
    assert not re.search("Samuel|Latumahina|Jeri|Maria|Budi", text)


def test_the_front_page_takes_its_limits_from_the_law(client, people):
    text = words(client.get("/"))
    assert "8 sampai 240 jam" in text
    assert "Rp10.000.000" in text


def test_a_certificate_is_genuine_with_initials_only(client, letters):
    certificate = letters[1]
    text = words(client.get(reverse("letter-check", args=[certificate.code])))
    assert "ASLI" in text
    assert "S.L." in text
    assert "Surat keterangan selesai" in text
    assert certificate.unit.name in text
    assert not re.search("Samuel|Latumahina|112/Pid|60 jam|Pantai", text)


@pytest.mark.parametrize("shape", [str.lower, lambda c: f"{c[:5]}-{c[5:]}", lambda c: f" {c[:3]} {c[3:]} "])
def test_a_code_may_be_typed_in_any_shape(client, letters, shape):
    typed = shape(letters[1].code)
    answer = client.post(reverse("verify-letter"), {"kode": typed}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("letter-check", args=[letters[1].code])
    assert "ASLI" in words(answer)
    direct = words(client.get(f"/verifikasi/{typed.strip().replace(' ', '%20')}"))
    assert "ASLI" in direct
    assert letters[1].code in direct


def test_a_revoked_letter_is_revoked_and_does_not_say_why(client, people, letters):
    revoke_letter(letter=letters[0], reason="nama Samuel salah", by=people.prosecutor, at=letters[0].issued_at)
    text = words(client.get(reverse("letter-check", args=[letters[0].code])))
    assert "DICABUT" in text
    assert "ASLI" not in text
    assert "Samuel" not in text


def test_an_unknown_code_is_not_found(client, db):
    text = words(client.get("/verifikasi/ZZZZZZZZZZ"))
    assert "TIDAK DITEMUKAN" in text
    assert "ASLI" not in text


def test_a_refused_code_stays_in_the_box(client, db):
    response = client.post(reverse("verify-letter"), {"kode": "K7MQ"})
    assert response.status_code == 200
    assert 'value="K7MQ"' in response.content.decode()
    assert "10 huruf dan angka" in words(response)


def test_guessing_is_slowed_and_other_addresses_are_not(client, db):
    url = reverse("letter-check", args=["ZZZZZZZZZZ"])
    answers = [client.get(url).status_code for _ in range(guard.LETTER_CHECKS + 1)]
    assert answers == [200] * guard.LETTER_CHECKS + [429]
    assert "Terlalu sering mencoba" in words(client.get(url))
    assert client.get(url, REMOTE_ADDR="10.1.2.3").status_code == 200


@pytest.mark.django_db
def test_a_watcher_learns_whether_we_live_and_are_ready(client):
    assert client.get("/health/live").content == b"ok"
    assert client.get("/health/ready").status_code == 200


@pytest.mark.django_db
def test_a_watcher_learns_that_the_tables_are_old(client, monkeypatch):
    monkeypatch.setattr("masohi.faces.public.views.tables_are_current", lambda: False)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.content) == (503, b"tidak siap")
    assert "sedang disiapkan" in words(client.get("/status"))


@pytest.mark.django_db
def test_a_missing_migration_is_seen(monkeypatch):
    assert health.tables_are_current()
    loader = health.MigrationExecutor(health.connection).loader
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, nodes: [(loader, False)])
    assert not health.tables_are_current()


def test_a_watcher_learns_that_the_database_is_gone(monkeypatch):
    class Gone:
        def cursor(self):
            raise DatabaseError("gone")

    monkeypatch.setattr(health, "connection", Gone())
    client = Client()
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").status_code == 503
    answer = client.get("/status")
    assert answer.status_code == 503
    assert "sedang bermasalah" in words(answer)


@pytest.mark.django_db
def test_help_shows_the_contact_of_the_office_as_written(client, settings):
    assert "belum diisi" in words(client.get("/bantuan"))
    settings.HELP_CONTACT = "Meja bantuan Diskominfo, lantai 2"
    assert "Meja bantuan Diskominfo, lantai 2" in words(client.get("/bantuan"))


def test_pages_ask_the_database_a_fixed_number_of_times(client, letters, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        client.get("/")
    with django_assert_max_num_queries(2):
        client.get(reverse("letter-check", args=[letters[0].code]))


@pytest.mark.django_db
def test_the_law_book_shows_every_rule_with_article_examples_and_result(client):
    text = words(client.get("/hukum"))
    assert "KS-05" in text
    assert "UU 1/2023 Pasal 85 ayat (4)" in text
    assert "contoh gagal" not in text
    assert "Yang tidak diputuskan program" in text
    assert "Contoh dijalankan saat halaman ini dibuka" in text


@pytest.mark.django_db
def test_the_law_book_says_so_where_an_example_fails(client, monkeypatch):
    monkeypatch.setattr("masohi.faces.web.manage.law.proven", lambda: {"KS-05": False, "KS-06": True})
    text = words(client.get("/hukum?q=KS-05"))
    assert "contoh gagal" in text
    assert "1 aturan tidak memberi hasil" in text


@pytest.mark.django_db
def test_the_law_book_can_be_searched(client):
    text = words(client.get("/hukum", {"q": "dikomersialkan"}))
    assert "KS-17" in text
    assert "KS-05" not in text
