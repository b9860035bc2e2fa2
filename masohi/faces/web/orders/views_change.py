"""Deeds about one order: officers, start, a new version of the sentence, closing, completion."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.cases.officers.actions import assign_within_limit
from masohi.cases.orders.actions import start_execution
from masohi.cases.orders.facts import order_facts
from masohi.cases.orders.models import Order, Sentence
from masohi.cases.orders.queries import current_sentence
from masohi.cases.orders.terms import ClosureReason
from masohi.faces.pages import actor, complain, now, one, page, refused, say, today
from masohi.faces.web.orders.forms import BY_JAKSA, BY_JUDGE, FINE, PRISON, for_children
from masohi.faces.web.orders.forms_change import CloseForm, CompanionForm, OfficersForm, SentenceVersionForm, StartForm
from masohi.faces.web.orders.frame import frame, order_now, pace_words, renew_edition, seen_order, shown
from masohi.faces.web.orders.reading import sentence_json
from masohi.law.check import check_order
from masohi.law.order_facts import OrderFacts
from masohi.law.order_json import read_order
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.changes.actions import end_order, take_new_sentence
from masohi.work.companions.actions import name_companion
from masohi.work.completion.actions import complete_order
from masohi.work.completion.queries import open_questions
from masohi.writing.refusals import Conflict, Refused

QUESTIONS = {
    "unverified": _("Setiap catatan kehadiran sudah diperiksa"),
    "held": _("Tidak ada catatan yang menunggu persetujuan kedua"),
    "reports": _("Setiap catatan HP sudah diputuskan"),
    "flags": _("Setiap tanda tentang kehadiran sudah diperiksa"),
}


def _done(request: HttpRequest, order: Order, form: Form, do: Callable[[dict[str, Any]], object]) -> bool:
    """Try the deed with what the form read; a refusal goes into the form and nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        do(form.cleaned_data)
    except Conflict as conflict:
        refused(form, conflict)
        renew_edition(form, request.POST, order_now(request, order.code).edition)
    except (Refused, ValidationError) as refusal:
        refused(form, refusal)
    return not form.errors


def _page(request: HttpRequest, order: Order, title: Any, form: Form, **extra: Any) -> HttpResponse:
    template = extra.pop("template", "web/orders/isian.html")
    back = reverse("order", args=[order.code])
    context = {**frame(request, order, step=title), "title": title, "form": form, "back": back, **extra}
    return render(request, template, context)


@page("order.assign")
def officers(request: HttpRequest, code: str) -> HttpResponse:
    """Name the jaksa who supervises and the PK who guides."""
    order = seen_order(request, code)
    held = {"prosecutor": order.prosecutor, "pk_officer": order.pk_officer, "edition": order.edition}
    form = OfficersForm(request.POST or None, order=order, initial=held)

    def do(said: dict[str, Any]) -> object:
        return assign_within_limit(order=order, **said, by=actor(request), at=now())

    if request.method == "POST" and _done(request, order, form, do):
        say(request, gettext("Jaksa dan PK tersimpan."))
        return redirect("order", order.code)
    hint = gettext("Dalam putusan tertulis: jaksa %(jaksa)s, PK %(pk)s.") % {
        "jaksa": order.prosecutor_name or "–",
        "pk": order.pk_name or "–",
    }
    return _page(request, order, _("Tunjuk jaksa dan PK"), form, hint=hint, primary=_("Simpan"))


@page("order.start")
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Record what the law wants in hand, and let the order run."""
    order = seen_order(request, code)
    held = {
        "inkracht_date": order.inkracht_date,
        "execution_order_date": order.execution_order_date,
        "execution_order_number": order.execution_order_number,
        "edition": order.edition,
    }
    form = StartForm(request.POST or None, initial=held)

    def do(said: dict[str, Any]) -> object:
        return start_execution(order=order, **said, by=actor(request), at=now())

    if request.method == "POST" and _done(request, order, form, do):
        say(request, gettext("Perkara berjalan. PK dapat menyusun jadwal."))
        return redirect("order", order.code)
    hint = gettext("Mulai tanggal surat perintah, batas penyelesaian dihitung.")
    return _page(request, order, _("Mulai pelaksanaan"), form, hint=hint, primary=_("Mulai pelaksanaan"))


@page("companion.name")
def companion(request: HttpRequest, code: str) -> HttpResponse:
    """Name who accompanies the child; only a child's order has this page."""
    order = seen_order(request, code)
    one(order.child or None)
    held = {"kind": order.companion_kind, "name": order.companion_name, "edition": order.edition}
    form = CompanionForm(request.POST or None, initial=held)

    def do(said: dict[str, Any]) -> object:
        return name_companion(order=order, **said, by=actor(request), at=now())

    if request.method == "POST" and _done(request, order, form, do):
        say(request, gettext("Pendamping tersimpan. Berlaku untuk semua sesi yang tidak menyebut orang lain."))
        return redirect("order", order.code)
    hint = gettext("Anak didampingi pada setiap sesi. Untuk satu sesi saja, ubah di halaman sesi.")
    return _page(request, order, _("Tetapkan pendamping"), form, hint=hint, primary=_("Simpan pendamping"))


