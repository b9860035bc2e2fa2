"""Commitments: the own share, or everybody's for those who steer; and one promise with all that proves it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, one, page, today
from masohi.faces.web.commitments import showing
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.reentry.equipment.handovers.queries import handovers, handovers_of
from masohi.reports.promises.queries import Standing, standing_of, standings
from masohi.supply.budget.queries import money_of
from masohi.supply.commitments.queries import (
    acts_for,
    cancelled_commitments,
    commitment_by_code,
    owners,
    proofs_of,
    under,
)
from masohi.supply.commitments.queries import commitments as visible_commitments
from masohi.supply.commitments.terms import Light, Measure
from masohi.supply.meetings.queries import actions_of, open_actions

A_PAGE = 40
ACTIONS = 8
FILTERS = ("dinas", "perjanjian", "keadaan")
ORDER = (Light.OVERDUE, Light.BEHIND, Light.ON_TRACK, Light.WAITING, Light.DONE)


@page("commitment.view")
def commitments(request: HttpRequest) -> HttpResponse:
    """The own commitments, due first; for those who see all, with filters by office, agreement and light."""
    user, day = actor(request), today()
    every = may(user, "commitment.view_all")
    chosen = {name: request.GET.get(name, "")[:60] for name in FILTERS}
    rows = visible_commitments(user)
    if every:
        rows = under(rows, owner=chosen["dinas"], agreement=chosen["perjanjian"])
    found = _due_first(standings(rows, day))
    shown = [row for row in found if chosen["keadaan"] in ("", row.light)]
    pages = Paginator(shown, A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "title": _("Komitmen") if every else _("Komitmen saya"),
        "every": every,
        "page": pages,
        "rows": [showing.line(row, user, own=not every) for row in pages],
        "tabs": _tabs(found, chosen),
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "owners": owners(user) if every else [],
        "agreements": _agreements(user) if every else [],
        "actions": list(open_actions(user, day)[:ACTIONS]),
        "cancelled": list(cancelled_commitments(user)[:ACTIONS]),
        "may_manage": may(user, "commitment.manage"),
        "may_import": may(user, "commitments.import"),
        "today": day,
    }
    return render(request, "web/commitments/daftar.html", context)


def _due_first(rows: Sequence[Standing]) -> list[Standing]:
    """What is still to be kept by its due day, then what is kept, newest first."""
    open_rows = [row for row in rows if row.light != Light.DONE]
    return [*open_rows, *reversed([row for row in rows if row.light == Light.DONE])]


def _tabs(rows: Sequence[Standing], chosen: dict[str, str]) -> list[dict[str, Any]]:
    """The lights that occur as filters, with how many there are; the other filters stay."""
    counts = Counter(row.light for row in rows)
    kept = {name: value for name, value in chosen.items() if value and name != "keadaan"}
    base = reverse("commitments")
    all_of_them = {"label": _("Semua"), "count": len(rows), "current": not chosen["keadaan"]}
    tabs = [all_of_them | {"url": f"{base}?{urlencode(kept)}" if kept else base}]
    for light in ORDER:
        if counts[light] or chosen["keadaan"] == light:
            url = f"{base}?{urlencode(kept | {'keadaan': light.value})}"
            current = chosen["keadaan"] == light
            tabs.append({"label": light.label, "count": counts[light], "url": url, "current": current})
    return tabs


def _agreements(user: User) -> list[tuple[str, str]]:
    """Agreements with commitments, for the filter: code and number."""
    rows = visible_commitments(user).order_by("agreement__number")
    return list(dict.fromkeys((row.agreement.code, str(row.agreement)) for row in rows))


@page("commitment.view")
def commitment(request: HttpRequest, code: str) -> HttpResponse:
    """One promise: how far it is in words and numbers, every proof, its money, what meetings asked."""
    user, day = actor(request), today()
    row = one(commitment_by_code(user, code))
    standing = standing_of(row, day)
    planned, paid = money_of(row)
    may_prove = row.cancelled_on is None and acts_for(user, row.owner_id, "commitment.prove")
    seen = set(handovers(user).values_list("pk", flat=True)) if may(user, "equipment.view") else set()
    context = {
        "row": row,
        "standing": standing,
        "tag": showing.tag(standing.light),
        "amount": showing.amount(standing),
        "bar": showing.bar(standing),
        "sentence": showing.sentence(standing),
        "computed": row.measure != Measure.MANUAL,
        "facts": showing.facts(row),
        "proofs": showing.proofs(proofs_of(row), user),
        "planned": planned,
        "paid": paid,
        "actions": list(actions_of(user, row)),
        "handovers": [(one_, one_.pk in seen) for one_ in handovers_of(row)],
        "history": showing.history(row, user),
        "may_prove": may_prove,
        "may_manage": may(user, "commitment.manage") and row.cancelled_on is None,
        "may_see_agreement": may(user, "agreement.view"),
        "today": day,
        "breadcrumb": showing.crumbs(row),
    }
    return render(request, "web/commitments/satu.html", context)
