"""What a PK fills in: another date for one session, a rule about a person's calendar."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.orders.frame import WEEKDAYS
from masohi.supply.sites.models import Site, Slot
from masohi.ui.formats import day_and_date
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import RuleKind
from masohi.writing.indonesian import WIT

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def reason_field(hint: Any) -> forms.CharField:
    """A reason that others will read."""
    return forms.CharField(
        label=_("Alasan"),
        help_text=hint,
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Tulis alasannya.")},
    )


def clock(minute: int) -> str:
    """Minutes of the day as 08.00."""
    return f"{minute // 60:02}.{minute % 60:02}"


def fill(form: forms.Form, name: str, choices: Sequence[Any]) -> None:
    """Give one field what may be chosen now."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


class DateForm(forms.Form):
    """Another date for one new session."""

    opening = forms.ChoiceField(label=_("Sesi yang diganti"))
    slot = forms.ChoiceField(label=_("Lokasi dan jam"))
    day = forms.DateField(
        label=_("Tanggal baru"),
        widget=DAY,
        error_messages={"required": _("Pilih tanggal."), "invalid": _("Pilih tanggal.")},
    )
    reason = reason_field(_("Misalnya: diminta keluarga. Jangan tulis hal kesehatan."))

    def __init__(self, *args: Any, lines: Sequence[dict[str, Any]], slots: Sequence[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {str(slot.pk): slot for slot in slots}
        fill(self, "opening", [(line["opening"], self._line(line)) for line in lines])
        fill(self, "slot", [(key, self._slot(slot)) for key, slot in self.slots.items()])

    @staticmethod
    def _line(line: dict[str, Any]) -> str:
        start = line["new"]["start"].astimezone(WIT)
        return f"{day_and_date(start.date())}, {start:%H.%M} · {line['new']['site']}"

    @staticmethod
    def _slot(slot: Slot) -> str:
        return f"{slot.site} · {WEEKDAYS[slot.weekday]}, {clock(slot.starts)}–{clock(slot.starts + slot.minutes)}"

    def clean(self) -> dict[str, Any]:
        """The date falls on the weekday of the opening."""
        data = super().clean() or {}
        slot, day = self.slots.get(data.get("slot", "")), data.get("day")
        if slot and day and day.weekday() != slot.weekday:
            words = {"day": WEEKDAYS[day.weekday()], "open": WEEKDAYS[slot.weekday]}
            self.add_error("day", gettext("Tanggal itu hari %(day)s, bukaan ini hari %(open)s.") % words)
        return data

    def details(self) -> dict[str, Any]:
        """What the deed takes."""
        said = self.cleaned_data
        return {
            "opening": said["opening"],
            "slot": self.slots[said["slot"]],
            "day": said["day"],
            "reason": said["reason"],
        }


class RuleForm(forms.Form):
    """Keep a session where it is, or keep the person away from a place, a weekday or a day."""

    kind = forms.ChoiceField(label=_("Aturan"), choices=RuleKind.choices, widget=forms.RadioSelect)
    appointment = forms.ChoiceField(label=_("Sesi yang tetap"), required=False)
    site = forms.ChoiceField(label=_("Lokasi"), required=False)
    weekday = forms.ChoiceField(label=_("Hari"), required=False)
    day = forms.DateField(
        label=_("Tanggal"), widget=DAY, required=False, error_messages={"invalid": _("Pilih tanggal.")}
    )
    reason = reason_field(_("Orang lain akan membacanya. Jangan tulis hal kesehatan."))

    def __init__(self, *args: Any, ahead: Sequence[Appointment], sites: Sequence[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ahead = {str(row.pk): row for row in ahead}
        self.sites = {site.slug: site for site in sites}
        none = ("", gettext("Pilih bila perlu"))
        fill(self, "appointment", [none, *((key, self._ahead(row)) for key, row in self.ahead.items())])
        fill(self, "site", [none, *((slug, site.name) for slug, site in self.sites.items())])
        fill(self, "weekday", [none, *((str(number), name) for number, name in enumerate(WEEKDAYS))])

    @staticmethod
    def _ahead(row: Appointment) -> str:
        return f"{day_and_date(row.session.day)}, {row.starts_at.astimezone(WIT):%H.%M} · {row.session.site}"

    def clean(self) -> dict[str, Any]:
        """What the chosen kind of rule is about has been named."""
        data = super().clean() or {}
        wanted = {RuleKind.PIN: "appointment", RuleKind.SITE: "site", RuleKind.WEEKDAY: "weekday", RuleKind.DAY: "day"}
        name = wanted.get(RuleKind(data["kind"])) if data.get("kind") else None
        if name and not data.get(name) and name not in self.errors:
            self.add_error(name, gettext("Pilih satu untuk aturan ini."))
        return data

    def about(self) -> dict[str, Any]:
        """The one thing that `forbid` takes."""
        said = self.cleaned_data
        if said["kind"] == RuleKind.SITE:
            return {"site": self.sites[said["site"]]}
        return {"weekday": int(said["weekday"])} if said["kind"] == RuleKind.WEEKDAY else {"day": said["day"]}
