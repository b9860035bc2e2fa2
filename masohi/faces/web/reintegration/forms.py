"""What is filled in about somebody who comes home."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masohi.cases.contacts.terms import ContactKind
from masohi.cases.people.models import Person
from masohi.cases.people.terms import Sex
from masohi.faces.web.equipment.forms import choose, day_field, line
from masohi.law.order_facts import PersonFacts
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import villages
from masohi.reentry.followup.models import Need, Plan
from masohi.reentry.followup.planning.actions import Wanted
from masohi.reentry.followup.queries import offices, own_units
from masohi.reentry.followup.terms import Basis, Closed, Domain, Ground, NeedState, Shared

ROWS = 4


class ClientForm(forms.Form):
    """Whom the unit begins to accompany: somebody it knows, or a new name."""

    unit = forms.ChoiceField(label=_("Unit"))
    basis = forms.ChoiceField(label=_("Dasar"), choices=Basis.choices, widget=forms.RadioSelect)
    person = forms.ChoiceField(label=_("Peserta yang sudah dikenal"), required=False)
    name = line(_("Atau nama"), 120, required=False, hint=_("Tulis bila orangnya belum ada di daftar peserta."))
    birth_date = day_field(_("Tanggal lahir"), required=False)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=[("", "–"), *Sex.choices], required=False)
    village = forms.ChoiceField(label=_("Kelurahan atau negeri"), required=False)
    child = forms.BooleanField(label=_("Anak (di bawah 18 tahun)"), required=False)
    release_on = day_field(_("Perkiraan bebas"), required=False, hint=_("Untuk yang masih di dalam."))
    home_on = day_field(_("Di rumah sejak"), required=False, hint=_("Untuk klien Bapas."))

    def __init__(self, *args: Any, user: User, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {one.short_name: one for one in own_units(user)}
        self.people = {one.code: one for one in people}
        choose(self, "unit", [(short, one.name) for short, one in self.units.items()])
        choose(self, "person", [(code, _chosen(one)) for code, one in self.people.items()], "–")
        choose(self, "village", [(one.code, f"{one.name} ({one.parent})") for one in villages()], "–")

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        said = self.cleaned_data
        facts = PersonFacts(
            name=said["name"],
            birth_date=said["birth_date"],
            sex=said["sex"],
            nik_reason="belum ditanyakan",
            village=said["village"],
        )
        return {
            "unit": self.units[said["unit"]],
            "basis": said["basis"],
            "person": self.people.get(said["person"]),
            "facts": facts,
            "child": said["child"],
            "release_on": said["release_on"],
            "home_on": said["home_on"],
        }


def _chosen(person: Person) -> str:
    """Somebody in a list of choices; of a child initials and the code, for two may bear the same."""
    return f"{person.list_name} · {person.code}" if person.child else person.name


class PlanForm(forms.Form):
    """Goals and needs: four rows, and with the next edition what is still worked on and two rows more."""

    goals = forms.CharField(
        label=_("Tujuan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dengan kata orangnya sendiri."),
    )
    instead_of = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, former: Plan | None, needs: list[Need], **kwargs: Any) -> None:
        kept = [need for need in needs if need.state == NeedState.OPEN]
        first: dict[str, Any] = {f"domain{row}": need.domain for row, need in enumerate(kept, 1)}
        first |= {f"goal{row}": need.goal for row, need in enumerate(kept, 1)}
        first |= {"goals": former.goals, "instead_of": former.pk} if former else {"instead_of": 0}
        kwargs["initial"] = first
        super().__init__(*args, **kwargs)
        sent = sum(name.startswith("domain") for name in self.data)
        self.rows = range(1, max(ROWS, len(kept) + 2, sent) + 1)
        for row in self.rows:
            says = _("Kebutuhan %(n)s") % {"n": row}
            self.fields[f"domain{row}"] = forms.ChoiceField(
                label=says, choices=[("", "–"), *Domain.choices], required=False
            )
            self.fields[f"goal{row}"] = line(_("Yang ingin dicapai"), 250, required=False)

    def given(self) -> dict[str, Any]:
        """What the deed takes: only rows with a domain."""
        said = self.cleaned_data
        rows = [(said[f"domain{row}"], said[f"goal{row}"]) for row in self.rows]
        needs = [Wanted(domain, goal) for domain, goal in rows if domain]
        return {"goals": said["goals"], "needs": needs, "instead_of": said["instead_of"]}


class DayForm(forms.Form):
    """One day, of an edition that was shown."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    on = day_field(_("Tanggal"))


