"""What became of people after they went home: tools, applications, and what a family has a month."""

from typing import Any, Final

from masohi.faces.jobs.sample import Sample
from masohi.faces.jobs.scenes.past import Past, People, office
from masohi.law.counting import months_after
from masohi.reentry.equipment.actions import enter_items
from masohi.reentry.equipment.terms import ItemKind, Source
from masohi.reentry.livelihood.actions import ask_income, keep_tool, move_application, open_application
from masohi.reentry.livelihood.terms import Aim, Answer, Keeping, Living, Step
from masohi.reentry.trainees.models import Trainee

TOLD: Final = (
    (1_450_000, Living.WAGES),
    (2_100_000, Living.OWN),
    (900_000, Living.FAMILY),
    (1_800_000, Living.OWN),
    (0, Living.NONE),
    (2_600_000, Living.BOTH),
    (1_200_000, Living.WAGES),
    (1_650_000, Living.OWN),
    (750_000, Living.FAMILY),
    (1_950_000, Living.WAGES),
)
"""Rupiah a month after three months, and where it comes from; the others were not reached or would not say."""
GROWTH: Final = 6  # percent from the third month to the sixth


def follow(sample: Sample, people: People, past: Past) -> None:
    """Tools for three, four applications of which one is over, and answers of everybody whose third month has come."""
    by = sample.lapas[0]
    _tools(sample, people.gone, past)
    first, second, third = people.gone[:3]
    told: dict[str, Any] = {"office": office("Dinkop UMKM"), "by": by}
    task = "Lengkapi surat usaha, lalu antar ke bank bersama petugas Dinkop"
    open_application(trainee=first, aim=Aim.CREDIT, task=task, due_on=past.day(-9), **told, at=past.hour(10, 9))
    task = "Temui pengurus koperasi di Passo"
    open_application(trainee=second, aim=Aim.COOPERATIVE, task=task, due_on=past.day(2), **told, at=past.hour(20, 9))
    made = open_application(
        trainee=third, aim=Aim.BUSINESS_NUMBER, task="Isi OSS", due_on=past.day(30), **told, at=past.hour(50, 9)
    )
    done: dict[str, Any] = {"edition": made.edition, "step": Step.GRANTED, "result": "NIB terbit, contoh 0220"}
    move_application(application=made, **done, by=by, at=past.hour(32, 9))
    for place, one in enumerate(people.gone):
        _ask(one, place, sample, past)


def _tools(sample: Sample, gone: list[Trainee], past: Past) -> None:
    """One tool is somebody's own, one is lent for work at home, one was never in the list."""
    by = sample.lapas[0]
    items = enter_items(
        owner=office("Lapas Ambon"),
        name="Kotak alat tukang kayu",
        kind=ItemKind.TOOL,
        count=2,
        unit="set",
        apart=True,
        source=Source.SOCIAL,
        giver="PT Contoh Maluku",
        paper="BAST/CONTOH/09",
        acquired_on=past.day(100),
        by=by,
        at=past.hour(99, 9),
    )
    at = past.hour(90, 9)
    keep_tool(trainee=gone[0], item=items[0], keeping=Keeping.KEPT, day=past.day(96), by=by, at=at)
    until = past.day(-90)
    keep_tool(trainee=gone[1], item=items[1], keeping=Keeping.LENT, day=past.day(95), until=until, by=by, at=at)
    keep_tool(trainee=gone[3], what="Wajan dan kompor kecil", keeping=Keeping.KEPT, day=past.day(92), by=by, at=at)


def _ask(trainee: Trainee, place: int, sample: Sample, past: Past) -> None:
    """The answer of the third month, and of the sixth where it has come; whoever would not say is not asked again."""
    if trainee.left_on is None:
        return
    for months in (3, 6):
        due = months_after(trainee.left_on, months)
        if due > past.day(2):
            return
        before = (past.today - due).days - 2
        told: dict[str, Any] = {"months": months, "day": past.day(before), "by": sample.lapas[1]}
        if place < len(TOLD):
            rupiah, living = TOLD[place]
            more = rupiah * (100 + GROWTH * (months // 3 - 1)) // 100
            told |= {"answer": Answer.TOLD, "rupiah": more, "living": living, "consent": True}
        else:
            told["answer"] = Answer.DECLINED if place % 2 else Answer.UNREACHED
        ask_income(trainee=trainee, **told, at=past.hour(before, 16, place))
