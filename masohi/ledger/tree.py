"""The Merkle tree of RFC 6962 and RFC 9162: one short hash for a long log, and short proofs about it. Plain Python.

A leaf is SHA-256(0x00 || bytes), an inner node SHA-256(0x01 || left || right): no leaf can pass for a node. Proofs are
made from `node(level, index)`, the hash of the complete subtree over the 2**level leaves from index * 2**level on, so
whoever keeps some of these hashes reads little. Every hash here is 32 bytes.
"""

import hashlib
from collections.abc import Callable, Sequence

Node = Callable[[int, int], bytes]

EMPTY = hashlib.sha256(b"").digest()
MOST_HASHES = 63  # no tree is deeper: sizes are below 2**63


def leaf_hash(data: bytes) -> bytes:
    """Hash of one entry's bytes.

    >>> leaf_hash(b"").hex()[:8]
    '6e340b9c'
    """
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two neighbours.

    >>> node_hash(leaf_hash(b""), leaf_hash(b"\\x00")).hex()[:8]
    'fac54203'
    """
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """The tree's head, built leaf by leaf in logarithmic memory.

    >>> tree = Tree(); tree.root().hex()[:8]
    'e3b0c442'
    >>> [len(tree.add(leaf)) for leaf in (b"a", b"b", b"c", b"d")]
    [1, 2, 1, 3]
    >>> Tree.resume(tree.size, tree.peaks).root() == tree.root()
    True
    """

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    @classmethod
    def resume(cls, size: int, peaks: bytes) -> "Tree":
        """Go on from a stored size and its peaks; ValueError where they do not fit each other."""
        if size < 0 or len(peaks) != 32 * size.bit_count():
            raise ValueError(f"{len(peaks)} bytes of peaks do not belong to {size} leaves")
        tree = cls()
        tree.size, tree._peaks = size, [peaks[at : at + 32] for at in range(0, len(peaks), 32)]
        return tree

    @property
    def peaks(self) -> bytes:
        """Hashes of the complete subtrees that make up the tree, largest first, one after the other."""
        return b"".join(self._peaks)

    def add(self, data: bytes) -> list[bytes]:
        """Append an entry's bytes; answers as `add_hash`."""
        return self.add_hash(leaf_hash(data))

    def add_hash(self, leaf: bytes) -> list[bytes]:
        """Append a leaf by its hash; answers the subtrees that it completed: item n is the one of 2**n leaves.

        The subtree of level n in the answer has the index (size >> n) - 1.
        """
        complete, size = [leaf], self.size
        while size & 1:
            complete.append(node_hash(self._peaks.pop(), complete[-1]))
            size >>= 1
        self._peaks.append(complete[-1])
        self.size += 1
        return complete

    def peak_hash(self, level: int) -> bytes:
        """Hash of the peak over 2**level leaves; KeyError when the tree has none of this height."""
        if not self.size >> level & 1:
            raise KeyError(level)
        return self._peaks[(self.size >> level + 1).bit_count()]

    def root(self) -> bytes:
        """Head of the tree as it now is; of an empty tree SHA-256 of nothing."""
        return _folded(self._peaks) if self._peaks else EMPTY


def _folded(peaks: Sequence[bytes]) -> bytes:
    node = peaks[-1]
    for peak in reversed(peaks[:-1]):
        node = node_hash(peak, node)
    return node


def _span(start: int, end: int, node: Node) -> bytes:
    """Hash over the leaves start .. end - 1, where `start` is where the tree's own divisions fall."""
    peaks = []
    while start < end:
        level = (end - start).bit_length() - 1
        peaks.append(node(level, start >> level))
        start += 1 << level
    return _folded(peaks)


def _split(size: int) -> int:
    """Largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def root_of(size: int, node: Node) -> bytes:
    """Head of the tree over the first `size` leaves."""
    return _span(0, size, node) if size else EMPTY


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """Hashes that lead from leaf `index` to the head of the first `size` leaves, the leaf's sibling first."""
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} among {size}")
    start, end, proof = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_span(middle, end, node))
            end = middle
        else:
            proof.append(_span(start, middle, node))
            start = middle
    return proof[::-1]


def consistency_proof(old: int, new: int, node: Node) -> list[bytes]:
    """Hashes that show the first `old` of `new` leaves unchanged; empty for equal sizes and for an empty old tree."""
    if not 0 <= old <= new:
        raise ValueError(f"a log of {new} has no older head of {old}")
    if old in (0, new):
        return []
    start, end, proof = 0, new, []
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_span(middle, end, node))
            end = middle
        else:
            proof.append(_span(start, middle, node))
            start = middle
    if start:
        proof.append(_span(start, end, node))
    return proof[::-1]


def _hashes(proof: Sequence[bytes]) -> bool:
    return len(proof) <= MOST_HASHES and all(len(one) == 32 for one in proof)


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` leads from the leaf hash at `index` to `root`, the head of `size` leaves (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or len(leaf) != 32 or not _hashes(proof):
        return False
    at, last, node = index, size - 1, leaf
    for one in proof:
        if not last:
            return False
        if at & 1 or at == last:
            node = node_hash(one, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, one)
        at, last = at >> 1, last >> 1
    return not last and node == root


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether the log behind `new_root` begins with the log behind `old_root` (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= new or not _hashes(proof):
        return False
    if old == new:
        return not proof and old_root == new_root
    if not old:
        return not proof and old_root == EMPTY
    return bool(proof) and _grown(old, new, proof, old_root, new_root)


def _grown(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    shift = (~(old - 1) & old).bit_length() - 1  # trailing ones of old - 1
    at, last = (old - 1) >> shift, (new - 1) >> shift
    before = after = steps[0]
    for one in steps[1:]:
        if not last:
            return False
        if at & 1 or at == last:
            before, after = node_hash(one, before), node_hash(one, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, one)
        at, last = at >> 1, last >> 1
    return not last and before == old_root and after == new_root
