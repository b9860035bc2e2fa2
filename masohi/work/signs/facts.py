"""What is odd about one session: small rules over plain facts.

A sign asks a person of another office to look. It proves nothing, stops nobody and takes no minute away. Places and
photos are the weakest signs of all: they are listed, they never hold anything up.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import cos, hypot, radians
from typing import Any, Final

from masohi.writing.pictures import distance

BURST: Final = 8  # presses of one phone ...
BURST_WITHIN: Final = timedelta(seconds=60)  # ... in this time: nobody looks at eight people in a minute
NEAR_PICTURE: Final = 8  # differing bits of 64 under which two photos show the same
BUSY_MINUTES: Final = 30  # of work inside hours at which the person is known to be elsewhere
METRES_A_DEGREE: Final = 111_320
AWAY = {"sakit", "izin"}
LEFT = {"pulang_awal", "dipulangkan"}
CLOCKS = {"jam", "masa_depan"}
UNANCHORED = {"tanpa_jangkar", "jangkar_asing"}
OUTSIDE = {"luar_sesi", "beda_tulis"}


@dataclass(frozen=True)
class Sign:
    """Something to look at. `key` names the case once for all; `facts` are numbers; `people` did what it is about."""

    code: str
    key: str
    facts: dict[str, Any] = field(default_factory=dict)
    order: int | None = None
    people: tuple[int, ...] = ()


@dataclass(frozen=True)
class Worked:
    """One standing record: whom it is about, when and how long (minutes); times are None for who did not attend."""

    order: int
    person: int
    session: int
    site: int
    outcome: str
    minutes: int = 0
    began: datetime | None = None
    ended: datetime | None = None
    busy: tuple[tuple[datetime, datetime], ...] = ()

    @property
    def attended(self) -> bool:
        """Whether the record says that the person worked."""
        return self.began is not None and self.ended is not None


@dataclass(frozen=True)
class Press:
    """One signed entry of a phone. `place` is latitude and longitude in units of 1e-7 degree, `accuracy` in metres.

    `declared` is the minute of the day that the entry states, `refused` that the phone may not read its place.
    """

    kind: str
    at: datetime
    session: int
    site: int
    user: int
    device: int = 0
    place: tuple[int, int] | None = None
    accuracy: int = 0
    refused: bool = False
    doubt: str = ""
    declared: int | None = None


@dataclass(frozen=True)
class Picture:
    """A photo: hash of the signed bytes, and the 64 bits of its likeness ("" where there are none)."""

    sha: str
    likeness: str
    session: int


@dataclass(frozen=True)
class SessionFacts:
    """Everything the rules of one session may know. `elsewhere` are records of the same people at other sessions.

    `heads` are the supervisor's counts at start and end, `witness` the beneficiary's, `visit` what a random audit saw:
    heads, and orders whose people were not there. `covered` is whether an agreement
    of the site is in force on the day, None where the site names none.
    """

    session: int
    site: int
    recorder: int
    records: tuple[Worked, ...] = ()
    elsewhere: tuple[Worked, ...] = ()
    heads: tuple[int, int] | None = None
    witness: int | None = None
    same_device: bool = False
    presses: tuple[Press, ...] = ()
    pictures: tuple[Picture, ...] = ()
    older: tuple[Picture, ...] = ()
    spot_due: bool = False
    late: bool = False
    visit: tuple[int, tuple[int, ...]] | None = None
    covered: bool | None = None
    centre: tuple[float, float] | None = None
    radius: int = 150


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance of two points (degrees) on a plane, good enough within a city.

    >>> round(metres((-3.70, 128.18), (-3.70, 128.19)))
    1111
    """
    east = (other[1] - one[1]) * cos(radians((one[0] + other[0]) / 2))
    return hypot(other[0] - one[0], east) * METRES_A_DEGREE


def degrees(place: tuple[int, int]) -> tuple[float, float]:
    """A phone's place in degrees."""
    return place[0] / 1e7, place[1] / 1e7


