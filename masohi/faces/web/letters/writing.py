"""Write a letter about an order or a session: choose the kind, look at it, issue it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masohi.cases.orders.models import Order
from masohi.faces.pages import actor, now, one, page, refused, say
from masohi.faces.web.letters.forms import LetterForm
from masohi.faces.web.orders.frame import frame, seen_order
from masohi.work.letters.models import Letter
from masohi.work.letters.queries import letters
from masohi.work.papers.actions import (
    preview_of_order,
    preview_of_session,
    write_order_letter,
    write_session_letter,
)
from masohi.work.papers.queries import order_papers, paper_of, session_papers, written
from masohi.work.papers.terms import Paper
from masohi.work.placement.models import Session
from masohi.work.placement.queries import session_with_people
from masohi.writing.refusals import Refused

LOOK = "lihat"
Deed = Callable[..., Any]


@require_safe
@page("letter.issue")
def choose_for_order(request: HttpRequest, code: str) -> HttpResponse:
    """The letters that the reader may write about an order."""
    order = seen_order(request, code)
    papers = order_papers(actor(request), order)
    context = {
        **frame(request, order, "order-letters", step=_("Tulis surat")),
        "papers": [(paper, reverse("letter-write", args=[order.code, paper.kind.value])) for paper in papers],
    }
    return render(request, "web/letters/pilih_perkara.html", context)


@require_safe
@page("letter.issue")
def choose_for_session(request: HttpRequest, code: str) -> HttpResponse:
    """The letters that the reader may write about a session, and those that there are."""
    user, session = actor(request), one(session_with_people(actor(request), code))
    papers = session_papers(user, session)
    context = {
        "session": session,
        "breadcrumb": _crumbs(session, _("Surat")),
        "papers": [(paper, reverse("session-letter-write", args=[session.code, paper.kind.value])) for paper in papers],
        "issued": list(letters(user).filter(session=session)),
    }
    return render(request, "web/letters/pilih_sesi.html", context)


@page("letter.issue")
def for_order(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """One letter about an order: fill in what only the writer knows, look, issue."""
    order = seen_order(request, code)
    paper = one(paper_of(order_papers(actor(request), order), kind))
    form = LetterForm(request.POST or None, paper=paper, initial={"seen": written(kind, order=order)})
    done = _pressed(request, form, paper, {"order": order}, preview_of_order, write_order_letter)
    if done is not None:
        return done
    context = {
        **frame(request, order, "order-letters", step=paper.kind.label),
        **_shown(form, paper, reverse("letter-new", args=[order.code])),
    }
    return render(request, "web/letters/tulis_perkara.html", context)


@page("letter.issue")
def for_session(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """One letter about a session."""
    session = one(session_with_people(actor(request), code))
    paper = one(paper_of(session_papers(actor(request), session), kind))
    initial = {"seen": written(kind, session=session)}
    form = LetterForm(request.POST or None, paper=paper, site=session.site, initial=initial)
    done = _pressed(request, form, paper, {"session": session}, preview_of_session, write_session_letter)
    if done is not None:
        return done
    context = {
        "session": session,
        "breadcrumb": _crumbs(session, str(paper.kind.label)),
        **_shown(form, paper, reverse("session-letter-new", args=[session.code])),
    }
    return render(request, "web/letters/tulis_sesi.html", context)


def _pressed(
    request: HttpRequest, form: LetterForm, paper: Paper, about: Mapping[str, Order | Session], look: Deed, write: Deed
) -> HttpResponse | None:
    """What pressing a button leads to: a PDF to look at, the letter, or None where the form is to be shown."""
    if not form.is_valid():
        return None
    told: dict[str, Any] = {**about, "kind": paper.kind, "told": form.told(), "by": actor(request), "at": now()}
    try:
        if request.POST.get("tindakan") == LOOK:
            return pdf(look(**told), f"konsep-{paper.kind.value}")
        made: Letter = write(**told, seen=form.cleaned_data["seen"])
    except Refused as refusal:
        refused(form, refusal)
        return None
    say(request, _("Surat terbit dengan nomor %(number)s.") % {"number": made.number})
    return redirect("letter", made.code)


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to look at in the browser; a draft is kept nowhere, not even there."""
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _shown(form: LetterForm, paper: Paper, back: str) -> dict[str, Any]:
    return {"form": form, "paper": paper, "back": back}


def _crumbs(session: Session, label: str) -> list[dict[str, str]]:
    return [
        {"label": _("Jadwal"), "url": reverse("schedule")},
        {"label": str(session.site), "url": reverse("session", args=[session.code])},
        {"label": label, "url": ""},
    ]
