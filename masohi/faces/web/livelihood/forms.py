"""What is filled in about tools at home, applications and income."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.equipment.forms import MOST_RUPIAH, choose, day_field, item_words, line, whole
from masohi.parties.organisations.models import Organisation
from masohi.reentry.equipment.models import Item
from masohi.reentry.equipment.terms import Condition
from masohi.reentry.livelihood.queries import helpers
from masohi.reentry.livelihood.terms import MILESTONES, Aim, Answer, Keeping, Living, Step

A_WHILE = timedelta(days=14)


class ToolForm(forms.Form):
    """A tool that goes home with somebody."""

    item = forms.ChoiceField(label=_("Alat dari daftar"), required=False)
    what = line(_("Atau alat lain"), 160, required=False, hint=_("Tulis bila alatnya tidak ada di daftar."))
    keeping = forms.ChoiceField(
        label=_("Cara"),
        choices=Keeping.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih menjadi milik atau dipinjamkan.")},
    )
    day = day_field(_("Tanggal"))
    until = day_field(_("Dipinjam sampai"), required=False, hint=_("Hanya untuk alat yang dipinjamkan."))

    def __init__(self, *args: Any, takable: list[Item], day: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": day}
        super().__init__(*args, **kwargs)
        self.takable = {item.code: item for item in takable}
        choose(
            self,
            "item",
            [(code, item_words(item)) for code, item in self.takable.items()],
            gettext("Tidak dari daftar"),
        )

    def clean_item(self) -> Item | None:
        """The item itself, or None."""
        return self.takable.get(self.cleaned_data["item"])


class ToolBackForm(forms.Form):
    """How a lent tool came back."""

    condition = forms.ChoiceField(
        label=_("Keadaan"), choices=Condition.choices, initial=Condition.FIT, widget=forms.RadioSelect
    )


class ApplicationForm(forms.Form):
    """What is asked for, and the next step."""

    aim = forms.ChoiceField(label=_("Tujuan"), choices=Aim.choices)
    office = forms.ChoiceField(
        label=_("Dinas yang membantu"),
        required=False,
        help_text=_("Dinas melihat permohonan ini dan dapat menjawabnya. Dari Anak hanya inisialnya."),
    )
    task = line(_("Langkah berikutnya"), 250, hint=_("Misalnya: lengkapi KTP dan foto usaha. Jangan tulis nama orang."))
    due_on = day_field(_("Paling lambat"))

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"due_on": day + A_WHILE}
        super().__init__(*args, **kwargs)
        self.offices = {unit.short_name: unit for unit in helpers()}
        choose(self, "office", [(short, unit.name) for short, unit in self.offices.items()], gettext("Tidak ada"))

    def clean_office(self) -> Organisation | None:
        """The office itself, or None."""
        return self.offices.get(self.cleaned_data["office"])


class StepForm(forms.Form):
    """How far an application is."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    step = forms.ChoiceField(label=_("Keadaan"), choices=Step.choices, widget=forms.RadioSelect)
    task = line(_("Langkah berikutnya"), 250, required=False, hint=_("Wajib selama permohonan masih berjalan."))
    due_on = day_field(_("Paling lambat"), required=False)
    result = line(_("Hasil"), 250, required=False, hint=_("Wajib bila selesai: nomor keputusan atau alasan."))

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not own:
            choose(self, "step", [(value, label) for value, label in Step.choices if value != Step.DROPPED])


class IncomeForm(forms.Form):
    """What somebody earns a month, if they want to tell."""

    months = forms.TypedChoiceField(
        label=_("Sesudah pulang"), coerce=int, choices=[(n, "") for n in MILESTONES], widget=forms.RadioSelect
    )
    day = day_field(_("Tanggal bertanya"))
    answer = forms.ChoiceField(
        label=_("Jawaban"),
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jawabannya.")},
    )
    rupiah = whole(_("Penghasilan sebulan (rupiah)"), 0, MOST_RUPIAH, required=False, hint=_("Tulis 0 bila belum ada."))
    living = forms.ChoiceField(label=_("Dari mana"), required=False)
    consent = forms.BooleanField(
        label=_("Orangnya setuju jumlah ini disimpan"),
        required=False,
        help_text=_("Tanpa persetujuan, jumlahnya tidak disimpan. Jumlah hanya tampil gabungan, tanpa nama."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "living", list(Living.choices), gettext("Belum dijawab"))
        months = [(n, gettext("%(n)s bulan") % {"n": n}) for n in MILESTONES]
        field = self.fields["months"]
        if isinstance(field, forms.ChoiceField):
            field.choices = months
