"""R03: an administrator of the database rewrites the whole record; a head that left the house says so."""

import json
from datetime import datetime

import pytest

from masohi.ledger import chain
from masohi.ledger.export import export
from masohi.ledger.heads.queries import note_of, untrue_heads
from masohi.ledger.models import Entry, Head, Subtree
from masohi.ledger.queries import stored_rows, verify
from masohi.ledger.tree import Tree
from masohi.writing.indonesian import WIT
from tests.ledger.conftest import cosigned_head, grow

pytestmark = pytest.mark.django_db
SIZE = 520


def rewrite(bodies):
    """Everything that the database holds of the log, made anew and in itself without a fault."""
    Entry.objects.all().delete()
    Subtree.objects.all().delete()
    tree, previous, rows = Tree(), chain.GENESIS, []
    for seq, said in enumerate(bodies):
        said = said | {"seq": seq}
        body = chain.canonical(said)
        digest = chain.link(previous, body)
        complete = tree.add(body)
        columns = {name: said[name] for name in ("seq", "kind", "subject", "thread", "actor", "at")}
        hashes = {"body": body, "previous": previous, "hash": digest, "leaf": complete[0]}
        rows.append(Entry(**columns, because_id=said["because"], **hashes))
        if len(complete) > 8:
            Subtree.objects.create(level=8, index=(tree.size >> 8) - 1, hash=complete[8])
        previous = digest
    Entry.objects.bulk_create(rows)
    Head.objects.update(size=tree.size, hash=previous, peaks=tree.peaks)


def changed(place, **news):
    """The rewriting that changes one entry."""
    return lambda bodies: [said | news if seq == place else said for seq, said in enumerate(bodies)]


REWRITES = {
    "a number": changed(300, facts={"number": 999}),
    "the first": changed(0, facts={"number": 999}),
    "the last": changed(SIZE - 1, facts={"number": 999}),
    "who": changed(17, actor=4711),
    "when": changed(400, at=chain.utc_text(datetime(2020, 1, 1, tzinfo=WIT))),
    "about whom": changed(256, thread="cases.order:99"),
    "one removed": lambda bodies: bodies[:200] + bodies[201:],
    "one more": lambda bodies: [*bodies[:100], bodies[100], *bodies[100:]],
    "two changed about": lambda bodies: [*bodies[:50], bodies[51], bodies[50], *bodies[52:]],
    "another salt": changed(511, salt="00" * 16),
}


def test_every_rewrite_is_seen_from_an_exported_head(witnesses, outside, tmp_path, figure):
    grow(SIZE)
    head = cosigned_head(witnesses[:2])
    exported = note_of(head)
    policy = tmp_path / "policy-from-the-court"
    export(tmp_path / "before", {})
    policy.write_bytes((tmp_path / "before" / "policy.txt").read_bytes())
    bodies = [json.loads(row.body) for row in stored_rows()]
    assert outside.check_export(tmp_path / "before", policy.read_text()).verdict == "sah"

    happy = found = 0
    for number, make in enumerate(REWRITES.values()):
        rewrite(make(bodies))
        happy += verify().ok
        folder = tmp_path / f"after-{number}"
        export(folder, {})
        (folder / "heads" / f"{head.size}.txt").write_text(exported)
        report = outside.check_export(folder, policy.read_text())
        found += "akar" in {code for state, code, _text in report.lines if state == "salah"}
        assert f"deeds:1:{head.size}" in set(untrue_heads())
    assert happy == len(REWRITES), "the chain inside the database has to be content, or nothing is shown here"
    assert found == len(REWRITES)

    rewrite(bodies)
    assert list(untrue_heads()) == [], "a rewriting that changes nothing is no fault"
    figure("R03", f"{found} of {len(REWRITES)}")


def test_a_checker_that_believes_stored_hashes_sees_nothing():
    """Why leaves are computed from the bytes: with the stored ones, a changed body passes."""
    grow(20)
    entry = Entry.objects.get(pk=7)
    size, root = Head.objects.get().size, Head.objects.get().root
    Entry.objects.filter(pk=7).update(body=bytes(entry.body).replace(b'"number":', b'"numbes":'))
    stored = [bytes(leaf) for leaf in Entry.objects.order_by("seq").values_list("leaf", flat=True)]
    tree = Tree()
    for leaf in stored:
        tree.add_hash(leaf)
    assert tree.root() == root
    assert verify().first_bad == 7
    assert size == 20
