"""One person's days in order: what fits at given sites, when it ends, what is spare after that.

A session begins with its opening, ends before midnight, and is as long as everything allows; at the end the last ones
are shortened so that the minutes are exact and no session is too short. Shortening or dropping a session never breaks
a rule, so the sum is settled last. One site a day. Days that compete for a quota are chosen by length, then rhythm.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import heappush, heappushpop, merge, nlargest
from itertools import groupby
from typing import NamedTuple

from masohi.planning.book import Book, Session
from masohi.planning.diary import Diary, Entry, Quota
from masohi.planning.terms import DAY, Need, Problem, day_number


class Offers(NamedTuple):
    """What one site offers on one day: (start, longest session, index of the opening), in order of start."""

    site: str
    rows: list[tuple[int, int, int]]

    @property
    def most(self) -> int:
        """Minutes before the diary is asked."""
        return sum(row[1] for row in self.rows)


Day = tuple[int, list[Offers]]


class Trial:
    """Sessions gathered in order until they can be cut to exactly the minutes needed; then the spare ones."""

    def __init__(self, minutes: int, shortest: int) -> None:
        self.minutes, self.shortest = minutes, shortest
        self.most_sessions = minutes // shortest
        self.sessions: list[Session] = []
        self.longest: list[int] = []
        self.placed = 0
        self.finish: int | None = None
        self.spare = 0

    @property
    def done(self) -> bool:
        """True when all minutes fit."""
        return self.placed >= self.minutes

    def enough_with(self, lengths: list[int]) -> bool:
        """True when sessions of these lengths would complete the order."""
        return sum(nlargest(self.most_sessions, self.longest + lengths)) >= self.minutes

    def push(self, session: Session) -> None:
        """Add the next session; more of them than `most_sessions` could not all be long enough."""
        if self.finish is not None:
            self.spare += session.start // DAY > self.finish
            return
        self.sessions.append(session)
        if len(self.longest) < self.most_sessions:
            heappush(self.longest, session.minutes)
            self.placed += session.minutes
        else:
            self.placed += session.minutes - heappushpop(self.longest, session.minutes)
        if self.done:
            self.finish = session.start // DAY

    def cut(self) -> list[Session]:
        """The sessions to announce: minutes exact (or all that fit), the last ones shortened, none too short."""
        by_length = sorted(self.sessions, key=lambda session: (-session.minutes, session.start))
        kept = sorted(by_length[: self.most_sessions])
        surplus = self.placed - self.minutes
        for position in range(len(kept) - 1, -1, -1):
            less = min(max(surplus, 0), kept[position].minutes - self.shortest)
            kept[position] = kept[position]._replace(minutes=kept[position].minutes - less)
            surplus -= less
        return kept


class Walk:
    """The days of one need over given sites. `free` replaces the book's places (to ask "what if")."""

    def __init__(self, book: Book, need: Need, free: Sequence[int] | None = None) -> None:
        self.book, self.need = book, need
        self.free = book.free if free is None else free
        self.limits = book.problem.limits
        self.shortest = max(1, min(self.limits.min_session_minutes, need.minutes))
        self.first, self.last = day_number(need.earliest), day_number(need.deadline)
        self.blocked = book.holidays | {day_number(day) for day in need.blocked_days}
        self.windows = shut_windows(book.problem, need)
        self.rooms: dict[tuple[int, int], int] = {}

    def run(self, sites: Sequence[str], *, most: bool = False) -> Trial:
        """Try the sites, nearest first; with `most` each day goes to the site that offers the most minutes."""
        entries = self.book.entries(self.need)
        self.diary, self.quota = Diary(self.need, self.limits, entries), Quota(self.need, entries)
        self.rhythm: Counter[int] = Counter()
        self.most = most
        trial = Trial(self.need.minutes, self.shortest)
        for _, days in groupby(self.days(sites), key=lambda day: self.quota.period(day[0])):
            self._spend(list(days), trial)
        return trial

    def days(self, sites: Sequence[str]) -> Iterator[Day]:
        """The days with anything to offer, in order."""
        streams = [self.offers(rank, site) for rank, site in enumerate(sites)]
        rows = streams[0] if len(streams) == 1 else merge(*streams)
        for day, of_day in groupby(rows, key=lambda row: row[0]):
            by_site = groupby(of_day, key=lambda row: row[1])
            yield day, [Offers(sites[rank], [row[2:] for row in of_site]) for rank, of_site in by_site]

    def offers(self, rank: int, site: str) -> Iterator[tuple[int, int, int, int, int]]:
        """(day, rank, start, longest session, index) of every usable opening of a site."""
        rows, closed = self.book.rows[site], self.book.closed[site]
        for position in range(bisect_left(rows, (self.first * DAY,)), len(rows)):
            start, minutes, index = rows[position]
            day = start // DAY
            if day > self.last:
                return
            if not self.book.open_to(self.need, index):
                continue
            if self.free[index] > 0 and day not in self.blocked and day not in closed:
                room = self.usable(start, minutes)
                if room >= self.shortest:
                    yield day, rank, start, room, index

    def usable(self, start: int, minutes: int) -> int:
        """Minutes from `start` until the opening, the day or the person's free time ends; the same every week."""
        key = start % (7 * DAY), minutes
        if key not in self.rooms:
            self.rooms[key] = self._usable(*divmod(key[0], DAY), minutes)
        return self.rooms[key]

    def _usable(self, weekday: int, minute: int, minutes: int) -> int:
        weekdays = self.need.pattern.weekdays
        if weekdays and weekday not in weekdays:
            return 0
        starts = [max(0, opens - minute) for opens, closes in self.windows[weekday] if closes > minute]
        return min([minutes, DAY - minute, *starts])

    def _spend(self, days: list[Day], trial: Trial) -> None:
        """Use the days of one period; when the order is finished among them, the later ones are spare."""
        while days:
            chosen = self._pick(days, trial)
            if not chosen:
                return
            reached = self._walk(chosen, trial)
            days = [day for day in days if day[0] > reached]

    def _walk(self, chosen: list[Day], trial: Trial) -> int:
        """Push the sessions of the chosen days; stops on the day when the order becomes finished, and returns it."""
        was_open = trial.finish is None
        for day in chosen:
            sessions = self._fit_day(day)
            for session in sessions:
                trial.push(session)
            if sessions:
                self.quota.take(day[0])
                self.rhythm[day[0] % 7] += 1
            if was_open and trial.finish is not None:
                return day[0]
        return chosen[-1][0]

    def _pick(self, days: list[Day], trial: Trial) -> list[Day]:
        """The days of a period to use: as many minutes as the quota gives, or the earliest that suffice."""
        if len(days) == 1:
            return [] if self.quota.refuses(days[0][0]) else days
        lengths = {day: self._promise(day, offers) for day, offers in days}
        best = self._best(days, lengths)
        if trial.finish is None and trial.enough_with([lengths[day] for day, _ in best]):
            for count in range(1, len(days) + 1):
                best = self._best(days[:count], lengths)
                if trial.enough_with([lengths[day] for day, _ in best]):
                    break
        return best

    def _best(self, days: list[Day], lengths: dict[int, int]) -> list[Day]:
        chosen, counted = [], []
        for day in sorted(days, key=lambda day: (-lengths[day[0]], -self.rhythm[day[0] % 7], day[0])):
            if lengths[day[0]] >= self.shortest and not self.quota.refuses(day[0]):
                if day[0] not in self.quota.days:
                    counted.append(day[0])
                self.quota.take(day[0])
                chosen.append(day)
        for number in counted:
            self.quota.release(number)
        return sorted(chosen, key=lambda day: day[0])

    def _promise(self, day: int, offers: list[Offers]) -> int:
        """About how many minutes a day can give, before the neighbouring days are looked at."""
        open_sites = [one.most for one in offers if not self.diary.elsewhere(day, one.site)]
        most = (max(open_sites) if self.most else open_sites[0]) if open_sites else 0
        return min(most, self.diary.left(day))

    def _fit_day(self, day: Day) -> list[Session]:
        """The sessions of one day, all at the first site (or, with `most`, the richest) where any fits."""
        number, offers = day
        ordered = sorted(offers, key=lambda one: -one.most) if self.most and len(offers) > 1 else offers
        for one in ordered:
            if not self.diary.elsewhere(number, one.site):
                sessions = self._fit_site(number, one)
                if sessions:
                    return sessions
        return []

    def _fit_site(self, day: int, offers: Offers) -> list[Session]:
        sessions: list[Session] = []
        left = self.diary.left(day)
        for start, room, index in offers.rows:
            if 0 < left < self.shortest and sessions:
                left += self._make_room(sessions, start, self.shortest - left)
            minutes = self.diary.room(start, min(room, left)) if left >= self.shortest else 0
            if minutes >= self.shortest:
                sessions.append(Session(start, minutes, offers.site, index))
                self._write(sessions[-1])
                left -= minutes
        return sessions

    def _make_room(self, sessions: list[Session], start: int, less: int) -> int:
        """Shorten the session before until the rest of the day's cap is long enough for one more: 3 + 2, not 4."""
        last = sessions[-1]
        if last.minutes - less < self.shortest or start < last.start + last.minutes - less:
            return 0
        shorter = last._replace(minutes=last.minutes - less)
        self._strike(last)
        self._write(shorter)
        if self.diary.room(start, self.shortest) < self.shortest:
            self._strike(shorter)
            self._write(last)
            return 0
        sessions[-1] = shorter
        return less

    def _write(self, session: Session) -> None:
        self.diary.add(Entry(session.start, session.start + session.minutes, session.site, True))

    def _strike(self, session: Session) -> None:
        self.diary.remove(Entry(session.start, session.start + session.minutes, session.site, True))


def shut_windows(problem: Problem, need: Need) -> list[list[tuple[int, int]]]:
    """By weekday, the minutes of the day when this person is not sent to work."""
    shut = need.unavailable + problem.worship + (() if need.night_allowed else problem.night)
    windows: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for weekday, start, end in shut:
        windows[weekday].append((start, end))
    return windows
