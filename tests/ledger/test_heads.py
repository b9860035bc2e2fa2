"""Signed heads: what is signed, by whom, when it is refused, and what stands below."""

import json
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F

from masohi.ledger import signing
from masohi.ledger.actions import hold_head, record
from masohi.ledger.heads import actions
from masohi.ledger.heads.actions import add_cosignature, add_witness, sign_grown, sign_head
from masohi.ledger.heads.models import Checkpoint, Cosignature
from masohi.ledger.heads.queries import (
    is_cosigned,
    log_key,
    newest_cosigned,
    newest_head,
    note_of,
    origin,
    proof_of,
    root_at,
    untrue_heads,
    why_halted,
)
from masohi.ledger.models import DEEDS, Entry, Head
from masohi.ledger.notes import parse_proof, write_key
from masohi.ledger.policies import judge
from masohi.ledger.queries import verify
from masohi.ledger.tree import verify_inclusion
from masohi.writing.refusals import Refused
from tests import cast
from tests.ledger.conftest import Witness, cosigned_head, grow

pytestmark = pytest.mark.django_db


def test_a_head_says_origin_size_and_root(keys):
    grow(3)
    head = sign_head(at=cast.AT)
    assert head.size == Head.objects.get().size
    assert head.text.startswith(f"masohi.ambon.go.id/ledger/1\n{head.size}\n")
    assert bytes(head.root).hex() == verify().root
    said = judge(note_of(head), signing.read_policy(keys))
    assert (said.log, said.witnessed) == (log_key(), {})


def test_the_same_end_is_signed_once():
    grow(2)
    assert sign_head(at=cast.AT) == sign_head(at=cast.AT + timedelta(hours=1))
    grow(1)
    assert sign_head(at=cast.AT).size == Head.objects.get().size
    assert Checkpoint.objects.count() == 2


def test_nothing_is_signed_inside_a_transaction():
    """The signature of an entry that is then rolled back could never be taken back."""
    with transaction.atomic():
        hold_head()
        record("test.grown", Head.objects.get(), at=cast.AT)
        with pytest.raises(RuntimeError, match="durable"):
            sign_head(at=cast.AT)
    assert not Checkpoint.objects.exists()


def test_what_was_signed_is_on_disk_before_the_signature_exists(keys, monkeypatch):
    grow(2)
    seen = []
    real = actions.sign_checkpoint

    def watching(said, private):
        seen.append(signing.read_state(keys).last["deeds"] == (said.size, said.root.hex()))
        return real(said, private)

    monkeypatch.setattr(actions, "sign_checkpoint", watching)
    sign_head(at=cast.AT)
    assert seen == [True]


def test_logs_and_epochs_have_keys_of_their_own():
    names = [origin(log, epoch) for log in actions.LOGS for epoch in (1, 2)]
    assert len(set(names)) == 4
    assert len({log_key(log, epoch).public for log in actions.LOGS for epoch in (1, 2)}) == 4


def test_only_logs_with_entries_are_signed():
    grow(1)
    assert [head.log for head in sign_grown(at=cast.AT)] == ["deeds"]


def test_two_of_three_witnesses_are_enough(witnesses):
    grow(5)
    head = sign_head(at=cast.AT)
    assert not is_cosigned(head)
    first = witnesses[0].signed(note_of(head))
    assert add_cosignature(first, at=cast.AT)[1] == ["bapas-ambon"]
    assert not is_cosigned(head)
    assert newest_cosigned() is None
    assert add_cosignature(witnesses[2].signed(note_of(head)), at=cast.AT)[1] == ["pn-ambon"]
    assert is_cosigned(head)
    assert newest_cosigned() == head
    assert add_cosignature(first, at=cast.AT)[1] == []
    assert Cosignature.objects.count() == 2


def test_a_stranger_is_no_witness(witnesses):
    grow(1)
    head = sign_head(at=cast.AT)
    for one in (Witness("polda", 99), Witness("pn-ambon", 99)):
        with pytest.raises(Refused, match="saksi"):
            add_cosignature(one.signed(note_of(head)), at=cast.AT)
    assert not Cosignature.objects.exists()


@pytest.mark.parametrize("spoil", ["size", "line", "origin", "root"])
def test_a_changed_head_is_not_taken_in(witnesses, spoil):
    grow(1)
    note = witnesses[0].signed(note_of(sign_head(at=cast.AT)))
    lines = note.split("\n")
    lines[{"origin": 0, "size": 1, "root": 2, "line": -2}[spoil]] += "A"
    with pytest.raises(Refused):
        add_cosignature("\n".join(lines), at=cast.AT)
    assert add_cosignature(note, at=cast.AT)[1] == ["bapas-ambon"]


def test_a_head_of_another_database_is_not_taken_in(witnesses):
    grow(2)
    head = sign_head(at=cast.AT)
    note = witnesses[0].signed(note_of(head))
    head.delete()
    with pytest.raises(Refused, match="tidak dikenal"):
        add_cosignature(note, at=cast.AT)


def test_a_witness_is_named_once(witnesses):
    with pytest.raises(Refused, match="sudah tercatat"):
        add_witness("bapas-ambon", Witness("bapas-ambon", 77).key)
    with pytest.raises(Refused, match="sudah tercatat"):
        add_witness("lain", witnesses[0].key)
    with pytest.raises(Refused, match="tidak terbaca"):
        add_witness("lain", "lain+00000000+AAAA")
    with pytest.raises(Refused, match="tidak dapat dicatat"):
        add_witness("lain", write_key(log_key()))


