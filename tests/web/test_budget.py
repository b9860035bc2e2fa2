"""Money of the cooperation through its pages."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from masohi.supply.budget.actions import change_line, plan_money
from masohi.supply.budget.models import Allocation, BudgetLine, Payment
from tests import promised

pytestmark = pytest.mark.django_db

ROLES = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "bureau", "unit", "stranger")
LISTS = {"prosecutor", "pk", "office", "leader", "bureau", "unit", "stranger"}


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: promised.NOON)


@pytest.fixture
def row(people):
    return promised.line(people)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def filled(**changes):
    """A line as the bureau would type it."""
    return {
        "edition": "1",
        "year": "2026",
        "source": "apbd",
        "owner": "DLHP",
        "code": "2.11.03.2.01.0002",
        "name": "Sarana kebersihan",
        "ceiling": "Rp25.000.000",
        "document": "DPA 2026",
    } | changes


@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_there_for_its_roles_and_for_nobody_else(client, people, row, role):
    payment = promised.payment(people, row, file=("sp2d.pdf", promised.PDF))
    client.force_login(getattr(people, role))
    expected = {
        reverse("budget"): LISTS,
        reverse("budget-new"): {"bureau"},
        reverse("budget-import"): {"bureau"},
        reverse("budget-template"): {"bureau"},
        reverse("budget-line", args=[row.reference]): {"office", "leader", "bureau"},
        reverse("budget-change", args=[row.reference]): {"bureau"},
        reverse("budget-plan", args=[row.reference]): {"bureau"},
        reverse("budget-pay", args=[row.reference]): {"office", "bureau"},
        reverse("payment-withdraw", args=[payment.code]): {"office", "bureau"},
        reverse("payment-file", args=[payment.code]): {"office", "leader", "bureau"},
    }
    for address, roles in expected.items():
        assert client.get(address).status_code == (200 if role in roles else 404), address


def test_sums_stand_by_source(client, people, row):
    promised.payment(people, row)
    promised.line(people, source="dipa", owner=people.bapas, name="Pembimbingan", ceiling=40_000_000)
    client.force_login(people.leader)
    page = words(client.get(reverse("budget")))
    assert "Rp190.000.000 pagu" in page.replace("pagu Rp190.000.000", "Rp190.000.000 pagu")
    assert "Rp35.000.000 dari Rp150.000.000" in page
    assert "Rp0 dari Rp40.000.000" in page
    client.force_login(people.office)
    page = words(client.get(reverse("budget")))
    assert "Pembimbingan" not in page
    assert "Biaya kerja sosial" not in page


def test_costs_are_not_made_up(client, people, row):
    client.force_login(people.leader)
    page = words(client.get(reverse("budget")))
    assert page.count("belum dapat dihitung") == 2


@pytest.mark.parametrize("year", ["2025", "x", "²", "9" * 400, "2027"])
def test_a_year_without_lines_shows_the_newest(client, people, row, year):
    client.force_login(people.leader)
    assert row.name in words(client.get(reverse("budget"), {"tahun": year}))


def test_years_can_be_chosen(client, people, row):
    promised.line(people, year=2027, name="Tahun depan")
    client.force_login(people.leader)
    assert "Tahun depan" not in words(client.get(reverse("budget")))
    assert "Tahun depan" in words(client.get(f"{reverse('budget')}?tahun=2027"))
    page = words(client.get(reverse("budget"), {"tahun": "2026"}))
    assert row.name in page
    assert "Tahun depan" not in page


def test_over_the_ceiling_is_saved_shown_and_told_what_to_do(client, people, row):
    client.force_login(people.office)
    sent = {"rupiah": "Rp151.000.000", "paid_on": "2026-10-01", "document": "SP2D 9", "commitment": ""}
    answer = client.post(reverse("budget-pay", args=[row.reference]), sent, follow=True)
    page = words(answer)
    assert Payment.objects.get().rupiah == 151_000_000
    assert "Realisasi Rp151.000.000 melebihi pagu Rp150.000.000" in page
    assert "Periksa SP2D" in page
    assert "Perlu dilihat" in words(client.get(reverse("budget")))


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [("Rp12.500.000", 12_500_000), ("12500000", 12_500_000), ("1,25 juta", 1_250_000), ("Rp 1.000,-", 1_000)],
)
def test_money_is_read_as_offices_write_it(client, people, row, typed, rupiah):
    client.force_login(people.office)
    sent = {"rupiah": typed, "paid_on": "2026-10-01", "document": "SP2D 9", "commitment": ""}
    client.post(reverse("budget-pay", args=[row.reference]), sent)
    assert Payment.objects.get().rupiah == rupiah


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"rupiah": "sejuta"}, "bukan"),
        ({"rupiah": ""}, "Tulis jumlahnya"),
        ({"rupiah": "0"}, "lebih dari Rp0"),
        ({"rupiah": "9" * 17}, "terlalu besar"),
        ({"paid_on": "2026-10-13"}, "belum tiba"),
        ({"paid_on": "2025-10-13"}, "tahun anggaran 2026"),
        ({"document": ""}, "SP2D"),
    ],
)
def test_a_refused_payment_keeps_what_was_typed(client, people, row, changes, says):
    client.force_login(people.office)
    sent = {"rupiah": "Rp1.000", "paid_on": "2026-10-01", "document": "SP2D 77", "commitment": ""} | changes
    answer = client.post(reverse("budget-pay", args=[row.reference]), sent)
    assert answer.status_code == 200
    assert says in words(answer)
    assert not Payment.objects.exists()
    if sent["document"]:
        assert "SP2D 77" in answer.content.decode()


def test_a_payment_with_its_paper_is_withdrawn_with_a_reason(client, people, row):
    client.force_login(people.office)
    sent = {"rupiah": "Rp1.000", "paid_on": "2026-10-01", "document": "SP2D 9", "commitment": ""}
    sent["file"] = SimpleUploadedFile("sp2d.pdf", promised.PDF)
    client.post(reverse("budget-pay", args=[row.reference]), sent)
    payment = Payment.objects.get()
    assert client.get(reverse("payment-file", args=[payment.code])).content == promised.PDF
    client.post(reverse("payment-withdraw", args=[payment.code]), {"reason": "Salah pos"})
    page = words(client.get(reverse("budget-line", args=[row.reference])))
    assert "Alasan: Salah pos" in page
    assert "0% dari pagu" in page


def test_the_bureau_enters_a_line_and_is_told_what_kj_04_finds(client, people):
    client.force_login(people.bureau)
    answer = client.post(reverse("budget-new"), filled(code="2.11.03"), follow=True)
    made = BudgetLine.objects.get()
    assert made.ceiling == 25_000_000
    assert "Kode sub kegiatan 2.11.03 tidak sah" in words(answer)


@pytest.mark.parametrize(
    "changes", [{"ceiling": ""}, {"name": ""}, {"owner": ""}, {"year": "1999"}, {"source": "iuran"}]
)
def test_a_refused_line_keeps_what_was_typed(client, people, changes):
    client.force_login(people.bureau)
    answer = client.post(reverse("budget-new"), filled(document="DPA nomor 7", **changes))
    assert "DPA nomor 7" in answer.content.decode()
    assert not BudgetLine.objects.exists()


def test_two_who_change_at_once_see_both(client, people, row):
    change_line(line=row, edition=1, ceiling=160_000_000, by=people.bureau, at=promised.AT)
    client.force_login(people.bureau)
    answer = client.post(reverse("budget-change", args=[row.reference]), filled())
    assert "Rp160.000.000" in words(answer)
    assert 'name="edition" value="2"' in answer.content.decode()
    client.post(reverse("budget-change", args=[row.reference]), filled(edition="2"))
    assert BudgetLine.objects.get().name == "Sarana kebersihan"


def test_a_plan_shows_on_the_line_and_on_the_promise(client, people, row):
    promise = promised.commitment(people, promised.agreement(people))
    client.force_login(people.bureau)
    client.post(reverse("budget-plan", args=[row.reference]), {"commitment": promise.code, "planned": "Rp90.000.000"})
    assert Allocation.objects.get().planned == 90_000_000
    for address in (reverse("budget-line", args=[row.reference]), reverse("commitment", args=[promise.code])):
        assert "Rp90.000.000" in words(client.get(address))


def test_a_budget_sheet_is_shown_before_it_is_taken_over(client, people):
    client.force_login(people.bureau)
    text = "tahun;sumber;OPD;kode;nama;pagu\n2026;APBD;DLHP;2.11.03.2.01.0001;Pantai;100.000\n2026;CSR;Awan;;x;1\n"
    sent = {"file": SimpleUploadedFile("a.csv", text.encode())}
    page = client.post(reverse("budget-import"), sent)
    assert "1 baris siap, 1 baris perlu diperbaiki" in words(page)
    assert not BudgetLine.objects.exists()
    kept = re.search(r'name="daftar" value="([^"]+)"', page.content.decode())[1]
    assert "1 baris tersimpan" in words(client.post(reverse("budget-import"), {"daftar": kept}, follow=True))
    assert BudgetLine.objects.get().ceiling == 100_000


def test_a_list_of_promises_is_no_budget_sheet(client, people):
    promise = promised.commitment(people, promised.agreement(people))
    client.force_login(people.bureau)
    text = f"perjanjian;komitmen;OPD;tenggat\n{promise.agreement.number};z;DLHP;31/12/2026\n"
    page = client.post(reverse("commitments-import"), {"file": SimpleUploadedFile("a.csv", text.encode())})
    kept = re.search(r'name="daftar" value="([^"]+)"', page.content.decode())[1]
    answer = client.post(reverse("budget-import"), {"daftar": kept}, follow=True)
    assert "Unggah berkasnya lagi" in words(answer)


@pytest.mark.parametrize("count", [3, 30])
def test_no_query_a_row(client, people, row, count, django_assert_max_num_queries):
    promise = promised.commitment(people, promised.agreement(people))
    for n in range(count):
        one = promised.line(people, name=f"Pos {n}")
        plan_money(line=one, commitment=promise, planned=1, by=people.bureau, at=promised.AT)
        promised.payment(people, row, 1, document=f"SP2D {n}", paid_on=date(2026, 6, 1))
    client.force_login(people.bureau)
    for address in (reverse("budget"), reverse("budget-line", args=[row.reference])):
        with django_assert_max_num_queries(13):
            client.get(address)
