"""Money through its pages: divide, read somebody's premi, print it, hand it out, the month's statement."""

import io
import re

import pypdfium2
import pytest
from django.urls import reverse

from masohi.ledger.reads.models import Reading
from masohi.reentry.money.models import PnbpDeposit, PremiEntry, Split, SplitPolicy
from tests import making

ROLES = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "bureau", "unit", "stranger")


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: making.PAID)


@pytest.fixture
def rudi(people):
    return making.second(people)


@pytest.fixture
def shelf(people, rudi):
    goods = making.product(people)
    making.batch(people, goods, workers=[(making.trainee(people), 1)], checker=rudi)
    return goods


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def printed(response):
    pages = pypdfium2.PdfDocument(io.BytesIO(response.content))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def filled(**changes):
    return {
        "unit": "LPKA Ambon",
        "valid_from": "2026-01-02",
        "base": "laba",
        "premi_bp": "50",
        "pnbp_bp": "12,5",
        "modal_bp": "37.5",
        "remainder": "modal",
        "usable_bp": "25",
        "child_saving": "on",
        "document": "SK Kepala LPKA 1/2026",
    } | changes


@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_there_for_the_unit_and_for_nobody_else(client, people, shelf, role):
    making.policy(people)
    making.sold(people, (shelf, 1))
    client.force_login(people.unit)
    client.post(reverse("money"), {"bagi": "ya"})
    split, maker = Split.objects.get(), PremiEntry.objects.get().trainee
    client.force_login(getattr(people, role))
    pages = [reverse(name) for name in ("money", "split-policies", "split-policy-new")]
    pages += [reverse(name, args=[maker.code]) for name in ("premi-maker", "premi-sheet", "premi-pay")]
    pages += [reverse(name, args=["2026-10"]) for name in ("money-month", "money-month-paper")]
    pages += [reverse("split", args=[split.code])]
    assert {client.get(page).status_code for page in pages} == ({200} if role == "unit" else {404})


def test_a_policy_is_set_in_percent(client, people):
    client.force_login(people.unit)
    assert "belum punya kebijakan" in words(client.get(reverse("money")))
    page = client.post(reverse("split-policy-new"), filled(modal_bp="37"))
    assert "berjumlah 99,5%" in words(page)
    page = client.post(reverse("split-policy-new"), filled(), follow=True)
    row = SplitPolicy.objects.get()
    assert (row.premi_bp, row.pnbp_bp, row.modal_bp, row.usable_bp) == (5000, 1250, 3750, 2500)
    assert "Premi 50%, PNBP 12,5%, modal 37,5%" in words(page)


def test_sales_are_divided_and_what_waits_is_told(client, people, shelf):
    making.policy(people)
    other = making.product(people, "Sawi", price=5_000)
    making.batch(people, other, material=0)
    making.sold(people, (shelf, 2))
    making.sold(people, (other, 1))
    client.force_login(people.unit)
    page = client.post(reverse("money"), {"bagi": "ya"}, follow=True)
    assert "1 penjualan dibagi" in words(page)
    assert "Belum ada peserta yang tercatat bekerja" in words(page)
    assert "Yunus Tuhumury" in words(page)
    split = Split.objects.get()
    told = words(client.get(reverse("split", args=[split.code])))
    assert "Rp40.000" in told
    assert "Petugas lain di unit ini dapat menarik" in told


def test_a_division_is_taken_back_through_its_page(client, people, shelf, rudi):
    making.policy(people)
    making.sold(people, (shelf, 1))
    client.force_login(people.unit)
    client.post(reverse("money"), {"bagi": "ya"})
    address = reverse("split", args=[Split.objects.get().code])
    assert "Anda yang membagi" in words(client.post(address, {"reason": "Salah"}, follow=True))
    client.force_login(rudi)
    assert "Ditarik" in words(client.post(address, {"reason": "Salah peserta"}, follow=True))
    told = words(client.get(address))
    assert "Alasan: Salah peserta" in told
    assert "-Rp20.000" in told


def test_what_was_handed_out_too_early_stands_under_zero(client, people, shelf, rudi):
    making.policy(people)
    making.sold(people, (shelf, 1))
    client.force_login(people.unit)
    client.post(reverse("money"), {"bagi": "ya"})
    split, maker = Split.objects.get(), PremiEntry.objects.get().trainee
    client.post(reverse("premi-pay", args=[maker.code]), {"amount": "Rp5.000", "way": "kartu", "document": "K1"})
    client.force_login(rudi)
    client.post(reverse("split", args=[split.code]), {"reason": "Salah peserta"})
    for page in (reverse("money"), reverse("premi-maker", args=[maker.code])):
        assert "-Rp5.000" in words(client.get(page))
    assert "-Rp5.000" in printed(client.get(reverse("premi-sheet", args=[maker.code])))


