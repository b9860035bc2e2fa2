"""Three classes of the sample: one that is over, one that meets today, one that more people want than have a place."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any, Final

from masohi.faces.jobs.clock import moment
from masohi.faces.jobs.sample import Sample
from masohi.faces.jobs.scenes.past import Past, People, office
from masohi.law.order_facts import PersonFacts
from masohi.reentry.papers.awards.actions import issue_awards
from masohi.reentry.trainees.actions import enter_trainee, leave_trainee
from masohi.reentry.trainees.terms import Basis, Left
from masohi.reentry.training.actions import enrol, offer_programme, open_cohort
from masohi.reentry.training.lessons.actions import plan_lessons, record_lesson, verify_lesson
from masohi.reentry.training.lessons.facts import Came, weekly
from masohi.reentry.training.lessons.queries import expected_at
from masohi.reentry.training.models import Cohort, Lesson, Programme
from masohi.reentry.training.outcomes.actions import Mark, assess_class, confirm_results, keep_competence
from masohi.reentry.training.outcomes.queries import presences
from masohi.reentry.training.queries import seated
from masohi.reentry.training.terms import LessonOutcome, Level, Result, Skill

CHILDREN: Final = (
    *("Alfin Latusopa", "Beni Pattinusa", "Carli Tuhumena", "Desi Lekahatu", "Edo Rumasopa", "Frengki Hatulela"),
    *("Grace Matahena", "Hengki Sopamena", "Ivan Wattiluhu", "Jonas Siwalena"),
)
ADULTS: Final = (
    *("Kaleb Pattilea", "Lukas Tuhuleru", "Marten Latunusa", "Nataniel Hukulima", "Otis Manusopa"),
    *("Pieter Lewarissa", "Roni Sahetamena", "Stevi Kailuhu", "Tobias Rumahlei"),
)
GONE: Final = (
    *("Abia Latuhena", "Bram Pattiselu", "Chris Tuhunusa", "Doni Hatumena", "Elia Lekasopa", "Felix Manuhutela"),
    *("Gad Wattisina", "Hosea Siwasopa", "Isak Rumalatu", "Joel Matulena", "Karel Sopahena", "Leo Kainusa"),
)
"""Fictional people."""
GIRLS: Final = ("Desi", "Grace")
WISHES: Final = (
    "Ingin membuka kios roti",
    "Suka bekerja dengan tangan",
    "Ingin bekerja di bengkel",
    "Belajar dari nol",
)
BASES: Final = (Basis.WISHED, Basis.ASSESSED, Basis.SKILLED)
FIRST_HOME, APART = 96, 14  # days: when the last one went home, and how long before that each of the others
STAYED: Final = 60
LESSON: Final = 120  # minutes
PRESENT: Final = 80  # percent that make somebody pass here


def enter(sample: Sample, past: Past) -> People:
    """Everybody who takes part: one child trains by verdict, and twelve people have gone home."""
    people, lpka = People(), office("LPKA Ambon")
    for place, name in enumerate(CHILDREN):
        ordered = (past.day(30), past.day(-100)) if place == 0 else None
        facts = _facts(name, date(past.today.year - 16, 3, 1 + place))
        given: dict[str, Any] = {"ordered": ordered, "ordered_place": "LPKA Ambon" if ordered else ""}
        told = _told(place) | given
        people.children.append(
            enter_trainee(unit=lpka, facts=facts, child=True, **told, by=sample.lpka[0], at=past.hour(110, 9, place))
        )
    by = sample.lapas[0]
    for place, name in enumerate((*ADULTS, *GONE)):
        home = FIRST_HOME + APART * (place - len(ADULTS))
        entered = past.hour(150 if place < len(ADULTS) else home + STAYED, 10, place)
        facts = _facts(name, date(past.today.year - 24 - place, 7, 1 + place))
        one = enter_trainee(unit=office("Lapas Ambon"), facts=facts, child=False, **_told(place), by=by, at=entered)
        if place < len(ADULTS):
            people.adults.append(one)
        else:
            gone = leave_trainee(trainee=one, on=past.day(home), reason=Left.RELEASED, by=by, at=past.hour(home, 12))
            people.gone.append(gone)
    return people


def _facts(name: str, born: date) -> PersonFacts:
    girl = name.startswith(GIRLS)
    return PersonFacts(name=name, birth_date=born, sex="P" if girl else "L", nik_reason="orang karangan")


def _told(place: int) -> dict[str, Any]:
    return {"basis": BASES[place % len(BASES)], "need": WISHES[place % len(WISHES)]}


def hold(sample: Sample, people: People, past: Past) -> Cohort:
    """The three classes; returns the one that meets today."""
    craft, baking, wood = _programmes(sample, past)
    _ended(sample, craft, people, past)
    running = _running(sample, baking, people, past)
    _wanted(sample, wood, people, past)
    holder, by = people.gone[0], sample.lapas[0]
    told: dict[str, Any] = {"scheme": "Juru las pelat SMAW 1G", "lsp": "LSP Las Contoh", "number": "CONTOH-1122"}
    until = past.day(120 - 3 * 365)
    keep_competence(trainee=holder, **told, issued_on=past.day(120), valid_until=until, by=by, at=past.hour(118, 9))
    return running


def _programmes(sample: Sample, past: Past) -> list[Programme]:
    rows = (
        ("Kerajinan cengkih dan tempurung", Skill.CRAFT, "Disperindag", Level.CITY, 960, sample.trade),
        ("Roti dan olahan sagu", Skill.FOOD, "Dinkop UMKM", Level.CITY, 1800, sample.cooperative),
        ("Mebel kayu samama dan las dasar", Skill.WOOD, "Disnaker", Level.CITY, 4800, sample.lapas[0]),
    )
    return [
        offer_programme(
            title=title,
            skill=skill,
            provider=office(provider),
            level=level,
            minutes=minutes,
            description="Praktik di bengkel, lalu menghitung harga jual.",
            by=by,
            at=past.hour(130, 9),
        )
        for title, skill, provider, level, minutes, by in rows
    ]


def _open(programme: Programme, unit: str, days: tuple[date, date], **told: Any) -> Cohort:
    first, last = days
    return open_cohort(programme=programme, unit=office(unit), starts_on=first, ends_on=last, **told)


def _ended(sample: Sample, programme: Programme, people: People, past: Past) -> None:
    """Eight mornings; five pass and have their letter, one was away too often."""
    first, second = sample.lpka
    days = past.day(98), past.day(42)
    told: dict[str, Any] = {"places": 8, "instructor": "Ona Pengajar", "place": "Bengkel kerajinan"}
    made = _open(programme, "LPKA Ambon", days, **told, by=first, at=past.hour(105, 9))
    enrol(cohort=made, trainees=people.children[4:], by=first, at=past.hour(104, 9))
    starts = weekly(days[0], days[0] + timedelta(days=55), [days[0].weekday()], time(9))
    lessons = plan_lessons(cohort=made, starts=starts, minutes=LESSON, by=first, at=past.hour(104, 10))
    for place, lesson in enumerate(lessons):
        _record(lesson, {5} if place in (2, 4, 6) else {place % 4} if place % 3 == 1 else set(), sample)
        verify_lesson(lesson=lesson, by=second, at=lesson.ends_at + timedelta(hours=3))
    there = presences(made)
    marks = [
        Mark(row.pk, Result.PASSED, 78 + 3 * place) if there[row.pk] >= PRESENT else Mark(row.pk, Result.FAILED, 55)
        for place, row in enumerate(seated(made))
    ]
    assess_class(cohort=made, marks=marks, by=first, at=past.hour(40, 10))
    confirm_results(cohort=made, by=sample.trade, at=past.hour(38, 10))
    issue_awards(cohort=made, by=first, at=past.hour(37, 10))


def _running(sample: Sample, programme: Programme, people: People, past: Past) -> Cohort:
    """Since four weeks, on this day of the week: the newest sheet waits for a second officer, today's is empty."""
    first, second = sample.lpka
    days = past.day(28), past.day(-42)
    told: dict[str, Any] = {"places": 10, "instructor": "Bapak Yance Pengajar", "place": "Dapur pelatihan"}
    made = _open(programme, "LPKA Ambon", days, **told, by=first, at=past.hour(35, 9))
    enrol(cohort=made, trainees=people.children[:8], by=first, at=past.hour(34, 9))
    starts = weekly(*days, [past.today.weekday()], time(8))
    lessons = plan_lessons(cohort=made, starts=starts, minutes=LESSON, by=first, at=past.hour(34, 10))
    held = [lesson for lesson in lessons if lesson.ends_at < moment(past.today, 0)]
    for place, lesson in enumerate(held):
        _record(lesson, {place * 3 % 8}, sample)
        if lesson is not held[-1]:
            verify_lesson(lesson=lesson, by=second, at=lesson.ends_at + timedelta(hours=3))
    return made


