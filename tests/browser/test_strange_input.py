"""What people really bring: files that are no register, letters of the whole world, accounts that may do nothing."""

import io
import zipfile

import pytest

from masohi.cases.intake.models import Batch
from masohi.cases.orders.models import Order
from masohi.parties.accounts.models import User
from masohi.work.completion.actions import complete_order
from tests import cast
from tests.browser.hands import Hands, past_session, sees, write_verdict
from tests.intake.sheets_made import csv, row, xlsx

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Łucija Dʼjamaluddin Ñuñez‑Ōtani Soumokil Van der Württemberg"


def zipped(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, content)
    return out.getvalue()


def many(rows):
    return b"Nomor Perkara;Nama;Jam\r\n" + b"".join(b"%d/Pid.B/2026/PN Amb;Orang;60\r\n" % n for n in range(rows))


BAD_FILES = {
    "kosong.csv": (b"", "kosong"),
    "nul.csv": (b"\0" * 5000, "kosong"),
    "bolong.csv": (csv([row(1), row(2, Nama="Su\0harto")]), "NUL"),
    "cacah.xlsx": (xlsx([row(1)])[:900], "rusak"),
    "bukan.xlsx": (zipped("a.txt", "halo"), "Simpan"),
    "acak.xls": (bytes(range(256)) * 40, "Simpan"),
    "surat.pdf": (b"%PDF-1.7 ...", "PDF"),
    "foto.csv": (b"\x89PNG\r\n\x1a\n", "gambar"),
    "halaman.xls": (b"<html><table></table></html>", "halaman web"),
    "besar.csv": (many(100_000), "baris"),
    "tanpa-judul.csv": (b"satu;dua\r\n1;2\r\n", "kolom"),
    "berat.csv": (b"Nomor Perkara;Nama;Jam\r\n" + b"x" * 10_600_000, "10 MB"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_register_is_told_in_plain_words(name, people, open_page, tmp_path):
    content, word = BAD_FILES[name]
    file = tmp_path / name
    file.write_bytes(content)
    page = open_page(people.clerk, "/impor")
    page.get_by_label("Berkas register").set_input_files(file)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        Hands(page).press("Unggah dan periksa")
    assert answer.value.status == 200
    told = page.locator("[data-ringkasan-galat]").inner_text()
    assert word in told
    assert told.count(".") >= 2, "what happened, and what to do"
    assert not Batch.objects.exists()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "utf-16-le"])
def test_a_register_in_another_encoding_is_read(encoding, people, open_page, tmp_path):
    file = tmp_path / "register.csv"
    file.write_bytes(csv([row(1, Nama="André Noël")], encoding=encoding))
    page = open_page(people.clerk, "/impor")
    page.get_by_label("Berkas register").set_input_files(file)
    Hands(page).press("Unggah dan periksa")
    sees(page, "1 baris siap")
    sees(page, "André Noël")


def test_a_name_of_sixty_letters_fits_every_page(people, open_page, clock):
    page = open_page(people.clerk, "/perkara/baru", width=320)
    hands = Hands(page)
    write_verdict(hands, Nama=LONG)
    hands.press("Periksa isian")
    hands.press("Simpan putusan")
    sees(page, "Putusan tersimpan.")
    order = Order.objects.select_related("person").get()
    assert len(LONG) == 60
    assert order.person.name == LONG
    for path in ("", "/riwayat", "/orang"):
        page.goto(f"/perkara/{order.code}{path}")
        assert LONG in page.locator("body").inner_text()
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"), path


def test_a_letter_carries_every_alphabet(people, open_page, clock):
    order = cast.running(people, hours=8, person_name=LONG)
    cast.planned(people, order)
    _, letter = complete_order(order=order, by=people.prosecutor, at=cast.work_out(people, order))
    page = open_page(people.prosecutor, f"/perkara/{order.code}/dokumen")
    for link in page.get_by_role("link", name="Buka PDF").all():
        assert page.request.get(link.get_attribute("href")).body().startswith(b"%PDF")
    shown = open_page(None, f"/verifikasi/{letter.code}").locator("main").inner_text()
    assert "ASLI" in shown
    assert "Soumokil" not in shown


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "1e3", "satu", ""])
def test_a_head_count_that_is_no_number_is_asked_again(number, people, open_page, clock):
    session = past_session(people, clock)
    page = open_page(people.supervisor, f"/sesi/{session.code}/catat")
    token = page.locator("main [name=csrfmiddlewaretoken]").first.input_value()
    answer = page.request.post(page.url, form={"csrfmiddlewaretoken": token, "start": number})
    assert answer.status == 200
    assert "Ada berapa orang?" in answer.text()


def test_a_refused_record_that_is_no_number_is_left_out(people, open_page, clock):
    session = past_session(people, clock)
    cast.attend(people, session)
    page = open_page(people.pk, "/verifikasi-jam")
    token = page.locator("main [name=csrfmiddlewaretoken]").first.input_value()
    form = {"csrfmiddlewaretoken": token, "sesi": session.code, "tolak": "²"}
    assert page.request.post(page.url, form=form).status == 200


def test_an_account_without_a_role_is_told_whom_to_ask(people, open_page):
    User.objects.get(pk=people.pk.pk).memberships.update(ended_on=cast.MONDAY)
    page = open_page(people.pk, "/tugas")
    sees(page, "Pengelola sistem di kantor Anda dapat memperbaikinya.")
    for path in ("/perkara", "/jadwal", "/verifikasi-jam", "/lokasi", "/impor", "/kelola"):
        assert page.goto(path).status == 404
        sees(page, "tidak dibuka untuk peran Anda")
    assert page.goto("/akun").status == 200, "the own password can be changed without a role"
