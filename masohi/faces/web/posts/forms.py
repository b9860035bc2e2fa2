"""What is filled in about posts, weights, candidates and decisions."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.posts.showing import BASIS_POINTS, proposed
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.queries import keepers_for, units_of_keeper
from masohi.reentry.posts.selection.facts import Standing
from masohi.reentry.posts.selection.models import Nomination
from masohi.reentry.posts.selection.terms import Answer
from masohi.reentry.posts.terms import Acting, Component, PostKind

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NUMBER = forms.NumberInput(attrs={"inputmode": "numeric"})


def one_line(label: Any, most: int, **options: Any) -> forms.CharField:
    """A text in one line."""
    return forms.CharField(
        label=label, max_length=most, widget=forms.TextInput(attrs={"autocomplete": "off"}), **options
    )


class VacancyForm(forms.Form):
    """A post that nobody holds."""

    title = one_line(_("Nama jabatan"), 160, error_messages={"required": _("Tulis nama jabatan.")})
    unit = forms.ChoiceField(label=_("Unit"), error_messages={"required": _("Pilih unitnya.")})
    post_class = forms.ChoiceField(label=_("Kelas jabatan"), choices=PostKind.choices, widget=forms.RadioSelect)
    vacant_since = forms.DateField(label=_("Kosong sejak"), widget=DAY)
    acting = forms.ChoiceField(label=_("Pengisi sementara"), choices=Acting.choices, initial=Acting.NOBODY)
    acting_holder = one_line(_("Nama pengisi sementara"), 120, required=False)
    acting_until = forms.DateField(label=_("Sampai"), widget=DAY, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [(unit, keeper) for keeper in keepers_for(user) for unit in units_of_keeper(keeper)]
        self.keepers = {unit.short_name: keeper for unit, keeper in kept}
        self.units = {unit.short_name: unit for unit, _keeper in kept}
        named = [("", gettext("Pilih unit")), *((key, unit.name) for key, unit in self.units.items())]
        self.fields["unit"].choices = named  # type: ignore[attr-defined]

    def clean_unit(self) -> Organisation:
        """The unit itself."""
        return self.units[self.cleaned_data["unit"]]

    def clean(self) -> dict[str, Any]:
        """Whoever acts has a name; the personnel office is the one of the unit's city."""
        data = super().clean() or {}
        if data.get("acting") not in (None, Acting.NOBODY) and not data.get("acting_holder"):
            self.add_error("acting_holder", _("Tulis nama pengisi sementara."))
        if data.get("unit") is not None:
            data["keeper"] = self.keepers[data["unit"].short_name]
        return data


