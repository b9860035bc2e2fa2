"""The nine boxes as a table, the names in one of them for a reason, and the import of the personnel export."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.faces.addresses import whole_number
from masohi.faces.pages import actor, now, page, refused
from masohi.faces.web import sheets
from masohi.faces.web.posts.asking import crumbs
from masohi.faces.web.posts.forms import one_line
from masohi.ledger.reads.actions import note_read
from masohi.parties.access import may
from masohi.planning.ranking import box
from masohi.reentry.posts.candidates.actions import import_candidates, open_box
from masohi.reentry.posts.candidates.queries import BOXES, Boxes, boxes
from masohi.reentry.posts.candidates.terms import COLUMNS, Expected
from masohi.ui.formats import number
from masohi.writing.indonesian import initials
from masohi.writing.refusals import Refused

INITIALS = 6  # that a cell shows
LIST = sheets.ListImport(
    name="talenta",
    title=gettext_lazy("Impor data kepegawaian"),
    hint=gettext_lazy("Unggah ekspor kepegawaian. Setiap baris diperiksa dahulu; belum ada yang tersimpan."),
    columns=COLUMNS,
    shown=("name", "nip", "present_post", "education"),
    take=import_candidates,
    template="talents-template",
    here="talents-import",
    after="talents",
)


class OpenForm(forms.Form):
    """For what the names of one box are read."""

    reason = one_line(
        gettext_lazy("Untuk apa nama-nama ini dibuka"),
        250,
        help_text=gettext_lazy("Alasan ini masuk catatan."),
        error_messages={"required": gettext_lazy("Tulis alasannya.")},
    )


@page("talent.view")
def talents(request: HttpRequest) -> HttpResponse:
    """Nine boxes with initials; the names in one of them after a reason, and every name that is read is noted."""
    user = actor(request)
    found = boxes(user)
    chosen = whole_number(request.GET.get("kotak", "")) or 0
    people = found[chosen] if chosen in BOXES else None
    form = OpenForm(request.POST or None)
    names: list[Any] = []
    if people is not None and form.is_valid():
        try:
            names = open_box(number=chosen, reason=form.cleaned_data["reason"], by=user, at=now())[chosen]
            for row in names:
                note_read(row, person=row, screen="talent-box", by=user, at=now())
        except Refused as refusal:
            refused(form, refusal)
    context = {
        "columns": [
            {"label": _("Kinerja")},
            *({"label": _("Potensi: %(level)s") % {"level": label.lower()}} for _value, label in Expected.choices),
        ],
        "lines": [
            {
                "label": _("Kinerja: %(level)s") % {"level": label.lower()},
                "cells": [_cell(box(performance, potential), found) for potential in Expected.values],
            }
            for performance, label in reversed(Expected.choices)
        ],
        "unknown": len(found[0]),
        "total": sum(map(len, found.values())),
        "chosen": chosen,
        "people": [initials(row.name) for row in people] if people is not None else None,
        "names": names,
        "form": form,
        "may_import": may(user, "talent.import"),
        "breadcrumb": crumbs(None, _("Talenta")),
    }
    return render(request, "web/posts/talenta.html", context)


def _cell(place: int, found: Boxes) -> dict[str, Any]:
    people = [initials(row.name) for row in found[place]]
    left = len(people) - INITIALS
    return {
        "number": place,
        "count": len(people),
        "initials": ", ".join(people[:INITIALS]),
        "more": _("dan %(n)s lagi") % {"n": number(left)} if left > 0 else "",
        "url": f"{reverse('talents')}?kotak={place}#kotak" if people else "",
    }


@page("talent.import")
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file, see its rows judged one by one, take the good ones over."""
    return sheets.import_page(request, LIST, crumbs(None, _("Impor")))


@page("talent.import")
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with our columns and one example row."""
    return sheets.template_of(COLUMNS, "contoh-kepegawaian.xlsx")
