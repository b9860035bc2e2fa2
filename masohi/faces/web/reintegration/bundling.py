"""Ask every office that somebody needs before coming home, on one page with one button."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.faces.pages import actor, now, page, refused, say, today
from masohi.faces.web.equipment.forms import choose, day_field, line
from masohi.faces.web.reintegration import showing
from masohi.faces.web.reintegration.views import seen_client
from masohi.parties.organisations.models import Organisation
from masohi.reentry.followup.bundles.actions import Agreed, Asking, refer_many
from masohi.reentry.followup.models import Need
from masohi.reentry.followup.queries import offices, sharings_of
from masohi.reentry.followup.referrals.queries import unasked_needs
from masohi.reentry.followup.referrals.terms import USUAL
from masohi.reentry.followup.terms import Domain, Ground, Shared
from masohi.writing.refusals import Refused

OF_A_CHILD = (Shared.VILLAGE, Shared.AGE)


class BundleForm(forms.Form):
    """A line for every need that nobody was asked for, and once what the offices may be told."""

    shared = forms.MultipleChoiceField(
        label=gettext_lazy("Yang dibagikan"),
        choices=Shared.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Tanpa pilihan, dinas hanya melihat inisial. Dari Anak selalu hanya inisial."),
    )
    ground = forms.ChoiceField(label=gettext_lazy("Dasar"), choices=Ground.choices, widget=forms.RadioSelect)
    source = line(
        gettext_lazy("Surat persetujuan atau pasal"),
        160,
        hint=gettext_lazy("Misalnya: surat persetujuan bertanggal, dengan saksi."),
    )
    given_on = day_field(gettext_lazy("Sejak"))

    def __init__(self, *args: Any, child: bool, needs: list[Need], known: list[Organisation], **kwargs: Any) -> None:
        kwargs["initial"]["shared"] = [Shared.VILLAGE] if child else [Shared.NAME, Shared.PHONE, Shared.VILLAGE]
        super().__init__(*args, **kwargs)
        if child:
            choose(self, "shared", [(one.value, one.label) for one in OF_A_CHILD])
        self.needs, self.known = needs, {one.short_name for one in known}
        self.offices = {one.short_name: one for one in offices()}
        names = [(short, short) for short in self.offices]
        for need in needs:
            self.fields[f"take-{need.code}"] = forms.BooleanField(
                label=need.get_domain_display(), required=False, initial=True
            )
            first = USUAL[Domain(need.domain)]
            self.fields[f"office-{need.code}"] = forms.ChoiceField(
                label=_("Dinas"), initial=first if first in self.offices else None
            )
            choose(self, f"office-{need.code}", names)
            self.fields[f"ask-{need.code}"] = line(_("Yang diminta"), 500, required=self._takes(need))
            self.fields[f"ask-{need.code}"].initial = need.goal
        chosen = {self[f"office-{need.code}"].value() for need in needs if self._takes(need)}
        self.unknown = sorted(chosen & self.offices.keys() - self.known)
        self.fields["source"].required = bool(self.unknown)

    def _takes(self, need: Need) -> bool:
        return not self.is_bound or f"take-{need.code}" in self.data

    def rows(self) -> list[dict[str, BoundField]]:
        """The lines of the page: whether, whom and what."""
        return [{part: self[f"{part}-{need.code}"] for part in ("take", "office", "ask")} for need in self.needs]

    def about(self) -> list[BoundField]:
        """What is said once for the offices that may know nothing yet."""
        return [self[name] for name in ("shared", "ground", "source", "given_on")]

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        said = self.cleaned_data
        return {
            "askings": [
                Asking(need, self.offices[said[f"office-{need.code}"]], said[f"ask-{need.code}"])
                for need in self.needs
                if said[f"take-{need.code}"]
            ],
            "agreed": Agreed(said["shared"], said["ground"], said["source"], said["given_on"]),
        }


@page("homecoming.manage")
def refer_all(request: HttpRequest, code: str) -> HttpResponse:
    """Every need that waits, each with the office that usually helps: change, leave out, send."""
    row = seen_client(request, code)
    there = reverse("returning-client", args=[row.code])
    needs = list(unasked_needs(row))
    known = [one.office for one in sharings_of(row).filter(ended_on=None)]
    first = {"ground": Ground.CONSENT, "given_on": today()}
    form = BundleForm(request.POST or None, child=row.person.child, needs=needs, known=known, initial=first)
    if form.is_valid():
        try:
            sent = refer_many(client=row, **form.given(), by=actor(request), at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("%(n)s rujukan terkirim.") % {"n": len(sent)})
            return redirect(there)
    context = {
        "row": row,
        "form": form,
        "known": sorted(form.known),
        "back": there,
        "breadcrumb": showing.crumbs((row.person.list_name, there), (_("Buat rujukan"), "")),
    }
    return render(request, "web/reintegration/rujuk_semua.html", context)
