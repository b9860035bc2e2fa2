"""A class of the cast: Disperindag offers it, LPKA holds it, Lia runs it. All people are fictional."""

from datetime import date, datetime, time, timedelta

from masohi.law.order_facts import PersonFacts
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.reentry.onphone.actions import settle_sheet
from masohi.reentry.onphone.models import PhoneSheet
from masohi.reentry.papers.awards.actions import issue_awards
from masohi.reentry.trainees.actions import enter_trainee
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.actions import enrol, offer_programme, open_cohort
from masohi.reentry.training.lessons.actions import plan_lessons, record_lesson, verify_lesson
from masohi.reentry.training.lessons.facts import Came, weekly
from masohi.reentry.training.lessons.queries import expected_at
from masohi.reentry.training.models import Cohort, Lesson, LessonAttendance, Programme
from masohi.reentry.training.outcomes.actions import Mark, assess_class, confirm_results, keep_competence
from masohi.reentry.training.queries import seated
from masohi.reentry.training.terms import LessonOutcome, Result
from masohi.work.fieldwork.actions import receive_entries
from masohi.work.fieldwork.facts import class_ticket_of
from masohi.work.fieldwork.models import FieldEntry
from masohi.writing.indonesian import WIT
from tests import cast, promised
from tests.field import phone_of

AT = cast.AT
NAMES = (
    *("Abner Tahapary", "Berto Siahaya", "Celi Pattikawa", "Dodi Lekatompessy", "Elsa Hukom", "Fani Noya"),
    *("Gerits Salamor", "Hendra Tuasela", "Ike Manuputty", "Jems Sahetapy", "Kia Latuheru", "Leo Wattimena"),
    *("Mey Souisa", "Nus Titaley", "Opa Rumahlatu", "Petra Sopacua"),
)


def trader(people: cast.Cast) -> User:
    """An officer of Disperindag."""
    return User.objects.filter(username="tria").first() or promised.officer(people, "tria", "Disperindag")


def colleague(people: cast.Cast) -> User:
    """A second officer of LPKA."""
    return User.objects.filter(username="lena2").first() or promised.officer(people, "lena2", "LPKA Ambon", Role.UNIT)


def programme(people: cast.Cast, **changes: object) -> Programme:
    """Forty hours of bamboo craft, offered by the city."""
    given = {
        "title": "Kerajinan bambu tingkat dasar",
        "skill": "kerajinan",
        "provider": promised.unit("Disperindag"),
        "level": "kota",
        "minutes": 2400,
        "by": trader(people),
    }
    return offer_programme(**(given | changes), at=AT)


def cohort(people: cast.Cast, *, of: Programme | None = None, **changes: object) -> Cohort:
    """A class at LPKA for fifteen, from 5 October on."""
    given = {
        "programme": of or programme(people),
        "unit": promised.unit("LPKA Ambon"),
        "starts_on": cast.MONDAY,
        "ends_on": cast.MONDAY + timedelta(days=60),
        "places": 15,
        "instructor": "Nona Instruktur",
        "place": "Bengkel kerja",
        "by": people.unit,
    }
    return open_cohort(**(given | changes), at=AT)


def trainee(people: cast.Cast, name: str = NAMES[0], *, child: bool = True, **changes: object) -> Trainee:
    """A child at LPKA who wishes to learn."""
    given = {
        "unit": promised.unit("LPKA Ambon"),
        "facts": PersonFacts(name=name, birth_date=date(2009, 5, 1), sex="L", nik_reason="Belum ada"),
        "child": child,
        "basis": "minat",
        "need": "Ingin bekerja sendiri",
        "by": people.unit,
    }
    return enter_trainee(**(given | changes), at=AT)


def full(people: cast.Cast, size: int = 15, **changes: object) -> Cohort:
    """A class with `size` trainees in it."""
    made = cohort(people, **changes)
    enrol(cohort=made, trainees=[trainee(people, name) for name in NAMES[:size]], by=people.unit, at=AT)
    made.refresh_from_db()
    return made


def lessons(people: cast.Cast, made: Cohort, count: int = 2, minutes: int = 120) -> list[Lesson]:
    """Mondays at nine."""
    days = weekly(made.starts_on, made.starts_on + timedelta(days=7 * count - 1), [0], time(9))
    return plan_lessons(cohort=made, starts=days, minutes=minutes, by=people.unit, at=AT)


def seen(lesson: Lesson, absent: tuple[int, ...] = ()) -> list[Came]:
    """Everybody came, except the places of the list named in `absent`."""
    rows = list(expected_at(lesson))
    return [
        Came(row.pk, LessonOutcome.ABSENT if place in absent else LessonOutcome.PRESENT)
        for place, row in enumerate(rows)
    ]