class MoveForm(forms.Form):
    """Another day of release, and why."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    release_on = day_field(_("Perkiraan bebas"))
    reason = line(_("Alasan"), 250, hint=_("Misalnya: remisi, atau surat lepas yang baru. Jangan tulis perkaranya."))


class CloseForm(forms.Form):
    """Why the accompaniment ends."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Alasan"), choices=Closed.choices, widget=forms.RadioSelect)


class ReviewForm(forms.Form):
    """What came of looking at the plan together."""

    day = day_field(_("Tanggal"))
    note = line(_("Hasil"), 500)
    next_on = day_field(_("Ditinjau lagi"))


class NeedForm(forms.Form):
    """How far a need is."""

    state = forms.ChoiceField(label=_("Keadaan"), choices=NeedState.choices, widget=forms.RadioSelect)
    note = line(_("Catatan"), 250, required=False, hint=_("Wajib bila tidak dilanjutkan."))


class InstrumentForm(forms.Form):
    """What an assessment said, off its paper."""

    name = line(_("Nama instrumen"), 120)
    version = line(_("Versi"), 40)
    category = line(_("Kategori"), 80, hint=_("Seperti tertulis di lembarnya. Program tidak menghitung apa pun."))
    day = day_field(_("Tanggal"))


class SharingForm(forms.Form):
    """What an office may be told, and why."""

    office = forms.ChoiceField(label=_("Dinas"), error_messages={"required": _("Pilih dinasnya.")})
    fields_ = forms.MultipleChoiceField(
        label=_("Yang dibagikan"),
        choices=Shared.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Tanpa pilihan, dinas hanya melihat inisial. Dari Anak selalu hanya inisial."),
    )
    ground = forms.ChoiceField(label=_("Dasar"), choices=Ground.choices, widget=forms.RadioSelect)
    source = line(_("Surat persetujuan atau pasal"), 160)
    given_on = day_field(_("Sejak"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {one.short_name: one for one in offices()}
        choose(self, "office", [(short, one.name) for short, one in self.offices.items()], "–")

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        said = dict(self.cleaned_data)
        return said | {"office": self.offices[said.pop("office")], "fields": said.pop("fields_")}


class WelcomeForm(forms.Form):
    """Somebody at home who prepares the way back."""

    kind = forms.ChoiceField(label=_("Hubungan"), choices=ContactKind.choices)
    name = line(_("Nama"), 120)
    number = line(_("Nomor HP"), 20, required=False)
    consented_on = day_field(_("Orangnya setuju pada"))
    does = line(_("Yang dilakukan"), 250, hint=_("Misalnya: menjemput di pelabuhan. Jangan tulis perkaranya."))


class ToldForm(forms.Form):
    """What somebody at home answered."""

    on = day_field(_("Diberi tahu pada"))
    answer = line(_("Jawaban"), 250, required=False)


def day_first(day: date) -> dict[str, Any]:
    """Fields of a day that begin with today."""
    return {"day": day, "on": day, "given_on": day, "consented_on": day, "next_on": day + timedelta(days=90)}


class ReferForm(forms.Form):
    """For which need which office is asked for what."""

    need = forms.ChoiceField(label=_("Kebutuhan"))
    office = forms.ChoiceField(label=_("Dinas"), help_text=_("Hanya dinas yang boleh diberi tahu."))
    ask = line(_("Yang diminta"), 500, hint=_("Hanya yang perlu untuk bantuan ini. Jangan tulis perkaranya."))

    def __init__(self, *args: Any, needs: list[Need], allowed: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs, self.allowed = {one.code: one for one in needs}, {one.short_name: one for one in allowed}
        choose(self, "need", [(code, f"{one.get_domain_display()}: {one.goal}") for code, one in self.needs.items()])
        choose(self, "office", [(short, one.name) for short, one in self.allowed.items()])

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        said = self.cleaned_data
        return {"need": self.needs[said["need"]], "office": self.allowed[said["office"]], "ask": said["ask"]}
