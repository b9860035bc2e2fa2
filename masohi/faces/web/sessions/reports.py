"""What phones sent and a person decides: two records of one session, people who were not on the list, other matters."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.cases.orders.queries import orders_in
from masohi.cases.orders.terms import State
from masohi.faces.addresses import whole_number
from masohi.faces.flagging import look_at
from masohi.faces.pages import actor, complain, now, one, page, refused, say
from masohi.faces.web.sessions.forms import TimeField
from masohi.parties.accounts.models import User
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import MARKS, Outcome
from masohi.work.fieldreports.actions import admit_walk_in, choose_report, close_matter
from masohi.work.fieldreports.facts import corrected, seen_from
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldreports.queries import differs, reports_to_decide, standing_records
from masohi.work.fieldwork.models import FieldMatter
from masohi.work.fieldwork.queries import matters_to_decide
from masohi.work.fieldwork.terms import Matter
from masohi.work.placement.models import Session
from masohi.work.placement.queries import appointments_in, appointments_named, session_with_people
from masohi.work.signs.queries import note_words
from masohi.writing.indonesian import WIT, clock
from masohi.writing.phone_notes import read_note
from masohi.writing.refusals import Refused

OUTCOMES = dict(Outcome.choices)


def _crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    return [{"label": _("Catatan HP"), "url": reverse("field-matters")}, *({"label": a, "url": b} for a, b in more)]


@page("report.decide")
def from_the_field(request: HttpRequest) -> HttpResponse:
    """Everything from phones that waits for a decision; a matter is closed with what was done about it."""
    user = actor(request)
    if request.method == "POST":
        return _close(request)
    found = list(matters_to_decide(user))
    who = _corrected_people(user, found)
    matters = [
        {"matter": m, "words": note_words(m.entry), "walk_in": m.kind == Matter.WALK_IN, "who": who.get(m.pk, "")}
        for m in found
    ]
    context = {"reports": list(reports_to_decide(user)), "matters": matters}
    return render(request, "web/sessions/catatan_hp.html", context)


def _corrected_people(user: User, matters: list[FieldMatter]) -> dict[int, str]:
    """By matter: whom a correction is about and what it says, where that person is the reader's own."""
    told = {m.pk: seen for m in matters if (seen := _correction(m)) is not None}
    places = {m.pk: m.entry.session_id for m in matters}
    people = appointments_named(user, [seen.appointment for seen in told.values()])
    words = {}
    for number, seen in told.items():
        person = people.get(seen.appointment)
        if person is not None and person.session_id == places[number]:
            hours = (
                f", {clock(seen.started_at)}–{clock(seen.ended_at)} WIT" if seen.started_at and seen.ended_at else ""
            )
            words[number] = f"{person.order.person.short_name}: {OUTCOMES.get(str(seen.outcome), '')}{hours}"
    return words


def _correction(matter: FieldMatter) -> Seen | None:
    if matter.kind != Matter.CORRECTION or matter.entry.session is None:
        return None
    try:
        return corrected(read_note(bytes(matter.entry.body)).facts, matter.entry.session)
    except ValueError:
        return None