def test_papers_are_indonesian_whatever_the_page_is(client, people, shelf):
    making.policy(people)
    client.force_login(people.unit)
    client.cookies["bahasa"] = "en"
    assert "October 2026" in words(client.get(reverse("money-month", args=["2026-10"])))
    assert "Oktober 2026" in printed(client.get(reverse("money-month-paper", args=["2026-10"])))


def test_a_maker_reads_the_same_on_paper(client, people, shelf):
    making.policy(people, base="omzet")
    making.sold(people, (shelf, 4))
    client.force_login(people.unit)
    client.post(reverse("money"), {"bagi": "ya"})
    maker = PremiEntry.objects.get().trainee
    page = client.post(
        reverse("premi-pay", args=[maker.code]),
        {"amount": "Rp20.000", "way": "rekening", "document": "BRI 77"},
        follow=True,
    )
    assert "tercatat diserahkan" in words(page)
    sheet = client.get(reverse("premi-sheet", args=[maker.code]))
    told = printed(sheet)
    for text in ("Yunus Tuhumury", "Rp100.000", "-Rp20.000", "Rp80.000", "BRI 77", "Gelang cengkih"):
        assert text in told
        assert text in words(page)
    assert "Yunus" not in str(sheet.headers)


def test_whoever_opens_somebodys_premi_is_noted(client, people, shelf):
    making.policy(people)
    making.sold(people, (shelf, 1))
    client.force_login(people.unit)
    client.post(reverse("money"), {"bagi": "ya"})
    maker = PremiEntry.objects.get().trainee
    assert not Reading.objects.exists()
    for name in ("premi-maker", "premi-sheet", "premi-pay"):
        client.get(reverse(name, args=[maker.code]))
    assert [entry.actor for entry in Reading.objects.all()] == [people.unit.pk] * 3


def test_more_than_is_payable_is_refused_in_the_form(client, people, shelf):
    making.policy(people, base="omzet")
    making.sold(people, (shelf, 1))
    client.force_login(people.unit)
    client.post(reverse("money"), {"bagi": "ya"})
    address = reverse("premi-pay", args=[PremiEntry.objects.get().trainee.code])
    page = client.post(address, {"amount": "Rp10.000", "way": "kartu", "document": "1"})
    assert "paling banyak Rp6.250" in words(page)
    assert "tunai" not in re.findall(r'value="(\w+)"', page.content.decode())
    assert client.post(address, {"amount": "Rp1.000", "way": "tunai", "document": "1"}).status_code == 200
    assert PremiEntry.objects.count() == 1


def test_the_month_is_read_printed_and_paid_in(client, people, shelf):
    making.policy(people)
    sale = making.sold(people, (shelf, 3))
    client.force_login(people.unit)
    address = reverse("money-month", args=["2026-10"])
    assert "1 penjualan bulan ini belum dibagi" in words(client.get(address))
    client.post(reverse("money"), {"bagi": "ya"})
    page = client.post(address, {"amount": "Rp18.000", "paid_on": "2026-10-06", "receipt": "ntpn77"}, follow=True)
    assert "Setoran tersimpan" in words(page)
    assert PnbpDeposit.objects.get().receipt == "NTPN77"
    told = printed(client.get(reverse("money-month-paper", args=["2026-10"])))
    for text in ("Oktober 2026", sale.code, "Rp150.000", "Rp18.000", "NTPN77"):
        assert text in told
    assert "Yunus" not in told


@pytest.mark.parametrize("name", ["2026-13", "2026-1", "besok", "2026-11", "1999-01", "0000-00"])
def test_a_month_that_is_none_is_not_there(client, people, name):
    client.force_login(people.unit)
    assert client.get(reverse("money-month", args=[name])).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_who_steers_reads_numbers_and_no_name(client, people, shelf, role):
    making.policy(people)
    making.sold(people, (shelf, 3))
    client.force_login(people.unit)
    client.post(reverse("money"), {"bagi": "ya"})
    client.force_login(getattr(people, role))
    page = client.get(reverse("product-figures"))
    assert page.status_code == (200 if role in {"unit", "leader", "bureau"} else 404)
    if page.status_code == 200:
        told = words(page)
        for text in ("LPKA Ambon", "10", "Rp150.000", "Rp18.000"):
            assert text in told
        assert "Yunus" not in told
        assert "Rp60.000" not in told
        before = words(client.get(reverse("product-figures") + "?tahun=2025"))
        assert "Rp150.000" not in before


def test_another_unit_by_its_name_is_not_there(client, people):
    client.force_login(people.unit)
    assert client.get(reverse("money") + "?unit=Lapas Ambon").status_code == 404
    assert client.get(reverse("money") + "?unit=LPKA Ambon").status_code == 200