def test_a_policy_written_by_hand_is_left_to_the_hand(keys, witnesses):
    text = (keys / "policy").read_text()
    by_hand = text.replace("kuorum", "tiga")
    (keys / "policy").write_text(by_hand)
    with pytest.raises(Refused, match="ditulis tangan"):
        add_witness("polda", Witness("polda", 99).key)
    sign_head(at=cast.AT)
    assert (keys / "policy").read_text() == by_hand


def test_the_newest_cosigned_head_proves_an_entry(witnesses):
    grow(9)
    cosigned = cosigned_head(witnesses[:2])
    grow(4)
    signed = sign_head(at=cast.AT)
    for seq, head in ((0, cosigned), (cosigned.size - 1, cosigned), (cosigned.size, signed)):
        proof = parse_proof(proof_of(seq))
        leaf = bytes(Entry.objects.get(pk=seq).leaf)
        assert proof.checkpoint == note_of(head)
        assert verify_inclusion(leaf, seq, head.size, proof.hashes, bytes(head.root))
    with pytest.raises(Refused, match="Belum ada"):
        proof_of(signed.size)


def test_a_proof_is_believed_outside(keys, witnesses, outside):
    grow(9)
    head = cosigned_head(witnesses[:2])
    policy = outside.read_policy((keys / "policy").read_text())
    entry = Entry.objects.get(pk=4)
    _origin, size, root, present, quorum = outside.proven(bytes(entry.body), proof_of(4), policy)
    assert (size, root, set(present), quorum) == (head.size, bytes(head.root), {"bapas-ambon", "kejari-ambon"}, True)
    with pytest.raises(outside.Bad):
        outside.proven(bytes(entry.body) + b" ", proof_of(4), policy)


def test_untrue_heads_are_named(witnesses):
    grow(3)
    head = cosigned_head(witnesses[:2])
    grow(3)
    later = sign_head(at=cast.AT)
    assert list(untrue_heads()) == []
    Checkpoint.objects.filter(pk=head.pk).update(root=bytes(32))
    assert list(untrue_heads()) == [f"deeds:1:{head.size}"]
    Checkpoint.objects.filter(pk=head.pk).update(root=head.root)
    Cosignature.objects.filter(witness="bapas-ambon").update(line="— x AAAAAAAA\n— y BBBB\n")
    assert list(untrue_heads()) == [f"deeds:1:{head.size}"]
    Cosignature.objects.all().delete()
    Checkpoint.objects.filter(pk=later.pk).delete()
    assert list(untrue_heads()) == []


def test_a_head_that_disappears_with_its_entries_is_missed(keys):
    grow(3)
    sign_head(at=cast.AT)
    state = json.loads((keys / "log-state.json").read_text())
    state["last"]["deeds"][1] = "00" * 32
    (keys / "log-state.json").write_text(json.dumps(state))
    assert list(untrue_heads()) == [f"log-state:deeds:{Head.objects.get().size}"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"epoch": 1, "last": {"deeds": [1]}, "halted": ""}'])
def test_a_spoilt_state_halts(keys, text):
    grow(1)
    sign_head(at=cast.AT)
    (keys / "log-state.json").write_text(text)
    assert "rusak" in why_halted()
    grow(1)
    with pytest.raises(signing.Halted, match="rusak"):
        sign_head(at=cast.AT)


def test_a_lost_state_halts(keys):
    grow(1)
    sign_head(at=cast.AT)
    (keys / "log-state.json").unlink()
    assert "hilang" in why_halted()
    with pytest.raises(signing.Halted, match="hilang"):
        sign_head(at=cast.AT)


def test_an_end_that_its_entries_do_not_bear_out_is_not_signed():
    grow(4)
    peaks = bytearray(Head.objects.get().peaks)
    peaks[0] ^= 1
    Head.objects.update(peaks=bytes(peaks))
    with pytest.raises(signing.Halted, match="Ujung"):
        sign_head(at=cast.AT)


def test_missing_leaves_are_not_signed_over():
    grow(4)
    Entry.objects.filter(pk=2).delete()
    with pytest.raises(signing.Halted, match="Ujung"):
        sign_head(at=cast.AT)
    with pytest.raises(LookupError):
        root_at(4)


@pytest.mark.django_db(transaction=True)
def test_many_who_sign_at_once_sign_one_history():
    """While entries come in, in threads: every head is a prefix of the end."""
    hold_ready()
    stop = threading.Event()
    faults = []

    def signing_on():
        try:
            while not stop.is_set():
                sign_head(at=cast.AT)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=signing_on) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(40):
        grow(1)
    stop.set()
    for thread in threads:
        thread.join()
    assert faults == []
    assert list(untrue_heads()) == []
    assert newest_head(DEEDS) is not None


def hold_ready():
    with transaction.atomic():
        hold_head()


@pytest.mark.django_db(transaction=True)
def test_people_may_work_while_the_record_is_recomputed():
    """Entries that come in meanwhile are no fault; an entry that no head covers is."""
    hold_ready()
    stop = threading.Event()

    def working():
        while not stop.is_set():
            grow(1)
        connection.close()

    thread = threading.Thread(target=working)
    thread.start()
    answers = [verify()]
    patience = time.monotonic() + 60
    while len(answers) < 40 or (answers[-1].entries == answers[0].entries and time.monotonic() < patience):
        answers.append(verify())
    stop.set()
    thread.join()
    assert answers[-1].entries > answers[0].entries
    assert all(answer.ok for answer in answers)
    Head.objects.update(size=F("size") - 1)
    assert not verify().ok
