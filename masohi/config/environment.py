"""Readers of the environment that fail loudly, and the two secrets that live in the data folder."""

import atexit
import os
import re
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

HEXADECIMAL = re.compile("[0-9a-f]{64}")
_BORROWED: set[bool] = set()


class BadEnvironment(Exception):
    """A variable holds something that the program will not guess about. `str()` is an Indonesian sentence."""


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


def number(name: str, default: int) -> int:
    """A whole number that is not negative; anything else stops the program."""
    value = text(name, str(default)).strip()
    if not (value.isascii() and value.isdigit()):
        raise BadEnvironment(f"{name}={value!r}: tulis bilangan bulat, misalnya {default}.")
    return int(value)


def choice(name: str, words: tuple[str, ...]) -> str:
    """One of these words, the first where the variable is absent; anything else stops the program."""
    value = text(name, words[0]).strip().lower()
    if value not in words:
        raise BadEnvironment(f"{name}={value!r}: tulis {' atau '.join(words)}.")
    return value


def folder(name: str) -> Path | None:
    """The folder that the variable names, None where it is absent; one that is not there stops the program."""
    value = os.environ.get(name, "").strip()
    if value and not Path(value).is_dir():
        raise BadEnvironment(f"{name}: folder tidak ada. Periksa letak dan izinnya.")
    return Path(value) if value else None


def live_apart(folder: Path | None) -> None:
    """Let this process live in a folder of its own (one that vanishes with it where none is named), with SQLite."""
    if folder is None:
        kept = tempfile.TemporaryDirectory(prefix="masohi-")
        atexit.register(kept.cleanup)
        folder = Path(kept.name)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["MASOHI_DATA"] = str(folder)
    os.environ.pop("DATABASE_URL", None)


def secret(name: str) -> str:
    """A secret from the variable, or from the file that `<name>_FILE` names, which no list of processes shows."""
    path = os.environ.get(f"{name}_FILE", "").strip()
    if not path:
        return text(name, "")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise BadEnvironment(f"{name}_FILE: berkas tidak terbaca. Periksa letak dan izinnya.") from None


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
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError:
        raise BadEnvironment("DATABASE_URL tidak terbaca: periksa nomor port dan tanda kurungnya.") from None
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadEnvironment("DATABASE_URL harus diawali postgres:// atau dikosongkan untuk SQLite.")
    if not parts.path.strip("/"):
        raise BadEnvironment("DATABASE_URL belum menyebut nama basis data: postgres://akun:sandi@server:port/nama.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 20}},
    }


def address(host: str, port: int) -> str:
    """Where people reach a server without a proxy.

    >>> address("127.0.0.1", 8000), address("::1", 8001)
    ('http://127.0.0.1:8000', 'http://[::1]:8001')
    """
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def borrow_keys() -> None:
    """For commands that seal and sign nothing: keys are then forgotten with the process, and no file is made."""
    _BORROWED.add(True)


def key(folder: Path, name: str) -> str:
    """The secret `name` of this installation, 64 hexadecimal digits, made at first use, for its owner's eyes only."""
    if _BORROWED:
        return secrets.token_hex(32)
    path = folder / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(path)
    value = path.read_text(encoding="ascii", errors="replace").strip()
    if not HEXADECIMAL.fullmatch(value):
        raise BadEnvironment(f"Kunci {path} rusak. Kembalikan dari cadangan; jangan membuat yang baru.")
    return value


def _make(path: Path) -> None:
    """Appear whole or not at all: of two processes that start together, the first one's key counts for both."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent)  # readable by its owner only
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
