"""The whole log from an export: read from the first entry to the last, nothing stored is believed (R07, T2-T5, T12)."""

import base64
import json
import subprocess
import sys
import time

import pytest

from masohi.ledger import chain
from tests.verifier import vectors
from tests.verifier.conftest import FOLDER
from tests.verifier.vectors import Log, body, export, export_case, note

POLICY = vectors.policy()
MEASURED = """
import runpy, sys
sys.argv = {argv!r}
try: runpy.run_path({script!r}, run_name="__main__")
finally: print([line for line in open("/proc/self/status") if line.startswith("VmHWM")][0], file=sys.stderr)
"""


def judged(verify, folder):
    report = verify.check_export(folder, POLICY)
    return report.verdict, [code for state, code, _ in report.lines if state == "salah"]


@pytest.fixture
def folder(tmp_path):
    return export_case(tmp_path / "ekspor", vectors.case())


def lines_of(folder, name="entries.txt"):
    return (folder / name).read_bytes().splitlines(keepends=True)


def write(folder, lines, name="entries.txt"):
    (folder / name).write_bytes(b"".join(lines))


def test_a_good_export(verify, folder):
    assert judged(verify, folder) == ("sah", [])


def test_a_policy_from_inside_decides_nothing(verify, folder):
    assert verify.check_export(folder, None).verdict == "belum pasti"


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("deleted", lambda rows: rows[:4] + rows[5:], "urutan"),
        ("inserted", lambda rows: [*rows[:4], rows[4], *rows[4:]], "urutan"),
        ("swapped", lambda rows: [*rows[:4], rows[5], rows[4], *rows[6:]], "urutan"),
        ("tail cut", lambda rows: rows[:-1], "akar"),
        ("edited", lambda rows: [*rows[:4], rows[4].replace(b"4 ey", b"4 e3"), *rows[5:]], "json"),
        ("carriage return", lambda rows: [row.replace(b"\n", b"\r\n") for row in rows], "base64"),
        ("last newline", lambda rows: [*rows[:-1], rows[-1][:-1]], "urutan"),
        ("empty", lambda rows: [], "akar"),
    ],
)
def test_changed_rows(verify, folder, name, change, code):
    write(folder, change(lines_of(folder)))
    assert judged(verify, folder) == ("tidak sah", [code])


def test_a_log_written_anew_is_found_from_an_old_head(verify, tmp_path):
    """T4, T5: the whole chain rewritten and signed with the real key; a head that had left the house speaks."""
    made = vectors.case()
    bodies = [one.replace(b'"minutes":240', b'"minutes":480') for one in made.bodies]
    folder = export(tmp_path / "baru", Log(bodies))
    assert judged(verify, folder) == ("sah", [])
    (folder / "heads" / "20.txt").write_text(note(20, made.log.root(20)), encoding="utf-8")
    assert judged(verify, folder) == ("tidak sah", ["akar"])


def test_a_head_under_another_name(verify, folder):
    (folder / "heads" / "7.txt").rename(folder / "heads" / "8.txt")
    assert judged(verify, folder) == ("tidak sah", ["akar"])


def test_without_witnesses_it_is_not_certain(verify, tmp_path):
    made = vectors.case().log
    folder = export(tmp_path / "ekspor", made)
    (folder / "heads" / f"{made.size}.txt").write_text(note(made.size, made.root(), witnesses=()), encoding="utf-8")
    assert judged(verify, folder) == ("belum pasti", [])


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("field.txt", lambda rows: [rows[0].replace(b"hp-1 1 ", b"hp-1 2 "), *rows[1:]], "catatan-hp"),
        ("field.txt", lambda rows: [rows[0], rows[0], *rows[1:]], "catatan-hp"),
        ("field.txt", lambda rows: [rows[0].replace(b" ", b"  ", 1), *rows[1:]], "bentuk"),
        ("devices.txt", lambda rows: rows[1:], "kunci-hp"),
        ("devices.txt", lambda rows: [rows[0].replace(b"ed25519", b"p256"), *rows[1:]], "kunci-hp"),
        ("devices.txt", lambda rows: [rows[0], rows[1].replace(b"hp-2", b"hp-1")], "kunci-hp"),
    ],
)
def test_changed_phone_notes(verify, folder, name, change, code):
    write(folder, change(lines_of(folder, name)), name)
    assert judged(verify, folder) == ("tidak sah", [code])


def test_phone_notes_left_out_are_counted(verify, folder):
    write(folder, lines_of(folder, "field.txt")[1:], "field.txt")
    report = verify.check_export(folder, POLICY)
    assert ("catatan", "hp-kurang") in [line[:2] for line in report.lines]