def shared_minutes(one: Worked, began: datetime, ended: datetime) -> int:
    """Whole minutes of a record that lie between two moments."""
    if one.began is None or one.ended is None:
        return 0
    return max(0, int((min(one.ended, ended) - max(one.began, began)).total_seconds()) // 60)


def hurried(presses: Iterable[Press]) -> bool:
    """Whether eight presses fall into one minute."""
    times = sorted(press.at for press in presses if press.kind != "photo")
    return any(times[n + BURST - 1] - times[n] < BURST_WITHIN for n in range(len(times) - BURST + 1))


def _sign(facts: SessionFacts, code: str, more: str = "", order: int | None = None, **told: Any) -> Sign:
    key = f"{facts.session}{more}"
    return Sign(code, key, {"session": facts.session, **told}, order, (facts.recorder,) if facts.recorder else ())


def two_places(facts: SessionFacts) -> Iterator[Sign]:
    """F01: a person is on record at two sites at the same time. The minutes count once in any case."""
    for one in facts.records:
        for other in facts.elsewhere:
            if one.person != other.person or other.began is None or other.ended is None or other.site == one.site:
                continue
            minutes = shared_minutes(one, other.began, other.ended)
            if minutes:
                told = {"minutes": minutes, "other": other.session}
                yield _sign(facts, "F01", f":{one.order}:{other.session}", one.order, **told)


def used_pictures(facts: SessionFacts) -> Iterator[Sign]:
    """F04, F05: a photo of this session was used before, byte for byte or nearly."""
    for own in facts.pictures:
        twin = next((old for old in facts.older if old.sha == own.sha), None)
        if twin is not None:
            yield _sign(facts, "F04", f":{own.sha[:16]}", other=twin.session)
            continue
        near = next((old for old in facts.older if _alike(own, old)), None)
        if near is not None:
            yield _sign(
                facts, "F05", f":{own.sha[:16]}", other=near.session, bits=distance(own.likeness, near.likeness)
            )


def _alike(own: Picture, old: Picture) -> bool:
    return bool(own.likeness and old.likeness) and distance(own.likeness, old.likeness) <= NEAR_PICTURE


def heads_and_names(facts: SessionFacts) -> Iterator[Sign]:
    """F06: the counts of supervisor and beneficiary, and the names, do not fit together.

    Who came late may be missing in the first count, who left early in the last; nobody else.
    """
    names = sum(one.attended for one in facts.records)
    late = sum(one.outcome == "terlambat" for one in facts.records)
    left = sum(one.outcome in LEFT for one in facts.records)
    if facts.heads is not None:
        start, end = facts.heads
        if not names - late <= start <= names or not names - left - late <= end <= names:
            yield _sign(facts, "F06", ":hitungan", names=names, start=start, end=end)
    if facts.witness is not None and not names - left - late <= facts.witness <= names:
        yield _sign(facts, "F06", ":saksi", names=names, witness=facts.witness)


def at_once(facts: SessionFacts) -> Iterator[Sign]:
    """F09: everybody was recorded in one go, or far from the hours of the session."""
    outside = sum(press.doubt in OUTSIDE for press in facts.presses)
    if hurried(facts.presses) or outside:
        yield _sign(facts, "F09", presses=len(facts.presses), outside=outside)


def no_place(facts: SessionFacts) -> Iterator[Sign]:
    """F11: the phone was not allowed to read its place, at the start and at the end."""
    asked = [press for press in facts.presses if press.kind in {"start", "end"}]
    if asked and all(press.refused for press in asked):
        yield _sign(facts, "F11", presses=len(asked))


def should_be_elsewhere(facts: SessionFacts) -> Iterator[Sign]:
    """F15: at work while another record of the day says sick or excused, or inside hours known to be taken."""
    for one in facts.records:
        if not one.attended:
            continue
        away = [other for other in facts.elsewhere if other.person == one.person and other.outcome in AWAY]
        busy = sum(shared_minutes(one, *window) for window in one.busy)
        if away or busy >= BUSY_MINUTES:
            yield _sign(facts, "F15", f":{one.order}", one.order, minutes=busy, others=[o.session for o in away])


def no_spot_check(facts: SessionFacts) -> Iterator[Sign]:
    """F16: the phone asked for a count in the middle of the session, and nobody answered."""
    if facts.spot_due and facts.presses and not any(press.kind == "spot" for press in facts.presses):
        yield _sign(facts, "F16")


def doubtful_times(facts: SessionFacts) -> Iterator[Sign]:
    """F27 to F31 and F40: what the phone's times are worth. Such records are held as well; a sign says why."""
    doubts = [press.doubt for press in facts.presses]
    wrong = sum(one in CLOCKS for one in doubts)
    if wrong:
        yield _sign(facts, "F27" if wrong == len(doubts) else "F28", presses=wrong)
    for code, kinds in (("F29", {"mulai_ulang"}), ("F30", UNANCHORED), ("F40", {"aplikasi_lama"})):
        found = sum(one in kinds for one in doubts)
        if found:
            yield _sign(facts, code, presses=found)
    if facts.late:
        yield _sign(facts, "F31")


def wrong_place(facts: SessionFacts) -> Iterator[Sign]:
    """F51: no agreement of the site covers the day, or the phone was somewhere else."""
    if facts.covered is False:
        yield _sign(facts, "F51", ":perjanjian")
    if facts.centre is None:
        return
    away = [metres(facts.centre, degrees(p.place)) - p.accuracy for p in facts.presses if p.place is not None]
    if away and min(away) > facts.radius:
        yield _sign(facts, "F51", ":jarak", metres=int(min(away)))


def borrowed_phone(facts: SessionFacts) -> Iterator[Sign]:
    """F53: the beneficiary's word was given in a browser that staff had used."""
    if facts.same_device:
        yield _sign(facts, "F53")


def audited(facts: SessionFacts) -> Iterator[Sign]:
    """P02: a random audit counted other people than the record names."""
    if facts.visit is None or not facts.records:
        return
    heads, missing = facts.visit
    there = [one for one in facts.records if one.attended]
    whole = {one.order for one in there if one.outcome == "hadir"}
    if not len(whole) <= heads <= len(there) or whole & set(missing):
        absent = sorted(whole & set(missing))
        yield _sign(facts, "P02", heads=heads, names=len(there), absent=absent)


RULES = (
    two_places,
    used_pictures,
    heads_and_names,
    at_once,
    no_place,
    should_be_elsewhere,
    no_spot_check,
    doubtful_times,
    wrong_place,
    borrowed_phone,
    audited,
)


def signs_of(facts: SessionFacts) -> list[Sign]:
    """Everything odd about one recorded session, in the order of the rules."""
    return [sign for rule in RULES for sign in rule(facts)]


def counted_pictures(own: Sequence[Picture], older: Sequence[Picture]) -> int:
    """How many photos of a session show something that no earlier session has shown (the same file counts once)."""
    known = {old.sha for old in older}
    return len({one.sha for one in own if one.sha not in known})
