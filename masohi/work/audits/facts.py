"""The draw: whoever has the signed head of yesterday can do it again, and nobody can do it before."""

import hashlib
from datetime import date, datetime, time
from typing import Final

from masohi.writing.indonesian import WIT

NEWCOMER_SESSIONS: Final = 5  # all of a supervisor's first sessions are visited
DRAWN_AS: Final = b"masohi/audit/v1\n"


def lot(root: bytes, session: str) -> int:
    """The session's lot, 0 to 2**64 - 1: the first eight bytes of SHA-256 over a fixed word, the root and the code.

    >>> lot(bytes(32), "B7K9MQ2X4T") == lot(bytes(32), "B7K9MQ2X4T") != lot(bytes(32), "B7K9MQ2X4V")
    True
    """
    return int.from_bytes(hashlib.sha256(DRAWN_AS + root + b"\n" + session.encode()).digest()[:8], "big")


def drawn(root: bytes, session: str, percent: int) -> bool:
    """Whether the session of this code is visited, for the root (32 bytes) of the head before its day.

    `percent` of all sessions are. The root holds 128 random bits for every deed of the day before, so neither the
    office nor the supervisor can know or choose.

    >>> drawn(bytes(32), "B7K9MQ2X4T", 100), drawn(bytes(32), "B7K9MQ2X4T", 0)
    (True, False)
    """
    return lot(root, session) * 100 < percent << 64


def midnight(day: date) -> datetime:
    """The moment at which a day begins in WIT: the newest head signed before it decides that day's draw."""
    return datetime.combine(day, time(0), WIT)