@page("order.change")
def sentence(request: HttpRequest, code: str) -> HttpResponse:
    """A court has changed the sentence: a new version, judged by the law before it is stored."""
    order = seen_order(request, code)
    current = current_sentence(order)
    form = SentenceVersionForm(request.POST or None, initial={**_held(current), "edition": order.edition})
    if order.child:
        for_children(form)
    before = order_facts(order, current)
    facts = _changed(before, form) if form.is_bound and form.is_valid() else None

    def do(said: dict[str, Any]) -> object:
        named = {name: said[name] for name in ("edition", "decided_on", "document", "reason")}
        return take_new_sentence(order=order, facts=facts or before, **named, by=actor(request), at=now())

    if request.method == "POST" and _done(request, order, form, do):
        say(request, gettext("Versi baru tersimpan. Versi lama tetap dapat dibaca di Riwayat."))
        return redirect("order", order.code)
    return _page(
        request,
        order,
        _("Catat perubahan putusan"),
        form,
        template="web/orders/putusan.html",
        **(_judged(facts) if facts else {}),
    )


def _held(current: Sentence) -> dict[str, Any]:
    """The sentence in force as the form's first values."""
    stored = current.pattern or {}
    kind = next(iter(stored), "")
    return {
        "replaced": FINE if current.replaced_prison_days is None else PRISON,
        "replaced_prison_days": current.replaced_prison_days,
        "replaced_fine_rupiah": current.replaced_fine_rupiah,
        "hours": current.minutes // 60,
        "sanction": current.sanction,
        "decided_by": BY_JUDGE if current.place_fixed else BY_JAKSA,
        "place_fixed": current.place_fixed,
        "hours_per_day": current.minutes_a_day // 60 if current.minutes_a_day else None,
        "pattern": kind,
        "pattern_days": None if kind == "weekdays" else stored.get(kind),
        "weekdays": stored.get("weekdays"),
        "completion_days": current.completion_days,
        "consent_recorded": current.consent_recorded,
        "considerations": current.considerations,
    }


def _changed(before: OrderFacts, form: SentenceVersionForm) -> OrderFacts:
    """The order's facts with what the court decided anew."""
    said = sentence_json(form.cleaned_data)
    after, _malformed = read_order({"v": 1, **said})
    return replace(before, **{name: getattr(after, name) for name in said})


def _judged(facts: OrderFacts) -> dict[str, Any]:
    parameters = parameters_in_force()
    checked = check_order(facts, day=today(), parameters=parameters)
    pace = pace_words(facts, checked.deadline, day=today(), parameters=parameters)
    return {"pace": pace, "findings": shown(checked.findings)}


@page("order.close")
def close(request: HttpRequest, code: str) -> HttpResponse:
    """End an order before its hours are done."""
    order = seen_order(request, code)
    form = CloseForm(request.POST or None, initial={"edition": order.edition})

    def do(said: dict[str, Any]) -> object:
        reason = ClosureReason(said["reason"])
        return end_order(order=order, **{**said, "reason": reason}, by=actor(request), at=now())

    if request.method == "POST" and _done(request, order, form, do):
        say(request, gettext("Perkara dihentikan. Semua catatan tetap dapat dibaca."))
        return redirect("order", order.code)
    hint = gettext("Perkara yang dihentikan tidak dapat dijalankan lagi di sini. Sesi yang tersisa tidak diambil.")
    return _page(request, order, _("Hentikan perkara"), form, hint=hint, primary=_("Hentikan perkara"), danger=True)


@page("certificate.issue")
def complete(request: HttpRequest, code: str) -> HttpResponse:
    """The check list before the letters; issuing ends the order."""
    order = seen_order(request, code)
    if request.method == "POST":
        try:
            complete_order(order=order, by=actor(request), at=now())
        except Refused as refusal:
            complain(request, refusal)
            return redirect("order-complete", order.code)
        say(request, gettext("Perkara selesai. Berita acara dan surat keterangan sudah terbit."))
        return redirect("order-letters", order.code)
    asked = open_questions(order)
    checks = [{"label": gettext("Semua jam diakui"), "done": order.credited_minutes >= order.minutes}]
    checks += [{"label": label, "done": name not in asked} for name, label in QUESTIONS.items()]
    ready = order.state == "berjalan" and all(check["done"] for check in checks)
    context = {**frame(request, order, step=_("Selesaikan perkara")), "checks": checks, "ready": ready}
    return render(request, "web/orders/selesai.html", context)
