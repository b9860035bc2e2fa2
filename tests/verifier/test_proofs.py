"""Every proof of every small tree, and every changed byte of a log (R01, R02, R05)."""

import hashlib
import random
from functools import cache

import pytest

from masohi.ledger import notes, policies, tree
from tests.verifier import vectors
from tests.verifier.packs import Proofs, log_of

CT_LEAVES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
CT_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def plain_root(leaves):
    """The definition, word for word, and nothing quick about it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + plain_root(leaves[:half]) + plain_root(leaves[half:])).digest()


def test_vectors_of_certificate_transparency(verify):
    leaves = [bytes.fromhex(one) for one in CT_LEAVES]
    ours, theirs = tree.Tree(), verify.Tree()
    for at, leaf in enumerate(leaves):
        ours.add(leaf)
        theirs.add(verify.leaf(leaf))
        assert ours.root().hex() == theirs.root().hex() == CT_ROOTS[at] == plain_root(leaves[: at + 1]).hex()


def test_every_proof_of_every_small_tree(verify, figure):
    log, done = log_of(300), 0
    for size in range(1, 130):
        root = log.root(size)
        assert root == plain_root(log.bodies[:size])
        for at in range(size):
            proof = log.proof(at, size)
            assert verify.included(log.leaf(at), at, size, proof, root)
            assert tree.verify_inclusion(log.leaf(at), at, size, proof, root)
            done += 1
        for old in range(size + 1):
            step = log.step(old, size)
            assert verify.grown(old, size, step, log.root(old), root)
            assert tree.verify_consistency(old, size, step, log.root(old), root)
            done += 1
    assert done == 16_899
    figure("R05", f"{done} of 16899 proofs right, 8 of 8 CT roots")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13, 64, 100])
def test_forged_proofs_are_refused(verify, size):
    """T8: each hash dropped, added, doubled, moved; the index off by one; an inner node offered as a leaf."""
    log, other = log_of(300), bytes(32)
    root = log.root(size)
    for at in range(size):
        proof = log.proof(at, size)
        forged = [(at, proof[:k] + proof[k + 1 :]) for k in range(len(proof))]
        forged += [(at, [*proof[:k], other, *proof[k:]]) for k in range(len(proof) + 1)]
        forged += [(at, [*proof[:k], other, *proof[k + 1 :]]) for k in range(len(proof))]
        forged += [(at, proof[::-1])] if proof[::-1] != proof else []
        forged += [(at + 1, proof), (at - 1, proof), (at + size, proof), (-1, proof)]
        for index, hashes in forged:
            assert not verify.included(log.leaf(at), index, size, hashes, root)
            assert not tree.verify_inclusion(log.leaf(at), index, size, hashes, root)
    if size > 2:
        inner, path = log.levels[1, 0], log.proof(0, size)[1:]
        assert not verify.included(inner, 0, size, path, root)
        assert not tree.verify_inclusion(inner, 0, size, path, root)


def test_forged_steps_are_refused(verify):
    log, other = log_of(300), bytes(32)
    for new in (2, 3, 7, 8, 13, 64):
        for old in range(1, new):
            step, before, after = log.step(old, new), log.root(old), log.root(new)
            forged = [step[:k] + step[k + 1 :] for k in range(len(step))]
            forged += [[*step[:k], other, *step[k + 1 :]] for k in range(len(step))] + [[*step, other], [other, *step]]
            told = [(old, new, one, before, after) for one in forged]
            told += [(old, new, step, other, after), (old, new, step, before, other), (old, new, step, after, before)]
            told += [(new, old, step, after, before), (old, old, [], before, after), (0, new, step, tree.EMPTY, after)]
            for one in told:
                assert not verify.grown(*one)
                assert not tree.verify_consistency(*one)


@cache
def log_of_cases(size):
    return Proofs([vectors.body(number, facts={"minutes": number}) for number in range(size)])


def flips(text):
    for at in range(len(text)):
        yield text[:at] + bytes([text[at] ^ 1 << at % 8]) + text[at + 1 :]


def test_every_flipped_byte_is_seen(verify, figure):
    """Each byte of 300 entries, of the head with its signatures, and of proofs; one bit of it turned (R01)."""
    log, known = log_of_cases(300), vectors.policy()
    root, seen, done = log.root(), 0, 0
    for at, body in enumerate(log.bodies):
        proof = log.proof(at)
        assert verify.included(verify.leaf(body), at, log.size, proof, root)
        for wrong in flips(body):
            done += 1
            seen += not verify.included(verify.leaf(wrong), at, log.size, proof, root)
    for number in range(0, 300, 10):
        whole = notes.write_proof(notes.Proof(number, tuple(log.proof(number)), vectors.note(log.size, root)))
        for wrong in flips(whole.encode()):
            done += 1
            seen += not holds(verify, log.bodies[number], wrong, known)
    assert done >= 30_000
    assert seen == done
    figure("R01", f"{seen} of {done} flips seen")


def holds(verify, body, proof, policy):
    try:
        return bool(verify.proven(body, verify.utf8(proof), verify.read_policy(policy))[4])
    except verify.Bad:
        return False


def test_house_readers_are_as_strict():
    """The same flips of one whole proof, read by the house's own notes and policies."""
    log = log_of_cases(300)
    whole = notes.write_proof(notes.Proof(7, tuple(log.proof(7)), vectors.note(log.size, log.root())))
    known = policies.parse_policy(vectors.policy())
    assert house_holds(log.bodies[7], whole.encode(), known)
    assert not any(house_holds(log.bodies[7], wrong, known) for wrong in flips(whole.encode()))


def house_holds(body, proof, known):
    try:
        told = notes.parse_proof(proof.decode())
        judged = policies.judge(told.checkpoint, known)
    except ValueError:
        return False
    head = judged.checkpoint
    return judged.quorum and tree.verify_inclusion(tree.leaf_hash(body), told.leaf, head.size, told.hashes, head.root)


@pytest.mark.long
def test_a_million_random_flips(verify, figure):
    """Random bits of entries and proofs in a log of 100,000 (R02)."""
    log, source = log_of_cases(100_000), random.Random(2)
    root, seen, count = log.root(), 0, 1_000_000
    for _ in range(count // 100):
        at = source.randrange(log.size)
        body, proof = log.bodies[at], log.proof(at)
        assert verify.included(verify.leaf(body), at, log.size, proof, root)
        for _ in range(100):
            if source.random() < 0.5:
                where = source.randrange(len(body))
                wrong = body[:where] + bytes([body[where] ^ 1 << source.randrange(8)]) + body[where + 1 :]
                seen += not verify.included(verify.leaf(wrong), at, log.size, proof, root)
            else:
                where, spot = source.randrange(len(proof)), source.randrange(32)
                one = proof[where]
                wrong = one[:spot] + bytes([one[spot] ^ 1 << source.randrange(8)]) + one[spot + 1 :]
                seen += not verify.included(
                    verify.leaf(body), at, log.size, [*proof[:where], wrong, *proof[where + 1 :]], root
                )
    assert seen == count
    figure("R02", f"{seen} of {count} random flips seen")
