"""Pages with one form: show it, do the deed, say so, go on; a refusal goes back into the form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import refused, say
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.models import Cohort
from masohi.writing.refusals import Refused


def ask(
    request: HttpRequest,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], Any],
    *,
    said: str,
    back: str,
    onward: Callable[[Any], str] | None = None,
    **context: Any,
) -> HttpResponse:
    """One form on one page. `deed` takes the tidy fields; `onward` gives the address after it, else `back`."""
    if form.is_valid():
        try:
            made = deed(form.cleaned_data)
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, said)
            return redirect(onward(made) if onward else back)
    context = {"primary": _("Simpan"), "form": form, "back": back} | context
    return render(request, "web/training/isian.html", context)


def crumbs(cohort: Cohort | None = None, *steps: str) -> list[dict[str, str]]:
    """The way to a page about classes."""
    found = [{"label": _("Pelatihan"), "url": reverse("training")}]
    if cohort is not None:
        found.append({"label": cohort.programme.title, "url": reverse("cohort", args=[cohort.code])})
    return found + [{"label": step, "url": ""} for step in steps]


def people_crumbs(trainee: Trainee | None = None, *steps: str) -> list[dict[str, str]]:
    """The way to a page about trainees."""
    found = [*crumbs(), {"label": _("Peserta"), "url": reverse("trainees")}]
    if trainee is not None:
        found.append({"label": trainee.person.short_name, "url": reverse("trainee", args=[trainee.code])})
    return found + [{"label": step, "url": ""} for step in steps]
