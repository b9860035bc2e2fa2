"""People who come home and referrals as their pages show them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.reentry.followup.checks.queries import Due
from masohi.reentry.followup.cohorts.facts import Row
from masohi.reentry.followup.models import Client, Sharing
from masohi.reentry.followup.referrals.models import Referral
from masohi.reentry.followup.referrals.queries import seen_by_office
from masohi.reentry.followup.referrals.terms import ReferralState
from masohi.reentry.followup.terms import Shared
from masohi.ui.formats import long_date, number

TAGS = {
    ReferralState.SENT: "menunggu",
    ReferralState.ASKED: "info",
    ReferralState.ACCEPTED: "ok",
    ReferralState.DONE: "ok",
    ReferralState.REFUSED: "galat",
    ReferralState.WITHDRAWN: "netral",
}
QUESTIONS = {
    "living": gettext_lazy("Punya tempat tinggal"),
    "work": gettext_lazy("Bekerja"),
    "income": gettext_lazy("Penghasilan cukup"),
    "school": gettext_lazy("Bersekolah"),
    "health": gettext_lazy("Sehat atau berobat"),
}
Shown = dict[str, Any]


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page about coming home; the last step is the page itself."""
    found = [{"label": _("Pulang"), "url": reverse("returning")}]
    return found + [{"label": label, "url": url} for label, url in steps]


def called(referral: Referral, own: set[int], day: date) -> str:
    """The name for those who accompany the person (`own`: their clients' keys), else what the office may read."""
    if referral.client_id in own:
        return referral.client.person.list_name
    return seen_by_office(referral, day)[Shared.NAME]


def tag(referral: Referral) -> dict[str, str]:
    """Where a referral stands, as a status."""
    return {"kind": TAGS[ReferralState(referral.state)], "text": referral.get_state_display()}


def referral_rows(rows: Iterable[Referral]) -> list[Shown]:
    """The referrals of one person as rows: for what, who answers until when."""
    return [
        {
            "label": row.need.get_domain_display(),
            "url": reverse("referral", args=[row.code]),
            "note": f"{row.office.short_name} · {row.ask}",
            "due": row.reply_by if row.state == ReferralState.SENT else None,
            "status": tag(row),
        }
        for row in rows
    ]


def sharing_rows(rows: Iterable[Sharing]) -> list[Sharing]:
    """What each office may know, with the words for it."""
    labels, found = dict(Shared.choices), list(rows)
    for row in found:
        row.says = ", ".join(str(label) for key, label in labels.items() if key in row.fields) or _("Hanya inisial")  # type: ignore[attr-defined]
    return found


def client_rows(rows: Iterable[Client]) -> list[Shown]:
    """Clients as rows: at home since, expected on, or no longer accompanied."""
    return [
        {
            "label": row.person.list_name,
            "url": reverse("returning-client", args=[row.code]),
            "note": f"{row.get_basis_display()} · {row.unit.short_name}",
            "due": None if row.home_on or row.closed_on else row.release_on,
            "status": _standing(row),
        }
        for row in rows
    ]


def _standing(row: Client) -> dict[str, str]:
    if row.closed_on:
        return {"kind": "netral", "text": _("Ditutup %(day)s") % {"day": long_date(row.closed_on)}}
    if row.home_on:
        return {"kind": "ok", "text": _("Di rumah sejak %(day)s") % {"day": long_date(row.home_on)}}
    return {"kind": "netral", "text": _("Bersiap pulang")}


def due_rows(rows: Iterable[Due]) -> list[Shown]:
    """Whom to ask how it goes."""
    return [
        {
            "label": one.client.person.list_name,
            "url": reverse("returning-client", args=[one.client.code]),
            "note": _("%(n)s bulan sesudah pulang") % {"n": one.months},
            "due": one.due,
            "button": {
                "label": _("Catat jawaban"),
                "url": f"{reverse('returning-check', args=[one.client.code])}?bulan={one.months}",
            },
        }
        for one in rows
    ]


def outcome_rows(rows: Iterable[Row]) -> list[Shown]:
    """Milestones of a cohort: the denominator, what is unknown, and each figure or that there are too few people."""
    return [
        {
            "months": row.months,
            "due": row.due,
            "known": row.known,
            "unreached": row.unreached,
            "declined": row.declined,
            "unasked": row.unasked,
            "verdicts": row.verdicts,
            "shares": [{"question": says, "says": _share(row, key)} for key, says in QUESTIONS.items()],
        }
        for row in rows
    ]


def _share(row: Row, question: str) -> str:
    share = row.shares.get(question)
    if share is None:
        return "–"
    return _("%(n)s dari %(of)s") % {"n": number(share.good), "of": number(share.of)}
