"""The draw: one seed a day, signed by the ledger's own key, so that nobody can choose it or know it before."""

import hashlib
from datetime import date, datetime, time
from typing import Final

from masohi.writing.indonesian import WIT
from masohi.writing.signatures import signed

NEWCOMER_SESSIONS: Final = 5  # all of a supervisor's first sessions are visited
DRAWN_AS: Final = b"masohi/audit/v1\n"


def seed_message(day: date, root: bytes) -> bytes:
    """What the ledger's key signs for a day: a word of its own, the day, and the root (32 bytes) of a head before it.

    >>> seed_message(date(2026, 10, 5), b"r")
    b'masohi/audit/v1\\n2026-10-05\\nr'
    """
    return DRAWN_AS + day.isoformat().encode() + b"\n" + root


def verify_draw(public_key: bytes, seed: bytes, day: date, root: bytes) -> bool:
    """Whether `seed` (64 bytes) is the one that draws `day` from the head with this root.

    `public_key` (32 bytes) is the Ed25519 key that signs the heads. This program gets one signature for one message, so
    it draws one list a day; without the key, who knows the root still cannot tell which sessions it draws.
    """
    return signed("ed25519", public_key, seed_message(day, root), seed)


def lot(seed: bytes, session: str) -> int:
    """The session's lot, 0 to 2**64 - 1: the first eight bytes of SHA-256 over the day's seed and the session's code.

    >>> lot(bytes(64), "B7K9MQ2X4T") == lot(bytes(64), "B7K9MQ2X4T") != lot(bytes(64), "B7K9MQ2X4V")
    True
    """
    return int.from_bytes(hashlib.sha256(seed + session.encode()).digest()[:8], "big")


def drawn(seed: bytes, session: str, percent: int) -> bool:
    """Whether the session of this code is visited, for the day's seed (64 bytes). `percent` of all sessions are.

    >>> drawn(bytes(64), "B7K9MQ2X4T", 100), drawn(bytes(64), "B7K9MQ2X4T", 0)
    (True, False)
    """
    return lot(seed, session) * 100 < percent << 64


def midnight(day: date) -> datetime:
    """The moment at which a day begins in WIT: the newest head from before it decides that day's draw."""
    return datetime.combine(day, time(0), WIT)
