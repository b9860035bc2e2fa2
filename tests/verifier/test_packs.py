"""Evidence packs: good ones pass, every lie is named, and all of it without the house (R08)."""

import json
import os
import shutil
import subprocess
import sys
import time

import pytest

from tests.verifier import packs, vectors
from tests.verifier.conftest import FOLDER

BARE = """
import runpy, socket, sys
def forbidden(*_a, **_k): raise RuntimeError("no network")
socket.socket = socket.create_connection = socket.getaddrinfo = forbidden
sys.argv = {argv!r}
try: runpy.run_path({script!r}, run_name="__main__")
finally: print("modules:" + ",".join(m for m in sys.modules if m.split(".")[0] in ("masohi", "django")), file=sys.stderr)
"""


@pytest.mark.parametrize("name", packs.good_packs())
def test_good_packs(verify, name):
    report = verify.check_pack(packs.good_packs()[name], vectors.policy())
    assert name.startswith(report.verdict), report.lines


@pytest.mark.parametrize("name", packs.bad_packs())
def test_lies_are_named(verify, name):
    report = verify.check_pack(packs.bad_packs()[name], vectors.policy())
    assert report.verdict == "tidak sah"
    assert any(name.startswith(code) for state, code, _ in report.lines if state == "salah"), report.lines


def test_a_policy_from_inside_decides_nothing(verify):
    report = verify.check_pack(packs.good_packs()["sah"], None)
    assert report.verdict == "belum pasti"
    assert ("ragu", "kebijakan") in [line[:2] for line in report.lines]


def test_minutes_day_by_day(verify):
    report = verify.check_pack(packs.good_packs()["sah"], vectors.policy())
    assert [row[:3] for row in report.rows] == [
        ("2026-02-01", 240, 240),
        ("2026-02-02", 240, 240),
        ("2026-02-03", 240, None),
    ]
    assert {row[3] for row in report.rows} == {""}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sah-held-and-freed", "tertahan (waktu belum terverifikasi), dilepas petugas ketiga"),
        ("sah-held-late-and-freed", "tertahan (terkirim lebih dari 7 hari sesudah sesi), dilepas petugas ketiga"),
        ("sah-held-otherwise-and-freed", "tertahan (alasan lain), dilepas petugas ketiga"),
        ("menit-held", "tertahan (waktu belum terverifikasi), belum dilepas"),
        ("menit-held-turned-down", "tertahan (waktu belum terverifikasi), belum dilepas"),
    ],
)
def test_a_held_hour_is_told_in_words(verify, name, words):
    pack = {**packs.good_packs(), **packs.bad_packs()}[name]
    assert verify.check_pack(pack, vectors.policy()).rows[0][3] == words


def test_what_is_left_out_is_said(verify):
    """The phone's hours of that day are then unknown, not wrong."""
    report = verify.check_pack(packs.good_packs()["sah-start-left-out"], vectors.policy())
    said = "1 catatan HP: isi tidak disertakan karena menyebut orang lain; sidiknya ada di buku besar."
    assert ("catatan", "hp-tertutup", said) in report.lines
    assert [row[2] for row in report.rows] == [None, 240, None]


def test_whom_the_phone_had_not_on_its_list(verify):
    listed = verify.check_pack(packs.good_packs()["sah-phone-listed"], vectors.policy())
    other = verify.check_pack(packs.good_packs()["sah-phone-did-not-list"], vectors.policy())
    assert [row[2] for row in listed.rows] == [240, 240, None]
    assert [row[2] for row in other.rows] == [None, 240, None]


@pytest.mark.parametrize(
    ("witnesses", "words"),
    [
        ((), "Belum ada saksi. Kebijakan tidak meminta saksi."),
        (vectors.WITNESSES, "Saksi: bapas-ambon, kejari-ambon, pn-ambon. Kebijakan tidak meminta saksi."),
    ],
)
def test_a_policy_that_asks_nobody_is_never_certain(verify, witnesses, words):
    none = vectors.policy().replace("quorum saksi", "quorum none")
    report = verify.check_pack(packs.packed(packs.case().evidence(witnesses=witnesses)), none)
    assert report.verdict == "belum pasti"
    assert ("ragu", "saksi", words) in report.lines


def test_every_bit_of_the_proof_file_counts(verify):
    """A flip in the policy that travels along is told and changes nothing: that policy is not used."""
    for one in packs.flipped_packs(400):
        report = verify.check_pack(one, vectors.policy())
        assert report.verdict != "sah" or ("catatan", "kebijakan-dalam") in [line[:2] for line in report.lines]


def bare(tmp_path, *arguments):
    """The script in a bare interpreter with the cryptography library alone, far from the checkout, without network."""
    script = shutil.copy(FOLDER / "verify.py", tmp_path / "verify.py")
    code = BARE.format(argv=["verify.py", *map(str, arguments)], script=str(script))
    began = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, env={"PATH": os.environ["PATH"]}
    )
    return told, time.perf_counter() - began


def test_a_clerk_checks_it_alone(tmp_path, figure):
    pack, policy = tmp_path / "bukti.zip", tmp_path / "kebijakan.txt"
    pack.write_bytes(packs.good_packs()["sah"])
    policy.write_text(vectors.policy())
    told, seconds = bare(tmp_path, pack, "--policy", policy)
    assert told.returncode == 0, told.stderr.decode()
    assert "SAH. Semua yang diperiksa benar." in told.stdout.decode()
    assert told.stderr.decode().strip() == "modules:"
    assert min(seconds, bare(tmp_path, pack, "--policy", policy)[1]) <= 1
    made = packs.case()
    size = max(len(json.dumps(made.item(seq))) for seq in made.kept)
    assert size <= 4096
    figure("R08", f"{seconds:.2f} s offline, at most {size} bytes an event in a log of {made.log.size}")


def test_exit_codes_and_json(tmp_path):
    pack = tmp_path / "bukti.zip"
    pack.write_bytes(packs.good_packs()["sah"])
    told, _ = bare(tmp_path, pack, "--json")
    assert told.returncode == 2
    assert json.loads(told.stdout)["verdict"] == "belum pasti"
    pack.write_bytes(packs.bad_packs()["pdf-other"])
    told, _ = bare(tmp_path, pack)
    assert told.returncode == 1
    assert "[ SALAH ] PDF bukan yang diterbitkan." in told.stdout.decode()
    told, _ = bare(tmp_path, tmp_path / "tidak-ada.zip")
    assert told.returncode == 2
    assert "tidak dapat dibaca" in told.stderr.decode()


def test_an_event_of_a_large_log_stays_small(figure):
    """Proofs grow by one hash whenever the log doubles: also at a million entries an event fits."""
    longest = max(len(json.dumps(packs.case().item(seq))) for seq in packs.case().kept)
    assert longest + 20 * 48 <= 4096
    figure("R08", f"at most {longest + 20 * 48} bytes an event at a million entries")
