"""What leaves the house about the log, as plain lines of text: keys, signed notes, checkpoints, cosignatures, proofs.

The formats are those of C2SP: signed-note, tlog-checkpoint, tlog-cosignature (v1), tlog-proof. Every reader here is
strict: it answers what was written or raises ValueError, and never guesses. Plain Python.
"""

import base64
import binascii
import hashlib
import re
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from masohi.ledger.tree import MOST_HASHES

LOG, WITNESS = 0x01, 0x04
MOST_SIGNATURES = 100
PROOF_TITLE = "c2sp.org/tlog-proof@v1"
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


class Key(NamedTuple):
    """A public Ed25519 key, the name it signs under, and what it signs: LOG checkpoints or WITNESS cosignatures."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that stand before each signature; they name the key and prove nothing."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]


class Signature(NamedTuple):
    """One signature line: `value` is the 64 bytes of a log, or the 72 (time, signature) of a witness."""

    name: str
    key_id: bytes
    value: bytes


class Note(NamedTuple):
    """A text and who signed it; nothing is verified yet."""

    text: str
    signatures: tuple[Signature, ...]


class Checkpoint(NamedTuple):
    """What a log says of itself: `size` entries whose tree has this root."""

    origin: str
    size: int
    root: bytes


class Proof(NamedTuple):
    """Proof that entry `leaf` (from 0) is in the log behind the checkpoint note; `extra` proves nothing."""

    leaf: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    extra: bytes | None = None


# --- small parts


def b64(data: bytes) -> str:
    """Standard base64 with padding."""
    return base64.b64encode(data).decode("ascii")


def unb64(text: str) -> bytes:
    """Bytes behind base64 in its only spelling: unused bits, spaces and missing padding are refused.

    >>> unb64("AA==")
    b'\\x00'
    >>> unb64("AB==")
    Traceback (most recent call last):
    ValueError: not base64: 'AB=='
    """
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        data = b""
    if b64(data) != text:
        raise ValueError(f"not base64: {text[:80]!r}")
    return data


def number(text: str) -> int:
    """A decimal number below 2**63 without sign or leading zeros.

    >>> number("10"), number("0")
    (10, 0)
    >>> number("010")
    Traceback (most recent call last):
    ValueError: not a number: '010'
    """
    if not _NUMBER.fullmatch(text) or int(text) >= 1 << 63:
        raise ValueError(f"not a number: {text[:80]!r}")
    return int(text)


def _named(name: str) -> str:
    if not name or "+" in name or any(sign.isspace() or sign < " " for sign in name):
        raise ValueError(f"not a key name: {name[:80]!r}")
    return name


def lines_of(text: str) -> list[str]:
    """Lines of a text that ends in a newline; control signs and broken Unicode are refused."""
    text.encode("utf-8")  # a lone surrogate is a ValueError here
    if not text.endswith("\n") or any(sign < " " and sign != "\n" for sign in text):
        raise ValueError("text without its last newline, or with control signs")
    return text[:-1].split("\n")


# --- keys


def write_key(key: Key) -> str:
    """The key as one word, to be printed and pinned: name+id+base64.

    >>> write_key(Key("contoh", LOG, bytes(32)))
    'contoh+8b4b426b+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    """
    return f"{_named(key.name)}+{key.id.hex()}+{b64(bytes([key.kind]) + key.public)}"


def parse_key(text: str) -> Key:
    """Read a key's word; the id must be the key's own.

    >>> parse_key("contoh+8b4b426b+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").name
    'contoh'
    """
    name, _, rest = text.partition("+")
    told, _, material = rest.partition("+")
    raw = unb64(material)
    if len(raw) != 33 or raw[0] not in (LOG, WITNESS):
        raise ValueError("not an Ed25519 key of a log or of a witness")
    key = Key(_named(name), raw[0], raw[1:])
    if told != key.id.hex():
        raise ValueError(f"key id {told!r} is not that of the key")
    return key


def key_of(name: str, kind: int, private: Ed25519PrivateKey) -> Key:
    """The public side of a private key."""
    return Key(_named(name), kind, private.public_key().public_bytes_raw())


