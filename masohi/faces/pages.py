"""The way into a page: who may open it, at what moment, and how a refusal goes back into its form."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from masohi.law.citation import Finding
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused, Unlawful

View = Callable[..., HttpResponse]
Row = TypeVar("Row")


def page(*deeds: str) -> Callable[[View], View]:
    """For signed-in people to whom at least one of `deeds` is granted; to all others the page is not there (404).

    On it they find the orders that a role with one of these deeds makes theirs (`cases.orders.models.held_units`).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user = actor(request)
            if not any(may(user, deed) for deed in deeds):
                raise Http404
            user.doing = frozenset(deeds)
            return view(request, *args, **kwargs)

        return login_required(inside)

    return decorate


def actor(request: HttpRequest) -> User:
    """The signed-in person."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def now() -> datetime:
    """The moment at which somebody presses a button (UTC)."""
    return timezone.now()


def today() -> date:
    """The day in WIT."""
    return now().astimezone(WIT).date()


def one(row: Row | None) -> Row:
    """The row, or 404: what one may not see is not there."""
    if row is None:
        raise Http404
    return row


def told(finding: Finding) -> str:
    """A finding in the reader's language, with its article."""
    return f"{gettext(finding.template).format(**finding.values)} ({finding.article})"


def refused(form: BaseForm, refusal: Refused | ValidationError) -> None:
    """Put a refusal into the form, at its fields where it names some, so that nothing typed is lost."""
    if isinstance(refusal, Unlawful):
        for finding in refusal.findings:
            field = next((name for name in finding.fields if name in form.fields), None)
            form.add_error(field, told(finding))
    elif isinstance(refusal, ValidationError) and hasattr(refusal, "error_dict"):
        for name, errors in refusal.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, str(refusal) if isinstance(refusal, Refused) else refusal)


def say(request: HttpRequest, sentence: str) -> None:
    """A sentence at the top of the next page."""
    messages.success(request, sentence)


def warn(request: HttpRequest, sentence: str) -> None:
    """What somebody should know at the top of the next page although the deed was done."""
    messages.warning(request, sentence)


def complain(request: HttpRequest, refusal: Refused) -> None:
    """A refusal at the top of the next page, for buttons without a form."""
    if isinstance(refusal, Unlawful):
        for finding in refusal.findings:
            messages.error(request, told(finding))
    else:
        messages.error(request, str(refusal))
