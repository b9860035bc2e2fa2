"""The hash chain, in plain Python: what is stored is what was hashed, byte for byte.

An entry's hash covers the hash before it and its own bytes, so a changed, removed, inserted or moved entry breaks every
later link. The root is the RFC 6962 tree head over the same bytes, short enough to print on a sheet of paper. The bytes
of an entry can be destroyed and its place in chain and tree remains, where a later entry says so.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from typing import Any, NamedTuple

from masohi.ledger.tree import Tree, leaf_hash

GENESIS = hashlib.sha256(b"masohi/ledger/1").digest()
STORED_LEVELS = (8, 16, 24)  # subtrees of 256, 256 squared and 256 cubed entries are kept, so that proofs read little
SHREDDED, SHREDDING = "shredded", "entry.shredded"


class Stored(NamedTuple):
    """One row as read from the database."""

    seq: int
    previous: bytes
    body: bytes
    hash: bytes
    leaf: bytes
    columns: dict[str, Any]


class End(NamedTuple):
    """Where a log says that it ends: how many entries, the newest one's hash, the peaks of the tree over all."""

    size: int
    hash: bytes
    peaks: bytes


def canonical(facts: dict[str, Any]) -> bytes:
    """UTF-8 bytes of a JSON object with sorted keys; integers, texts, lists and null only: no number is rounded.

    >>> canonical({"b": 1, "a": "Ambon"})
    b'{"a":"Ambon","b":1}'
    """
    _refuse_floats(facts)
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("the ledger holds integers and texts; a float could be read back differently")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        _refuse_floats(inner)


def link(previous: bytes, body: bytes) -> bytes:
    """SHA-256 over the previous hash and the entry's bytes.

    >>> link(GENESIS, b"{}") == link(GENESIS, b"{ }")
    False
    """
    return hashlib.sha256(previous + body).digest()


def utc_text(at: datetime) -> str:
    """An aware moment as UTC text with microseconds.

    >>> utc_text(datetime(2026, 2, 9, tzinfo=timezone.utc))
    '2026-02-09T00:00:00.000000Z'
    """
    return at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(facts: dict[str, Any]) -> str:
    """Hex SHA-256 of facts in canonical form; stands in the ledger where the facts themselves may not."""
    return hashlib.sha256(canonical(facts)).hexdigest()


class Checked(NamedTuple):
    """Answer of a verification: `first_bad` is the sequence number where the record stops being trustworthy."""

    ok: bool
    entries: int
    root: str
    first_bad: int | None


class Recount:
    """Recompute a log from its stored bytes, row by row in order of `seq`; stored hashes are compared, never believed.

    `sizes` are those at which the tree's root is wanted; it then stands in `roots`. Memory does not grow with the log,
    but for the subtrees that are to be compared: one hash in 256 entries.
    """

    def __init__(self, sizes: Iterable[int] = (), subtrees: Mapping[tuple[int, int], bytes] | None = None) -> None:
        self.tree, self.previous, self.bad = Tree(), GENESIS, set[int]()
        self.roots = {size: self.tree.root() for size in sizes if size == 0}
        self._wanted = set(sizes)
        self._subtrees = dict(subtrees or {})
        self._shredded: dict[int, tuple[int | None, str]] = {}

    def take(self, row: Stored) -> None:
        """The next row."""
        expected = self.tree.size
        if not self._sound(row, expected):
            self.bad.add(expected)
        gone = not row.body
        leaf = row.leaf if gone else leaf_hash(row.body)
        self.previous = row.hash if gone else link(self.previous, row.body)
        complete = self.tree.add_hash(leaf)
        for level in STORED_LEVELS:
            if level < len(complete):
                index = (self.tree.size >> level) - 1
                if self._subtrees.pop((level, index), None) != complete[level]:
                    self.bad.add(expected)
        if self.tree.size in self._wanted:
            self.roots[self.tree.size] = self.tree.root()

    def checked(self, end: End) -> Checked:
        """The answer after the last row. A missing tail shows itself in the head, which says where the log ends."""
        self.bad |= set(self._shredded)
        if not self.bad and (self.tree.size, self.previous, self.tree.peaks) != end:
            self.bad.add(min(self.tree.size, end.size))
        return Checked(not self.bad, self.tree.size, self.tree.root().hex(), min(self.bad, default=None))

    def _sound(self, row: Stored, expected: int) -> bool:
        if row.seq != expected or row.previous != self.previous:
            return False
        if not row.body:
            return self._emptied(row)
        if row.hash != link(row.previous, row.body) or row.leaf != leaf_hash(row.body):
            return False
        try:
            said = json.loads(row.body)
        except ValueError:
            return False
        if any(said.get(name) != value for name, value in row.columns.items()):
            return False
        return row.columns["kind"] != SHREDDING or self._explained(row.seq, said["facts"])

    def _emptied(self, row: Stored) -> bool:
        """A shredded row says nothing any more; whether it may be empty a later entry has to say."""
        self._shredded[row.seq] = (row.columns["because"], row.leaf.hex())
        blank = [row.columns[name] for name in ("kind", "subject", "thread", "actor")]
        return blank == [SHREDDED, "", "", None] and len(row.leaf) == len(row.hash) == 32

    def _explained(self, seq: int, facts: dict[str, Any]) -> bool:
        return self._shredded.pop(facts.get("seq", -1), None) == (seq, facts.get("leaf"))
