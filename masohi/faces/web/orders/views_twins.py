"""Somebody of the same name is in the register: shown side by side, and the decision whether it is one human."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from masohi.cases.orders.models import Order
from masohi.cases.people.models import Person
from masohi.cases.twins.actions import decide_duplicate
from masohi.cases.twins.queries import Twins, twins
from masohi.faces.pages import actor, complain, now, page, say
from masohi.faces.web.orders.frame import seen_order
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.ui.formats import long_date
from masohi.writing.refusals import Refused


def twins_panel(user: User, order: Order) -> dict[str, Any]:
    """Context of `web/orders/_serupa.html`; empty where nothing is to be decided or not by this reader."""
    if not (order.person.duplicate_open and may(user, "duplicate.decide")):
        return {}
    found = twins(user, order.person)
    return {"twins": {"table": _table(order, found), "here": found.here, "elsewhere": found.elsewhere}}


def _table(order: Order, found: Twins) -> dict[str, Any]:
    """Both side by side, as the kit draws tables: one column a person, one row a trait."""
    known = [(twin.person, [one.case_number for one in twin.orders]) for twin in found.here]
    people: list[tuple[Person, list[str]]] = [(order.person, [order.case_number]), *known]
    traits = [_traits(person, numbers) for person, numbers in people]
    heads = [gettext("Yang dibandingkan"), gettext("Di perkara ini"), *[gettext("Sudah tercatat")] * len(known)]
    rows = [{"cells": [{"text": label}, *({"text": one[label]} for one in traits)]} for label in traits[0]]
    return {"columns": [{"label": head} for head in heads], "rows": rows if known else []}


def _traits(person: Person, numbers: list[str]) -> dict[str, str]:
    traits = {
        gettext("Nama"): person.name,
        gettext("Tanggal lahir"): long_date(person.birth_date) if person.birth_date else "",
        gettext("Jenis kelamin"): person.get_sex_display(),
        "NIK": person.nik_masked,
        gettext("Kelurahan atau negeri"): person.village.name if person.village else "",
        gettext("Nomor HP"): person.phone,
        gettext("Perkara"): ", ".join(numbers),
    }
    return {label: text or "–" for label, text in traits.items()}


@page("duplicate.decide")
@require_POST
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """One human or two, as the pressed button says."""
    order, user = seen_order(request, code), actor(request)
    chosen = next((t.person for t in twins(user, order.person).here if t.person.code == request.POST.get("sama")), None)
    try:
        if chosen is None and "berbeda" not in request.POST:
            raise Refused(gettext("Orang itu tidak ada lagi di antara yang serupa. Tidak ada yang berubah."))
        decide_duplicate(person=order.person, same_as=chosen, by=user, at=now())
    except Refused as refusal:
        complain(request, refusal)
        return redirect("order-person", order.code)
    told = gettext("Perkara ini sekarang milik orang yang sudah tercatat. Jadwalnya disusun bersama.")
    say(request, told if chosen else gettext("Tersimpan: orang yang berbeda. Perkara dapat dimulai."))
    return redirect("order", order.code)
