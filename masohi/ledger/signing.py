"""The log's keys, what was signed last, and whom to believe: all in files beside the database, never in it.

Whoever restores an older database finds here what was already signed, and nothing is signed until a person has looked.
"""

import fcntl
import hmac
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils.translation import gettext

from masohi.ledger.notes import LOG, Key, key_of
from masohi.ledger.policies import Policy, parse_policy, write_policy
from masohi.writing.refusals import Refused

GROUP = "kuorum"


class Halted(Refused):
    """The log does not sign: what the database holds does not go on from what was signed."""


class State(NamedTuple):
    """What was signed last: the epoch, size and hexadecimal root of each log by name, and why signing stopped."""

    epoch: int
    last: dict[str, tuple[int, str]]
    halted: str = ""


def origin(base: str, log: str, epoch: int) -> str:
    """The log's name in the world; a new epoch is a new log.

    >>> origin("masohi.example.org/ledger", "deeds", 1), origin("masohi.example.org/ledger", "reads", 2)
    ('masohi.example.org/ledger/1', 'masohi.example.org/ledger/reads/2')
    """
    return f"{base}/{epoch}" if log == "deeds" else f"{base}/{log}/{epoch}"


def private_key(seed: bytes, name: str) -> Ed25519PrivateKey:
    """The key of one origin, derived from the installation's seed: no two logs share a key."""
    return Ed25519PrivateKey.from_private_bytes(hmac.digest(seed, b"masohi/log/v1\n" + name.encode(), "sha256"))


def signed_with(seed: bytes, name: str, message: bytes) -> bytes:
    """Signature (64 bytes) of one origin's key over something that is no head; `message` begins with its own word.

    The same message always gives the same signature, and nobody without the key knows it beforehand.
    """
    return private_key(seed, name).sign(message)


def public_key(seed: bytes, name: str) -> Key:
    """What others verify this origin's heads with."""
    return key_of(name, LOG, private_key(seed, name))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process and thread at a time signs, resumes or changes the policy."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "log-state.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def read_state(folder: Path) -> State | None:
    """What was signed last, or None where nothing ever was. Halted where the file cannot be read."""
    path = folder / "log-state.json"
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        last = {log: (int(size), bytes.fromhex(root).hex()) for log, (size, root) in told["last"].items()}
        return State(int(told["epoch"]), last, str(told["halted"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError):
        told = gettext("Berkas %(path)s rusak. Kembalikan dari cadangan; jangan membuat yang baru.")
        raise Halted(told % {"path": path}) from None


def keep_state(folder: Path, state: State) -> None:
    """Durable on disk when this returns; only then may a signature leave."""
    write_whole(folder / "log-state.json", json.dumps({"v": 1, **state._asdict()}, sort_keys=True) + "\n")


def read_policy(folder: Path) -> Policy:
    """Whose signatures count here; without a file nobody's. Refused where the file cannot be read."""
    path = folder / "policy"
    try:
        return parse_policy(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Policy((), {}, {}, "none")
    except ValueError as fault:
        told = gettext("Berkas %(path)s tidak terbaca (%(fault)s). Perbaiki dulu; tidak ada yang berubah.")
        raise Refused(told % {"path": path, "fault": fault}) from None


def name_log(folder: Path, *keys: Key) -> None:
    """See to it that the policy names these logs; what else it says stays as it is written."""
    known = read_policy(folder).logs
    if not (folder / "policy").exists():
        write_whole(folder / "policy", write_policy(keys, {}))
    elif new := [key for key in keys if key not in known]:
        added = "".join(line + "\n" for line in write_policy(new, {}).splitlines() if line.startswith("log "))
        write_whole(folder / "policy", added + (folder / "policy").read_text(encoding="utf-8"))


def name_witness(folder: Path, name: str, key: Key) -> Policy:
    """Add a witness; from then on more than half of the witnesses are needed. Refused where the policy is another's."""
    policy = read_policy(folder)
    if name in policy.witnesses or key.public in {one.public for one in policy.witnesses.values()}:
        told = gettext("Saksi %(name)s atau kuncinya sudah tercatat. Tidak ada yang berubah.")
        raise Refused(told % {"name": name})
    if set(policy.groups) - {GROUP} or policy.quorum not in {"none", GROUP}:
        told = gettext("Susunan kuorum di %(path)s ditulis tangan. Tambahkan saksi di berkas itu.")
        raise Refused(told % {"path": folder / "policy"})
    witnesses = policy.witnesses | {name: key}
    text = write_policy(policy.logs, witnesses, group=GROUP, least=len(witnesses) // 2 + 1)
    try:
        parse_policy(text)
    except ValueError as fault:
        told = gettext("Saksi %(name)s tidak dapat dicatat (%(fault)s). Tidak ada yang berubah.")
        raise Refused(told % {"name": name, "fault": fault}) from None
    write_whole(folder / "policy", text)
    return parse_policy(text)


def write_whole(path: Path, text: str) -> None:
    """Replace a file so that it is the old one or the new one whatever happens, and durably the new one afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
