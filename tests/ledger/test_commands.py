"""`masohi ledger …` from a terminal: witnesses, proofs, a restore, an export that strangers verify."""

import shutil

import pytest

from tests.furnished import furnish
from tests.ledger.conftest import Witness, masohi


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A data folder with reference data, two witnesses and a cosigned head."""
    data = furnish(tmp_path_factory.mktemp("office"))
    for name, seed in (("bapas-ambon", 41), ("pn-ambon", 42)):
        code, answer, _said = masohi("ledger", "witness-add", name, Witness(name, seed).key, data=data)
        assert (code, answer["needed"]) == (0, seed - 40)
    code, answer, said = masohi("ledger", "head", data=data)
    assert (code, answer["cosigned"]) == (0, False)
    assert "belum cukup saksi" in said
    for name, seed in (("bapas-ambon", 41), ("pn-ambon", 42)):
        (data / name).write_text(Witness(name, seed).signed(answer["note"]))
        code, told, _said = masohi("ledger", "cosign", data / name, data=data)
        assert (code, told["new"]) == (0, [name])
    assert told["cosigned"]
    return data


def test_the_head_carries_its_witnesses(office):
    code, answer, said = masohi("ledger", "head", data=office)
    assert (code, answer["cosigned"]) == (0, True)
    assert [line.split(" ")[1] for line in answer["note"].splitlines()[4:]] == [
        answer["note"].split("\n")[0],
        "bapas-ambon",
        "pn-ambon",
    ]
    assert "cukup saksi" in said


def test_an_export_is_sound_to_a_stranger(office, outside, tmp_path):
    code, answer, _said = masohi("ledger", "export", tmp_path / "out", data=office)
    assert (code, answer["files"]["heads"]) == (0, 1)
    assert (tmp_path / "out" / "FORMAT.txt").read_text().startswith("Ekspor buku besar")
    policy = (office / "keys" / "policy").read_text()
    assert outside.check_export(tmp_path / "out", policy).verdict == "sah"
    lines = (tmp_path / "out" / "entries.txt").read_text().splitlines(keepends=True)
    (tmp_path / "out" / "entries.txt").write_text("".join([lines[0], *lines[2:]]))
    assert outside.check_export(tmp_path / "out", policy).verdict == "tidak sah"


def test_a_proof_is_printed(office):
    code, answer, _said = masohi("ledger", "proof", 1, data=office)
    assert (code, answer["proof"].splitlines()[1]) == (0, "index 1")
    code, answer, said = masohi("ledger", "proof", 4711, data=office)
    assert (code, answer["ok"]) == (1, False)
    assert said.strip() == answer["error"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"halo"])
def test_a_file_that_is_no_head_is_one_sentence(office, tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    code, answer, said = masohi("ledger", "cosign", tmp_path / "file", data=office)
    assert (code in {1, 2}, answer["ok"], said.count("\n")) == (True, False, 1)


def test_a_missing_file_is_one_sentence(office):
    code, answer, said = masohi("ledger", "cosign", "/tidak/ada", data=office)
    assert (code, answer["ok"], said.count("\n")) == (2, False, 1)


def test_a_restored_copy_is_refused_until_resumed(office, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(office, data)
    shutil.copy(data / "masohi.sqlite3", tmp_path / "older")
    assert masohi("ledger", "shred", 1, data=data)[0] == 0
    newest = masohi("ledger", "head", data=data)[1]
    shutil.copy(tmp_path / "older", data / "masohi.sqlite3")
    code, answer, said = masohi("ledger", "head", data=data)
    assert (code, "resume" in said) == (1, True)
    code, answer, said = masohi("nightly", data=data)
    assert (code, answer["ok"], "resume" in answer["halted"]) == (1, False, True)
    (tmp_path / "note").write_text(Witness("pn-ambon", 42).signed(newest["note"]))
    code, answer, _said = masohi("ledger", "resume", "--witnessed", tmp_path / "note", data=data)
    assert (code, answer["epoch"]) == (0, 2)
    assert masohi("nightly", data=data)[0] == 0


def test_nightly_signs_and_compares(office, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(office, data)
    code, answer, _said = masohi("nightly", data=data)
    assert (code, answer["signed"], answer["heads"], answer["halted"]) == (0, 1, [], "")
    assert answer["reads"] == {"ok": True, "entries": 0, "root": answer["reads"]["root"], "first_bad": None}
    policy = data / "keys" / "policy"
    policy.write_text(policy.read_text().replace("log ", "# log "))
    assert masohi("ledger", "verify", data=data)[1]["heads"] != []
