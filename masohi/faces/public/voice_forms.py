"""What a citizen may send: a place, or a complaint. No personal data is needed."""

from typing import Any, Self

from django import forms
from django.utils.translation import gettext as say_now
from django.utils.translation import gettext_lazy as _

from masohi.parties.organisations.models import Place
from masohi.parties.organisations.queries import villages
from masohi.supply.voices.terms import ComplaintTopic

CONTACT = _("Nomor HP atau alamat surel, bila Anda ingin dihubungi. Tanpa kontak pun kiriman Anda dibaca.")


class Quiet(forms.Form):
    """Has one more field that people do not see; who fills it is a machine, or a browser that helps too much.

    Nothing is kept then, and people may send once more.
    """

    situs = forms.CharField(
        label=_("Kosongkan kotak ini"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def by_machine(self) -> bool:
        """Whether the field that nobody sees was filled."""
        return bool(self.cleaned_data.get("situs"))

    def without_trap(self) -> Self:
        """The same form with everything typed, the unseen field empty, and a sentence that nothing was kept."""
        again = type(self)({**self.data, "situs": ""})
        again.add_error(None, say_now("Kiriman belum tersimpan: peramban mengisi kotak tersembunyi. Tekan Kirim lagi."))
        return again

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "situs"}


class ComplaintForm(Quiet):
    """A complaint: topic, text, and a contact that nobody has to give."""

    topic = forms.ChoiceField(
        label=_("Tentang apa?"),
        choices=ComplaintTopic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih tentang apa aduan Anda.")},
    )
    text = forms.CharField(
        label=_("Apa yang terjadi?"),
        help_text=_("Tulis di mana, kapan, dan apa yang Anda lihat. Tidak perlu menulis nama orang."),
        min_length=10,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Tulis apa yang terjadi."),
            "min_length": _("Tulis sedikit lebih panjang, supaya kami tahu apa yang harus diperiksa."),
        },
    )
    contact = forms.CharField(label=_("Kontak Anda"), help_text=CONTACT, max_length=120, required=False)


class NominationForm(Quiet):
    """A place in four fields."""

    place = forms.CharField(
        label=_("Tempat mana?"),
        help_text=_("Misalnya: Pantai di belakang pasar, got di depan sekolah."),
        max_length=160,
        error_messages={"required": _("Tulis tempatnya.")},
    )
    village = forms.ChoiceField(
        label=_("Kelurahan, desa, atau negeri"),
        error_messages={"required": _("Pilih kelurahan, desa, atau negeri.")},
    )
    why = forms.CharField(
        label=_("Mengapa perlu dikerjakan?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulis mengapa tempat itu perlu dikerjakan.")},
    )
    contact = forms.CharField(label=_("Kontak Anda"), help_text=CONTACT, max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.code: place for place in villages()}
        groups: dict[str, list[tuple[str, str]]] = {}
        for code, place in self.places.items():
            group = groups.setdefault(place.parent.name if place.parent else "", [])
            group.append((code, f"{place.name} ({place.get_level_display()})"))
        field = self.fields["village"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", say_now("Pilih kelurahan, desa, atau negeri")), *groups.items()]

    def clean_village(self) -> Place:
        """The place itself."""
        return self.places[self.cleaned_data["village"]]
