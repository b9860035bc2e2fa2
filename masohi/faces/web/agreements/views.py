"""The tree of agreements, and everything about one of them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, one, page, today, told
from masohi.faces.web.agreements import showing
from masohi.faces.web.agreements.history import history
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.reports.agreement_leaves.queries import leaves_under, own_leaves, promised_under, summed
from masohi.reports.terms_ending.queries import effects, orders_after
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.queries import Node, agreement_by_code, tree
from masohi.supply.agreements.terms import AgreementState, DocumentKind, Family, Phase
from masohi.supply.sites.queries import keys_seen

A_PAGE = 20
ORDERS = 50


@page("agreement.view")
def agreements(request: HttpRequest) -> HttpResponse:
    """Umbrella, technical agreements below it, their commitments, the newest proof of each."""
    user, day = actor(request), today()
    parameters = parameters_in_force()
    roots = tree(user)
    family, phase = _chosen(request, "keluarga", Family.values), _chosen(request, "keadaan", Phase.values)
    sees = may(user, "commitment.view")
    leaves = own_leaves(user, day) if sees else {}
    promised = promised_under(row for node in roots for row in showing.everything(node)) if sees else {}
    branches = [showing.branch(node, leaves, promised, day, parameters) for node in roots]
    found = Paginator(showing.kept_branches(branches, family, phase), A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": found,
        "families": _chips(request, "keluarga", _("Semua pihak"), Family.choices, family),
        "phases": _chips(request, "keadaan", _("Semua keadaan"), Phase.choices, phase),
        "filtered": bool(family or phase),
        "today": day,
        "sees": sees,
        "may_add": may(user, "agreement.register"),
    }
    return render(request, "web/agreements/pohon.html", context)


def _chosen(request: HttpRequest, name: str, known: list[str]) -> str:
    text = request.GET.get(name, "")
    return text if text in known else ""


def _chips(request: HttpRequest, name: str, every: str, choices: Any, chosen: str) -> list[dict[str, Any]]:
    """One row of filters; each keeps the other row's choice."""
    chips = []
    for value, label in [("", every), *choices]:
        query = request.GET.copy()
        query.pop("halaman", None)
        query.pop(name, None)
        if value:
            query[name] = value
        url = reverse("agreements") + (f"?{query.urlencode()}" if query else "")
        chips.append({"label": label, "url": url, "current": value == chosen})
    return chips


@page("agreement.view")
def agreement(request: HttpRequest, code: str) -> HttpResponse:
    """Who promised what to whom until when, what it costs, what proves it; then all the rest."""
    user, day = actor(request), today()
    found = one(agreement_by_code(user, code))
    parameters = parameters_in_force()
    node = showing.subtree(tree(user), found.pk) or Node(found)
    leaves = leaves_under(showing.everything(node), user, day)
    sums = summed([leaf for group in leaves.values() for leaf in group]) if may(user, "commitment.view") else None
    (effect,) = effects([found], day, parameters)
    context = {
        "agreement": found,
        "state": showing.state(found, day, parameters),
        "countdown": showing.countdown(found, day),
        "summary": showing.summary(found, day, sums, whole=may(user, "budget.view_all")),
        "findings": [(kind, told(finding)) for kind, finding in showing.findings(found, day, parameters)],
        "parties": showing.parties(found),
        "clauses": showing.clauses(found),
        "missing": [row["name"] for row in showing.clauses(found) if not row["found"]],
        "leaves": [showing.leaf(leaf) for leaf in leaves.get(found.pk, [])],
        "children": [showing.branch(child, {}, {}, day, parameters) for child in node.children],
        "addenda": [showing.branch(child, {}, {}, day, parameters) for child in node.addenda],
        "effect": effect,
        "near": effect.days_left < 0 or effect.notice is not None,
        "orders": list(orders_after(user, found, day)[:ORDERS]),
        "events": history(found, user),
        "sees": sums is not None,
        "open_sites": keys_seen(user, effect.sites),
        "today": day,
        **_doors(user, found),
    }
    return render(request, "web/agreements/perjanjian.html", context)


def _doors(user: User, found: Agreement) -> dict[str, bool]:
    """What the reader may do with this agreement now."""
    changes = may(user, "agreement.change") and found.state != AgreementState.ENDED
    signed = found.state == AgreementState.SIGNED
    addendum = found.kind == DocumentKind.ADDENDUM
    return {
        "may_change": changes,
        "may_promise": may(user, "commitment.manage") and found.state != AgreementState.ENDED,
        "may_sign": changes and not signed,
        "may_scan": may(user, "agreement.change") and found.state != AgreementState.DRAFT,
        "may_amend": changes and signed and not addendum,
        "may_end": changes and signed and not addendum,
        "names_people": not user.has(Role.LEADER),
    }