def shredded(tmp_path, told):
    """A log of ten with entry 4 emptied; `told` are the facts of the entry that says so, or None."""
    bodies = [body(number) for number in range(9)]
    whole = Log(bodies)
    gone = whole.levels[0, 4].hex()
    facts = None if told is None else {"seq": 4, "leaf": gone} | told
    bodies.append(body(9, kind="entry.shredded" if facts else "other", facts=facts))
    folder = export(tmp_path / "ekspor", Log(bodies))
    rows = lines_of(folder)
    write(folder, [*rows[:4], f"4 shredded {gone}\n".encode(), *rows[5:]])
    return folder


def test_a_shredded_entry_keeps_its_place(verify, tmp_path):
    """T12: the content is gone, the tree stands, and a later entry says so."""
    assert judged(verify, shredded(tmp_path, {})) == ("sah", [])


@pytest.mark.parametrize("told", [None, {"seq": 5}, {"leaf": "00" * 32}])
def test_an_entry_emptied_in_silence(verify, tmp_path, told):
    assert judged(verify, shredded(tmp_path, told)) == ("tidak sah", ["dihapus"])


def test_reads_are_a_second_log(verify, folder):
    log = Log([body(number, kind="read") for number in range(5)])
    write(folder, [b"%d %s\n" % (seq, base64.b64encode(one)) for seq, one in enumerate(log.bodies)], "reads.txt")
    name, key = "masohi.ambon.go.id/ledger/reads/1", vectors.private(20)
    policy = vectors.policy({name: key})
    head = folder / "heads" / "reads-5.txt"
    head.write_text(note(5, log.root(), origin=name, key=key), encoding="utf-8")
    assert verify.check_export(folder, policy).verdict == "sah"
    head.write_text(note(5, log.root(4), origin=name, key=key), encoding="utf-8")
    assert verify.check_export(folder, policy).verdict == "tidak sah"


@pytest.mark.parametrize(("quarantined", "verdict"), [(1, "sah"), (0, "tidak sah")])
def test_notes_of_a_revoked_phone(verify, tmp_path, quarantined, verdict):
    """What a phone still held when it was revoked is received, kept apart, and signed all the same."""

    def twist(name, told):
        if name == "approved-all":
            told.record("gone", kind="device.revoked", subject="parties.device:1", thread="", facts={"device": "hp-1"})
        if name == "phone":
            told["facts"]["quarantined"] = quarantined
        return told

    assert judged(verify, export_case(tmp_path / "ekspor", vectors.Case(twist=twist)))[0] == verdict


@pytest.mark.parametrize(("resumed", "verdict"), [(True, "belum pasti"), (False, "tidak sah")])
def test_heads_lost_in_a_restore(verify, tmp_path, resumed, verdict):
    """A head of an older epoch that the restored log no longer reaches is told, and only where the log says why."""
    lost, name, key = Log([body(number) for number in range(12)]), "masohi.ambon.go.id/ledger/2", vectors.private(21)
    rest = [body(6, kind="ledger.resumed" if resumed else "other"), *(body(number, actor=5) for number in range(7, 20))]
    log = Log([*lost.bodies[:6], *rest])
    folder = export(tmp_path / "ekspor", log)
    (folder / "heads" / "20.txt").write_text(note(20, log.root(), origin=name, key=key), encoding="utf-8")
    (folder / "heads" / "12.txt").write_text(note(12, lost.root()), encoding="utf-8")
    (folder / "heads" / "6.txt").write_text(note(6, lost.root(6)), encoding="utf-8")
    assert verify.check_export(folder, vectors.policy({name: key})).verdict == verdict


@pytest.mark.long
def test_a_million_entries(tmp_path, figure):
    """R07, in a process of its own so that its memory is its own."""
    count = 1_000_000
    bodies = (
        chain.canonical(json.loads(body(0)) | {"seq": number, "facts": {"minutes": 240}}) for number in range(count)
    )
    log = Log(bodies)
    folder = export(tmp_path / "ekspor", log)
    (tmp_path / "kebijakan.txt").write_text(POLICY)
    began = time.perf_counter()
    argv = ["verify.py", str(folder), "--policy", str(tmp_path / "kebijakan.txt")]
    command = [sys.executable, "-I", "-c", MEASURED.format(argv=argv, script=str(FOLDER / "verify.py"))]
    told = subprocess.run(command, capture_output=True, check=False)
    seconds = time.perf_counter() - began
    peak = int(told.stderr.split()[-2]) / 1024 / 1024
    assert told.returncode == 0, told.stdout.decode()
    assert seconds <= 60
    assert peak <= 1
    figure("R07", f"{count} entries in {seconds:.0f} s, {peak:.2f} GiB")
