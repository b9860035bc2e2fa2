"""Forms of the ladder and of the breach file. Times are WIT."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.files import file_field
from masohi.faces.web.orders.fields import ClockField, DayField, RupiahField, say_what_is_missing
from masohi.work.enforcement.breach.terms import Outcome
from masohi.work.enforcement.terms import HandedBy
from masohi.writing.indonesian import WIT


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Plain(forms.Form):
    """Says in words which part is missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_missing(self)

    def moment(self) -> datetime | None:
        """Day and time as one moment; None while the day is empty."""
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get("clock")
        return datetime.combine(day, clock, WIT) if day and clock else None


class CallForm(Plain):
    """When and where the person is asked to come. A reminder may leave it to the next session."""

    day = DayField(label=_("Tanggal datang"))
    clock = ClockField(label=_("Pukul (WIT)"))
    place = forms.CharField(label=_("Tempat"), max_length=160)

    def __init__(self, *args: Any, optional: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = not optional


class HandForm(Plain):
    """The letter is in the person's hands."""

    how = forms.ChoiceField(label=_("Cara penyerahan"), choices=HandedBy.choices)
    receiver = forms.CharField(
        label=_("Nama penerima"),
        max_length=120,
        help_text=_("Untuk pos dan kelurahan: siapa yang akhirnya menerima surat, dan kapan. Bukan tanggal kirim."),
    )
    day = DayField(label=_("Tanggal diserahkan"))
    clock = ClockField(label=_("Pukul (WIT)"))
    file = file_field(_("Bukti penyerahan"))


class VisitForm(Plain):
    """What the PK saw at the person's home."""

    day = DayField(label=_("Tanggal kunjungan"))
    clock = ClockField(label=_("Pukul (WIT)"))
    place = forms.CharField(label=_("Tempat"), max_length=160)
    met = forms.CharField(
        label=_("Siapa yang ditemui"), max_length=120, required=False, help_text=_("Kosongkan bila tidak ada orang.")
    )
    met_person = forms.BooleanField(label=_("Saya bertemu orangnya dan memberi tahu jadwal berikutnya"), required=False)
    found = forms.CharField(label=_("Hasil kunjungan"), max_length=500, widget=_area())


class ResponseForm(Plain):
    """What the person said."""

    response = forms.CharField(label=_("Apa yang dikatakan orangnya"), max_length=500, widget=_area())


class ReasonForm(Plain):
    """Why a step is withdrawn or a file returned."""

    reason = forms.CharField(label=_("Alasan"), max_length=250)


class StatementForm(Plain):
    """Both sides' words."""

    pk_statement = forms.CharField(label=_("Pendapat PK"), max_length=3000, required=False, widget=_area(5))
    person_statement = forms.CharField(label=_("Keterangan orangnya"), max_length=3000, required=False, widget=_area(5))
    person_refused = forms.CharField(
        label=_("Bila orangnya tidak memberi keterangan: catatan Anda"),
        max_length=250,
        required=False,
        help_text=_("Misalnya: sudah ditawarkan dua kali, orangnya tidak mau."),
    )


UNITS = {Outcome.REPEAT: "hours", Outcome.PRISON: "days", Outcome.FINE: "rupiah"}


class DecisionForm(Plain):
    """What was decided; only what the verdict allows is offered."""

    outcome = forms.ChoiceField(label=_("Keputusan"), widget=forms.RadioSelect)
    hours = forms.IntegerField(label=_("Jam yang diulang"), min_value=1, required=False)
    until = DayField(label=_("Batas akhir jam yang diulang"), required=False)
    days = forms.IntegerField(label=_("Hari penjara"), min_value=1, required=False)
    rupiah = RupiahField(label=_("Denda (rupiah)"), required=False)
    document = forms.CharField(label=_("Nomor dokumen"), max_length=120)
    document_on = DayField(label=_("Tanggal dokumen"))

    def __init__(self, *args: Any, outcomes: list[Outcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(one.value, one.label) for one in outcomes]  # type: ignore[attr-defined]
        unused = [name for outcome, name in UNITS.items() if outcome not in outcomes]
        for name in unused + (["until"] if "hours" in unused else []):
            del self.fields[name]

    def amount(self) -> int:
        """Minutes, days or rupiah, by what was chosen; 0 where nothing was typed."""
        outcome = Outcome(self.cleaned_data["outcome"])
        typed = self.cleaned_data.get(UNITS.get(outcome, "")) or 0
        return int(typed) * 60 if outcome == Outcome.REPEAT else int(typed)
