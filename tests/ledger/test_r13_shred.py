"""R13: what an entry says is destroyed, its salt with it; the tree, the heads and the old proofs stay as they were."""

import json
from base64 import b64decode

import pytest

from masohi.ledger import chain
from masohi.ledger.actions import shred
from masohi.ledger.export import export
from masohi.ledger.heads.actions import sign_head
from masohi.ledger.heads.queries import proof_of, root_at, untrue_heads
from masohi.ledger.models import Entry, Head
from masohi.ledger.notes import parse_checkpoint, parse_note, parse_proof
from masohi.ledger.queries import facts_of, verify
from masohi.ledger.tree import leaf_hash, verify_inclusion
from masohi.work.attendance.models import Attendance
from masohi.work.completion.queries import touched_records
from masohi.work.placement.models import Session
from masohi.writing.refusals import Refused
from tests import cast
from tests.furnished import furnish
from tests.ledger.conftest import cosigned_head, grow, masohi

pytestmark = pytest.mark.django_db
SEQ = 7


def test_the_tree_stays_and_the_content_goes(witnesses, outside, keys, tmp_path, figure):
    grow(40)
    cosigned_head(witnesses[:2])
    before, size, proof = Entry.objects.get(pk=SEQ), Head.objects.get().size, proof_of(SEQ)
    root, salt = root_at(size), json.loads(bytes(before.body))["salt"]
    because = shred(SEQ, at=cast.AT)
    after = Entry.objects.get(pk=SEQ)
    assert verify().ok
    assert (root_at(size), list(untrue_heads())) == (root, [])
    told = parse_proof(proof)
    head = parse_checkpoint(parse_note(told.checkpoint).text)
    assert verify_inclusion(bytes(after.leaf), SEQ, size, told.hashes, head.root)
    assert (bytes(after.body), after.kind, after.subject, after.thread, after.actor) == (b"", "shredded", "", "", None)
    assert facts_of(because) == {"seq": SEQ, "leaf": bytes(before.leaf).hex()}
    assert not any(salt.encode() in bytes(body) for body in Entry.objects.values_list("body", flat=True))
    cosigned_head(witnesses[:2])
    export(tmp_path / "out", {})
    assert f"{SEQ} shredded {bytes(before.leaf).hex()}\n" in (tmp_path / "out" / "entries.txt").read_text()
    assert outside.check_export(tmp_path / "out", (keys / "policy").read_text()).verdict == "sah"
    figure("R13", "pass")


def guessed(entry, **known):
    """Whoever knows everything but one number tries a hundred thousand: found from the leaf alone?"""
    leaf = bytes(entry.leaf)
    return any(leaf_hash(chain.canonical(known | {"facts": {"number": n}})) == leaf for n in range(100_000))


def test_the_leaf_of_a_shredded_entry_tells_nothing():
    grow(40)
    said = json.loads(bytes(Entry.objects.get(pk=SEQ).body))
    shred(SEQ, at=cast.AT)
    known = {name: said[name] for name in said if name not in {"facts", "salt"}}
    assert not guessed(Entry.objects.get(pk=SEQ), **known)
    assert guessed(Entry.objects.get(pk=SEQ), **known, salt=said["salt"]), "with the salt it would be found at once"


def tampered_empty(seq):
    Entry.objects.filter(pk=seq).update(kind="shredded", subject="", thread="", actor=None, body=b"")


def test_an_entry_that_is_empty_without_a_reason_is_found():
    grow(20)
    tampered_empty(SEQ)
    assert verify().first_bad == SEQ


def test_the_reason_must_name_that_very_entry():
    grow(20)
    shred(SEQ, at=cast.AT)
    because = Entry.objects.get(kind="entry.shredded")
    tampered_empty(SEQ + 1)
    Entry.objects.filter(pk=SEQ + 1).update(because=because)
    assert verify().first_bad == SEQ + 1


@pytest.mark.parametrize(
    ("column", "value"), [("leaf", bytes(32)), ("hash", b"h" * 32), ("subject", "x"), ("because", 3), ("actor", 1)]
)
def test_a_shredded_row_is_still_watched(column, value):
    grow(20)
    shred(SEQ, at=cast.AT)
    Entry.objects.filter(pk=SEQ).update(**{column: value})
    assert not verify().ok


def test_a_shredded_entry_that_is_back_is_found():
    grow(20)
    before = Entry.objects.get(pk=SEQ)
    shred(SEQ, at=cast.AT)
    before.save()
    assert not verify().ok


def test_what_explains_others_is_not_shredded():
    grow(20)
    because = shred(SEQ, at=cast.AT)
    for seq in (SEQ, because.pk, 4711):
        with pytest.raises(Refused):
            shred(seq, at=cast.AT)
    assert Entry.objects.filter(kind="entry.shredded").count() == 1


def test_rows_stay_watched_after_their_entry_was_shredded(people, planned):
    (record,) = cast.attend(people, Session.objects.filter(appointments__plan=planned).earliest("starts_at"))
    sealing = Entry.objects.filter(kind="attendance.recorded").latest("seq")
    assert f"work.attendance:{record.pk}" in facts_of(sealing)["seals"]
    shred(sealing.pk, at=cast.AT)
    assert list(touched_records()) == []
    Attendance.objects.filter(pk=record.pk).update(note="x")
    assert list(touched_records()) == [f"work.attendance:{record.pk}"]


def test_nothing_of_it_stays_in_the_file(tmp_path):
    """The embedded database overwrites what it frees, and its log is emptied."""
    furnish(tmp_path)
    files = [tmp_path / "masohi.sqlite3", tmp_path / "masohi.sqlite3-wal"]
    assert masohi("ledger", "export", tmp_path / "out", data=tmp_path)[0] == 0
    line = (tmp_path / "out" / "entries.txt").read_text().splitlines()[1]
    salt = json.loads(b64decode(line.split()[1]))["salt"].encode()
    assert any(salt in file.read_bytes() for file in files if file.exists())
    assert masohi("ledger", "shred", 1, data=tmp_path)[0] == 0
    assert not any(salt in file.read_bytes() for file in files if file.exists())
    assert masohi("ledger", "verify", data=tmp_path)[1]["ok"]


def test_a_new_head_covers_the_shredding():
    grow(20)
    sign_head(at=cast.AT)
    shred(SEQ, at=cast.AT)
    assert sign_head(at=cast.AT).size == Head.objects.get().size
