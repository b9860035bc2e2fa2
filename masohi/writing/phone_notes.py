"""Entries as a phone signs them: strict reading of the bytes, and what their clock is worth. Plain Python."""

import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, Final, NamedTuple

SIGNED_AS: Final = b"masohi/entry/v1\n"
REQUEST_AS: Final = b"masohi/request/v1\n"
ZERO: Final = "0" * 64
_HEX64 = re.compile("[0-9a-f]{64}")
_HEX32 = re.compile("[0-9a-f]{32}")
_HEX16 = re.compile("[0-9a-f]{16}")
_EVENT = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z")
_CODE = re.compile("[0-9A-Z]{6,12}")
LARGEST: Final = 2**53
LONGEST_MS: Final = 10 * 366 * 86_400_000  # no phone runs for ten years on end


@dataclass(frozen=True)
class Anchor:
    """The last answer of the server that the phone had when it wrote: size and root of the record, and the time."""

    size: int
    root: str
    at: datetime
    boot: str
    mono_ms: int


@dataclass(frozen=True)
class Note:
    """One entry. Times are aware UTC; `mono_ms` counts since `boot`; `facts` depend on `kind`."""

    event: str
    device: str
    dseq: int
    prev: str
    kind: str
    session: str
    ticket: str
    claimed_at: datetime
    boot: str
    mono_ms: int
    anchor: Anchor | None
    place: dict[str, Any]
    photos: tuple[str, ...]
    ref: str
    app: int
    facts: dict[str, Any] = field(default_factory=dict)

    def estimated_at(self) -> datetime | None:
        """When it was written by the server's clock, carried on by the phone's monotonic one; None after a reboot."""
        if self.anchor is None or self.anchor.boot != self.boot:
            return None
        passed = self.mono_ms - self.anchor.mono_ms
        return self.anchor.at + timedelta(milliseconds=passed) if 0 <= passed <= LONGEST_MS else None


def moment(text: Any) -> datetime:
    """A UTC moment with milliseconds, exactly as phones and server write it. Raises ValueError.

    >>> moment("2026-10-05T23:00:00.250Z").microsecond
    250000
    """
    if not isinstance(text, str) or not _MOMENT.fullmatch(text):
        raise ValueError("moment")
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)


def moment_text(at: datetime) -> str:
    """The moment in UTC, cut to milliseconds.

    >>> moment_text(datetime(2026, 2, 9, 1, 2, 3, 456789, tzinfo=timezone.utc))
    '2026-02-09T01:02:03.456Z'
    """
    utc = at.astimezone(timezone.utc)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


class Place(NamedTuple):
    """Where an entry stands in its phone's chain; `prev` is the digest of the entry before it."""

    device: str
    dseq: int
    prev: str


def read_place(body: bytes) -> Place:
    """Only the place of an entry in its chain, however odd the rest of it is. Raises ValueError where there is none."""
    raw = _object(body)
    return Place(_text(raw, "device", _CODE), _number(raw, "dseq", least=1), _text(raw, "prev", _HEX64))


def read_note(body: bytes) -> Note:
    """The entry in these bytes. Raises ValueError for anything that is not exactly an entry of version 1."""
    raw = _object(body, parse_float=_no_float, parse_constant=_no_float)
    anchor = raw.get("anchor")
    photos = raw.get("photos")
    if not isinstance(photos, list) or len(photos) > 6:
        raise ValueError("photos")
    _text(raw, "salt", _HEX32)
    return Note(
        event=_text(raw, "event", _EVENT),
        device=_text(raw, "device", _CODE),
        dseq=_number(raw, "dseq", least=1),
        prev=_text(raw, "prev", _HEX64),
        kind=_text(raw, "type", re.compile("[a-z]{1,10}")),
        session=_text(raw, "session", _CODE),
        ticket=_text(raw, "ticket", _HEX32),
        claimed_at=moment(raw.get("claimed_at")),
        boot=_text(raw, "boot", _HEX16),
        mono_ms=_number(raw, "mono_ms"),
        anchor=None if anchor is None else _anchor(anchor),
        place=_dict(raw, "place"),
        photos=tuple(dict.fromkeys(_text({"p": one}, "p", _HEX64) for one in photos)),  # the same picture taken twice
        ref=_text(raw, "ref", re.compile(f"(?:{_EVENT.pattern})?")),
        app=_number(raw, "app"),
        facts=_dict(raw, "facts"),
    )


def _object(body: bytes, **hooks: Any) -> dict[str, Any]:
    try:
        raw = json.loads(body.decode("utf-8"), object_pairs_hook=_once, **hooks)
    except RecursionError:
        raise ValueError("nesting") from None
    if not isinstance(raw, dict) or type(raw.get("v")) is not int or raw["v"] != 1:
        raise ValueError("version")
    return raw


def _anchor(raw: Any) -> Anchor:
    if not isinstance(raw, dict):
        raise ValueError("anchor")
    return Anchor(
        _number(raw, "size"),
        _text(raw, "root", _HEX64),
        moment(raw.get("time")),
        _text(raw, "boot", _HEX16),
        _number(raw, "mono_ms"),
    )


def _no_float(text: str) -> Any:
    raise ValueError("float")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _text(raw: dict[str, Any], name: str, form: re.Pattern[str]) -> str:
    value = raw.get(name)
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ValueError(name)
    return value


def _number(raw: dict[str, Any], name: str, least: int = 0) -> int:
    value = raw.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= LARGEST:
        raise ValueError(name)
    return value


def _dict(raw: dict[str, Any], name: str) -> dict[str, Any]:
    value = raw.get(name)
    if not isinstance(value, dict):
        raise ValueError(name)
    return value
