"""What a new plan changes for one person, against counting by hand and against every possible pairing."""

import random
from datetime import date, datetime, timedelta
from itertools import combinations

import pytest

from masohi.planning.differences import SENTENCES, WHY, Sitting, count, differences, sentence
from masohi.writing.indonesian import WIT

NAMES = {"a": "Pantai Namalatu", "b": "Lapangan Merdeka"}


def at(day, site="a", hour=8, minutes=300, told=False):
    start = datetime(2026, 10, 1, hour, tzinfo=WIT) + timedelta(days=day)
    return Sitting(f"{site}{hour}@{start.date()}", site, start, minutes, told)


def kinds(before, after):
    return [one.kind for one in differences(before, after)]


def test_what_stays_is_kept_whatever_the_order():
    rows = [at(1), at(3), at(5)]
    assert kinds(rows, rows[::-1]) == ["kept"] * 3
    assert not any(one.changed for one in differences(rows, rows))


def test_longer_and_shorter_sessions_are_not_moves():
    assert kinds([at(1), at(2)], [at(1, minutes=240), at(2, minutes=360)]) == ["cut", "lengthened"]


def test_more_or_fewer_sessions_are_added_or_dropped():
    assert kinds([at(1)], [at(1), at(2)]) == ["kept", "added"]
    assert kinds([at(1), at(2)], [at(2)]) == ["dropped", "kept"]
    assert kinds([], []) == []


def test_a_dropped_day_moves_to_the_nearest_new_one():
    found = differences([at(1), at(20)], [at(21)])
    assert [(one.kind, one.before, one.after) for one in found] == [
        ("dropped", at(1), None),
        ("moved", at(20), at(21)),
    ]


def best(gone, new):
    """Least days between over all pairings in order of time, by trying them all."""
    size = min(len(gone), len(new))
    rows = (
        sum(abs((a.start - b.start).total_seconds()) for a, b in zip(left, right, strict=True))
        for left in combinations(gone, size)
        for right in combinations(new, size)
    )
    return min(rows, default=0)


@pytest.mark.parametrize("seed", range(60))
def test_pairs_are_the_nearest_in_order(seed):
    rng = random.Random(seed)
    gone = sorted((at(day) for day in rng.sample(range(0, 60, 2), rng.randrange(6))), key=lambda one: one.start)
    new = sorted((at(day) for day in rng.sample(range(1, 60, 2), rng.randrange(6))), key=lambda one: one.start)
    found = differences(gone, new)
    moves = [one for one in found if one.kind == "moved"]
    assert len(moves) == min(len(gone), len(new))
    assert sum(abs((one.before.start - one.after.start).total_seconds()) for one in moves) == best(gone, new)
    assert sorted(one.before for one in found if one.before) == sorted(gone)
    assert sorted(one.after for one in found if one.after) == sorted(new)


def test_counts_tell_near_from_far_and_who_was_told():
    found = differences([at(1, told=True), at(14), at(15, told=True), at(2)], [at(2), at(40), at(41)])
    told = count(found, near_until=date(2026, 10, 16))
    assert (told.kept, told.moved, told.dropped, told.added) == (1, 2, 1, 0)
    assert (told.near, told.far, told.told) == (2, 1, 2)


SAYS = {
    "kept": ([at(6)], [at(6)], "Rabu, 7 Oktober 2026 (08.00) di Pantai Namalatu tetap."),
    "moved": (
        [at(6)],
        [at(9)],
        "Rabu, 7 Oktober 2026 (08.00) pindah ke Sabtu, 10 Oktober 2026 (08.00), tetap di Pantai Namalatu.",
    ),
    "moved_site": (
        [at(6)],
        [at(9, "b")],
        "Rabu, 7 Oktober 2026 (08.00) di Pantai Namalatu pindah ke Sabtu, 10 Oktober 2026 (08.00) di Lapangan Merdeka.",
    ),
    "moved_hour": (
        [at(6)],
        [at(6, hour=13)],
        "Rabu, 7 Oktober 2026 (08.00) di Pantai Namalatu pindah ke pukul 13.00 pada hari yang sama.",
    ),
    "moved_place": (
        [at(6)],
        [at(6, "b")],
        "Rabu, 7 Oktober 2026 (08.00) pindah dari Pantai Namalatu ke Lapangan Merdeka pada waktu yang sama.",
    ),
    "cut": (
        [at(6)],
        [at(6, minutes=240)],
        "Rabu, 7 Oktober 2026 (08.00) di Pantai Namalatu menjadi lebih singkat: dari 5 jam menjadi 4 jam.",
    ),
    "lengthened": (
        [at(6)],
        [at(6, minutes=330)],
        "Rabu, 7 Oktober 2026 (08.00) di Pantai Namalatu menjadi lebih lama: dari 5 jam menjadi 5 jam 30 menit.",
    ),
    "dropped": ([at(6)], [], "Rabu, 7 Oktober 2026 (08.00) di Pantai Namalatu dihapus, 5 jam."),
    "added": ([], [at(6)], "Rabu, 7 Oktober 2026 (08.00) di Pantai Namalatu ditambahkan, 5 jam."),
}


@pytest.mark.parametrize("code", SENTENCES)
def test_every_difference_has_a_plain_sentence(code):
    before, after, says = SAYS[code]
    (found,) = differences(before, after)
    assert sentence(found, names=NAMES) == says


def test_every_reason_is_one_plain_sentence():
    assert all(text.endswith(".") and "{" not in text for text in WHY.values())