def held(
    people: cast.Cast, lesson: Lesson, absent: tuple[int, ...] = (), *, verifier: User | None = None
) -> list[LessonAttendance]:
    """Lia records a meeting at its end, Disperindag (or `verifier`) verifies it that evening."""
    came = seen(lesson, absent)
    heads = sum(one.outcome == LessonOutcome.PRESENT for one in came)
    rows = record_lesson(lesson=lesson, heads=heads, came=came, by=people.unit, at=lesson.ends_at)
    verify_lesson(lesson=lesson, by=verifier or trader(people), at=evening(lesson))
    return rows


def on_phone(people: cast.Cast, lesson: Lesson, absent: tuple[int, ...] = ()) -> dict[str, object]:
    """The facts that a phone signs about a meeting: everybody there, except the places named in `absent`."""
    came = seen(lesson, absent)
    heads = sum(one.outcome == LessonOutcome.PRESENT for one in came)
    return {
        "heads": heads,
        "people": [{"enrolment": one.enrolment, "outcome": str(one.outcome), "minutes": 0} for one in came],
    }


def told_otherwise(people: cast.Cast, lesson: Lesson, at: datetime) -> PhoneSheet:
    """Lia's phone tells of a recorded meeting that nobody came."""
    phone, device = phone_of(people.unit, people, inviter=colleague(people))
    phone.sessions = {lesson.code: {"ticket": class_ticket_of(device.code, lesson.code)}}
    everybody = tuple(range(len(expected_at(lesson))))
    phone.write("lesson", lesson.code, on_phone(people, lesson, everybody), claimed=lesson.ends_at)
    receive_entries(device=device, from_dseq=1, batch=phone.written, by=people.unit, at=at)
    entry = FieldEntry.objects.get(device=device)
    return settle_sheet(entry=entry, by=people.unit, at=at)


def evening(lesson: Lesson) -> datetime:
    """Twenty o'clock of the lesson's day."""
    return datetime.combine(lesson.starts_at.astimezone(WIT).date(), time(20), WIT)


def assessed(
    people: cast.Cast, made: Cohort, *, fails: int = 0, confirm: bool = True, verifier: User | None = None
) -> Cohort:
    """Two meetings are held, all but the first `fails` pass, and Disperindag confirms it."""
    for lesson in lessons(people, made):
        held(people, lesson, verifier=verifier)
    rows = list(seated(made))
    marks = [Mark(row.pk, Result.FAILED if place < fails else Result.PASSED) for place, row in enumerate(rows)]
    after = evening(made.lessons.last()) + timedelta(hours=1)
    assess_class(cohort=made, marks=marks, by=people.unit, at=after)
    if confirm:
        confirm_results(cohort=made, by=trader(people), at=after + timedelta(hours=1))
    made.refresh_from_db()
    return made


def arguments(people: cast.Cast, evening: datetime) -> dict[str, object]:
    """A class that runs, one that waits for its provider (DLHP), one with letters; all meetings lie before `evening`."""
    past = {"starts_on": evening.astimezone(WIT).date() - timedelta(days=28)}
    running = full(people, 3, places=2, **past)
    first, second = lessons(people, running)
    rows = held(people, first)
    own = programme(people, title="Kebun sayur", skill="tani", provider=people.host, by=people.office)
    waits = full(people, 2, of=own, **past)
    assessed(people, waits, fails=1, confirm=False, verifier=people.office)
    craft = programme(people, title="Anyaman bambu")
    done = assessed(people, full(people, 2, of=craft, **past))
    award = issue_awards(cohort=done, by=people.unit, at=evening)[0]
    person = rows[0].enrolment.trainee
    kept = keep_competence(
        trainee=person,
        scheme="Pengrajin bambu",
        lsp="LSP Contoh",
        number="LSP-1/2026",
        issued_on=cast.MONDAY,
        valid_until=None,
        scan=("a.pdf", promised.PDF),
        by=people.unit,
        at=evening,
    )
    return {
        "class": running.code,
        "class_unconfirmed": waits.code,
        "class_done": done.code,
        "class_place": rows[0].enrolment_id,
        "class_failed": waits.enrolments.get(state="belum_lulus").pk,
        "lesson": second.code,
        "lesson_recorded": first.code,
        "trainee": person.code,
        "award": award.letter.code,
        "competence": kept.code,
        "phone_sheet": told_otherwise(people, first, evening).pk,
        "programme": own.code,
    }
