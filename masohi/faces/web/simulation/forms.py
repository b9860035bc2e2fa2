"""One small form for each kind of change; its fields are what the change needs, and nothing is saved."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.orders.fields import DAY_CHOICES, ClockField, DayField, say_what_is_missing, village_choices
from masohi.faces.web.simulation.changes import SHAPES
from masohi.supply.sites.models import Site

LENGTHS = [(hours * 60, _("%(hours)s jam") % {"hours": hours}) for hours in range(2, 9)]


class ChangeForm(forms.Form):
    """Fields in the order of the kind's shape."""

    def __init__(self, *args: Any, kind: str, sites: Iterable[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        choices = [(site.slug, site.name) for site in sites]
        for name in SHAPES[kind]:
            self.fields[name] = self._field(kind, name, choices)
        say_what_is_missing(self)

    def _field(self, kind: str, name: str, sites: list[tuple[str, str]]) -> forms.Field:
        if name == "site":
            label = _("Seperti lokasi") if kind == "lokasi-baru" else _("Lokasi")
            return forms.ChoiceField(label=label, choices=[("", _("Pilih lokasi")), *sites])
        if name == "village":
            return forms.ChoiceField(label=_("Kelurahan, desa, atau negeri"), choices=village_choices())
        if name == "minutes" and kind == "minggu":
            hours = [(hours * 60, _("%(hours)s jam") % {"hours": hours}) for hours in (4, 8, 12, 16, 20, 24, 32, 40)]
            return forms.ChoiceField(label=_("Paling banyak seminggu"), choices=hours)
        return PLAIN[name]()

    def address(self) -> str:
        """The change as the address holds it; call after `is_valid`."""
        return "~".join([self.kind, *(self._part(name) for name in SHAPES[self.kind])])

    def _part(self, name: str) -> str:
        value = self.cleaned_data[name]
        if name == "start":
            return str(value.hour * 60 + value.minute)
        return value.isoformat() if name in {"first", "last"} else str(value)

    def clean(self) -> dict[str, Any]:
        """A leave ends after it begins; a session ends on its day."""
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("Hari terakhir tidak boleh sebelum hari pertama."))
        start, length = data.get("start"), data.get("minutes")
        if start and length and start.hour * 60 + start.minute + int(length) > 1440:
            self.add_error("minutes", _("Sesi harus selesai sebelum tengah malam."))
        return data


def _more() -> forms.Field:
    label, hint = _("Tempat lebih atau kurang"), _("Tulis -2 untuk 2 tempat lebih sedikit.")
    return forms.IntegerField(label=label, help_text=hint, min_value=-200, max_value=200, initial=2)


PLAIN = {
    "weekday": lambda: forms.TypedChoiceField(label=_("Hari"), choices=DAY_CHOICES, coerce=int),
    "start": lambda: ClockField(label=_("Mulai"), initial="08:00"),
    "minutes": lambda: forms.ChoiceField(label=_("Lama"), choices=LENGTHS, initial=240),
    "places": lambda: forms.IntegerField(label=_("Tempat"), min_value=1, max_value=200, initial=10),
    "more": _more,
    "supervisors": lambda: forms.ChoiceField(
        label=_("Pengawas"), choices=[(1, _("Satu lebih")), (2, _("Dua lebih")), (-1, _("Satu kurang"))]
    ),
    "first": lambda: DayField(label=_("Hari pertama")),
    "last": lambda: DayField(label=_("Hari terakhir")),
    "percent": lambda: forms.IntegerField(
        label=_("Sesi yang tidak dihadiri, dari 100"), min_value=0, max_value=90, initial=20
    ),
}
