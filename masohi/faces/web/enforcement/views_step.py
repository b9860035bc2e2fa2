"""One step: its letter is made, looked at, issued, handed over; what the person says; taking it back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from masohi.cases.orders.models import Order
from masohi.faces.pages import actor, complain, now, one, page, refused, say
from masohi.faces.web.enforcement.forms import CallForm, HandForm, ReasonForm, ResponseForm, VisitForm
from masohi.faces.web.enforcement.showing import address, button, call_initial, step_tag
from masohi.faces.web.files import handed_out, uploaded
from masohi.faces.web.orders.frame import frame, note_opening, order_now, seen_order
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.work.enforcement.actions import (
    hand_over_step,
    issue_step,
    note_response,
    propose_step,
    report_visit,
    withdraw_step,
)
from masohi.work.enforcement.facts import Visit, call_content, call_of, unit_of
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.queries import baseless_steps, causes_of, draft_of, next_dates, open_step_of, step_page
from masohi.work.enforcement.terms import CALLS, LETTERS, StepKind, StepState
from masohi.work.letters.actions import preview
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused

FORMS: dict[str, Any] = {
    "terbit": CallForm,
    "kunjungan": VisitForm,
    "serah": HandForm,
    "jawab": ResponseForm,
    "batal": ReasonForm,
}


@page("step.issue")
def new_step(request: HttpRequest, code: str) -> HttpResponse:
    """The step that the record asks for: look at it and issue its letter. Opening the page changes nothing."""
    order = seen_order(request, code)
    user, at = actor(request), now()
    held = open_step_of(order)
    if held is not None:
        return redirect(address(held))
    drafted = draft_of(order, by=user, at=at)
    if drafted is None:
        return render(request, "web/enforcement/langkah_kosong.html", frame(request, order, step=gettext("Langkah")))
    if request.method == "POST":
        return _made(request, order, user, at)
    return _page(request, order, drafted)


def _made(request: HttpRequest, order: Order, user: User, at: datetime) -> HttpResponse:
    try:
        made = propose_step(order=order, by=user, at=at)
    except Refused as refusal:
        complain(request, refusal)
        return redirect("order-followup", order.code)
    if made is None:
        return redirect("order-followup", order.code)
    if made.kind == StepKind.REPORT:
        return redirect("order-breach", order.code)
    return _answer(request, one(step_page(user, made.code)))


@page("step.issue")
def step(request: HttpRequest, code: str) -> HttpResponse:
    """One step with what is to be done next."""
    found = one(step_page(actor(request), code))
    if request.method == "POST":
        seen_order(request, found.order.code)
        return _answer(request, found)
    order = seen_order(request, found.order.code)
    return _page(request, order, found)


def _answer(request: HttpRequest, found: Step) -> HttpResponse:
    """Do what the pressed button says; a refusal goes back into its form."""
    name = request.POST.get("aksi", "")
    if name not in FORMS:
        raise Http404
    form = _form(name, found, actor(request), request)
    if form.is_valid():
        try:
            _deeds(request, found)[name](form)
        except Refused as refusal:
            refused(form, refusal)
        else:
            return redirect("step", found.code)
    fresh = one(step_page(actor(request), found.code))
    return _page(request, order_now(request, fresh.order.code), fresh, {name: form})


def _deeds(request: HttpRequest, found: Step) -> dict[str, Callable[[Any], None]]:
    told: dict[str, Any] = {"step": found, "by": actor(request), "at": now()}

    def issue(form: CallForm) -> None:
        done = issue_step(**told, call_at=form.moment(), call_place=form.cleaned_data["place"])
        number = done.letter.number if done.letter is not None else ""
        say(request, gettext("Surat terbit: %(number)s. Serahkan kepada orangnya.") % {"number": number})

    def visit(form: VisitForm) -> None:
        said = form.cleaned_data
        seen = Visit(form.moment() or now(), said["place"], said["met"], said["found"], said["met_person"])
        done = report_visit(**told, visit=seen)
        if done.state == StepState.HANDED:
            say(request, gettext("Kunjungan tercatat. Laporannya sudah terbit."))
        else:
            say(request, gettext("Kunjungan tercatat, tidak bertemu siapa pun. Datang lagi pada hari lain."))

    def hand(form: HandForm) -> None:
        said = form.cleaned_data
        file = uploaded(said["file"])
        how: dict[str, Any] = {"how": said["how"], "receiver": said["receiver"], "file": file}
        hand_over_step(**told, handed_at=form.moment() or now(), **how)
        say(request, gettext("Penyerahan tercatat."))

    def answer(form: ResponseForm) -> None:
        note_response(**told, response=form.cleaned_data["response"])
        say(request, gettext("Tanggapan tersimpan."))

    def withdraw(form: ReasonForm) -> None:
        withdraw_step(**told, reason=form.cleaned_data["reason"])
        say(request, gettext("Langkah dibatalkan. Suratnya tidak berlaku lagi."))

    return {"terbit": issue, "kunjungan": visit, "serah": hand, "jawab": answer, "batal": withdraw}


def _form(name: str, found: Step, user: User, request: HttpRequest | None = None) -> Any:
    """The form of an action, bound where somebody pressed its button."""
    data = (request.POST, request.FILES) if request is not None else ()
    day = {"day": now().astimezone(WIT).date(), "clock": now().astimezone(WIT).strftime("%H:%M")}
    if name == "terbit":
        relaxed = found.kind not in CALLS and bool(next_dates(found.order, at=now()))
        initial = {} if relaxed else call_initial(found.order, now())
        return CallForm(*data, optional=relaxed, initial=initial)
    initial = day if name in {"serah", "kunjungan"} else {}
    return FORMS[name](*data, initial=initial)


def _allowed(found: Step, user: User) -> list[str]:
    """Actions that are open now, the main one first."""
    if found.state == StepState.PROPOSED:
        main = "kunjungan" if found.kind == StepKind.VISIT else "terbit"
        needs = "step.visit" if main == "kunjungan" else "step.issue"
        names = [main] if may(user, needs) else []
        return names + (["batal"] if found.pk else [])
    if found.state == StepState.ISSUED and found.kind == StepKind.VISIT:
        return [*(["kunjungan"] if may(user, "step.visit") else []), "batal"]
    if found.state == StepState.ISSUED:
        return ["serah", "jawab", "batal"]
    return ["jawab", "batal"] if found.state == StepState.HANDED else []


def _page(request: HttpRequest, order: Order, found: Step, forms: dict[str, Any] | None = None) -> HttpResponse:
    user = actor(request)
    names = [] if found.kind == StepKind.REPORT else _allowed(found, user)
    context = {
        **frame(request, order, step=found.get_kind_display()),
        "step": found,
        "tag": step_tag(found),
        "primary": button(found),
        "causes": causes_of(found),
        "ahead": next_dates(order, at=now()),
        "baseless": found.pk in {row.pk for row in baseless_steps(order)} if found.pk else False,
        "forms": {name: (forms or {}).get(name) or _form(name, found, user) for name in names},
        "main": names[0] if names else "",
    }
    return render(request, "web/enforcement/langkah.html", context)


@page("step.issue")
@require_POST
def draft_file(request: HttpRequest, code: str) -> HttpResponse:
    """The letter as it would be issued with what stands in the form, marked KONSEP; `code` is the order's."""
    order = order_now(request, code)
    note_opening(request, order)
    user, at = actor(request), now()
    found = open_step_of(order) or draft_of(order, by=user, at=at)
    if found is None or found.kind in {StepKind.VISIT, StepKind.REPORT}:
        raise Http404
    found.order = order
    form = _form("terbit", found, user, request)
    ahead = next_dates(order, at=at)
    moment = form.moment() if form.is_valid() else None
    call = call_of(found, ahead, at=moment, place=form.cleaned_data.get("place") or "", by=user)
    if call is None:
        complain(request, Refused(gettext("Isi tanggal, pukul, dan tempat dahulu, lalu lihat konsepnya.")))
        return redirect("step-new", order.code)
    content = call_content(found, ahead, call, by=user)
    pdf = preview(kind=LETTERS[found.kind], unit=unit_of(found, user), content=content, at=at)
    return HttpResponse(pdf, content_type="application/pdf")


@page("step.issue")
def proof(request: HttpRequest, code: str) -> HttpResponse:
    """The proof that a letter was handed over."""
    found = one(step_page(actor(request), code))
    note_opening(request, found.order)
    return handed_out(found.proof)
