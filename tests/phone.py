"""A phone in Python: key, chain, outbox, and the rules of SYNC-1 as the app keeps them. Talks through any `send`."""

import base64
import hashlib
import json
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ZERO = "0" * 64


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def stamp(at: datetime) -> str:
    utc = at.astimezone(timezone.utc)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def uuid7(at: datetime) -> str:
    bits = (int(at.timestamp() * 1000) & (2**48 - 1)) << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62
    return str(uuid.UUID(int=bits | secrets.randbits(62)))


class Key:
    """A signing key of either kind; signatures are 64 raw bytes, as browsers make them."""

    def __init__(self, algorithm: str = "ed25519") -> None:
        self.algorithm = algorithm
        if algorithm == "ed25519":
            self._key = Ed25519PrivateKey.generate()
            self.public = self._key.public_key().public_bytes_raw()
        else:
            self._key = ec.generate_private_key(ec.SECP256R1())
            self.public = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def sign(self, message: bytes) -> bytes:
        if self.algorithm == "ed25519":
            return self._key.sign(message)
        r, s = decode_dss_signature(self._key.sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


@dataclass
class Phone:
    """Everything a phone remembers. `written` holds (bytes, signature) of entry 1, 2, 3 …; nothing leaves it."""

    key: Key = field(default_factory=Key)
    code: str = ""
    boot: str = field(default_factory=lambda: secrets.token_hex(8))
    mono_ms: int = 1_000
    anchor: dict | None = None
    sessions: dict = field(default_factory=dict)
    written: list = field(default_factory=list)
    events: list = field(default_factory=list)
    acked: int = 0
    epoch: int = 0
    seen: int = 0
    rivalled: bool = False
    now: Callable[[], datetime] = field(default=lambda: datetime.now(timezone.utc))

    # -- clock -----------------------------------------------------------------------------------
    def wait(self, minutes: float) -> None:
        """Time passes while the app stays open."""
        self.mono_ms += int(minutes * 60_000)

    def restart(self) -> None:
        """The phone, or its tab, starts anew: the monotonic clock begins again."""
        self.boot, self.mono_ms = secrets.token_hex(8), 1_000

    def clock(self) -> datetime:
        """The time as an honest phone knows it: anchor plus monotonic clock."""
        at = datetime.strptime(self.anchor["time"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
        return at + timedelta(milliseconds=self.mono_ms - self.anchor["mono_ms"])

    # -- writing ---------------------------------------------------------------------------------
    def entry(self, kind: str, session: str, facts: dict, *, claimed: datetime | None = None, **changes) -> bytes:
        """The bytes of the next entry, not yet written."""
        at = claimed or self.clock()
        known = self.sessions.get(session, {})
        if kind in {"start", "void"}:
            facts = {"people": [one["appointment"] for one in known.get("people", [])]} | facts
        raw = {
            "v": 1,
            "event": uuid7(at),
            "device": self.code,
            "dseq": len(self.written) + 1,
            "prev": hashlib.sha256(self.written[-1][0]).hexdigest() if self.written else ZERO,
            "type": kind,
            "session": session,
            "ticket": known.get("ticket", "0" * 32),
            "claimed_at": stamp(at),
            "boot": self.boot,
            "mono_ms": self.mono_ms,
            "anchor": self.anchor,
            "place": {"none": "uji"},
            "photos": [],
            "ref": "",
            "app": 1,
            "salt": secrets.token_hex(16),
            "facts": facts,
        }
        return json.dumps(raw | changes, separators=(",", ":")).encode()

    def sign(self, body: bytes) -> bytes:
        return self.key.sign(b"masohi/entry/v1\n" + body)

    def write(self, kind: str, session: str, facts: dict, **changes) -> bytes:
        """Write and sign an entry; it is on the phone for good."""
        body = self.entry(kind, session, facts, **changes)
        self.written.append((body, self.sign(body)))
        self.events.append(json.loads(body)["event"])
        return body

    def digests(self) -> list[str]:
        """Hex SHA-256 of every entry, in order."""
        return [hashlib.sha256(body).hexdigest() for body, _ in self.written]

    # -- talking ---------------------------------------------------------------------------------
    def headers(self, method: str, path: str, body: bytes, at: datetime | None = None) -> dict:
        now = int((at or self.now()).timestamp() * 1000)
        text = f"{method}\n{path}\n{hashlib.sha256(body).hexdigest()}\n{now}".encode()
        return {
            "Authorization": f"Masohi {self.code} {now} {b64(self.key.sign(b'masohi/request/v1' + bytes([10]) + text))}"
        }

    def push_body(self, first: int, most: int = 100) -> bytes:
        entries = [{"bytes": b64(body), "sig": b64(sig)} for body, sig in self.written[first - 1 : first - 1 + most]]
        said = {"v": 1, "device": self.code, "epoch": self.epoch, "from_dseq": first, "seen": self.seen}
        return json.dumps(said | {"entries": entries}).encode()

    def push(self, send, most: int = 100) -> dict | None:
        """One push of what is not known to be durable. `send(method, path, body, headers) -> (status, dict)`."""
        path, body = "/lapangan/api/kirim", self.push_body(self.acked + 1, most)
        status, said = send("POST", path, body, self.headers("POST", path, body))
        if status == 200:
            self._learn(said)
        return said if status == 200 else None

    def pull(self, send) -> dict | None:
        """Fetch the sessions of the next days."""
        path = "/lapangan/api/bekal"
        status, said = send("GET", path, b"", self.headers("GET", path, b""))
        if status == 200:
            self.sessions = {one["code"]: one for one in (*said["sessions"], *said["lessons"])}
            self._learn(said)
        return said if status == 200 else None

    def knows(self, cursor: int, last: str) -> bool:
        """Whether the entry that the server has at its cursor is this phone's own."""
        if cursor > len(self.written):
            return False
        return last == (hashlib.sha256(self.written[cursor - 1][0]).hexdigest() if cursor else ZERO)

    def _learn(self, said: dict) -> None:
        """The server's cursor is the truth, also where it is lower than what was believed (a restored server).

        An answer of an earlier life of the server, come late, says nothing; nor does one about another phone's entries.
        """
        if said["epoch"] < self.epoch:
            return
        if not self.knows(said["cursor"], said["last"]):
            self.rivalled = True
            return
        self.acked, self.epoch = said["cursor"], said["epoch"]
        text = said["checkpoint"].split("\n\n")[0].split("\n")
        self.seen = int(text[1])
        self.anchor = {
            "size": self.seen,
            "root": base64.b64decode(text[2]).hex(),
            "time": said["server_time"],
            "boot": self.boot,
            "mono_ms": self.mono_ms,
        }


def through(client):
    """A `send` that goes through Django's test client."""

    def send(method, path, body, headers):
        content = {} if method in {"GET", "HEAD"} else {"data": body, "content_type": "application/json"}
        answer = client.generic(method, path, headers=headers, **content)
        return answer.status_code, (json.loads(answer.content) if answer.content else {})

    return send
