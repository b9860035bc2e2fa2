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
from masohi.reentry.posts.models import Vacancy
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
    return render(request, "web/posts/isian.html", {"primary": _("Simpan"), "form": form, "back": back} | context)


def crumbs(vacancy: Vacancy | None = None, *steps: str) -> list[dict[str, str]]:
    """The way to a page about posts."""
    found = [{"label": _("Jabatan"), "url": reverse("posts")}]
    if vacancy is not None:
        found.append({"label": vacancy.title, "url": reverse("post", args=[vacancy.code])})
    return found + [{"label": step, "url": ""} for step in steps]
