"""R04: whoever holds the log's key and shows two histories finds no witness for the second."""

import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from masohi.ledger.notes import LOG, Checkpoint, Note, b64, key_of, sign_checkpoint, write_checkpoint, write_note
from masohi.ledger.policies import write_policy
from masohi.ledger.tree import Tree, consistency_proof, leaf_hash, node_hash

FORKS = 200
ORIGIN = "contoh.go.id/ledger/1"
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)


class History:
    """Entries as bytes, and what a dishonest log signs about them."""

    def __init__(self, entries):
        self.entries = entries

    def node(self, level, index):
        if not level:
            return leaf_hash(self.entries[index])
        return node_hash(self.node(level - 1, 2 * index), self.node(level - 1, 2 * index + 1))

    def head(self, size):
        tree = Tree()
        for entry in self.entries[:size]:
            tree.add(entry)
        said = Checkpoint(ORIGIN, size, tree.root())
        return write_note(Note(write_checkpoint(said), (sign_checkpoint(said, KEY),)))

    def proof(self, old, new):
        return "".join(b64(one) + "\n" for one in consistency_proof(old, new, self.node)) if old <= new else ""


TRUE = History([b"entry %d" % n for n in range(90)])


@pytest.fixture
def witness(outside, tmp_path):
    """A witness that holds the true head of 60 entries."""
    key, state = tmp_path / "key", tmp_path / "state"
    outside.new_key("bapas-ambon", key)
    policy = outside.read_policy(write_policy([key_of(ORIGIN, LOG, KEY)], {}))

    def asked(note, proof):
        return outside.cosign(note, key, state, policy, proof=proof, now=1_790_000_000)

    asked(TRUE.head(60), "")
    return asked


def forks():
    """Histories that part from the true one before its 60th entry, offered at a smaller, equal or larger size."""
    dice = random.Random(4)
    for number in range(FORKS):
        place = dice.randrange(60)
        other = History([*TRUE.entries[:place], b"other %d" % number, *TRUE.entries[place + 1 :]])
        size = dice.choice([dice.randrange(1, 60), 60, dice.randrange(61, 90)])
        yield other.head(size), dice.choice([other, TRUE]).proof(60, size)


def accepted(witness, outside):
    """How many forks the witness signs."""
    signed = 0
    for note, proof in forks():
        try:
            witness(note, proof)
            signed += 1
        except outside.Bad:
            pass
    return signed


def test_no_fork_is_cosigned(witness, outside, figure):
    assert accepted(witness, outside) == 0
    assert "bapas-ambon" in witness(TRUE.head(80), TRUE.proof(60, 80)), "honest growth is signed after all refusals"
    figure("R04", f"{FORKS} of {FORKS}")


def test_a_witness_that_does_not_look_signs_forks(witness, outside, monkeypatch):
    monkeypatch.setattr(outside, "refusal", lambda *told: None)
    assert accepted(witness, outside) == FORKS
