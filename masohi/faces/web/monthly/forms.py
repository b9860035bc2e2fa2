"""What is typed about a month: the PK's note, the jaksa's words of return."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """The PK's note, and whether it is only kept or sent."""

    note = forms.CharField(
        label=_("Catatan PK"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Angka sudah terisi dari catatan kehadiran. Tulis yang perlu diketahui jaksa."),
    )


class ReturnForm(forms.Form):
    """What the jaksa wants looked at."""

    note = forms.CharField(
        label=_("Apa yang perlu diperbaiki"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Tulis apa yang perlu diperbaiki. Laporan masih menunggu Anda.")},
    )
