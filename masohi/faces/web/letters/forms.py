"""Forms of letters: what an officer adds, how a unit's letters look, its wording, why a letter is taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masohi.parties.organisations.models import Letterhead
from masohi.parties.organisations.terms import Paper as Sheet
from masohi.supply.sites.models import Site
from masohi.work.papers.terms import Paper


class LetterForm(forms.Form):
    """What a paper asks of its writer; `seen` is how many letters of its kind there were when the page opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, paper: Paper, site: Site | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ask in paper.asks:
            self.fields[ask.name] = forms.CharField(
                label=str(ask.label),
                help_text=str(ask.hint),
                required=ask.required,
                max_length=2000 if ask.lines else 300,
                widget=forms.Textarea(attrs={"rows": 6}) if ask.lines else forms.TextInput(),
                error_messages={"required": _("Isi kolom ini.")},
            )
        if site is not None and "alat" in self.fields:
            self.fields["alat"].initial = "\n".join(f"{tool}; 1" for tool in site.equipment)

    def told(self) -> dict[str, str]:
        """What was typed, by name."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class LetterheadForm(forms.ModelForm):
    """How a unit's letters look. Every column may stay empty: then what its kind tells holds."""

    logo_file = forms.FileField(
        label=_("Logo"),
        help_text=_("Gambar PNG, paling besar 2 MB."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png"}),
    )
    logo_away = forms.BooleanField(label=_("Hapus logo"), required=False)

    class Meta:
        model = Letterhead
        fields = ["lines", "address", "contact", "place", "paper", "pattern"]
        labels = {
            "lines": _("Baris di atas nama kantor"),
            "address": _("Alamat"),
            "contact": _("Telepon dan surel"),
            "place": _("Kota di samping tanggal"),
            "paper": _("Kertas"),
            "pattern": _("Pola nomor"),
        }
        help_texts = {
            "lines": _("Satu baris satu instansi induk, dari yang tertinggi."),
            "pattern": _(
                "Isian: {urut}, {kelas}, {unit}, {tahun}, {bulan_romawi}. Misalnya {kelas}-{urut}/{unit}/{tahun}"
            ),
        }
        widgets = {"lines": forms.Textarea(attrs={"rows": 3}), "paper": forms.Select(choices=Sheet.choices)}

    def logo(self) -> bytes | None:
        """The new logo, b"" where it goes away, None where it stays."""
        upload = self.cleaned_data.get("logo_file")
        if upload:
            return bytes(upload.read())
        return b"" if self.cleaned_data.get("logo_away") else None


class WordingForm(forms.Form):
    """A unit's wording of one kind of letter."""

    text = forms.CharField(
        label=_("Teks surat"),
        help_text=_(
            "Baris kosong memulai alinea. Tanda - memulai daftar. Dua bintang di kiri dan kanan menebalkan kata."
        ),
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true"}),
        error_messages={"required": _("Tulis teksnya, atau pilih kembali ke teks bawaan.")},
    )


class RevokeForm(forms.Form):
    """Why a letter is taken back."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=250, error_messages={"required": _("Tulis alasan pencabutan.")}
    )
