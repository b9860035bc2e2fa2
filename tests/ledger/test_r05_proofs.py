"""R05: every proof about every small log, and proofs about large ones from few reads, made from the database."""

import pytest

from masohi.ledger.heads import queries
from masohi.ledger.heads.queries import Nodes, consistency, inclusion, root_at
from masohi.ledger.models import Entry, Subtree
from masohi.ledger.queries import verify
from masohi.ledger.tree import consistency_proof, inclusion_proof, verify_consistency, verify_inclusion
from tests.ledger.conftest import grow
from tests.ledger.test_chain import slow_root

pytestmark = pytest.mark.django_db
MOST, EXPECTED = 130, 16_899


def bodies():
    return [bytes(body) for body in Entry.objects.order_by("seq").values_list("body", flat=True)]


def leaves():
    return [bytes(leaf) for leaf in Entry.objects.order_by("seq").values_list("leaf", flat=True)]


def proven(roots, hashes, node):
    """How many of all proofs below MOST entries verify."""
    good = 0
    for size in range(1, MOST):
        for index in range(size):
            proof = inclusion_proof(index, size, node)
            good += verify_inclusion(hashes[index], index, size, proof, roots[size])
        for old in range(size + 1):
            proof = consistency_proof(old, size, node)
            good += verify_consistency(old, size, proof, roots[old], roots[size])
    return good


def test_all_small_proofs(figure):
    grow(640)
    entries = bodies()
    roots = [slow_root(entries[:size]) for size in range(MOST)]
    assert proven(roots, leaves(), Nodes(queries.DEEDS)) == EXPECTED
    figure("R05", f"{EXPECTED} of {EXPECTED}")


def test_nodes_in_the_wrong_order_prove_nothing(monkeypatch):
    grow(MOST)
    entries = bodies()
    roots = [slow_root(entries[:size]) for size in range(MOST)]
    real = queries.node_hash
    monkeypatch.setattr(queries, "node_hash", lambda left, right: real(right, left))
    assert proven(roots, leaves(), Nodes(queries.DEEDS)) < EXPECTED


def test_proofs_across_stored_subtrees():
    grow(700)
    entries, hashes = bodies(), leaves()
    roots = {size: slow_root(entries[:size]) for size in (1, 255, 256, 257, 511, 512, 513, 640, 699, 700)}
    assert Subtree.objects.count() == 2
    for size, root in roots.items():
        assert root_at(size) == root
        for index in {0, size // 2, size - 1, min(size - 1, 256)}:
            assert verify_inclusion(hashes[index], index, size, inclusion(index, size), root)
        for old in roots:
            if old <= size:
                assert verify_consistency(old, size, consistency(old, size), roots[old], root)


def test_a_large_log_is_proven_from_few_reads(django_assert_max_num_queries):
    grow(5000)
    root = root_at(5000)
    assert verify().root == root.hex()
    hashes = leaves()
    for index in (0, 255, 256, 2500, 4095, 4096, 4999):
        with django_assert_max_num_queries(3):
            proof = inclusion(index, 5000)
        assert verify_inclusion(hashes[index], index, 5000, proof, root)
    for old in (1, 255, 256, 300, 4095, 4096, 4999):
        with django_assert_max_num_queries(3):
            proof = consistency(old, 5000)
        assert verify_consistency(old, 5000, proof, root_at(old), root)


@pytest.mark.parametrize("spoil", ["changed", "missing", "one too many"])
def test_a_stored_subtree_is_compared(spoil):
    grow(600)
    row = Subtree.objects.get(level=8, index=1)
    if spoil == "changed":
        Subtree.objects.filter(pk=row.pk).update(hash=bytes(32))
    elif spoil == "missing":
        row.delete()
    else:
        Subtree.objects.create(level=8, index=2, hash=bytes(32))
    assert verify().first_bad == (600 if spoil == "one too many" else 511)
