"""What the cooperation bureau has to do about agreements, as rows of its first page."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reports.terms_ending.queries import Ending, endings
from masohi.supply.agreements.facts import missing_clauses, signers_of
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.queries import checked_agreements
from masohi.supply.agreements.terms import AgreementState, Capacity
from masohi.ui.formats import joined, number

SHOWN = 10


def agreement_tasks(user: User, day: date) -> list[dict[str, Any]]:
    """Ends to speak about, scans and powers of attorney to upload, points that nobody has found in the text."""
    parameters = parameters_in_force()
    middle = parameters.value("agreement_notice_middle", day)
    near = [one for one in endings(day, parameters, counting=False) if one.days_left <= middle]
    soon = [one for one in near if one.days_left >= 0 or one.bare]  # what was replaced waits for nobody
    living = [row for row in checked_agreements(user) if row.state != AgreementState.ENDED and row.last_day >= day]
    lacking = [(row, missing(row)) for row in living]
    return [*(_ending(one) for one in soon[:SHOWN]), *[_lacking(row, words) for row, words in lacking if words][:SHOWN]]


def missing(row: Agreement) -> list[str]:
    """What an agreement still lacks, in a few words each; a draft needs signatories only."""
    found = [_("penanda tangan atau surat kuasa")] if _unsigned(row) else []
    if row.state == AgreementState.SIGNED:
        found += [_("naskah bertanda tangan")] if not row.scans.all() else []
        count = len(missing_clauses(row))
        found += [ngettext("%(n)s klausul", "%(n)s klausul", count) % {"n": number(count)}] if count else []
    return found


def _ending(one: Ending) -> dict[str, Any]:
    label = _("Perpanjang atau ganti perjanjian") if one.days_left < 0 else _("Bahas perpanjangan perjanjian")
    met = ngettext("%(n)s lokasi bertumpu padanya", "%(n)s lokasi bertumpu padanya", len(one.sites))
    note = f"{one.agreement} · {met % {'n': number(len(one.sites))}}"
    url = reverse("agreement", args=[one.agreement.code])
    return {"label": label, "note": note, "url": url, "due": one.agreement.last_day}


def _lacking(row: Agreement, words: list[str]) -> dict[str, Any]:
    note = _("%(agreement)s · belum ada: %(what)s") % {"agreement": str(row), "what": joined(words)}
    return {"label": _("Lengkapi perjanjian"), "note": note, "url": reverse("agreement", args=[row.code]), "due": None}


def _unsigned(row: Agreement) -> bool:
    """Whether a party has no signatory yet, or somebody signs by a power of attorney that nobody has seen (KJ-01)."""
    return any(
        not one.capacity or (one.capacity == Capacity.BY_POWER and not (one.power and one.attached))
        for one in signers_of(row)
    )