def _record(lesson: Lesson, away: Iterable[int], sample: Sample) -> None:
    """The sheet of a lesson; `away` are places in the list of names, and whoever comes next is late by half an hour."""
    missing, came = set(away), []
    for place, row in enumerate(expected_at(lesson)):
        if place in missing:
            came.append(Came(row.pk, LessonOutcome.SICK if place % 2 else LessonOutcome.EXCUSED))
        elif place - 1 in missing:
            came.append(Came(row.pk, LessonOutcome.LATE, LESSON - 30))
        else:
            came.append(Came(row.pk, LessonOutcome.PRESENT))
    heads = len(came) - len([one for one in came if one.outcome in (LessonOutcome.SICK, LessonOutcome.EXCUSED)])
    record_lesson(lesson=lesson, heads=heads, came=came, by=sample.lpka[0], at=lesson.ends_at + timedelta(minutes=5))


def _wanted(sample: Sample, programme: Programme, people: People, past: Past) -> None:
    """Begins in two weeks with six places; three people wait."""
    by = sample.lapas[0]
    days = past.day(-14), past.day(-104)
    told: dict[str, Any] = {"places": 6, "instructor": "Bapak Dace Pengajar", "place": "Bengkel kayu"}
    made = _open(programme, "Lapas Ambon", days, **told, by=by, at=past.hour(6, 9))
    enrol(cohort=made, trainees=people.adults, by=by, at=past.hour(5, 9))
    starts: Sequence[Any] = weekly(*days, [0, 2, 4], time(9))
    plan_lessons(cohort=made, starts=starts, minutes=LESSON, topic="Praktik bengkel", by=by, at=past.hour(5, 10))
