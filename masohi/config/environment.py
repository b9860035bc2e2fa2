"""Readers of the environment that fail loudly, and the two secrets that live in the data folder."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


class BadEnvironment(Exception):
    """A variable holds something that the program will not guess about."""


def text(name: str, default: str) -> str:
    """The variable's text, or `default` where it is absent or empty."""
    return os.environ.get(name) or default


def switch(name: str, default: bool) -> bool:
    """`ya` or `tidak` (also yes/no, true/false, 1/0); anything else stops the program."""
    words = {"ya": True, "yes": True, "true": True, "1": True, "tidak": False, "no": False, "false": False, "0": False}
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value not in words:
        raise BadEnvironment(f"{name}={value!r}: tulis 'ya' atau 'tidak'.")
    return words[value]


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's database settings for a `postgres://` address, or for the embedded SQLite file in `folder`.

    SQLite: write-ahead log and immediate transactions, without which concurrent writes fail; FULL because a
    power cut must not lose the last verified hour.
    """
    if not url:
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "masohi.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadEnvironment("DATABASE_URL harus diawali postgres:// atau dikosongkan untuk SQLite.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 20}},
    }


def key(folder: Path, name: str) -> str:
    """The secret `name` of this installation, made at first use and readable by its owner only."""
    path = folder / "keys" / name
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    value = secrets.token_hex(32)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first: its key counts
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(value)
    return value
