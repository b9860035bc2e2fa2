"""Whom to believe about the log: a policy (C2SP tlog-policy) names logs, witnesses, and how many of these it takes.

A policy is had beforehand, from another hand than the log's: one that travels with what it judges proves nothing.
Plain Python.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from masohi.ledger.notes import (
    LOG,
    WITNESS,
    Checkpoint,
    Key,
    cosigned_at,
    lines_of,
    number,
    parse_checkpoint,
    parse_key,
    parse_note,
    signed_by,
    write_key,
)


class Policy(NamedTuple):
    """Which logs and witnesses are believed, and how many of them it takes. Groups: name to (k, members)."""

    logs: tuple[Key, ...]
    witnesses: dict[str, Key]
    groups: dict[str, tuple[int, tuple[str, ...]]]
    quorum: str

    def met_by(self, witnesses: Iterable[str]) -> bool:
        """Whether the named witnesses are enough."""
        return self.quorum == "none" or self._stands(self.quorum, set(witnesses))

    def _stands(self, name: str, witnesses: set[str]) -> bool:
        if name not in self.groups:
            return name in witnesses
        least, members = self.groups[name]
        return sum(self._stands(member, witnesses) for member in members) >= least


class Judged(NamedTuple):
    """A checkpoint with a good log signature. `witnessed`: names in the policy to UNIX seconds; `quorum`: enough."""

    checkpoint: Checkpoint
    log: Key
    witnessed: dict[str, int]
    quorum: bool


def judge(text: str, policy: Policy) -> Judged:
    """Read a checkpoint note and weigh it by a policy that was had beforehand.

    ValueError where it cannot be read, no log of the policy signed it, or a signature in a known name is not good.
    """
    note = parse_note(text)
    checkpoint = parse_checkpoint(note.text)
    log = next((key for key in policy.logs if key.name == checkpoint.origin and signed_by(note, key)), None)
    if log is None:
        raise ValueError(f"no log of the policy signed for {checkpoint.origin}")
    times = {name: cosigned_at(note, key) for name, key in policy.witnesses.items()}
    witnessed = {name: at for name, at in times.items() if at is not None}
    return Judged(checkpoint, log, witnessed, policy.met_by(witnessed))


def write_policy(logs: Iterable[Key], witnesses: Mapping[str, Key], *, group: str = "", least: int = 0) -> str:
    """A policy of some logs and `least` of the witnesses under the name `group`; without `least`, none is needed."""
    lines = [f"log {write_key(key)}" for key in logs]
    lines += [f"witness {name} {write_key(key)}" for name, key in witnesses.items()]
    lines += [f"group {group} {least} {' '.join(witnesses)}"] if least else []
    return "\n".join([*lines, f"quorum {group if least else 'none'}", ""])


def parse_policy(text: str) -> Policy:
    """Read a policy: each name before its use, each key once, each name in one group at most, one quorum line."""
    policy, quorums, used = Policy((), {}, {}, ""), [], set[str]()
    logs: list[Key] = []
    for line in lines_of(text.replace("\t", " ")):
        word, *rest = [part for part in line.split(" ") if part] or ["#"]
        if word.startswith("#"):
            continue
        if word == "log" and len(rest) in (1, 2):
            logs.append(_fresh(parse_key(rest[0]), LOG, logs))
        elif word == "witness" and len(rest) in (2, 3):
            policy.witnesses[_new_name(rest[0], policy)] = _fresh(
                parse_key(rest[1]), WITNESS, policy.witnesses.values()
            )
        elif word == "group" and len(rest) >= 3:
            policy.groups[_new_name(rest[0], policy)] = _group(rest[1], rest[2:], policy, used)
        elif word == "quorum" and len(rest) == 1:
            quorums.append(rest[0] if rest[0] == "none" else _known(rest[0], policy))
        else:
            raise ValueError(f"not a line of a policy: {line[:80]!r}")
    if len(quorums) != 1:
        raise ValueError("a policy has one quorum line")
    return policy._replace(logs=tuple(logs), quorum=quorums[0])


def _fresh(key: Key, kind: int, others: Iterable[Key]) -> Key:
    if key.kind != kind or key.public in {other.public for other in others}:
        raise ValueError(f"the key of {key.name} is of another kind, or stands twice")
    return key


def _known(name: str, policy: Policy) -> str:
    if name not in policy.witnesses and name not in policy.groups:
        raise ValueError(f"nobody is called {name!r} so far")
    return name


def _new_name(name: str, policy: Policy) -> str:
    if name == "none" or name in policy.witnesses or name in policy.groups:
        raise ValueError(f"the name {name!r} is taken")
    return name


def _group(least: str, members: list[str], policy: Policy, used: set[str]) -> tuple[int, tuple[str, ...]]:
    for name in members:
        if _known(name, policy) in used:
            raise ValueError(f"{name!r} is a member twice")
        used.add(name)
    count = {"any": 1, "all": len(members)}.get(least) or number(least)
    if not 1 <= count <= len(members):
        raise ValueError(f"{count} of {len(members)} cannot be")
    return count, tuple(members)
