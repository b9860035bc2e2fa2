"""Months of sessions as the rules see them: honest supervisors with the mistakes that people make, and cheats.

How often honest people err is assumed, not measured: one count in two hundred is off by one, a beneficiary's one in
one hundred and fifty, one phone in two hundred and fifty restarts without signal, one spot check in two hundred is
missed, one phone in two hundred has its place switched off, one report in a thousand comes after a week.
"""

import random
from datetime import datetime, timedelta

from masohi.work.patterns.facts import Decision, Month
from masohi.work.signs.facts import Picture, Press, SessionFacts, Worked
from masohi.writing.indonesian import WIT

MISCOUNT, WITNESS, REBOOT, MISSED, SWITCHED_OFF, LATE = 0.005, 0.0067, 0.004, 0.005, 0.005, 0.001
SITES = [(-3.60 - n * 0.02, 128.10 + n * 0.03) for n in range(6)]
FIRST = datetime(2026, 10, 1, 8, 0, tzinfo=WIT)
UNIT = 1e7


class Life:
    """Numbers that nothing repeats, and dice."""

    def __init__(self, seed):
        self.dice, self.session, self.order = random.Random(seed), 0, 0

    def chance(self, share):
        return self.dice.random() < share

    def near(self, site, sigma=8.0):
        """A reading of an honest phone, metres off in both directions."""
        lat, lon = SITES[site]
        north, east = (self.dice.gauss(0, sigma) / 111_320 for _ in range(2))
        return round((lat + north) * UNIT), round((lon + east) * UNIT)


def session(life, user, number, *, fake=""):
    """One session of a supervisor: the sign rules' facts. `fake` names how it was made up, if it was."""
    life.session += 1
    key, site, dice = life.session, user % len(SITES), life.dice
    start = FIRST + timedelta(days=number)
    end = start + timedelta(minutes=300)
    records, doubt = [], "mulai_ulang" if life.chance(REBOOT) else ""
    for n in range(dice.randint(4, 10)):
        life.order += 1
        outcome = (
            "hadir" if fake else dice.choices(["hadir", "terlambat", "pulang_awal", "tidak_hadir"], [88, 4, 2, 6])[0]
        )
        there = outcome != "tidak_hadir"
        records.append(
            Worked(
                user * 100 + n,
                user * 100 + n,
                key,
                site,
                outcome,
                300 if there else 0,
                start if there else None,
                end if there else None,
            )
        )
    names = sum(one.attended for one in records)
    late = sum(one.outcome == "terlambat" for one in records)
    left = sum(one.outcome == "pulang_awal" for one in records)
    off = 1 if life.chance(MISCOUNT) else 0
    witness = None if life.chance(0.3) else names - left + (1 if life.chance(WITNESS) else 0)
    presses = _presses(life, key, user, site, start, end, fake, doubt)
    return SessionFacts(
        session=key,
        site=site,
        recorder=user,
        records=tuple(records),
        heads=(names - late + off, names - left),
        witness=None if fake else witness,
        presses=presses,
        pictures=(Picture(f"{dice.getrandbits(256):064x}", f"{dice.getrandbits(64):016x}", key),),
        older=(Picture(f"{dice.getrandbits(256):064x}", f"{dice.getrandbits(64):016x}", key - 1),),
        spot_due=True,
        late=life.chance(LATE),
        covered=True,
        centre=SITES[site],
    )


def _presses(life, key, user, site, start, end, fake, doubt):
    """What the phone signed. Cheats: the same place each time, whole hours, everything at home, or with great care."""
    dice = life.dice
    began = start + timedelta(seconds=dice.randint(-300, 900))
    ended = end + timedelta(seconds=dice.randint(-600, 900))
    middle = began + timedelta(minutes=dice.randint(40, 200))
    places = [life.near(site), life.near(site)]
    declared = [_minute(began), _minute(ended)]
    if fake == "place":
        places = [(round(SITES[site][0] * UNIT) + user, round(SITES[site][1] * UNIT))] * 2
    if fake == "hours":
        declared = [480, 780]
    if fake == "home":
        began = middle = ended = end + timedelta(hours=6)
        doubt = "luar_sesi"
    off = life.chance(SWITCHED_OFF) and not fake
    told = {"session": key, "site": site, "user": user, "device": user, "doubt": doubt, "accuracy": 10}
    found = [
        Press("start", began, place=None if off else places[0], refused=off, declared=declared[0], **told),
        Press("end", ended, place=None if off else places[1], refused=off, declared=declared[1], **told),
    ]
    if fake or not life.chance(MISSED):
        found.insert(1, Press("spot", middle, **told))
    return tuple(found)


def _minute(at):
    return at.hour * 60 + at.minute


def month_of(sessions, verifiers):
    """The month's facts of these sessions; each is accepted by one of the verifiers as they take turns."""
    decisions = [
        Decision(one.recorder, verifiers[one.session % len(verifiers)], one.session, FIRST, len(verifiers))
        for one in sessions
        for row in one.records
        if row.attended
    ]
    return Month(
        name="2026-10",
        presses=tuple(press for one in sessions for press in one.presses),
        decisions=tuple(decisions),
        worked=tuple(row for one in sessions for row in one.records if row.minutes >= 420),
    )
