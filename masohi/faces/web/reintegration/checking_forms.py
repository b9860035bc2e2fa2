"""What is filled in when somebody at home is asked, and by an office about a referral."""

from typing import Any, cast

from django import forms
from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.equipment.forms import choose, day_field, line
from masohi.reentry.followup.checks.models import ANSWERS, HomeCheck
from masohi.reentry.followup.checks.queries import courts
from masohi.reentry.followup.checks.terms import How, Reached
from masohi.reentry.followup.referrals.terms import Came, Failure, Points, ReferralState
from masohi.reentry.followup.terms import MILESTONES


class CheckForm(forms.Form):
    """How somebody does; every question may stay open."""

    months = forms.TypedChoiceField(label=_("Sesudah pulang"), coerce=int, choices=[(n, n) for n in MILESTONES])
    day = day_field(_("Tanggal"))
    how = forms.ChoiceField(label=_("Cara"), choices=How.choices, widget=forms.RadioSelect)
    reached = forms.ChoiceField(label=_("Hasil"), choices=Reached.choices, widget=forms.RadioSelect)
    note = line(_("Catatan"), 250, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "months", [(str(n), _("%(n)s bulan") % {"n": n}) for n in MILESTONES])
        for name in ANSWERS:
            known = cast("Field[str, str]", HomeCheck._meta.get_field(name))
            self.fields[name] = forms.ChoiceField(
                label=str(known.verbose_name).capitalize(),
                choices=[*(known.choices or ()), ("", _("Tidak ditanyakan"))],
                required=False,
                initial="",
                widget=forms.RadioSelect(attrs={"class": "berjajar"}),
            )
        self.order_fields(["months", "day", "how", "reached", *ANSWERS, "note"])

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        said = dict(self.cleaned_data)
        answers = {name: said.pop(name) for name in ANSWERS}
        return said | {"answers": answers}


class VerdictForm(forms.Form):
    """A later verdict, off the court's own source."""

    court = forms.ChoiceField(label=_("Pengadilan"))
    number = line(_("Nomor perkara"), 60)
    decided_on = day_field(_("Tanggal putusan"))
    source = line(_("Sumber"), 160, hint=_("Misalnya: SIPP, atau petikan putusan. Bukan kabar orang."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.courts = {one.short_name: one for one in courts()}
        choose(self, "court", [(short, one.name) for short, one in self.courts.items()])

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        return self.cleaned_data | {"court": self.courts[self.cleaned_data["court"]]}


class AnswerForm(forms.Form):
    """What an office says to a referral."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Jawaban"),
        choices=[
            (ReferralState.ACCEPTED, _("Terima")),
            (ReferralState.ASKED, _("Tanya dulu")),
            (ReferralState.REFUSED, _("Tolak")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jawabannya.")},
    )
    answer = line(_("Pertanyaan atau alasan"), 500, required=False, hint=_("Wajib bila bertanya atau menolak."))
    starts_at = forms.DateTimeField(
        label=_("Pertemuan pertama (WIT)"),
        required=False,
        help_text=_("Bila menerima dan harinya sudah diketahui."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = line(_("Tempat pertemuan"), 160, required=False)

    def clean(self) -> dict[str, Any]:
        """A first meeting has a place."""
        said = super().clean() or self.cleaned_data
        if said.get("starts_at") and not said.get("place") and said.get("state") == ReferralState.ACCEPTED:
            self.add_error("place", _("Tulis tempat pertemuannya."))
        return said

    def given(self) -> dict[str, Any]:
        """What the deed takes: the answer, or for a yes with a day that day and its place."""
        said = self.cleaned_data
        called = said["state"] == ReferralState.ACCEPTED and said["starts_at"]
        names = ("edition", "answer", "starts_at", "place") if called else ("edition", "state", "answer")
        return {name: said[name] for name in names}


class ExplainForm(forms.Form):
    """What the unit says more."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    ask = line(_("Yang diminta"), 500, hint=_("Jangan tulis perkaranya."))


class EditionForm(forms.Form):
    """Nothing but the edition that was shown."""

    edition = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(forms.Form):
    """What a referral came to."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    points = forms.TypedChoiceField(
        label=_("Hasil"), coerce=int, choices=Points.choices, widget=forms.RadioSelect, empty_value=None
    )
    report = line(_("Yang dicapai"), 1000)


class CallForm(forms.Form):
    """When and where somebody is met."""

    starts_at = forms.DateTimeField(
        label=_("Mulai (WIT)"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    place = line(_("Tempat"), 160)


class HeldForm(forms.Form):
    """How a meeting went."""

    came = forms.ChoiceField(label=_("Kehadiran"), choices=Came.choices, widget=forms.RadioSelect)
    failure = forms.ChoiceField(
        label=_("Bila tidak datang, karena siapa"), choices=[("", "–"), *Failure.choices], required=False
    )
    note = line(_("Catatan"), 250, required=False)
