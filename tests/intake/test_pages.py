"""The pages /impor as a clerk sees them, without JavaScript."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from masohi.cases.intake import actions
from masohi.cases.intake.models import Batch
from masohi.cases.intake.terms import CHUNK
from masohi.cases.orders.models import Order
from masohi.faces.web.intake import views
from masohi.writing.sheets import read_sheets
from tests.cast import AT
from tests.intake import sheets_made as made


@pytest.fixture
def clerk(client, people, monkeypatch):
    monkeypatch.setattr(views, "now", lambda: AT)
    client.force_login(people.clerk)
    return client


def send(client, *rows, name="daftar.csv", content=None):
    file = SimpleUploadedFile(name, content if content is not None else made.csv(rows))
    return client.post(reverse("intake"), {"file": file}, follow=True)


def page_of(client, batch=None):
    return reverse("intake-batch", args=[(batch or Batch.objects.get()).code])


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_upload_check_mend_save_undo(clerk):
    shown = text(send(clerk, *(made.row(n) for n in range(1, 48)), *(made.row(50 + n, Jam="300") for n in range(3))))
    assert "47 baris siap, 3 baris perlu diperbaiki." in shown
    assert "Jam kerja sosial harus 8 sampai 240 jam. Tercatat 300 jam." in shown
    row = reverse("intake-row", args=[Batch.objects.get().code, 49])
    form = clerk.get(row).content.decode()
    assert 'name="hours"' in form
    assert 'name="case_number"' not in form
    assert "50/Pid.B/2026/PN Amb" in form
    assert "Tercatat 301 jam" in text(clerk.post(row, {"hours": "301"}))
    assert "Baris 49 sudah benar" in text(clerk.post(row, {"hours": "60"}, follow=True))
    assert "48 perkara tersimpan" in text(clerk.post(page_of(clerk), {"langkah": "simpan"}, follow=True))
    assert "Tidak ada baris yang menunggu" in text(clerk.post(page_of(clerk), {"langkah": "simpan"}, follow=True))
    assert Order.objects.count() == 48
    assert "48 perkara dikeluarkan" in text(clerk.post(page_of(clerk), {"langkah": "batalkan"}, follow=True))
    assert Order.objects.count() == 0
    assert "dibatalkan" in text(clerk.get(page_of(clerk)))


def test_a_long_register_is_checked_step_by_step(clerk, monkeypatch):
    monkeypatch.setattr(views, "CHUNK", 10)
    monkeypatch.setattr(views, "check_rows", lambda **given: actions.check_rows(**given, most=10))
    shown = send(clerk, *(made.row(n) for n in range(1, 26)))
    seen = []
    for _ in range(10):
        found = re.search(r"Sedang \w+ ([\d.]+) dari 25 baris", text(shown))
        if not found:
            break
        seen.append(found[1])
        assert "Lanjutkan" in text(shown)
        shown = clerk.post(page_of(clerk), {"langkah": "lanjut"}, follow=True)
    assert seen == ["0", "10", "20"]
    assert "25 baris siap" in text(shown)
    assert CHUNK == 500


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "kosong"),
        (b"%PDF-1", "PDF"),
        (b"a;b\x00;c", "NUL"),
        (made.csv([]), "belum ada baris"),
        (b"1;2;3", "judul kolom"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_at_the_field(clerk, content, told):
    response = send(clerk, content=content)
    assert response.status_code == 200
    assert told in text(response)
    assert not Batch.objects.exists()


def test_no_file_and_a_file_that_is_too_big(clerk, monkeypatch):
    assert "Pilih berkas register dahulu." in text(clerk.post(reverse("intake")))
    monkeypatch.setattr(views, "MOST_BYTES", 10)
    assert "Pecah berkas" in text(send(clerk, made.row(1)))


def test_a_double_click_keeps_one_upload(clerk):
    send(clerk, made.row(1))
    send(clerk, made.row(1))
    assert Batch.objects.count() == 1


def test_the_rows_to_be_fixed_come_as_a_workbook_that_can_be_sent_again(clerk):
    send(clerk, made.row(1), made.row(2, Jam="300", Nama="=1+1"))
    content = clerk.get(reverse("intake-fixes", args=[Batch.objects.get().code])).content
    [(_n, head), (_m, cells)] = read_sheets(content)[0].rows
    told = dict(zip(head, cells, strict=False))
    assert (told["Nama"], told["Baris asal"]) == ("'=1+1", "3")
    assert "Tercatat 300 jam" in told["Yang perlu diperbaiki"]
    shown = text(send(clerk, content=content, name="perbaiki.xlsx"))
    assert "0 baris siap, 1 baris perlu diperbaiki" in shown
    assert "Kolom ini tidak dibaca" not in shown


def test_the_template_can_be_filled_and_sent(clerk):
    content = clerk.get(reverse("intake-template")).content
    assert "1 baris siap, 0 baris perlu diperbaiki." in text(send(clerk, content=content, name="contoh.xlsx"))


@pytest.mark.parametrize("who", ["supervisor", "office", "administrator"])
def test_for_roles_without_the_grant_there_is_no_page(client, people, who):
    client.force_login(getattr(people, who))
    for address in (reverse("intake"), reverse("intake-template"), reverse("intake-batch", args=["ABCDEFGHJK"])):
        assert client.get(address).status_code == 404


def test_uploads_of_others_are_not_there(clerk, people):
    send(clerk, made.row(1, Jam="300"))
    code = Batch.objects.get().code
    clerk.force_login(people.prosecutor)
    for address in (
        reverse("intake-batch", args=[code]),
        reverse("intake-row", args=[code, 2]),
        reverse("intake-fixes", args=[code]),
    ):
        assert clerk.get(address).status_code == 404
        assert clerk.post(address, {"langkah": "simpan", "hours": "60"}).status_code == 404
    assert code not in clerk.get(reverse("intake")).content.decode()
    assert Order.objects.count() == 0


def test_what_a_file_says_is_never_markup(clerk):
    response = send(clerk, made.row(1, Nama="<script>alert(1)</script>", Jam="<b>300</b>"))
    assert "<script>alert" not in response.content.decode()
    assert "<b>300" not in response.content.decode()


def test_warnings_stand_once_with_their_rows(clerk):
    shown = text(send(clerk, *(made.row(n) for n in range(1, 21)), made.row(21, Setuju="belum")))
    assert shown.count("Surat perintah pelaksanaan dari jaksa belum ada.") == 1
    assert (
        "1 baris Persetujuan terdakwa belum tercatat. Catat setelah tujuan kerja sosial dijelaskan. Baris 22" in shown
    )


def test_every_column_can_be_mended_when_asked(clerk):
    send(clerk, made.row(1, Jam="300"))
    row = reverse("intake-row", args=[Batch.objects.get().code, 2])
    assert 'name="case_number"' in clerk.get(f"{row}?kolom=semua").content.decode()
