"""Forms of a session: head count first, names after, times from the plan."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.work.attendance.facts import Seen
from masohi.work.attendance.terms import MARKS, Outcome, Source
from masohi.work.placement.models import Appointment, Session
from masohi.writing.indonesian import WIT


class TimeField(forms.TimeField):
    """A clock time in WIT, typed with a colon or a dot."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def to_python(self, value: Any) -> time | None:
        """08.30 is how people write it, 08:30 how browsers send it."""
        return super().to_python(value.replace(".", ":") if isinstance(value, str) else value)


class PersonForm(forms.Form):
    """What was seen of one person."""

    absent = forms.BooleanField(label=gettext_lazy("Tidak hadir"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("Kehadiran"), choices=Outcome)
    came = forms.BooleanField(
        label=gettext_lazy("Orang ini datang, tetapi sesi gagal"),
        help_text=gettext_lazy("Hanya untuk lokasi tutup, pengawas tidak ada, atau cuaca. Tulis jam datang di Mulai."),
        required=False,
    )
    started = TimeField(label=gettext_lazy("Mulai"), required=False)
    ended = TimeField(label=gettext_lazy("Selesai"), required=False)
    rest = forms.IntegerField(label=gettext_lazy("Istirahat (menit)"), min_value=0, max_value=240, required=False)
    companion = forms.CharField(
        label=gettext_lazy("Didampingi oleh"),
        help_text=gettext_lazy("Tulis siapa yang benar datang. Tanpa pendamping, tulis alasannya pada catatan."),
        max_length=120,
        required=False,
    )
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=250, required=False)

    def __init__(self, data: Any = None, *, appointment: Appointment, initial: Any = None) -> None:
        self.appointment = appointment
        end = appointment.starts_at + timedelta(minutes=appointment.minutes)
        planned = {
            "outcome": Outcome.PRESENT,
            "started": appointment.starts_at.astimezone(WIT).time(),
            "ended": end.astimezone(WIT).time(),
            "rest": 0,
            "companion": appointment.companion[1],
        }
        super().__init__(data, prefix=f"o{appointment.pk}", initial=planned | (initial or {}))
        if not appointment.order.child:
            del self.fields["companion"]

    def clean(self) -> dict[str, Any]:
        """Who was there has a beginning and an end. A tick at the name says absent; a choice in detail says more."""
        data = super().clean() or {}
        if data.get("absent") and data.get("outcome") and MARKS[Outcome(data["outcome"])].attended:
            data["outcome"] = Outcome.ABSENT
        if "outcome" in data and MARKS[Outcome(data["outcome"])].attended:
            for name in ("started", "ended"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Isi jam untuk orang yang hadir."))
        return data

    def seen(self) -> Seen:
        """What the deed takes; times are those of the session's day."""
        data, day = self.cleaned_data, self.appointment.session.day
        # The form proposes the planned hours to everybody: only who is marked as there has been there at them.
        there = MARKS[Outcome(data["outcome"])].attended or data["came"]
        moments = {
            name: datetime.combine(day, data[name], WIT) if there and data[name] else None
            for name in ("started", "ended")
        }
        return Seen(
            appointment=self.appointment.pk,
            outcome=Outcome(data["outcome"]),
            started_at=moments["started"],
            ended_at=moments["ended"],
            break_minutes=data["rest"] or 0,
            note=data["note"],
            companion=data.get("companion"),
        )


class HeadsForm(forms.Form):
    """How many people stand there, asked before any name is shown."""

    start = forms.IntegerField(label=gettext_lazy("Ada berapa orang?"), min_value=0, max_value=200)
    end = forms.IntegerField(
        label=gettext_lazy("Berapa orang saat selesai?"), min_value=0, max_value=200, required=False
    )

    paper = forms.BooleanField(label=gettext_lazy("Diisi dari daftar kertas"), required=False)

    def source(self) -> Source:
        """Whether this was seen and recorded here, or keyed from the printed register."""
        return Source.PAPER if self.cleaned_data["paper"] else Source.WEB

    def counts(self) -> tuple[int, int]:
        """Heads at the start and at the end; not counted again means that nobody left."""
        start: int = self.cleaned_data["start"]
        end = self.cleaned_data.get("end")
        return start, start if end is None else end


def people_forms(session: Session, data: Any = None) -> list[PersonForm]:
    """One form for everybody expected (`session.expected` as loaded by `session_with_people`)."""
    waiting = [a for a in session.expected if a.state == "terjadwal"]  # type: ignore[attr-defined]
    for appointment in waiting:
        appointment.session = session
    return [PersonForm(data, appointment=appointment) for appointment in waiting]
