"""The wording of each kind of letter of a unit: versions, a look at the result, the way back to what came with us."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masohi.faces.pages import actor, now, one, page, refused, say
from masohi.faces.web.letters.forms import WordingForm
from masohi.faces.web.letters.heads import crumbs, unit_named
from masohi.faces.web.letters.writing import LOOK, pdf
from masohi.parties.accounts.queries import units_to_set
from masohi.parties.organisations.facts import letterhead_of
from masohi.parties.organisations.models import Organisation
from masohi.work.letters.actions import check_wording, draft, set_template
from masohi.work.letters.facts import sample_content
from masohi.work.letters.queries import changed_kinds, current_template, text_of, versions
from masohi.work.letters.terms import BLOCKS, CLOSING, EVERY, EXAMPLES, PLACEHOLDERS, LetterKind
from masohi.writing.refusals import Refused

KINDS = [kind for kind in LetterKind if kind not in CLOSING]


@require_safe
@page("letterhead.set")
def templates(request: HttpRequest) -> HttpResponse:
    """The kinds of letters of one unit, and which of them the unit words by itself. `?unit=` chooses among several."""
    units = list(units_to_set(actor(request)))
    wanted = request.GET.get("unit", "")
    unit = one(next((one_ for one_ in units if slugify(one_.short_name) == wanted), units[0] if units else None))
    slug, changed = slugify(unit.short_name), changed_kinds(unit)
    context = {
        "unit": unit,
        "units": [(slugify(one_.short_name), one_.short_name) for one_ in units],
        "slug": slug,
        "rows": [(kind, kind in changed, reverse("letter-template", args=[slug, kind.value])) for kind in KINDS],
        "breadcrumb": crumbs(actor(request), {"label": _("Templat"), "url": ""}),
    }
    return render(request, "web/letters/templat_daftar.html", context)


@page("letterhead.set")
def template(request: HttpRequest, unit: str, kind: str) -> HttpResponse:
    """One wording: edit it, look at it as a letter marked KONSEP, store it as the next version."""
    found = unit_named(actor(request), unit)
    wanted = one(next((one_ for one_ in KINDS if one_.value == kind), None))
    form = WordingForm(request.POST or None, initial={"text": text_of(wanted, current_template(found, wanted))})
    done = _pressed(request, form, found, wanted)
    if done is not None:
        return done
    context = {
        "unit": found,
        "kind": wanted,
        "form": form,
        "own": wanted in changed_kinds(found),
        "names": [("{" + name + "}", EXAMPLES[name]) for name in (*PLACEHOLDERS[wanted], *EVERY)],
        "blocks": ["{" + name + "}" for name in BLOCKS],
        "versions": versions(found, wanted),
        "breadcrumb": crumbs(
            actor(request),
            {"label": _("Templat"), "url": f"{reverse('letter-templates')}?unit={unit}"},
            {"label": str(wanted.label), "url": ""},
        ),
    }
    return render(request, "web/letters/templat.html", context)


def _pressed(request: HttpRequest, form: WordingForm, unit: Organisation, kind: LetterKind) -> HttpResponse | None:
    back = request.POST.get("tindakan") == "bawaan"
    if not back and not form.is_valid():
        return None
    try:
        if request.POST.get("tindakan") == LOOK:
            return pdf(_look(form.cleaned_data["text"], unit, kind), f"konsep-{kind.value}")
        text = "" if back else form.cleaned_data["text"]
        set_template(unit=unit, kind=kind, text=text, by=actor(request), at=now())
    except Refused as refusal:
        form.is_valid()
        refused(form, refusal)
        return None
    say(request, _("Surat ini kembali ke teks bawaan.") if back else _("Templat tersimpan sebagai versi baru."))
    return redirect("letter-template", slugify(unit.short_name), kind.value)


def _look(text: str, unit: Organisation, kind: LetterKind) -> bytes:
    check_wording(kind, text)
    return draft(kind, letterhead_of(unit), sample_content(kind), text, now())
