"""The sample register and the sample sites do what samples/README.md says, and are what the tool writes."""

from collections import Counter
from datetime import datetime

import pytest

from masohi.cases.orders.models import Order
from masohi.faces.jobs import registers
from masohi.faces.jobs.sample import open_sample_accounts
from masohi.supply.sites.models import Site, Slot, Supervisor
from masohi.supply.sites.queries import placeable_sites
from masohi.writing.indonesian import WIT
from masohi.writing.sheets import UnreadableSheet, read_sheets
from masohi.writing.sheets_table import table_of
from tools import make_samples, sample_sites

AT = datetime(2026, 11, 22, 18, 0, tzinfo=WIT)
REGISTER, SITES = make_samples.SAMPLES / "register-putusan.xlsx", make_samples.SAMPLES / "lokasi.xlsx"
ROWS = make_samples.ordered()


def test_the_samples_are_what_the_tool_writes():
    assert make_samples.readme() == (make_samples.SAMPLES / "README.md").read_text(encoding="utf-8")
    for path, made in ((REGISTER, make_samples.register()), (SITES, make_samples.sites())):
        assert read_sheets(path.read_bytes()) == read_sheets(made)


def test_there_is_enough_of_everything():
    wrong = [row for row in ROWS if row.wrong]
    assert len(ROWS) - len(wrong) >= 30
    assert len({(row.rule, row.column, row.why) for row in wrong}) >= 12
    assert len({row.rule for row in wrong}) >= 12


@pytest.mark.parametrize("dry_run", [True, False])
def test_the_import_refuses_exactly_the_wrong_rows_for_their_rules(people, dry_run):
    answer = registers.import_register(REGISTER, dry_run=dry_run, at=AT)
    expected = {row.number: (row.rule, row.column) for row in ROWS if row.wrong}
    child = next(number for number, (rule, column) in expected.items() if (rule, column) == ("ID-05", "case_number"))
    expected[child] = ("AN-09", "sanction")  # the program may enter children, and judges the verdict by their rules
    assert {one["row"]: (one["rule"], one["column"]) for one in answer["refused"]} == expected
    assert (answer["rows"], answer["accepted"]) == (len(ROWS), len(ROWS) - len(answer["refused"]))
    assert Order.objects.count() == (0 if dry_run else answer["accepted"])


def test_the_same_file_again_adds_nothing(people):
    registers.import_register(REGISTER, dry_run=False, at=AT)
    before = Order.objects.count()
    again = registers.import_register(REGISTER, dry_run=False, at=AT)
    assert (again["accepted"], Order.objects.count()) == (0, before)
    assert Counter(one["rule"] for one in again["refused"])["ID-04"] >= before


@pytest.mark.parametrize("dry_run", [True, False])
def test_the_sites_come_with_openings_and_supervisors(people, dry_run):
    open_sample_accounts(AT)
    answer = registers.import_sites(SITES, dry_run=dry_run, at=AT)
    assert answer["refused"] == []
    assert answer["accepted"] == answer["rows"] == len(sample_sites.rows())
    assert {one["rule"] for one in answer["warnings"]} == {"KS-17"}
    stored = (Site.objects.count(), Slot.objects.exists(), Supervisor.objects.exists())
    assert stored == ((0, False, False) if dry_run else (len(sample_sites.DESCRIBED), True, True))
    if not dry_run:
        assert placeable_sites(AT.date()).count() >= 8
        assert placeable_sites(AT.date()).filter(slots__weekday=5).distinct().count() >= 6


def test_the_same_sites_again_add_nothing(people):
    open_sample_accounts(AT)
    registers.import_sites(SITES, dry_run=False, at=AT)
    before = (Site.objects.count(), Slot.objects.count(), Supervisor.objects.count())
    assert registers.import_sites(SITES, dry_run=False, at=AT)["accepted"] == 0
    assert (Site.objects.count(), Slot.objects.count(), Supervisor.objects.count()) == before


def test_a_file_that_is_not_there_is_told(db, tmp_path):
    with pytest.raises(UnreadableSheet, match="tidak ada"):
        registers.import_register(tmp_path / "tidak-ada.xlsx", dry_run=False, at=AT)
    with pytest.raises(UnreadableSheet):
        registers.import_sites(tmp_path, dry_run=False, at=AT)


SITE_HEADINGS = "Nama Lokasi;Dinas;Kegiatan;Kode Kelurahan;Lintang;Bujur;Hari;Jam mulai;Jam selesai;Kuota;Pernyataan"
GOOD = "Taman Uji;DLHP;Taman;81.71.02.1017;-3,69600;128,18000;Senin;08.00;12.00;5;11/03/2026"
BAD_SITES = {
    "unknown office": (GOOD.replace("DLHP", "Dinas Bulan"), "host", "FORMAT"),
    "two villages of one name": (GOOD.replace("81.71.02.1017", "Urimessing"), "village", "GE-02"),
    "nine hours": (GOOD.replace("12.00", "17.00"), "ends", "KS-06"),
    "ends before it begins": (GOOD.replace("12.00", "07.00"), "ends", "KS-06"),
    "latitude and longitude exchanged": (GOOD.replace("-3,69600;128,18000", "128,18000;-3,69600"), "lat", "GE-01"),
    "no places": (GOOD.replace(";5;", ";0;"), "places", "KS-28"),
    "no name": (GOOD.replace("Taman Uji", ""), "name", "FORMAT"),
    "declared tomorrow": (GOOD.replace("11/03/2026", "11/03/2035"), "declared_on", "KS-17"),
}


@pytest.mark.parametrize("kind", BAD_SITES)
def test_a_wrong_site_is_refused_and_the_others_come_in(people, tmp_path, kind):
    line, column, rule = BAD_SITES[kind]
    path = tmp_path / "lokasi.csv"
    path.write_text("\n".join([SITE_HEADINGS, line, GOOD.replace("Uji", "Baik")]), encoding="utf-8")
    answer = registers.import_sites(path, dry_run=False, at=AT)
    assert [(one["row"], one["column"], one["rule"]) for one in answer["refused"]] == [(2, column, rule)]
    assert [site.name for site in Site.objects.all()] == ["Taman Baik"]


def test_a_site_whose_declaration_nobody_signed_comes_in_and_is_not_used(people, tmp_path):
    path = tmp_path / "lokasi.csv"
    path.write_text("\n".join([SITE_HEADINGS, GOOD]), encoding="utf-8")
    answer = registers.import_sites(path, dry_run=False, at=AT)
    assert [(one["column"], one["rule"]) for one in answer["warnings"]] == [("declared_by", "KS-17")]
    assert Site.objects.exists()
    assert not placeable_sites(AT.date()).exists()


def test_openings_that_overlap_are_refused_and_the_site_stays_whole(people, tmp_path):
    path = tmp_path / "lokasi.csv"
    lines = [SITE_HEADINGS, GOOD, GOOD.replace("08.00;12.00", "11.00;15.00"), GOOD.replace("Senin", "Rabu")]
    path.write_text("\n".join(lines), encoding="utf-8")
    answer = registers.import_sites(path, dry_run=False, at=AT)
    assert [one["row"] for one in answer["refused"]] == [3]
    assert sorted(Slot.objects.values_list("weekday", "starts")) == [(0, 480), (2, 480)]


def test_every_column_of_sites_can_be_read(people):
    assert table_of(read_sheets(SITES.read_bytes()), registers.SITE_COLUMNS).unknown == []