def _good(key: Key, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


# --- notes and checkpoints


def write_note(note: Note) -> str:
    """Text, empty line, signature lines."""
    lines = (f"— {_named(one.name)} {b64(one.key_id + one.value)}\n" for one in note.signatures)
    return f"{note.text}\n{''.join(lines)}"


def parse_note(text: str) -> Note:
    """Split a note at its last empty line; the text keeps its final newline. Two lines of one key are refused."""
    lines = lines_of(text)
    if "" not in lines:
        raise ValueError("a note has an empty line before its signatures")
    cut = len(lines) - 1 - lines[::-1].index("")
    signatures = tuple(_signature(line) for line in lines[cut + 1 :])
    if not 1 <= len(signatures) <= MOST_SIGNATURES or not cut:
        raise ValueError("a note has a text and 1 to 100 signatures")
    if len({(one.name, one.key_id) for one in signatures}) != len(signatures):
        raise ValueError("one key signed twice")
    return Note("\n".join(lines[:cut]) + "\n", signatures)


def _signature(line: str) -> Signature:
    dash, name, value = line.split(" ") if line.count(" ") == 2 else ("", "", "")
    raw = unb64(value)
    if dash != "—" or len(raw) < 5:
        raise ValueError(f"not a signature line: {line[:80]!r}")
    return Signature(_named(name), raw[:4], raw[4:])


def write_checkpoint(checkpoint: Checkpoint) -> str:
    """The three lines that are signed.

    >>> write_checkpoint(Checkpoint("contoh/1", 2, bytes(32)))
    'contoh/1\\n2\\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\\n'
    """
    return f"{_named(checkpoint.origin)}\n{number(str(checkpoint.size))}\n{b64(checkpoint.root)}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a note's text as a checkpoint: exactly three lines. Whether to believe it is up to `policies.judge`."""
    lines = lines_of(text)
    if len(lines) != 3:
        raise ValueError("a checkpoint has three lines: origin, size, root")
    root = unb64(lines[2])
    if len(root) != 32:
        raise ValueError("a root has 32 bytes")
    return Checkpoint(_named(lines[0]), number(lines[1]), root)


def sign_checkpoint(checkpoint: Checkpoint, private: Ed25519PrivateKey) -> Signature:
    """The log's signature; the key's name is the checkpoint's origin."""
    key = key_of(checkpoint.origin, LOG, private)
    return Signature(key.name, key.id, private.sign(write_checkpoint(checkpoint).encode()))


def cosign(checkpoint: Checkpoint, name: str, private: Ed25519PrivateKey, *, at: int) -> Signature:
    """The witness `name` says at UNIX second `at`: this is the newest consistent head I have seen of this log."""
    key = key_of(name, WITNESS, private)
    signature = private.sign(_cosigned(at, write_checkpoint(checkpoint)))
    return Signature(key.name, key.id, at.to_bytes(8, "big") + signature)


def _cosigned(at: int, text: str) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def signed_by(note: Note, key: Key) -> bool:
    """Whether the log `key` signed; False when it did not. ValueError for a signature in its name that is not good."""
    value = _value(note, key)
    if value is None:
        return False
    if len(value) != 64 or not _good(key, value, note.text.encode()):
        raise ValueError(f"the signature of {key.name} is not good")
    return True


def cosigned_at(note: Note, key: Key) -> int | None:
    """UNIX second at which the witness `key` cosigned, or None. ValueError for one in its name that is not good."""
    value = _value(note, key)
    if value is None:
        return None
    at = int.from_bytes(value[:8], "big")
    if len(value) != 72 or at >= 1 << 63 or not _good(key, value[8:], _cosigned(at, note.text)):
        raise ValueError(f"the cosignature of {key.name} is not good")
    return at


def _value(note: Note, key: Key) -> bytes | None:
    found = (one.value for one in note.signatures if (one.name, one.key_id) == (key.name, key.id))
    return next(found, None)


# --- proofs


def write_proof(proof: Proof) -> str:
    """The proof as text; `.tlog-proof` is its usual file name."""
    extra = [f"extra {b64(proof.extra)}"] if proof.extra is not None else []
    lines = [PROOF_TITLE, *extra, f"index {number(str(proof.leaf))}", *map(b64, proof.hashes), "", ""]
    return "\n".join(lines) + proof.checkpoint


def parse_proof(text: str) -> Proof:
    """Read a proof; its checkpoint is only cut off, not judged. At most 63 hashes of 32 bytes."""
    top, gap, checkpoint = text.partition("\n\n")
    lines = lines_of(top + "\n")
    extra = unb64(lines.pop(1).removeprefix("extra ")) if lines[1:2] and lines[1].startswith("extra ") else None
    if not gap or lines[0] != PROOF_TITLE or len(lines) < 2 or not lines[1].startswith("index "):
        raise ValueError("not a proof: title, index and an empty line are needed")
    hashes = tuple(unb64(line) for line in lines[2:])
    if len(hashes) > MOST_HASHES or any(len(one) != 32 for one in hashes):
        raise ValueError("a proof has at most 63 hashes of 32 bytes")
    parse_note(checkpoint)
    return Proof(number(lines[1].removeprefix("index ")), hashes, checkpoint, extra)
