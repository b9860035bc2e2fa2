"""A page with one form and one button: refused where the deed refuses, with everything typed still there."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from masohi.faces.pages import refused, say
from masohi.writing.refusals import Refused

Doing = Callable[[], Any]


def ask(
    request: HttpRequest, form: forms.Form, do: Doing, *, said: str, then: str, title: str, **context: Any
) -> HttpResponse:
    """Show `form`; once it is valid, `do` what it asks for, `say` so and go to the address `then`.

    `context`: `primary` (the button), `back`, `breadcrumb`, and where wanted `subject`, `hint`, `danger`, `with_file`.
    """
    if form.is_valid():
        try:
            do()
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, said)
            return redirect(then)
    return render(request, "web/equipment/satu_isian.html", {"form": form, "title": title, **context})
