"""What a new plan changes for one person: kept, moved, cut, lengthened, dropped, added; each in one plain sentence.

Pure: it knows sittings (one session of one person), no names of persons. Minutes are whole; days are those of WIT.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from masohi.writing import gettext_noop
from masohi.writing.indonesian import WIT, day_and_date, hours

KEPT, MOVED, CUT, LENGTHENED, DROPPED, ADDED = "kept", "moved", "cut", "lengthened", "dropped", "added"

SENTENCES: Mapping[str, str] = {
    "kept": gettext_noop("{old} di {old_site} tetap."),
    "moved": gettext_noop("{old} pindah ke {new}, tetap di {site}."),
    "moved_site": gettext_noop("{old} di {old_site} pindah ke {new} di {site}."),
    "moved_hour": gettext_noop("{old} di {old_site} pindah ke pukul {clock} pada hari yang sama."),
    "moved_place": gettext_noop("{old} pindah dari {old_site} ke {site} pada waktu yang sama."),
    "cut": gettext_noop("{old} di {site} menjadi lebih singkat: dari {old_minutes} menjadi {minutes}."),
    "lengthened": gettext_noop("{old} di {site} menjadi lebih lama: dari {old_minutes} menjadi {minutes}."),
    "dropped": gettext_noop("{old} di {old_site} dihapus, {old_minutes}."),
    "added": gettext_noop("{new} di {site} ditambahkan, {minutes}."),
}
"""One sentence for each way in which a session can change; `sentence` fills it."""

WHY: Mapping[str, str] = {
    "site_closed": gettext_noop("Lokasi tutup pada hari itu."),
    "sea": gettext_noop("Laut berbahaya pada hari itu."),
    "no_supervisor": gettext_noop("Pengawas cuti, jadi tempat di lokasi itu berkurang."),
    "holiday": gettext_noop("Hari itu libur."),
    "rule": gettext_noop("Aturan jadwal orang ini tidak mengizinkan tempat atau hari itu."),
    "person": gettext_noop("Orang ini tidak dapat bekerja pada waktu atau di tempat itu."),
    "to_fit": gettext_noop("Supaya semua jam cukup sebelum batas."),
    "hours_open": gettext_noop("Ada jam yang belum terjadwal."),
    "new_order": gettext_noop("Perkara ini belum punya jadwal."),
    "by_hand": gettext_noop("Tanggal ini dipilih PK."),
}
"""Why a session had to change."""


class Sitting(NamedTuple):
    """One session of one person: the opening's key, the site's key, when (aware), minutes, whether they were told."""

    opening: str
    site: str
    start: datetime
    minutes: int
    told: bool = False

    @property
    def day(self) -> date:
        """The day in WIT."""
        return self.start.astimezone(WIT).date()


@dataclass(frozen=True, slots=True)
class Difference:
    """`kind` is one of the six; `before` is None where it is added, `after` where it is dropped."""

    kind: str
    before: Sitting | None
    after: Sitting | None

    @property
    def first(self) -> datetime:
        """The earlier of the two moments, for putting differences in order."""
        return min(one.start for one in (self.before, self.after) if one is not None)

    @property
    def changed(self) -> bool:
        """False for what stays as it is."""
        return self.kind != KEPT


class Counts(NamedTuple):
    """Sessions by what becomes of them; `near` and `far`: planned before, changed, before a day or from it on."""

    kept: int = 0
    moved: int = 0
    resized: int = 0
    dropped: int = 0
    added: int = 0
    near: int = 0
    far: int = 0
    told: int = 0


def differences(before: Iterable[Sitting], after: Iterable[Sitting]) -> tuple[Difference, ...]:
    """What became of each session, earliest first.

    The same opening is the same session. What is left pairs old with new in order of time, so that the days between
    are fewest in sum: a session that moves goes to the nearest new date, never across another one.

    >>> from datetime import UTC
    >>> old = Sitting("s@2026-10-07", "pantai", datetime(2026, 10, 6, 23, tzinfo=UTC), 300)
    >>> new = Sitting("s@2026-10-10", "pantai", datetime(2026, 10, 9, 23, tzinfo=UTC), 300)
    >>> [(one.kind, one.changed) for one in differences([old], [new])]
    [('moved', True)]
    """
    was, becomes = {one.opening: one for one in before}, {one.opening: one for one in after}
    found = [_same(was[key], becomes[key]) for key in was.keys() & becomes.keys()]
    gone = sorted((one for key, one in was.items() if key not in becomes), key=_when)
    new = sorted((one for key, one in becomes.items() if key not in was), key=_when)
    pairs = _pairs(gone, new)
    found += [Difference(MOVED, gone[old], new[at]) for old, at in pairs]
    found += [Difference(DROPPED, one, None) for n, one in enumerate(gone) if n not in {old for old, _ in pairs}]
    found += [Difference(ADDED, None, one) for n, one in enumerate(new) if n not in {at for _, at in pairs}]
    return tuple(sorted(found, key=lambda one: (one.first, one.kind)))


def _same(old: Sitting, new: Sitting) -> Difference:
    kind = KEPT if old.minutes == new.minutes else CUT if new.minutes < old.minutes else LENGTHENED
    return Difference(kind, old, new)


def _when(sitting: Sitting) -> tuple[datetime, str]:
    return sitting.start, sitting.opening


def _pairs(gone: Sequence[Sitting], new: Sequence[Sitting]) -> list[tuple[int, int]]:
    """As many pairs as there can be, in order of time, with the least sum of seconds between."""
    rows, columns = len(gone), len(new)
    best: list[list[tuple[int, float]]] = [[(0, 0.0)] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            apart = abs((gone[i].start - new[j].start).total_seconds())
            count, cost = best[i + 1][j + 1]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], (count + 1, cost - apart))
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def count(found: Iterable[Difference], *, near_until: date) -> Counts:
    """How many sessions are kept, moved, resized, dropped, added; of the planned ones that changed, how many lie before
    `near_until` (near) or from it on (far), and how many of those the person had been told of."""
    rows = list(found)
    changed = [one.before for one in rows if one.changed and one.before is not None]
    near = sum(one.day < near_until for one in changed)
    kinds = [one.kind for one in rows]
    return Counts(
        kept=kinds.count(KEPT),
        moved=kinds.count(MOVED),
        resized=kinds.count(CUT) + kinds.count(LENGTHENED),
        dropped=kinds.count(DROPPED),
        added=kinds.count(ADDED),
        near=near,
        far=len(changed) - near,
        told=sum(one.told for one in changed),
    )


def sentence(
    found: Difference, *, names: Mapping[str, str] | None = None, translate: Callable[[str], str] = str
) -> str:
    """A difference as a reader sees it; `names` turns keys of sites into names.

    >>> from datetime import UTC
    >>> old = Sitting("s@2026-10-07", "pantai", datetime(2026, 10, 6, 23, tzinfo=UTC), 300)
    >>> sentence(Difference("dropped", old, None), names={"pantai": "Pantai Namalatu"})
    'Rabu, 7 Oktober 2026 (08.00) di Pantai Namalatu dihapus, 5 jam.'
    """
    known, old, new = names or {}, found.before, found.after
    values: dict[str, str] = {}
    if old is not None:
        values |= {"old": _moment(old), "old_site": known.get(old.site, old.site), "old_minutes": hours(old.minutes)}
    if new is not None:
        values |= {"new": _moment(new), "site": known.get(new.site, new.site), "minutes": hours(new.minutes)}
        values |= {"clock": _clock(new)}
    return translate(SENTENCES[_code(found)]).format(**values)


def _code(found: Difference) -> str:
    """A move says only what is different: the day, the hour, the place, or day and place."""
    old, new = found.before, found.after
    if found.kind != MOVED or old is None or new is None:
        return found.kind
    if old.site != new.site:
        return "moved_place" if old.start == new.start else "moved_site"
    return "moved_hour" if old.day == new.day else "moved"


def _clock(sitting: Sitting) -> str:
    return f"{sitting.start.astimezone(WIT):%H.%M}"


def _moment(sitting: Sitting) -> str:
    return f"{day_and_date(sitting.day)} ({_clock(sitting)})"
