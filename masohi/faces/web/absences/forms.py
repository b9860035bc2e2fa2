"""What officers fill in: a decision with its reason, a word that somebody sent, a time of rest and its end."""

from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.cases.pauses.terms import PauseKind
from masohi.faces.web.files import file_field, uploaded
from masohi.work.absences.terms import Reason

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
OWN_WORDS = "lain"
GROUNDS = (
    ("surat", _("Surat dokter atau bukti lain sudah dilihat")),
    ("kabar", _("Sudah memberi kabar sebelum sesi")),
    ("keadaan", _("Keadaan mendesak, sudah ditanyakan")),
    ("belum_tahu", _("Belum diberi tahu jadwal dengan benar")),
    ("tanpa_kabar", _("Tidak ada kabar dan tidak dapat dihubungi")),
    ("tanpa_bukti", _("Alasan tidak dapat dibuktikan")),
    ("bukan_alasan", _("Alasan bukan alasan sah")),
    (OWN_WORDS, _("Lain, ditulis di bawah")),
)
ACCEPTING = {"surat", "kabar", "keadaan", "belum_tahu"}
REFUSING = {"tanpa_kabar", "tanpa_bukti", "bukan_alasan"}
"""Presses that say only one of the two decisions: with the other button they would contradict it in every letter."""


class DecisionForm(forms.Form):
    """Why: one press, or own words. `standing`: the decision that the page showed, so that nobody overrules unseen."""

    ground = forms.ChoiceField(
        label=_("Alasan keputusan"),
        choices=GROUNDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasan keputusan.")},
    )
    words = forms.CharField(
        label=_("Catatan"),
        max_length=180,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    standing = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Own words there must be where no press says it."""
        data = super().clean() or {}
        if data.get("ground") == OWN_WORDS and not data.get("words", "").strip():
            self.add_error("words", gettext("Tulis alasan keputusan."))
        if data.get("ground") in (REFUSING if self.data.get("putusan") == "sah" else ACCEPTING):
            self.add_error("ground", gettext("Alasan ini tidak cocok dengan keputusannya. Pilih alasan lain."))
        return data

    def reason(self) -> str:
        """The words of the press, and the own ones after them; kept in Indonesian, as they will stand in letters."""
        ground = self.cleaned_data["ground"]
        with translation.override("id"):
            chosen = "" if ground == OWN_WORDS else str(dict(GROUNDS)[ground])
        return ". ".join(part for part in (chosen, self.cleaned_data["words"].strip()) if part)


class ExcuseForm(forms.Form):
    """A word about one date."""

    reason = forms.ChoiceField(
        label=_("Mengapa"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu alasan.")},
    )
    note = forms.CharField(
        label=_("Apa yang disampaikan"),
        help_text=_("Tulis seperti yang dikatakan orangnya. Jangan tulis nama penyakit."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    file = file_field(_("Bukti"))

    def told(self) -> dict[str, Any]:
        """What the deed takes."""
        data = self.cleaned_data
        return {"reason": Reason(data["reason"]), "note": data["note"], "file": uploaded(data["file"])}


def _text(label: Any, missing: Any, length: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, error_messages={"required": missing}, **more)


class PauseForm(forms.Form):
    """A time of rest. The kinds are those that the reader may enter."""

    kind = forms.ChoiceField(label=_("Jenis jeda"), widget=forms.RadioSelect)
    from_day = forms.DateField(
        label=_("Hari pertama"),
        widget=DAY,
        error_messages={"required": _("Pilih hari pertama."), "invalid": _("Pilih hari pertama.")},
    )
    until = forms.DateField(
        label=_("Hari terakhir"),
        help_text=_("Kosongkan bila belum diketahui. Jadwal lalu menunggu sampai jeda diakhiri."),
        widget=DAY,
        required=False,
        error_messages={"invalid": _("Pilih tanggal.")},
    )
    document = _text(_("Surat dasar"), _("Tulis nama atau nomor suratnya."), 120)
    issuer = _text(_("Penerbit surat"), _("Tulis siapa yang menerbitkan surat."), 120)
    reason = _text(
        _("Alasan"),
        _("Tulis alasannya."),
        250,
        help_text=_("Cukup akibatnya, misalnya: tidak boleh bekerja berdiri. Jangan tulis nama penyakit."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    file = file_field(_("Pindaian surat"))

    def __init__(self, *args: Any, kinds: list[PauseKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(kind.value, kind.label) for kind in kinds]

    def said(self) -> dict[str, Any]:
        """What either deed takes beside the kind."""
        names = ("from_day", "until", "document", "issuer", "reason")
        return {name: self.cleaned_data[name] for name in names} | {"file": uploaded(self.cleaned_data["file"])}


class EndForm(forms.Form):
    """The end of a time of rest."""

    resumes_on = forms.DateField(
        label=_("Boleh bekerja lagi sejak"),
        widget=DAY,
        error_messages={"required": _("Pilih tanggal."), "invalid": _("Pilih tanggal.")},
    )
    document = forms.CharField(label=_("Surat dasar"), max_length=120, required=False)
    reason = _text(_("Alasan"), _("Tulis alasannya."), 250, widget=forms.Textarea(attrs={"rows": 2}))
