"""The sheet of a meeting: count first, then who is missing, then reasons. The same steps as at a session."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.reentry.training.lessons.facts import Came
from masohi.reentry.training.models import Enrolment, Lesson
from masohi.reentry.training.terms import ATTENDED, LessonOutcome


class PersonForm(forms.Form):
    """What was seen of one person."""

    absent = forms.BooleanField(label=gettext_lazy("Tidak hadir"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("Kehadiran"), choices=LessonOutcome.choices)
    minutes = forms.IntegerField(
        label=gettext_lazy("Menit hadir"),
        help_text=gettext_lazy("Hanya untuk yang terlambat atau pulang awal."),
        min_value=1,
        max_value=720,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=250, required=False)

    def __init__(self, data: Any = None, *, enrolment: Enrolment, initial: Any = None) -> None:
        self.enrolment = enrolment
        known = {"outcome": LessonOutcome.PRESENT} | (initial or {})
        super().__init__(data, prefix=f"p{enrolment.pk}", initial=known)

    def clean(self) -> dict[str, Any]:
        """A tick at the name says absent; a choice in detail says more. Partial presence has minutes."""
        data = super().clean() or {}
        if data.get("absent") and data.get("outcome") in ATTENDED:
            data["outcome"] = LessonOutcome.ABSENT.value
        partial = data.get("outcome") in {LessonOutcome.LATE, LessonOutcome.LEFT_EARLY}
        if partial and not data.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Tulis berapa menit hadir."))
        return data

    def came(self) -> Came:
        """What the deed takes."""
        data = self.cleaned_data
        return Came(self.enrolment.pk, LessonOutcome(data["outcome"]), data["minutes"], data["note"])


class HeadsForm(forms.Form):
    """How many people are there, asked before any name is shown."""

    start = forms.IntegerField(label=gettext_lazy("Ada berapa orang?"), min_value=0, max_value=200)


def people_forms(rows: list[Enrolment], data: Any = None) -> list[PersonForm]:
    """One form for everybody who holds a place."""
    return [PersonForm(data, enrolment=row) for row in rows]


def sheet(lesson: Lesson, heads: HeadsForm, people: list[PersonForm], step: str) -> dict[str, Any]:
    """What the page needs to ask the next question."""
    counted = heads.cleaned_data.get("start") if heads.is_bound and heads.errors is not None else None
    return {
        "lesson": lesson,
        "heads": heads,
        "people": people,
        "step": step,
        "expected": len(people),
        "counted": counted,
        "absent": 0 if counted is None else max(len(people) - counted, 0),
        "faults": [form for form in (heads, *people) if form.is_bound and form.errors],
    }
