"""Forms that move an order on or change what is known about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import ClosureReason, Companion
from masohi.cases.people.terms import Limit
from masohi.faces.web.orders.fields import BusyRows, DayField, say_what_is_missing, village_choices
from masohi.faces.web.orders.forms import SentenceForm
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import members
from masohi.parties.roles import Role


class SentenceVersionForm(SentenceForm):
    """A later decision of a court about the same order."""

    decided_on = DayField(label=_("Tanggal penetapan atau putusan baru"))
    document = forms.CharField(label=_("Nomor penetapan atau putusan"), max_length=120)
    reason = forms.CharField(label=_("Alasan perubahan"), max_length=250)
    edition = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("decided_on", "document", "reason")


class OfficersForm(forms.Form):
    """The supervising jaksa and the PK, from the order's own units."""

    prosecutor: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        None, label=_("Jaksa pengawas"), required=False, empty_label=_("Pilih jaksa")
    )
    pk_officer: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        None, label=_("Pembimbing Kemasyarakatan (PK)"), required=False, empty_label=_("Pilih PK")
    )
    reason = forms.CharField(
        label=_("Alasan bila PK melebihi batas beban"),
        max_length=250,
        required=False,
        help_text=_("Hanya perlu bila PK sudah memegang perkara sebanyak batas."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = {
            "prosecutor": members(Role.PROSECUTOR, [order.prosecutor_office_id]),
            "pk_officer": members(Role.PROBATION, [order.bapas_id]),
        }
        for name, rows in people.items():
            cleared = members(Role.CHILD_OFFICER, [order.prosecutor_office_id, order.bapas_id]).values("pk")
            rows = rows.filter(pk__in=cleared) if order.child else rows
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class StartForm(forms.Form):
    """What must be in hand before somebody works (KS-13, KS-14, KS-24)."""

    inkracht_date = DayField(label=_("Tanggal putusan tetap (inkracht)"))
    execution_order_date = DayField(label=_("Tanggal surat perintah pelaksanaan"))
    execution_order_number = forms.CharField(label=_("Nomor surat perintah pelaksanaan"), max_length=120)
    safety_briefed_on = DayField(
        label=_("Keselamatan dijelaskan dan alat pelindung diberikan pada"),
        help_text=_("Orang ini tahu bahaya di tempat kerja, alat pelindung, dan siapa yang dihubungi."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_missing(self)


class CompanionForm(forms.Form):
    """Who accompanies the child at every session that names nobody else (AN-04)."""

    kind = forms.ChoiceField(label=_("Siapa yang mendampingi"), choices=Companion.choices, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Nama pendamping"), max_length=120, help_text=_("Nama ini tampil bagi pengawas lokasi.")
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_missing(self)


class CloseForm(forms.Form):
    """Why an order ends before its hours are done (KUHP 140, KS-38)."""

    reason = forms.ChoiceField(label=_("Alasan"), choices=ClosureReason.choices, widget=forms.RadioSelect)
    document = forms.CharField(
        label=_("Dokumen dasar"), max_length=200, help_text=_("Misalnya nomor surat kematian atau penetapan.")
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_missing(self)


class PersonForm(BusyRows):
    """What planning needs to know about a person."""

    village = forms.ChoiceField(label=_("Kelurahan atau negeri"), required=False)
    phone = forms.CharField(label=_("Nomor HP"), required=False, max_length=20, help_text=_("Contoh 0812 4800 1234"))
    limits = forms.MultipleChoiceField(
        label=_("Batas kemampuan"),
        choices=Limit.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tempat dengan bahaya ini tidak akan diusulkan."),
    )
    health_note = forms.CharField(
        label=_("Catatan kesehatan"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "data-rahasia": ""}),
        help_text=_("Hanya PK dan jaksa yang membaca. Pengawas hanya melihat batas kemampuan."),
    )
    skills = forms.CharField(
        label=_("Keterampilan"), required=False, max_length=300, help_text=_("Pisahkan dengan koma: memasak, las")
    )
    languages = forms.CharField(
        label=_("Bahasa"), required=False, max_length=200, help_text=_("Pisahkan dengan koma: Indonesia, Melayu Ambon")
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, stored: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = village_choices()  # type: ignore[attr-defined]
        self.fields["phone"].widget.input_type = "tel"
        self.add_rows(stored)


class ReasonForm(forms.Form):
    """A reason that others will read."""

    reason = forms.CharField(label=_("Alasan"), max_length=250, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_missing(self)
