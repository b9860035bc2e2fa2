"""Lists of commitments and budget sheets as offices keep them: dirty rows are named, good ones come in once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st

from masohi.ledger.models import Entry
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.supply.budget.models import Allocation, BudgetLine, Payment
from masohi.supply.commitments.models import Commitment
from masohi.supply.intake.money.actions import import_budget
from masohi.supply.intake.money.terms import COLUMNS as MONEY
from masohi.supply.intake.promises.actions import import_commitments
from masohi.supply.intake.promises.facts import indicator, key_of
from masohi.supply.intake.promises.terms import COLUMNS as PROMISES
from masohi.supply.intake.reading import organisation_reader
from masohi.writing.reading import Unclear
from masohi.writing.sheets import read_sheets
from masohi.writing.sheets_table import table_of
from tests import promised

AT = promised.AT
NUMBER = "100.3.7.1/12/2026"


def table(text, columns):
    """A CSV as an office saves it, as the program reads it."""
    return table_of(read_sheets(text.encode()), columns)


def promises(people, text, *, dry_run=False, by=None):
    """Rows of a list of commitments after its import."""
    by = by or people.bureau
    return import_commitments(table=table(text, PROMISES), digest="d", dry_run=dry_run, by=by, at=AT)


def money(people, text, *, dry_run=False, by=None):
    """Rows of a budget sheet after its import."""
    return import_budget(table=table(text, MONEY), digest="d", dry_run=dry_run, by=by or people.bureau, at=AT)


def told(row):
    """What is wrong with a row, in Indonesian."""
    return " ".join(problem.message for problem in row.problems)


@pytest.fixture
def umbrella(people):
    return promised.agreement(people, NUMBER)


LIST = f"""Rencana aksi hasil rapat 9 Februari 2026
No;Nomor Perjanjian;Uraian Komitmen;Dinas;Batas Waktu;Target;Pasal;TMT
1;{NUMBER};Membuka tempat kerja sosial;DLHP;31/12/2026;4 lokasi;Pasal 4;09/02/2026
2;{NUMBER.lower().replace("/", " / ")};Rujukan kerja;dinas  sosial;9 Des 2026;30 orang;;
3;{NUMBER};Surat edaran;BKPSDM;2026-11-30;Terbitnya edaran;Pasal 5;
"""


@pytest.mark.django_db
def test_a_list_in_the_words_of_the_minutes_is_understood(people, umbrella):
    rows = promises(people, LIST)
    assert [row.refused for row in rows] == [False, False, False]
    first, second, third = Commitment.objects.order_by("pk")
    assert (first.owner.short_name, first.quantity, first.unit) == ("DLHP", 4, "lokasi")
    assert (first.starts_on, first.due_on, first.article) == (date(2026, 2, 9), date(2026, 12, 31), "Pasal 4")
    assert (second.owner.short_name, second.quantity, second.due_on) == ("Dinsos", 30, date(2026, 12, 9))
    assert second.starts_on == AT.date()
    assert (third.quantity, third.unit, third.measure) == (1, "kegiatan", "bukti")
    assert "dicatat sebagai 1" in told(rows[2])
    assert Entry.objects.get(kind="commitments.imported").actor == people.bureau.pk


@pytest.mark.django_db
def test_a_trial_stores_nothing_and_says_the_same(people, umbrella):
    tried = promises(people, LIST, dry_run=True)
    assert not Commitment.objects.exists()
    assert not Entry.objects.filter(kind__startswith="commitment").exists()
    assert [row.problems for row in tried] == [row.problems for row in promises(people, LIST)]


@pytest.mark.django_db
def test_the_same_list_twice_adds_nothing(people, umbrella):
    promises(people, LIST)
    again = promises(people, LIST)
    assert [row.refused for row in again[:2]] == [True, True]
    assert "Tidak dicatat dua kali" in told(again[0])
    assert Commitment.objects.count() == 3


DIRTY = [
    ("PKS-9;x;DLHP;31/12/2026", "tidak tercatat"),
    (f"{NUMBER};x;Dinas Awan;31/12/2026", "tidak ada di daftar organisasi"),
    (f"{NUMBER};x;DLHP;31 Februari 2026", "tidak ada"),
    (f"{NUMBER};x;DLHP;secepatnya", "bukan tanggal"),
    (f"{NUMBER};;DLHP;31/12/2026", "Komitmen belum diisi"),
    (f"{NUMBER};x;DLHP;-", "Tenggat belum diisi"),
    (f"{NUMBER};x;DLHP;01/01/2026;;02/01/2026", "mendahului"),
    (f"{NUMBER};x;DLHP;31/12/2026;0", "tidak mungkin"),
    (f"{NUMBER};x;DLHP;31/12/2026;2,5", "bukan bilangan bulat"),
    (f"{NUMBER};x;DLHP;31/12/2026;=1+1", "bukan bilangan"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("cells", "says"), DIRTY, ids=[says for _cells, says in DIRTY])
def test_a_dirty_row_says_what_is_wrong_and_holds_up_no_other(people, umbrella, cells, says):
    text = f"perjanjian;komitmen;OPD;tenggat;jumlah;mulai\n{cells}\n{NUMBER};Baik;DLHP;31/12/2026;2;\n"
    bad, good = promises(people, text)
    assert bad.refused
    assert says in told(bad)
    assert not good.refused
    assert Commitment.objects.get().what == "Baik"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["office", "unit", "leader", "pk", "administrator", "clerk"])
def test_only_the_bureau_imports(people, umbrella, role):
    with pytest.raises(PermissionDenied):
        promises(people, LIST, by=getattr(people, role))
    with pytest.raises(PermissionDenied):
        money(people, SHEET, by=getattr(people, role))


@pytest.mark.django_db
def test_the_template_can_be_read_back(people, umbrella):
    for columns in (PROMISES, MONEY):
        heads = ";".join(column.label for column in columns)
        cells = ";".join(column.example for column in columns)
        assert set(table(f"{heads}\n{cells}\n", columns).headings) == {column.key for column in columns}


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_no_indicator_stops_the_reader(text):
    found = indicator(text)
    assert found is None or (found[0] >= 1 and found[1])
    key_of(text)


SHEET = """Tahun Anggaran;Sumber Dana;OPD;Kode Sub Kegiatan;Nama Sub Kegiatan;Pagu;Realisasi;Tgl SP2D;Nomor SP2D
2026;APBD;DLHP;2.11.03.2.01.0001;Kebersihan pantai;Rp150.000.000;Rp35.000.000;30/06/2026;SP2D 1/2026
2026;APBD;DLHP;2.11.03.2.01.0001;Kebersihan pantai;Rp150.000.000;12.500.000;31/07/2026;SP2D 2/2026
2026;DIPA;Bapas Ambon;;Pembimbingan;40 juta;;;
"""


@pytest.mark.django_db
def test_a_budget_sheet_brings_lines_and_payments_once(people):
    rows = money(people, SHEET)
    assert [row.refused for row in rows] == [False, False, False]
    assert sorted(BudgetLine.objects.values_list("ceiling", flat=True)) == [40_000_000, 150_000_000]
    assert sum(Payment.objects.values_list("rupiah", flat=True)) == 47_500_000
    again = money(people, SHEET)
    assert all(row.refused for row in again)
    assert "dua kali" in told(again[0])
    assert (BudgetLine.objects.count(), Payment.objects.count()) == (2, 2)


@pytest.mark.django_db
def test_a_line_that_is_there_keeps_its_ceiling_and_the_row_is_told(people):
    money(people, SHEET)
    head, first = SHEET.splitlines()[:2]
    dearer = first.replace("Rp150.000.000", "Rp175.000.000")
    (row,) = money(people, f"{head}\n{dearer}\n")
    assert row.refused
    assert "tercatat Rp150.000.000" in told(row)
    (row,) = money(people, f"{head}\n{dearer.replace('SP2D 1/2026', 'SP2D 3/2026')}\n")
    assert not row.refused
    assert "tercatat Rp150.000.000" in told(row)
    assert BudgetLine.objects.get(name="Kebersihan pantai").ceiling == 150_000_000


@pytest.mark.django_db
@pytest.mark.parametrize("other", [("Rp35.000.000", "Rp36.000.000"), ("30/06/2026", "29/06/2026")])
def test_one_paper_with_another_sum_or_day_is_no_repetition(people, other):
    money(people, SHEET)
    head, first = SHEET.splitlines()[:2]
    (row,) = money(people, f"{head}\n{first.replace(*other)}\n")
    assert "Nomor bukti ini sudah tercatat" in told(row)
    assert Payment.objects.count() == 2


@pytest.mark.django_db
def test_one_paper_for_two_promises_is_told_and_its_plan_is_not_half_saved(people, umbrella):
    promises = [promised.commitment(people, umbrella, what=f"Janji {n}").code for n in range(2)]
    text = "tahun;sumber;OPD;kode;nama;pagu;rencana;kode komitmen;realisasi;tanggal sp2d;dokumen\n"
    line = "2026;APBD;DLHP;2.11.03.2.01.0001;Pantai;100.000;9.000"
    first, second = money(people, text + "".join(f"{line};{code};500;30/06/2026;SP2D 1\n" for code in promises))
    assert not first.refused
    assert "Nomor bukti ini sudah tercatat" in told(second)
    assert (Payment.objects.count(), Allocation.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_text_that_is_too_long_is_told_and_never_cut(people, umbrella):
    text = f"perjanjian;komitmen;OPD;tenggat\n{NUMBER};{{what}};DLHP;31/12/2026\n"
    (row,) = promises(people, text.format(what="a" * 251))
    assert "lebih dari 250 huruf" in told(row)
    (row,) = promises(people, text.format(what="a" * 250))
    assert not row.refused
    assert Commitment.objects.get().what == "a" * 250


@pytest.mark.django_db
def test_a_spelling_of_two_offices_is_neither_of_them(people):
    for short, name in (("SN 1", "Sekolah Negeri 1"), ("SA", "Balai Soeharto"), ("SB", "Balai Suharto")):
        Organisation.objects.create(name=name, short_name=short, kind="opd")
    read = organisation_reader(organisations())
    assert read("sekolah  negeri  1").short_name == "SN 1"
    assert read("Balai Suharto").short_name == "SB"
    with pytest.raises(Unclear, match="lebih dari satu"):
        read("Balai Suharrto")
    with pytest.raises(Unclear, match="tidak ada"):
        read("Sekolah Negeri 2")


@pytest.mark.django_db
def test_a_plan_names_its_promise(people, umbrella):
    promise = promised.commitment(people, umbrella)
    text = "tahun;sumber;OPD;kode;nama;pagu;rencana;kode komitmen\n"
    line = "2026;APBD;DLHP;2.11.03.2.01.0001;Pantai;100.000;"
    (row,) = money(people, f"{text}{line}90.000;{promise.code.lower()}\n")
    assert not row.refused
    assert Allocation.objects.get().planned == 90_000
    (row,) = money(people, f"{text}{line}80.000;\n")
    assert "Rencana tanpa kode komitmen" in told(row)
    (row,) = money(people, f"{text}{line}80.000;XXXXXXXXXX\n")
    assert "tidak ada" in told(row)


@pytest.mark.django_db
def test_a_trial_of_a_budget_stores_nothing(people):
    money(people, SHEET, dry_run=True)
    assert not BudgetLine.objects.exists()
    assert not Payment.objects.exists()


MONEY_HEAD = "tahun;sumber;OPD;kode sub kegiatan;nama;pagu;realisasi;tanggal sp2d;dokumen\n"
DIRTY_MONEY = [
    ("1926;APBD;DLHP;2.11.03.2.01.0001;x;1000", "tidak mungkin"),
    ("2026;iuran peserta;DLHP;2.11.03.2.01.0001;x;1000", "APBD, DIPA, atau TJSL"),
    ("2026;APBD;DLHP;2.11.03.2.01.0001;x;seribu", "bukan"),
    ("2026;APBD;DLHP;2.11.03.2.01.0001;x;9999999999999999", "terlalu besar"),
    ("2026;APBD;DLHP;2.11.03.2.01.0001;x;1000;10", "Realisasi tanpa nomor dokumen"),
    ("2026;APBD;DLHP;2.11.03.2.01.0001;x;1000;10;31/12/2025;SP2D", "di luar tahun anggaran"),
    ("2026;APBD;DLHP;2.11.03.2.01.0001;x;1000;10;31/12/2026;SP2D", "belum tiba"),
    ("2026;APBD;;2.11.03.2.01.0001;x;1000", "OPD belum diisi"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("cells", "says"), DIRTY_MONEY, ids=[says for _cells, says in DIRTY_MONEY])
def test_a_dirty_budget_row_is_named_and_leaves_nothing_behind(people, cells, says):
    (row,) = money(people, f"{MONEY_HEAD}{cells}\n")
    assert row.refused
    assert says in told(row)
    assert not BudgetLine.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ("2026;APBD;DLHP;2.11.03;x;1000", "Kode sub kegiatan 2.11.03 tidak sah"),
        ("2026;APBD;DLHP;;x;1000", "belum diisi"),
        ("2026;APBD;DLHP;2.11.03.2.01.0001;x;1000;2000;30/06/2026;SP2D", "melebihi pagu"),
    ],
)
def test_what_kj_04_finds_warns_and_comes_in(people, cells, says):
    (row,) = money(people, f"{MONEY_HEAD}{cells}\n")
    assert not row.refused
    assert says in told(row)
    assert BudgetLine.objects.exists()
