"""The hash chain, in plain Python: what is stored is what was hashed, byte for byte.

An entry's hash covers the hash before it and its own bytes, so a changed, removed, inserted or moved entry breaks every
later link. The root is the RFC 6962 tree head over the same bytes, short enough to print on a sheet of paper.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any, NamedTuple

GENESIS = hashlib.sha256(b"masohi/ledger/1").digest()


class Stored(NamedTuple):
    """One row as read from the database."""

    seq: int
    previous: bytes
    body: bytes
    hash: bytes
    columns: dict[str, Any]


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


class Tree:
    """RFC 6962 tree head, built leaf by leaf in logarithmic memory.

    >>> tree = Tree(); tree.root().hex()[:8]
    'e3b0c442'
    """

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        node = hashlib.sha256(b"\x00" + leaf).digest()
        size = self.size
        while size & 1:
            node = hashlib.sha256(b"\x01" + self._peaks.pop() + node).digest()
            size >>= 1
        self._peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        if not self._peaks:
            return hashlib.sha256(b"").digest()
        node = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            node = hashlib.sha256(b"\x01" + peak + node).digest()
        return node


class Checked(NamedTuple):
    """Answer of a verification: `first_bad` is the sequence number where the record stops being trustworthy."""

    ok: bool
    entries: int
    root: str
    first_bad: int | None


def verify(rows: Iterable[Stored], *, head_size: int, head_hash: bytes) -> Checked:
    """Recompute everything from the stored bytes; stored hashes are compared, never believed.

    `rows` come in order of `seq`, which starts at 0. A missing tail shows itself in the head.
    """
    tree, previous, bad = Tree(), GENESIS, None
    for expected, row in enumerate(rows):
        if bad is None and not _sound(row, expected, previous):
            bad = expected
        previous = link(previous, bytes(row.body))
        tree.add(bytes(row.body))
    if bad is None and (tree.size != head_size or (previous if tree.size else GENESIS) != head_hash):
        bad = min(tree.size, head_size)
    return Checked(bad is None, tree.size, tree.root().hex(), bad)


def _sound(row: Stored, expected: int, previous: bytes) -> bool:
    if row.seq != expected or row.previous != previous or row.hash != link(previous, row.body):
        return False
    try:
        said = json.loads(row.body)
    except ValueError:
        return False
    return all(said.get(name) == value for name, value in row.columns.items())
