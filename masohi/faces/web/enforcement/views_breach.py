"""The breach file of an order: what stands in it, what keeps it back, what the jaksa decides."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.faces.pages import actor, complain, now, one, page, refused, say, today
from masohi.faces.web.enforcement.forms import DecisionForm, ReasonForm, StatementForm
from masohi.faces.web.enforcement.packs import breach_pack
from masohi.faces.web.enforcement.showing import findings
from masohi.faces.web.enforcement.views_order import file_tag
from masohi.faces.web.orders.frame import frame, note_opening, order_now, seen_order
from masohi.law.ladder import Unfair
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.work.enforcement.breach.actions import (
    Decision,
    decide_file,
    open_file,
    return_file,
    send_file,
    write_file,
)
from masohi.work.enforcement.breach.facts import options, report_step
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.breach.queries import (
    consequences,
    files,
    files_of,
    files_to_decide,
    lost_ground,
    open_file_of,
    unfairness,
    unsettled,
)
from masohi.work.enforcement.breach.terms import OUTCOMES, WRITABLE, FileState, Outcome
from masohi.work.enforcement.queries import missed_absences
from masohi.writing.refusals import Refused

SHOWN = 50


@page("breach.decide")
def waiting(request: HttpRequest) -> HttpResponse:
    """Files that wait for the jaksa, and those decided lately."""
    user = actor(request)
    context = {
        "waiting": files_to_decide(user)[:SHOWN],
        "decided": files(user).filter(state=FileState.DECIDED).order_by("-decided_at")[:10],
        "today": today(),
    }
    return render(request, "web/enforcement/daftar_berkas.html", context)


@page("breach.view")
def breach(request: HttpRequest, code: str) -> HttpResponse:
    """The file: its figures at any time; its words, sending and deciding by whose turn it is."""
    order = seen_order(request, code)
    if request.method == "POST":
        return _answer(request, order)
    return _page(request, order)


def _answer(request: HttpRequest, order: Order) -> HttpResponse:
    name = request.POST.get("aksi", "")
    if name not in _DEEDS:
        raise Http404
    file = open_file_of(order)
    form = _form(name, request, order, file)
    if form is None or form.is_valid():
        try:
            say(request, _DEEDS[name](request, order, file, form))
        except Refused as refusal:
            if form is None:
                complain(request, refusal)
            else:
                refused(form, refusal)
        if form is None or not form.errors:
            return redirect("order-breach", order.code)
    return _page(request, order_now(request, order.code), {name: form})


def _form(name: str, request: HttpRequest, order: Order, file: BreachFile | None) -> Any:
    if name == "tulis":
        return StatementForm(request.POST)
    if name == "kembalikan":
        return ReasonForm(request.POST)
    return DecisionForm(request.POST, outcomes=_outcomes(order)) if name == "putus" else None


def _draw_up(request: HttpRequest, order: Order, file: BreachFile | None, form: Any) -> str:
    open_file(order=order, by=actor(request), at=now())
    return gettext("Berkas disusun. Tulis pendapat Anda dan keterangan orangnya.")


def _write(request: HttpRequest, order: Order, file: BreachFile | None, form: Any) -> str:
    write_file(file=one(file), **form.cleaned_data, by=actor(request), at=now())
    return gettext("Tersimpan.")


def _send(request: HttpRequest, order: Order, file: BreachFile | None, form: Any) -> str:
    send_file(file=one(file), by=actor(request), at=now())
    return gettext("Berkas diajukan kepada jaksa. Jaksa yang memutuskan.")


def _return(request: HttpRequest, order: Order, file: BreachFile | None, form: Any) -> str:
    return_file(file=one(file), reason=form.cleaned_data["reason"], by=actor(request), at=now())
    return gettext("Berkas dikembalikan kepada PK.")


def _decide(request: HttpRequest, order: Order, file: BreachFile | None, form: Any) -> str:
    said = form.cleaned_data
    decision = Decision(
        outcome=Outcome(said["outcome"]),
        document=said["document"],
        document_on=said["document_on"],
        amount=form.amount(),
        until=said.get("until"),
    )
    decide_file(file=one(file), decision=decision, by=actor(request), at=now())
    return gettext("Keputusan tercatat dengan nama Anda dan nomor dokumennya.")


_DEEDS: dict[str, Callable[..., str]] = {
    "susun": _draw_up,
    "tulis": _write,
    "ajukan": _send,
    "kembalikan": _return,
    "putus": _decide,
}


def _outcomes(order: Order) -> list[Outcome]:
    return [Outcome.NONE, *(OUTCOMES[kind] for kind in consequences(order))]


def _open_forms(user: User, order: Order, file: BreachFile | None) -> dict[str, Any]:
    """Forms that are open to the reader now, unbound."""
    forms: dict[str, Any] = {}
    if file is not None and file.state in WRITABLE and may(user, "breach.make"):
        names = ("pk_statement", "person_statement", "person_refused")
        forms["tulis"] = StatementForm(initial={name: getattr(file, name) for name in names})
    if file is not None and file.state == FileState.SENT and may(user, "breach.decide"):
        forms["putus"] = DecisionForm(outcomes=_outcomes(order), initial={"document_on": today()})
        forms["kembalikan"] = ReasonForm()
    return forms


def _faults(order: Order, file: BreachFile | None, *, held: bool) -> list[Unfair]:
    """What keeps the file from the jaksa, or the jaksa from deciding about what came."""
    if file is None or held:
        return unfairness(order, file, day=today())
    return lost_ground(file) + unsettled(order, day=today())


def _page(request: HttpRequest, order: Order, bound: dict[str, Any] | None = None) -> HttpResponse:
    user, file = actor(request), open_file_of(order)
    held = file is None or file.state in WRITABLE
    sessions = {row.appointment.pk: row.appointment for row in missed_absences(order)}
    faults = _faults(order, file, held=held)
    found = findings(faults, sessions, order) if order.living else []
    makes = may(user, "breach.make") and order.living
    context = {
        **frame(request, order, step=gettext("Berkas pelanggaran")),
        "file": file,
        "tag": file_tag(file) if file else None,
        "options": options(order),
        "found": found,
        "holding": sum(len(one["faults"]) for one in found),
        "forms": _open_forms(user, order, file) | (bound or {}),
        "may_draw": makes and file is None and report_step(order) is not None,
        "may_send": makes and file is not None and held and not found,
        "past": [
            {"file": one, "tag": file_tag(one)} for one in files_of(user, order) if one.state == FileState.DECIDED
        ],
    }
    return render(request, "web/enforcement/berkas.html", context)


@page("breach.view")
def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """The letter of a file with the proofs behind it, for a court to check without this program."""
    file = one(files(actor(request)).filter(code=code).first())
    note_opening(request, file.order)
    try:
        content = breach_pack(file)
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    except Refused as refusal:
        complain(request, refusal)
        return redirect("order-breach", file.order.code)
    headers = {"Content-Disposition": f'attachment; filename="bukti-pelanggaran-{file.code}.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)
