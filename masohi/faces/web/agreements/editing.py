"""Enter an agreement or an addendum, and change one; what somebody typed is never lost."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, refused, say
from masohi.faces.web.agreements.forms import AddendumForm, AgreementForm, Edited, known
from masohi.parties.access import may
from masohi.supply.agreements.actions import change_agreement, register_agreement
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.queries import agreement_by_code
from masohi.supply.agreements.terms import AgreementState, DocumentKind
from masohi.ui.formats import long_date
from masohi.writing.refusals import Conflict, Refused

FORM = "web/agreements/isian.html"


def seen(request: HttpRequest, code: str) -> Agreement:
    """The agreement of that code where the reader may see it, or 404."""
    return one(agreement_by_code(actor(request), code))


def form_page(request: HttpRequest, form: Any, found: Agreement | None, **context: Any) -> HttpResponse:
    """One form on a page; `found` is the agreement it is about."""
    back = reverse("agreement", args=[found.code]) if found is not None else reverse("agreements")
    return render(request, FORM, {"form": form, "agreement": found, "back": back, **context})


@page("agreement.register")
def new_agreement(request: HttpRequest) -> HttpResponse:
    """Enter a draft or a signed agreement."""
    user = actor(request)
    form = AgreementForm(request.POST or None, user=user, initial={"state": AgreementState.SIGNED})
    if form.is_valid():
        try:
            made = register_agreement(**form.said(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            more = _("Perjanjian tersimpan. Lengkapi penanda tangan, klausul, dan naskahnya.")
            say(request, more if may(user, "agreement.change") else _("Perjanjian tersimpan."))
            return redirect("agreement", made.code)
    return form_page(
        request, form, None, title=_("Catat perjanjian"), primary=_("Simpan perjanjian"), draft="perjanjian-baru"
    )


@page("agreement.change")
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change an agreement; where somebody else was faster, what was typed stays beside what is stored."""
    user, found = actor(request), seen(request, code)
    made = _change_form(request, found)
    context: dict[str, Any] = {"title": _("Ubah perjanjian"), "primary": _("Simpan"), "draft": f"perjanjian-{code}"}
    if made.is_valid():
        said = {name: value for name, value in made.said().items() if name != "state"}
        try:
            change_agreement(agreement=found, edition=made.shown_edition(), **said, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(made, refusal)
            if isinstance(refusal, Conflict):
                context["stored"] = compare(request, made, found)
        else:
            say(request, _("Perjanjian tersimpan."))
            return redirect("agreement", found.code)
    return form_page(request, made, found, **context)


def _change_form(request: HttpRequest, found: Agreement) -> Edited:
    if found.kind == DocumentKind.ADDENDUM:
        form = AddendumForm(request.POST or None, initial=known(found))
        del form.fields["state"]
        return form
    return AgreementForm(request.POST or None, user=actor(request), agreement=found, initial=known(found))


def compare(request: HttpRequest, form: Edited, found: Agreement) -> list[dict[str, str]]:
    """Let the next attempt count from the stored edition, and name what is stored differently."""
    typed = request.POST.copy()
    typed["edition"] = str(found.edition)
    form.data = typed
    stored = {name: getattr(found, name) for name in form.fields if name != "parties"}
    return form.differences({**stored, "parties": list(found.parties.all())})


@page("agreement.change")
def addendum(request: HttpRequest, code: str) -> HttpResponse:
    """Write an addendum to a signed agreement; signed, it moves the agreement's last day."""
    user, found = actor(request), seen(request, code)
    one(None if found.kind == DocumentKind.ADDENDUM or found.state != AgreementState.SIGNED else found)
    start = {"title": _("Adendum %(title)s") % {"title": found.title}, "ends_on": found.ends_on}
    form = AddendumForm(request.POST or None, initial={**start, "state": AgreementState.DRAFT})
    if form.is_valid():
        same: dict[str, Any] = {
            "family": found.family,
            "umbrella": found.umbrella,
            "parties": list(found.parties.all()),
        }
        try:
            made = register_agreement(
                kind=DocumentKind.ADDENDUM, amends=found, **same, **form.said(), by=user, at=now()
            )
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Adendum tersimpan."))
            return redirect("agreement", made.code)
    hint = _("Perjanjian ini berakhir %(day)s. Sesudah adendum ditandatangani, tanggal berakhirnya mengikuti adendum.")
    return form_page(
        request,
        form,
        found,
        title=_("Buat adendum"),
        hint=hint % {"day": long_date(found.ends_on)},
        primary=_("Simpan adendum"),
        draft=f"adendum-{code}",
    )
