"""What is filled in about release programmes and places to report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.equipment.forms import choose, day_field, line, whole
from masohi.parties.accounts.models import User
from masohi.parties.organisations.queries import villages
from masohi.reentry.followup.models import Client
from masohi.reentry.followup.programmes.models import ReportPost
from masohi.reentry.followup.programmes.queries import nearest_post, posts_of
from masohi.reentry.followup.programmes.terms import Way
from masohi.reentry.followup.queries import own_units


class WayForm(forms.Form):
    """A decision about a way home."""

    way = forms.ChoiceField(label=_("Program"), error_messages={"required": _("Pilih programnya.")})
    number = line(_("Nomor keputusan"), 120)
    decided_on = day_field(_("Tanggal keputusan"))
    first = day_field(_("Pidana sejak"))
    last = day_field(_("Pidana sampai"), hint=_("Sesudah remisi."))
    starts_on = day_field(_("Mulai program"))
    post = forms.ChoiceField(label=_("Tempat wajib lapor"), required=False)
    every_days = whole(_("Lapor setiap (hari)"), 1, 365)

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        near = nearest_post(client)
        kwargs["initial"] = {"every_days": 30, "post": near.post.code if near else ""} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.posts = {one.code: one for one in posts_of(client.unit)}
        choose(self, "way", list(Way.choices), "–")
        choose(self, "post", [(code, one.name) for code, one in self.posts.items()], "–")

    def clean_post(self) -> ReportPost | None:
        """The place itself, or None."""
        return self.posts.get(self.cleaned_data["post"])


class TermForm(forms.Form):
    """The first and the last day of a prison term."""

    first = day_field(_("Pidana sejak"))
    last = day_field(_("Pidana sampai"), hint=_("Sesudah remisi."))

    def clean(self) -> dict[str, Any]:
        """The last day lies after the first."""
        said = super().clean() or self.cleaned_data
        first, last = said.get("first"), said.get("last")
        if first and last and last <= first:
            self.add_error("last", _("Hari terakhir ada sesudah hari pertama. Periksa tanggalnya."))
        return said


class RevokeForm(forms.Form):
    """A programme that a paper takes back."""

    on = day_field(_("Dicabut pada"))
    paper = line(_("Nomor keputusan pencabutan"), 160)


class PostForm(forms.Form):
    """A place where people may report."""

    unit = forms.ChoiceField(label=_("Unit"))
    name = line(_("Nama tempat"), 120, hint=_("Misalnya: Kantor Negeri Latuhalat."))
    village = forms.ChoiceField(
        label=_("Kelurahan atau negeri"), error_messages={"required": _("Pilih kelurahan atau negerinya.")}
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {one.short_name: one for one in own_units(user)}
        self.villages = {one.code: one for one in villages()}
        choose(self, "unit", [(short, one.name) for short, one in self.units.items()])
        choose(self, "village", [(code, f"{one.name} ({one.parent})") for code, one in self.villages.items()], "–")

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        said = self.cleaned_data
        return {"unit": self.units[said["unit"]], "name": said["name"], "village": self.villages[said["village"]]}


class EmptyForm(forms.Form):
    """Nothing to fill in: only the button."""
