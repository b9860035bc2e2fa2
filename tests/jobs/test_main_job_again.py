"""A main job that failed leaves nothing behind, and a folder that holds samples takes no real register."""

import json
from argparse import Namespace
from datetime import datetime

import pytest

from masohi.cases.orders.models import Order
from masohi.config.cli import main
from masohi.faces.jobs import main_job
from masohi.faces.jobs.sample import ACCOUNTS
from masohi.ledger.models import Entry
from masohi.ledger.queries import verify
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.parameters.models import Holiday
from masohi.supply.agreements.models import Agreement
from masohi.supply.sites.models import Site
from masohi.writing.indonesian import WIT

pytestmark = pytest.mark.django_db
SITES = str(main_job.SAMPLE_SITES)
HEADINGS = "Nomor Putusan;Tanggal Putusan;Nama Terpidana;Jumlah Jam"


@pytest.fixture
def hopeless(tmp_path):
    """A register in which no row can be accepted."""
    path = tmp_path / "register.csv"
    path.write_text(f"{HEADINGS}\n1/Pid.B/2026/PN Amb;09/02/2026;Samuel;900\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def ran(capsys):
    def ran(*arguments):
        code = main([*arguments, "--json"])
        told = capsys.readouterr()
        return code, json.loads(told.out), told.err.strip()

    return ran


def test_a_wrong_file_stores_nothing_and_can_be_tried_again(ran, tmp_path):
    for broken in ([str(tmp_path / "tidak-ada.xlsx")], [str(main_job.SAMPLE_REGISTER), "--sites", str(tmp_path)]):
        for _again in range(2):
            code, answer, told = ran("main-job", *broken)
            assert (code, answer["ok"], answer["error"]) == (2, False, told)
    assert not User.objects.filter(is_sample=True).exists()
    assert not Entry.objects.exists()


def test_a_register_without_a_good_row_is_an_answer_and_can_be_followed_by_another(ran, hopeless):
    for _again in range(2):
        code, answer, told = ran("main-job", hopeless, "--sites", SITES)
        assert (code, answer["rows"], answer["accepted"], answer["planned"]) == (0, 1, 0, 0)
        assert (answer["certificate"], answer["verification_code"], answer["ledger"]["ok"]) == (None, None, True)
        assert "Tidak ada baris yang dapat diterima" in told
    assert (Agreement.objects.count(), User.objects.filter(is_sample=True).count()) == (5, len(ACCOUNTS))
    assert main(["main-job", hopeless]) == 0


def test_a_run_that_fails_at_its_end_leaves_nothing(monkeypatch, tmp_path):
    def fail(*_given, **_named):
        raise RuntimeError("power cut")

    monkeypatch.setattr(main_job, "_start_all", fail)
    with pytest.raises(RuntimeError):
        main_job.run(main_job.SAMPLE_REGISTER, sites=None, seed=1, at=datetime.now(WIT))
    assert not Order.objects.exists()
    assert not Site.objects.exists()
    assert not User.objects.filter(is_sample=True).exists()
    assert verify().ok


def test_a_name_of_the_sample_that_somebody_bears_is_told(ran, hopeless):
    User.objects.create(username="contoh-pk", name="Maria")
    code, answer, told = ran("main-job", hopeless, "--sites", SITES)
    assert (code, answer["error"]) == (2, told)
    assert "contoh-pk" in told


@pytest.mark.parametrize("command", ["import-register", "import-sites"])
def test_a_folder_with_samples_takes_no_real_file(ran, hopeless, command):
    ran("main-job", hopeless, "--sites", SITES)
    before = Entry.objects.count()
    code, answer, told = ran(command, hopeless)
    assert (code, answer) == (2, {"ok": False, "error": told})
    assert "Folder ini berisi data contoh" in told
    assert Entry.objects.count() == before


def test_a_folder_with_samples_may_still_judge_a_file(ran, hopeless):
    ran("main-job", hopeless, "--sites", SITES)
    assert ran("import-register", hopeless, "--dry-run")[0] == 3


def test_a_new_installation_can_start_with_an_administrator(ran, monkeypatch):
    monkeypatch.setattr("sys.stdin", Namespace(readline=lambda: "rahasia-teluk-ambon\n"))
    assert ran("create-admin", "agus", "--name", "Agus", "--password-stdin")[0] == 0
    assert User.objects.get(username="agus").roles == {"admin"}


@pytest.mark.parametrize(("username", "name"), [("a b/<>", "Agus"), ("agus", "  "), ("", "Agus")])
def test_an_administrator_has_names(ran, monkeypatch, username, name):
    monkeypatch.setattr("sys.stdin", Namespace(readline=lambda: "rahasia-teluk-ambon\n"))
    code, answer, told = ran("create-admin", username, "--name", name, "--password-stdin")
    assert (code, answer["ok"]) == (1, False)
    assert told.startswith("Akun tidak dibuka.")
    assert not User.objects.exclude(username="sistem").exists()


def test_a_new_installation_can_start_with_a_register(ran, hopeless):
    assert ran("migrate")[0] == 0
    assert (Organisation.objects.count(), Holiday.objects.exists()) == (22, True)
    code, answer, _told = ran("import-register", hopeless)
    assert (code, answer["accepted"]) == (3, 0)


def test_what_is_loaded_is_not_loaded_again(ran, monkeypatch):
    ran("ledger", "verify")
    monkeypatch.setattr(main_job, "load_base", lambda at: pytest.fail("loaded twice"))
    assert ran("ledger", "verify")[0] == 0
