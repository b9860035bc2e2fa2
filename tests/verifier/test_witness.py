"""A witness signs what it has checked, remembers it first, and keeps both heads where two histories are shown (T6, T7, T9)."""

import json
import os
import stat

import pytest

from masohi.ledger import notes, policies
from tests.verifier import vectors
from tests.verifier.packs import log_of
from tests.verifier.vectors import Log, b64, body, export, note

NAME = "bapas-ambon"
SEED = bytes([2]) * 32  # of vectors.WITNESS_KEYS["bapas-ambon"]


@pytest.fixture
def witness(verify, tmp_path):
    """A witness with its key and state; calling it shows it a head."""
    key, state = tmp_path / "kunci", tmp_path / "keadaan.json"
    key.write_text(f"{NAME} {SEED.hex()}\n")
    policy = verify.read_policy(vectors.policy())

    def show(text, proof=(), export=None, now=1_790_000_100):
        lines = "".join(f"{b64(one)}\n" for one in proof)
        return verify.cosign(text, key, state, policy, export=export, proof=lines, now=now)

    show.state, show.key = state, key
    return show


def head(size, log=None, **more):
    log = log or log_of(300)
    return note(size, log.root(size), witnesses=more.pop("witnesses", ()), **more)


def test_it_signs_what_grows(witness):
    log = log_of(300)
    signed = witness(head(100))
    judged = policies.judge(signed, policies.parse_policy(vectors.policy()))
    assert judged.witnessed == {NAME: 1_790_000_100}
    signed = witness(head(200, witnesses=vectors.WITNESSES[1:2]), log.step(100, 200))
    judged = policies.judge(signed, policies.parse_policy(vectors.policy()))
    assert judged.quorum
    assert witness(head(200)), "the same head again is signed again"
    assert len(notes.parse_note(witness(signed)).signatures) == 3, "its own older line is replaced"


@pytest.mark.parametrize(
    ("text", "proof", "code"),
    [
        (head(99), [], "kecil"),
        (note(100, log_of(300).root(99), witnesses=()), [], "cabang"),
        (head(200), [], "cabang"),
        (head(200), log_of(300).step(101, 200), "cabang"),
        (head(200), [bytes(32)] * 64, "cabang"),
        (note(0, bytes(32), witnesses=()), [], "kecil"),
    ],
)
def test_it_refuses_and_keeps_both_heads(verify, witness, text, proof, code):
    witness(head(100))
    with pytest.raises(verify.Bad) as refusal:
        witness(text, proof)
    assert refusal.value.code == code
    kept = json.loads(witness.state.read_text())
    assert kept["heads"] == {vectors.ORIGIN: head(100)}
    assert [(one["held"], one["offered"]) for one in kept["disputes"]] == [(head(100), text)]
    assert witness(head(200), log_of(300).step(100, 200)), "the true history is still signed"


def test_two_histories_for_two_witnesses(verify, witness, figure):
    """R04's half here: whatever fork is shown after the first history is refused."""
    log, refused = log_of(300), 0
    witness(head(150))
    for number in range(200):
        at = number % 150
        bodies = [*log.bodies[:at], b"other", *log.bodies[at + 1 :]]
        fork = Log(bodies[: 151 + number % 100])
        with pytest.raises(verify.Bad):
            witness(note(fork.size, fork.root(), witnesses=()), fork.step(150, fork.size))
        refused += 1
    assert len(json.loads(witness.state.read_text())["disputes"]) == refused == 200
    figure("R04", f"{refused} of 200 forks refused by the script")


def test_it_believes_the_export_only_by_reading_it(verify, witness, tmp_path):
    log = Log([body(number) for number in range(40)])
    folder = export(tmp_path / "ekspor", log)
    witness(note(30, log.root(30), witnesses=()), export=folder)
    witness(note(40, log.root(), witnesses=()), export=folder)
    rows = (folder / "entries.txt").read_text().splitlines(keepends=True)
    (folder / "entries.txt").write_text("".join(rows[:-1]))
    with pytest.raises(verify.Bad):
        witness(note(40, log.root(), witnesses=()), export=folder)


def test_a_strange_log_gets_nothing(verify, witness):
    for text in (head(100, key=vectors.private(99)), head(100, origin="lain.example/1")):
        with pytest.raises(verify.Bad):
            witness(text)
    assert not witness.state.exists()


def test_it_remembers_before_it_answers(verify, witness, monkeypatch):
    """Power fails while the state is written: no signature is given away, and the old state is whole."""
    witness(head(100))

    def fails(*_):
        raise OSError("power")

    monkeypatch.setattr(verify.os, "replace", fails)
    with pytest.raises(OSError, match="power"):
        witness(head(200), log_of(300).step(100, 200))
    monkeypatch.undo()
    assert json.loads(witness.state.read_text())["heads"] == {vectors.ORIGIN: head(100)}


def test_the_state_is_written_first(verify, witness, monkeypatch):
    seen = []
    monkeypatch.setattr(verify, "save", lambda *_: seen.append("saved"))
    true_pack = verify.struct.pack
    monkeypatch.setattr(verify.struct, "pack", lambda *told: seen.append("signing") or true_pack(*told))
    witness(head(100))
    assert seen == ["saved", "signing"]


def test_one_at_a_time(verify, witness):
    lock = witness.state.with_name(witness.state.name + ".kunci")
    lock.touch()
    with pytest.raises(verify.Bad) as refusal:
        witness(head(100))
    assert refusal.value.code == "sibuk"
    lock.unlink()
    assert witness(head(100))
    assert not lock.exists()


def test_a_new_key(verify, tmp_path):
    path = tmp_path / "kunci"
    printed = verify.new_key("pn-ambon", path)
    assert notes.parse_key(printed).kind == notes.WITNESS
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    with pytest.raises(FileExistsError):
        verify.new_key("pn-ambon", path)
    with pytest.raises(verify.Bad):
        verify.new_key("dua kata", tmp_path / "lain")


def test_two_heads_by_command(verify, tmp_path, capfd):
    log, files = log_of(300), {}
    told = {"lama": head(100), "baru": head(200), "bukti": "".join(f"{b64(one)}\n" for one in log.step(100, 200))}
    for name, text in {**told, "kebijakan": vectors.policy(least=0)}.items():
        files[name] = tmp_path / name
        files[name].write_text(text, encoding="utf-8")
    command = [
        "checkpoint",
        *(str(files[name]) for name in ("lama", "baru", "bukti")),
        "--policy",
        str(files["kebijakan"]),
    ]
    assert verify.main(command) == 0
    assert "tumbuh dari 100 ke 200" in capfd.readouterr().out
    assert verify.main([command[0], command[2], command[1], *command[3:]]) == 1
    assert verify.main(command[:4]) == 1
    assert "--policy" in capfd.readouterr().err


def test_witness_by_command(verify, witness, tmp_path, capfd):
    log = Log([body(number) for number in range(40)])
    folder = export(tmp_path / "ekspor", log)
    told, policy = tmp_path / "kepala", tmp_path / "kebijakan"
    told.write_text(note(40, log.root(), witnesses=()), encoding="utf-8")
    policy.write_text(vectors.policy())
    command = ["cosign", told, "--export", folder, "--policy", policy, "--key", witness.key, "--state", witness.state]
    assert verify.main([str(one) for one in command]) == 0
    assert list(policies.judge(capfd.readouterr().out, policies.parse_policy(vectors.policy())).witnessed) == [NAME]
    assert verify.main([str(one) for one in [*command, "--out", tmp_path / "hasil"]]) == 0
    assert "bapas-ambon" in (tmp_path / "hasil").read_text(encoding="utf-8")
