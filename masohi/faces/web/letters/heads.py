"""How a unit's letters look: set by its own officers and by the administrator."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masohi.faces.pages import actor, now, one, page, refused, say
from masohi.faces.web.letters.forms import LetterheadForm
from masohi.faces.web.letters.writing import LOOK, pdf
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import units_to_set
from masohi.parties.organisations.facts import head_from, letterhead_of, numbered
from masohi.parties.organisations.models import Letterhead, Organisation
from masohi.parties.organisations.queries import letterhead_row
from masohi.work.letters.actions import check_pattern, draft, fit_logo, set_letterhead
from masohi.work.letters.facts import sample_content
from masohi.work.letters.queries import text_of
from masohi.work.letters.terms import LetterKind
from masohi.writing.refusals import Refused

SHOWN = LetterKind.REFERRAL  # the kind that shows a letterhead: a letter to another office


def unit_named(user: User, slug: str) -> Organisation:
    """The unit of that short name whose letters `user` may set, or 404."""
    return one(next((unit for unit in units_to_set(user) if slugify(unit.short_name) == slug), None))


def crumbs(user: User, *more: dict[str, str]) -> list[dict[str, str]]:
    """The way from the register of letters; for the administrator, who may not read it, from the tools of managing."""
    if may(user, "letter.view"):
        return [{"label": _("Surat"), "url": reverse("letters")}, *more]
    return [{"label": _("Kelola"), "url": reverse("manage")}, *more]


@require_safe
@page("letterhead.set")
def letterheads(request: HttpRequest) -> HttpResponse:
    """Every unit whose letterhead the reader may set; whoever has one only goes straight there."""
    units = list(units_to_set(actor(request)))
    if len(units) == 1:
        return redirect("letterhead", slugify(units[0].short_name))
    rows = [(unit, reverse("letterhead", args=[slugify(unit.short_name)])) for unit in units]
    context = {"rows": rows, "breadcrumb": crumbs(actor(request), {"label": _("Kop surat"), "url": ""})}
    return render(request, "web/letters/kop_daftar.html", context)


@page("letterhead.set")
def letterhead(request: HttpRequest, unit: str) -> HttpResponse:
    """Set one unit's letterhead; look at it on a sample letter before it is stored."""
    found = unit_named(actor(request), unit)
    row = letterhead_row(found)
    form = LetterheadForm(request.POST or None, request.FILES or None, instance=row)
    if form.is_valid() and (done := _pressed(request, form, found)) is not None:
        return done
    head = letterhead_of(found)
    context = {
        "unit": found,
        "form": form,
        "head": head,
        "example": numbered(head.pattern, serial=12, series="SKS", unit=found.short_name, day=now().date()),
        "has_logo": bool(head.logo),
        "breadcrumb": crumbs(
            actor(request),
            {"label": _("Kop surat"), "url": reverse("letterheads")},
            {"label": found.short_name, "url": ""},
        ),
    }
    return render(request, "web/letters/kop.html", context)


def _pressed(request: HttpRequest, form: LetterheadForm, unit: Organisation) -> HttpResponse | None:
    wanted: Letterhead = form.instance
    try:
        if request.POST.get("tindakan") == LOOK:
            return pdf(_look(wanted, form.logo(), unit), "konsep-kop")
        set_letterhead(unit=unit, wanted=wanted, logo=form.logo(), by=actor(request), at=now())
    except Refused as refusal:
        refused(form, refusal)
        return None
    say(request, _("Kop surat tersimpan. Surat berikutnya memakai kop ini."))
    return redirect("letterhead", slugify(unit.short_name))


def _look(wanted: Letterhead, logo: bytes | None, unit: Organisation) -> bytes:
    check_pattern(wanted.pattern)
    wanted.organisation = unit
    kept: Any = letterhead_of(unit).logo if logo is None else fit_logo(logo) if logo else b""
    return draft(SHOWN, head_from(wanted, kept), sample_content(SHOWN), text_of(SHOWN, None), now())
