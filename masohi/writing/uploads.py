"""Uploads that come in pieces: a file grows on disk, durable piece by piece, until its digest says it is whole."""

import fcntl
import hashlib
import os
from pathlib import Path


class WrongOffset(Exception):
    """The piece does not begin where the file ends; `offset` is where it does."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(f"the file ends at {offset}")


def arrived(path: Path) -> int:
    """Bytes that are here."""
    return path.stat().st_size if path.exists() else 0


def append(path: Path, offset: int, piece: bytes) -> int:
    """Add a piece at the end of the file and return the new end, after the disk has it. Raises WrongOffset."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # the same piece, sent again while the first one is still being written
        end = file.seek(0, os.SEEK_END)
        if end != offset:
            raise WrongOffset(end)
        file.write(piece)
        file.flush()
        os.fsync(file.fileno())
        return end + len(piece)


def digest(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
