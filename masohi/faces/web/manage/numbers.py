"""Parameters: every number of the rules, where it comes from, and who changed it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, page, refused, say, today
from masohi.faces.web.manage.forms import ParameterForm
from masohi.law.dated import Parameter
from masohi.law.law_book import CONFIDENCE
from masohi.law.parameters import PARAMETERS, Parameters
from masohi.parties.parameters.actions import set_parameter
from masohi.parties.parameters.models import Setting
from masohi.parties.parameters.queries import parameters_in_force, settings_by_key
from masohi.writing.refusals import Refused

Line = dict[str, Any]


@page("parameter.set")
def parameters(request: HttpRequest) -> HttpResponse:
    """Two lists: what an office may set, and what a statute fixes."""
    values, day, changes = parameters_in_force(), today(), settings_by_key()
    lines = [line(known, values, day, changes.get(key, [])) for key, known in PARAMETERS.items()]
    context = {
        "editable": [one for one in lines if one["parameter"].editable],
        "fixed": [one for one in lines if not one["parameter"].editable],
    }
    return render(request, "web/manage/parameter.html", context)


def line(known: Parameter, values: Parameters, day: date, changes: list[Setting]) -> Line:
    """One parameter as the list shows it: value in force, since when, source, and who set it."""
    since, value, source = values.entry(known.key, day)
    author = next((c for c in reversed(changes) if c.valid_from == since), None)
    return {
        "parameter": known,
        "label": _(known.label),
        "value": shown(known, value),
        "since": since,
        "source": str(source),
        "confidence": confidence(known),
        "author": author,
        "coming": [c for c in changes if c.valid_from > day],
    }


def shown(known: Parameter, value: Any) -> str:
    """A value with its unit."""
    unit = f" {_(known.unit)}" if known.unit else ""
    return f"{known.show(value)}{unit}"


def confidence(known: Parameter) -> str:
    """How sure the source is, in words."""
    return f"{known.confidence}: {CONFIDENCE[known.confidence]}"


@page("parameter.set")
def parameter(request: HttpRequest, key: str) -> HttpResponse:
    """One parameter with its whole history; what a statute fixes has no form."""
    if key not in PARAMETERS:
        raise Http404
    known, changes = PARAMETERS[key], settings_by_key().get(key, [])
    day = today()
    form = ParameterForm(request.POST or None, parameter=known, initial={"valid_from": day}) if known.editable else None
    if form is not None and form.is_valid():
        try:
            set_parameter(key=key, **form.cleaned_data, by=actor(request), at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Angka tersimpan dengan tanggal, sumber, dan alasannya."))
            return redirect("parameters")
    context = {
        "line": line(known, parameters_in_force(), day, changes),
        "history": history(known, changes),
        "form": form,
    }
    return render(request, "web/manage/satu_parameter.html", context)


def history(known: Parameter, changes: list[Setting]) -> list[Line]:
    """Every line of the number, newest first: what came with the program and what an office added."""
    shipped = [
        {"since": since, "value": shown(known, value), "source": str(source)} for since, value, source in known.history
    ]
    added = [{"since": c.valid_from, "value": shown(known, c.value), "source": c.source, "change": c} for c in changes]
    return sorted([*shipped, *added], key=lambda one: one["since"], reverse=True)
