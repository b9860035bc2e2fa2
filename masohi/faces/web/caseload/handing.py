"""Hand a caseload over: pick, look at it once more, confirm; and hand it back."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.cases.officers.actions import hand_over_orders
from masohi.cases.officers.models import OfficerChange
from masohi.cases.officers.queries import carried, caseload_limit, changes_of_batch, loads, officers_seen
from masohi.cases.officers.terms import COLUMNS, Post
from masohi.faces.pages import actor, complain, now, one, page, refused, say, today
from masohi.faces.web.caseload.forms import HandOverForm
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.ui.formats import number
from masohi.writing.refusals import Refused


@page("caseload.hand_over")
def hand_over(request: HttpRequest, officer: int) -> HttpResponse:
    """Orders of one officer with a receiver and a reason; the second page shows what will happen, then it happens."""
    user, post = actor(request), _post(request)
    people = officers_seen(user, post)
    giver = one(people.filter(pk=officer).first())
    if not user.has(Role.PROSECUTOR) and giver != user:
        raise Http404
    rows = carried(user, giver, post)
    receivers = people.exclude(pk=giver.pk)
    picked = {"orders": [row.code for row in rows]} if request.GET.get("semua") else {}
    form = HandOverForm(request.POST or None, orders=rows, receivers=receivers, initial=picked)
    if request.method == "POST" and form.is_valid() and "ubah" not in request.POST:
        return _confirmed(request, form, giver, post)
    return _form(request, form, giver, post)


def _post(request: HttpRequest) -> Post:
    asked = request.GET.get("tugas", Post.PROBATION)
    if asked not in Post.values:
        raise Http404
    return Post(asked)


def _form(request: HttpRequest, form: HandOverForm, giver: User, post: Post) -> HttpResponse:
    context = {"form": form, "giver": giver, "post": post.label, "back": reverse("caseload"), "breadcrumb": _trail()}
    context["receivers"] = form.receivers.exists()
    context["whole"] = "" if request.GET.get("semua") else f"?{urlencode({'tugas': str(post), 'semua': 1})}"
    return render(request, "web/caseload/serahkan.html", context)


def _confirmed(request: HttpRequest, form: HandOverForm, giver: User, post: Post) -> HttpResponse:
    """The page of confirmation, or after its button the deed."""
    said = form.cleaned_data
    orders, to = list(said["orders"]), said["to"]
    if "yakin" in request.POST:
        try:
            made = hand_over_orders(orders=orders, post=post, to=to, reason=said["reason"], by=actor(request), at=now())
        except Refused as refusal:
            refused(form, refusal)
            return _form(request, form, giver, post)
        say(request, _("%(orders)s diserahkan kepada %(to)s.") % {"orders": counted(len(made)), "to": to.name})
        return redirect("caseload-handed", made[0].batch)
    after = loads(actor(request), [to.pk], post)[to.pk].orders + len(orders)
    limit = caseload_limit(today()) if post is Post.PROBATION else 0
    context = {
        "form": form,
        "giver": giver,
        "to": to,
        "orders": orders,
        "reason": said["reason"],
        "count": counted(len(orders)),
        "after": after,
        "limit": limit,
        "over": bool(limit) and after > limit,
        "breadcrumb": _trail(),
    }
    return render(request, "web/caseload/periksa.html", context)


def counted(count: int) -> str:
    """Orders in words."""
    return ngettext("%(n)s perkara", "%(n)s perkara", count) % {"n": number(count)}


@page("caseload.hand_over")
def handed(request: HttpRequest, code: str) -> HttpResponse:
    """What was handed over together; as long as nothing moved on, whoever gave it can take it back."""
    user = actor(request)
    rows = list(changes_of_batch(user, code))
    first = one(next(iter(rows), None))
    if request.method == "POST":
        return _handed_back(request, rows)
    column, _unit = COLUMNS[Post(first.post)]
    held = all(getattr(row.order, column) == row.after for row in rows)
    gave = user.has(Role.PROSECUTOR) or first.made_by == user == first.before
    context = {
        "rows": rows,
        "first": first,
        "count": counted(len(rows)),
        "undoable": held and gave and first.before is not None,
        "breadcrumb": _trail(),
    }
    return render(request, "web/caseload/diserahkan.html", context)


def _handed_back(request: HttpRequest, rows: list[OfficerChange]) -> HttpResponse:
    first = rows[0]
    try:
        if first.before is None:
            raise Refused(_("Sebelumnya tidak ada petugas. Pilih petugas lain di halaman Beban."))
        made = hand_over_orders(
            orders=[row.order for row in rows],
            post=Post(first.post),
            to=first.before,
            reason=_("Penyerahan dibatalkan"),
            by=actor(request),
            at=now(),
        )
    except Refused as refusal:
        complain(request, refusal)
        return redirect("caseload-handed", first.batch)
    say(request, _("%(orders)s kembali kepada %(to)s.") % {"orders": counted(len(made)), "to": first.before.name})
    return redirect("caseload")


def _trail() -> list[dict[str, Any]]:
    return [{"label": _("Beban"), "url": reverse("caseload")}, {"label": _("Serahkan perkara")}]
