"""Tools at home, applications and income as their pages show them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from masohi.parties.accounts.models import User
from masohi.reentry.livelihood.facts import Earning
from masohi.reentry.livelihood.models import Application, ToolKept
from masohi.reentry.livelihood.queries import Ask
from masohi.reentry.livelihood.terms import Step
from masohi.reentry.trainees.models import Trainee
from masohi.ui.formats import number, rupiah

TAGS = {
    Step.PREPARED: "netral",
    Step.SENT: "menunggu",
    Step.GRANTED: "ok",
    Step.REFUSED: "galat",
    Step.DROPPED: "netral",
}
NONE_YET = gettext_lazy("belum cukup jawaban")


def called(trainee: Trainee, user: User) -> str:
    """The name in full for the officers of the own unit; elsewhere in full of an adult, initials of a child."""
    if trainee.unit_id in user.offices_for("livelihood.view"):
        return trainee.person.name
    return trainee.person.list_name


def application_rows(rows: Iterable[Application], user: User) -> list[dict[str, Any]]:
    """Open applications as rows: whose, what for, the next step, until when."""
    return [
        {
            "label": f"{called(row.trainee, user)} · {row.get_aim_display()}",
            "url": reverse("application", args=[row.code]),
            "note": f"{row.task} · {row.trainee.unit.short_name}",
            "due": row.due_on,
            "status": step_tag(row),
        }
        for row in rows
    ]


def step_tag(row: Application) -> dict[str, str]:
    """Where an application stands, as a status."""
    return {"kind": TAGS[Step(row.step)], "text": row.get_step_display()}


def ask_rows(rows: Iterable[Ask], user: User) -> list[dict[str, Any]]:
    """Whom to ask what they earn."""
    return [
        {
            "label": called(ask.trainee, user),
            "url": reverse("livelihood-person", args=[ask.trainee.code]),
            "note": _("%(n)s bulan sesudah pulang") % {"n": ask.months},
            "due": ask.due,
            "button": {
                "label": _("Catat penghasilan"),
                "url": f"{reverse('income-new', args=[ask.trainee.code])}?bulan={ask.months}",
            },
        }
        for ask in rows
    ]


def tool_rows(rows: Iterable[ToolKept], user: User) -> list[dict[str, Any]]:
    """Tools that are lent for work at home."""
    return [
        {
            "label": row.what,
            "url": reverse("livelihood-person", args=[row.trainee.code]),
            "note": called(row.trainee, user),
            "due": row.until,
            "button": {"label": _("Catat kembali"), "url": reverse("tool-back", args=[row.code])},
        }
        for row in rows
    ]


def people_rows(rows: Iterable[Trainee]) -> list[dict[str, Any]]:
    """Trainees of the own unit as rows."""
    return [
        {
            "label": row.person.name,
            "url": reverse("livelihood-person", args=[row.code]),
            "note": row.unit.short_name,
            "status": {"kind": "info", "text": _("Sudah pulang")}
            if row.left_on
            else {"kind": "netral", "text": _("Di unit")},
        }
        for row in rows
    ]


def earning_rows(rows: Iterable[Earning]) -> list[dict[str, Any]]:
    """What a group earns at each milestone: how many went home, how many told, the middle amount."""
    return [
        {
            "months": _("%(n)s bulan sesudah pulang") % {"n": row.months},
            "amount": rupiah(row.median) if row.median is not None else str(NONE_YET),
            "known": ngettext(
                "%(known)s dari %(gone)s orang menjawab", "%(known)s dari %(gone)s orang menjawab", row.gone
            )
            % {"known": number(row.known), "gone": number(row.gone)},
            "earning": _("%(n)s berpenghasilan") % {"n": number(row.earning)} if row.median is not None else "",
        }
        for row in rows
    ]


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page about livelihood; the last step is the page itself."""
    found = [{"label": _("Usaha"), "url": reverse("livelihood")}]
    return found + [{"label": label, "url": url} for label, url in steps]