def _close(request: HttpRequest) -> HttpResponse:
    user = actor(request)
    matter = _matter(user, whole_number(request.POST.get("hal")))
    try:
        close_matter(matter=matter, note=request.POST.get("catatan", ""), by=user, at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Hal ini selesai. Catatan HP tetap tersimpan."))
    return redirect("field-matters")


def _matter(user: User, number: int | None) -> FieldMatter:
    return one(matters_to_decide(user).filter(pk=number or 0).first())


@page("report.decide")
def two_records(request: HttpRequest, code: str) -> HttpResponse:
    """The record that stands beside what each other phone says, person by person; the PK chooses with a reason."""
    user = actor(request)
    found = one(session_with_people(user, code))
    waiting = list(reports_to_decide(user).filter(session=found))
    if request.method == "POST":
        return _choose(request, found, waiting)
    context = {
        "session": found,
        "reports": [{"report": one_report, "rows": _beside(found, one_report)} for one_report in waiting],
        "counts": list(found.head_counts.order_by("pk")),
        "recorded": bool({a.pk for a in found.expected} & set(standing_records(found))),  # type: ignore[attr-defined]
        "breadcrumb": _crumbs((str(found.site), reverse("session", args=[found.code])), (_("Dua catatan"), "")),
    }
    return render(request, "web/sessions/dua_catatan.html", context)


def _choose(request: HttpRequest, found: Session, waiting: list[FieldReport]) -> HttpResponse:
    number = whole_number(request.POST.get("laporan"))
    report = one(next((row for row in waiting if row.pk == number), None))
    use_it = request.POST.get("pilihan") == "hp"
    try:
        choose_report(report=report, use_it=use_it, note=request.POST.get("alasan", ""), by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
        return redirect("session-reports", found.code)
    look_at(found, at=now())
    say(request, _("Pilihan tersimpan. Kedua catatan tetap ada."))
    return redirect("session", found.code)


def _beside(found: Session, report: FieldReport) -> list[dict[str, Any]]:
    """One row a person: what stands, what the phone says, whether they differ."""
    standing = standing_records(found)
    told = {seen.appointment: seen for seen in seen_from(report.folded)}
    rows = []
    for appointment in found.expected:  # type: ignore[attr-defined]
        row, seen = standing.get(appointment.pk), told.get(appointment.pk)
        same = seen is not None and not differs(seen, row)
        rows.append(
            {
                "name": appointment.order.person.short_name,
                "stands": _stands(row),
                "phone": _says(seen),
                "same": same or (seen is None and row is None),
            }
        )
    return rows


def _stands(row: Attendance | None) -> dict[str, Any]:
    if row is None:
        return {"outcome": "", "began": None, "ended": None, "minutes": 0}
    return _told(row.outcome, row.started_at, row.ended_at, row.reported_minutes)


def _says(seen: Seen | None) -> dict[str, Any]:
    if seen is None:
        return _stands(None)
    attended = MARKS[seen.outcome].attended
    began, ended = (seen.started_at, seen.ended_at) if attended else (None, None)
    return _told(str(seen.outcome), began, ended, seen.reported_minutes)


def _told(outcome: str, began: datetime | None, ended: datetime | None, minutes: int) -> dict[str, Any]:
    return {"outcome": OUTCOMES.get(outcome, ""), "began": began, "ended": ended, "minutes": minutes}


class WalkInForm(forms.Form):
    """Who it was, and from when to when, as the supervisor reports it."""

    order = forms.ChoiceField(
        label=gettext_lazy("Siapa orangnya?"),
        error_messages={
            "required": gettext_lazy("Pilih orang."),
            "invalid_choice": gettext_lazy("Orang ini sudah ada di daftar sesi, atau bukan orang Anda."),
        },
    )
    began = TimeField(label=gettext_lazy("Mulai"))
    ended = TimeField(label=gettext_lazy("Selesai"))
    rest = forms.IntegerField(label=gettext_lazy("Istirahat (menit)"), min_value=0, max_value=240, initial=0)
    note = forms.CharField(label=gettext_lazy("Apa yang Anda periksa?"), max_length=250)

    def __init__(self, data: Any = None, *, user: User, session: Session) -> None:
        self.session = session
        listed = set(appointments_in(session).values_list("order", flat=True))
        self.orders = {o.code: o for o in orders_in(user, [State.RUNNING]) if o.pk not in listed}
        ended = session.ends_at.astimezone(WIT).time()
        super().__init__(data, initial={"began": session.starts_at.astimezone(WIT).time(), "ended": ended})
        names = [(code, f"{o.person.short_name} · {o.case_number}") for code, o in self.orders.items()]
        self.fields["order"].choices = [("", _("Pilih orang")), *names]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """What the deed takes; times are those of the session's day."""
        data, day = self.cleaned_data, self.session.day
        moments = {name: datetime.combine(day, data[name], WIT) for name in ("began", "ended")}
        return {"order": self.orders[data["order"]], "rest": data["rest"], "note": data["note"], **moments}


@page("report.decide")
def admit(request: HttpRequest, number: int) -> HttpResponse:
    """Take in somebody who came without being on the list; another officer verifies the record."""
    user = actor(request)
    matter = _matter(user, number)
    session = one(matter.entry.session if matter.kind == Matter.WALK_IN else None)
    form = WalkInForm(request.POST or None, user=user, session=session)
    if request.method == "POST" and form.is_valid():
        try:
            admit_walk_in(matter=matter, **form.told(), by=user, at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            look_at(session, at=now())
            say(request, _("Orang ini masuk ke sesi. Petugas kantor lain perlu memeriksa jamnya."))
            return redirect("field-matters")
    crumbs = _crumbs((_("Terima orang di luar daftar"), ""))
    context = {"form": form, "session": session, "words": note_words(matter.entry), "breadcrumb": crumbs}
    return render(request, "web/sessions/terima.html", context)