class WeightsForm(forms.Form):
    """How many percent each component counts; one is left at zero where it does not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in Component.choices:
            self.fields[name] = forms.DecimalField(
                label=label, min_value=0, max_value=100, decimal_places=2, required=False, widget=NUMBER
            )

    def points(self) -> dict[str, int]:
        """Basis points by component."""
        given = {name: self.cleaned_data.get(name) or Decimal(0) for name in Component.values}
        return {name: int(value * BASIS_POINTS) for name, value in given.items() if value}


class AnnounceForm(forms.Form):
    """Until when the procedure is open."""

    closes_on = forms.DateField(label=_("Hari penutupan"), widget=DAY)


class ReasonForm(forms.Form):
    """Why something ends."""

    reason = one_line(_("Alasan"), 250, error_messages={"required": _("Tulis alasannya.")})


class PanelForm(forms.Form):
    """Who sits on the panel."""

    member = forms.ChoiceField(label=_("Anggota"), error_messages={"required": _("Pilih anggotanya.")})

    def __init__(self, *args: Any, members: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.pk): one for one in members}
        named = [("", gettext("Pilih orang")), *((key, one.name) for key, one in self.members.items())]
        self.fields["member"].choices = named  # type: ignore[attr-defined]

    def clean_member(self) -> User:
        """The account itself."""
        return self.members[self.cleaned_data["member"]]


class DeclareForm(forms.Form):
    """Whether one is close to anybody who may be considered."""

    conflict = forms.TypedChoiceField(
        label=_("Hubungan Anda dengan orang yang mungkin menjadi calon"),
        choices=[("tidak", _("Tidak ada benturan kepentingan")), ("ya", _("Ada benturan kepentingan"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "ya",
        error_messages={"required": _("Pilih salah satu.")},
    )
    note = one_line(_("Hubungannya"), 250, required=False, help_text=_("Isi bila ada, misalnya keluarga atau atasan."))


class NominateForm(forms.Form):
    """Who is considered."""

    people = forms.MultipleChoiceField(
        label=_("Calon"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu calon.")},
    )

    def __init__(self, *args: Any, candidates: Iterable[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {row.code: row for row in candidates}
        named = [(code, f"{row.name} · {row.present_post}") for code, row in self.candidates.items()]
        self.fields["people"].choices = named  # type: ignore[attr-defined]

    def chosen(self) -> list[Candidate]:
        """The officials themselves, in the order of their random codes: a name gives nobody a lower number."""
        return [self.candidates[code] for code in sorted(self.cleaned_data["people"])]


class PapersForm(forms.Form):
    """What papers say that the personnel file does not."""

    integrity = forms.ChoiceField(label=_("Integritas dan moralitas"), choices=Answer.choices)
    competence = forms.ChoiceField(label=_("Kompetensi menurut hasil uji"), choices=Answer.choices)
    health = forms.ChoiceField(label=_("Sehat menurut surat keterangan"), choices=Answer.choices)


class ScoreForm(forms.Form):
    """0 to 100 for each component that is weighed."""

    def __init__(self, *args: Any, components: Mapping[str, int], changes: bool, **kwargs: Any) -> None:
        """`changes`: there are scores already, so that another one needs a reason."""
        super().__init__(*args, **kwargs)
        labels = dict(Component.choices)
        self.components = list(components)
        for name in components:
            self.fields[name] = forms.IntegerField(
                label=labels[name], min_value=0, max_value=100, required=False, widget=NUMBER
            )
        self.fields["source"] = one_line(
            _("Sumber nilai"), 160, help_text=_("Misalnya: laporan uji kompetensi 9/2026.")
        )
        if changes:
            self.fields["reason"] = one_line(
                _("Alasan mengubah"), 250, required=False, help_text=_("Hanya bila mengubah nilai yang sudah ada.")
            )

    def given(self) -> dict[str, Any]:
        """What the deed takes."""
        data = self.cleaned_data
        points = {name: data[name] for name in self.components if data.get(name) is not None}
        return {"points": points, "source": data["source"], "reason": data.get("reason", "")}


class MinutesForm(forms.Form):
    """What the panel said, and whom it recommends."""

    numbers = forms.TypedMultipleChoiceField(
        label=_("Yang direkomendasikan"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu calon.")},
    )
    number = one_line(_("Nomor berita acara"), 60)
    held_on = forms.DateField(label=_("Hari sidang"), widget=DAY)
    text = forms.CharField(
        label=_("Pertimbangan tim"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Mengapa calon ini, dan apa yang dipertimbangkan tentang syarat yang belum terpenuhi."),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["numbers"].choices = choices  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """Whom the PPK chooses, and why."""

    nomination = forms.ChoiceField(
        label=_("Calon"), widget=forms.RadioSelect, error_messages={"required": _("Pilih satu calon.")}
    )
    reason = one_line(_("Alasan"), 500, error_messages={"required": _("Tulis alasan keputusan.")})

    def __init__(self, *args: Any, rows: Sequence[Standing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.nomination.number): row.nomination for row in rows}
        told = [proposed(row) for row in rows]
        named = zip(self.rows, (f"{one['name']} · {one['note']}" for one in told), strict=True)
        self.fields["nomination"].choices = list(named)  # type: ignore[attr-defined]

    def clean_nomination(self) -> Nomination:
        """The candidate itself."""
        return self.rows[self.cleaned_data["nomination"]]


class InductForm(forms.Form):
    """BKN's word, the decree, the day."""

    pertek_number = one_line(
        _("Nomor pertimbangan teknis BKN"),
        80,
        error_messages={"required": _("Nomor pertimbangan teknis BKN belum ada. Pelantikan belum dapat dicatat.")},
    )
    pertek_date = forms.DateField(label=_("Tanggal pertimbangan teknis"), widget=DAY)
    decree = one_line(_("Nomor SK"), 80)
    inducted_on = forms.DateField(label=_("Hari pelantikan"), widget=DAY)


class TrainedForm(forms.Form):
    """When the training was passed."""

    trained_on = forms.DateField(label=_("Hari lulus"), widget=DAY)


class ObjectionForm(forms.Form):
    """Who objects to what."""

    nomination = forms.ChoiceField(label=_("Calon"), error_messages={"required": _("Pilih calonnya.")})
    received_on = forms.DateField(label=_("Diterima"), widget=DAY)
    text = forms.CharField(label=_("Keberatan"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, rows: Iterable[Nomination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.number): row for row in rows}
        named = [(key, f"{key}. {row.candidate.name}") for key, row in self.rows.items()]
        self.fields["nomination"].choices = [("", gettext("Pilih orang")), *named]  # type: ignore[attr-defined]

    def clean_nomination(self) -> Nomination:
        """The candidate itself."""
        return self.rows[self.cleaned_data["nomination"]]


class AnswerForm(forms.Form):
    """What the panel says to an objection."""

    answer = forms.CharField(label=_("Jawaban tim"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
