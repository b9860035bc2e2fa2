"""How people of the sample do at home: asked after 1, 3 and 6 months; some are not reached, some will not say."""

from datetime import timedelta
from typing import Any, Final

from masohi.faces.jobs.sample import Sample
from masohi.faces.jobs.scenes.past import Past, office
from masohi.law.counting import months_after
from masohi.law.order_facts import PersonFacts
from masohi.reentry.followup.actions import enter_client
from masohi.reentry.followup.checks.actions import check_home, note_verdict
from masohi.reentry.followup.checks.terms import Health, How, Income, Living, Reached, School, Trouble, Work
from masohi.reentry.followup.models import Client
from masohi.reentry.followup.papers.actions import end_accompaniment
from masohi.reentry.followup.terms import Basis, Closed

HOME: Final = 222  # days: the first of those who came home this long ago or a little longer
APART: Final = 2
TOO_FEW: Final = ("Stenli Hatukena", "Tonci Latusina", "Vani Pattihelu")
EARLIER: Final = 222 + 366  # days: in another year than the others
NOW: Final = (("Nikson Rumasina", 31), ("Opi Matatuha", 92))
"""Fictional people; the days since they are home, so that they are asked now."""
WENT_AWAY: Final = 10  # places among those who came home
DECLINES: Final = 11
TOLD: Final = (
    (Living.FAMILY, Work.CASUAL, Income.SOME, School.NOT_NEEDED, Health.GOOD, Trouble.MONEY),
    (Living.FAMILY, Work.REGULAR, Income.ENOUGH, School.NOT_NEEDED, Health.GOOD, Trouble.NONE),
    (Living.OTHERS, Work.NONE, Income.NONE, School.YES, Health.CARED, Trouble.FAMILY),
    (Living.OWN, Work.REGULAR, Income.ENOUGH, School.NOT_NEEDED, Health.GOOD, Trouble.NONE),
    (Living.FAMILY, Work.CASUAL, Income.ENOUGH, School.NO, Health.NOT_CARED, Trouble.OTHER),
)
SAID: Final = {1: (0, 2, 4, 0, 1), 3: (0, 1, 2, 4, 1), 6: (1, 3, 0, 1, 2), 12: (1, 3, 1, 3, 0)}
"""By months at home: who of every five tells which of these; work and income come with time."""
NAMES: Final = ("living", "work", "income", "school", "health", "trouble")


def home_before(past: Past, place: int) -> int:
    """How many days ago the person of this place came home; all of them in one year of the calendar."""
    first = past.day(HOME)
    spread = timedelta(days=APART * 12)
    back = (first - spread).year == first.year
    return HOME + (APART if back else -APART) * place


def follow(sample: Sample, adults: list[Client], past: Past) -> None:
    """The answers of everybody who is home since months, three whom last year has too few of, two to ask now."""
    for place, client in enumerate(adults):
        for months in (1, 3, 6):
            _ask(sample, client, months, place, past)
    _again(sample, adults[0], past)
    last = adults[WENT_AWAY]
    end_accompaniment(client=last, edition=last.edition, reason=Closed.MOVED, by=sample.pk, at=past.hour(8, 9))
    for place, name in enumerate(TOO_FEW):
        client = _entered(sample, name, EARLIER + place, place, past)
        for months in (1, 3, 6, 12):
            _ask(sample, client, months, place, past)
    for place, (name, before) in enumerate(NOW):
        client = _entered(sample, name, before, place + 4, past)
        if place:
            _ask(sample, client, 1, WENT_AWAY, past)


def _entered(sample: Sample, name: str, before: int, place: int, past: Past) -> Client:
    facts = PersonFacts(
        name=name,
        birth_date=past.day(10_000 + 400 * place).replace(day=3 + place),
        sex="P" if name.startswith("Vani") else "L",
        nik_reason="orang karangan",
        village="81.71.02.2003",
        phone=f"+62812480006{place:02}",
    )
    told: dict[str, Any] = {"unit": office("Bapas Ambon"), "basis": Basis.BAPAS, "facts": facts}
    return enter_client(**told, home_on=past.day(before), by=sample.second_pk, at=past.hour(before - 1, 10, place))


def _ask(sample: Sample, client: Client, months: int, place: int, past: Past) -> None:
    """By telephone or at home; who was not reached is asked again, who will not say is not."""
    if client.home_on is None:
        return
    before = (past.today - months_after(client.home_on, months)).days - 3
    by = sample.second_pk if place % 2 else sample.pk
    told: dict[str, Any] = {"client": client, "months": months, "by": by}
    told["how"] = How.VISIT if place % 4 == 0 else How.PHONE
    if (place + months) % 5 == 0 or place == WENT_AWAY:
        check_home(**told, day=past.day(before), reached=Reached.NO, at=past.hour(before, 16, place))
        before -= 5
        if place == WENT_AWAY:
            return
    given: dict[str, Any] = {"day": past.day(before), "at": past.hour(before, 17, place)}
    if place == DECLINES:
        check_home(**told, **given, reached=Reached.DECLINED)
    else:
        said = TOLD[SAID[months][place % 5]]
        answers = {name: str(one) for name, one in zip(NAMES, said, strict=True)}
        check_home(**told, **given, reached=Reached.YES, answers=answers)


def _again(sample: Sample, client: Client, past: Past) -> None:
    """One later verdict, off the court's own list."""
    day = past.day(40)
    number = f"177/Pid.B/{day.year}/PN Amb"
    told: dict[str, Any] = {"client": client, "court": office("PN Ambon"), "number": number}
    note_verdict(**told, decided_on=day, source="SIPP PN Ambon (contoh)", by=sample.pk, at=past.hour(30, 9))
