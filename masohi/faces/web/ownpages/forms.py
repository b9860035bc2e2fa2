"""The answer to a complaint of somebody who serves an order."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OwnComplaintAnswer(forms.Form):
    """One answer, read on the person's own page."""

    answer = forms.CharField(
        label=_("Jawaban untuk pengadu"),
        help_text=_("Dibaca orangnya di halamannya sendiri. Tulis kalimat pendek: apa yang diperiksa, apa hasilnya."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tulis jawaban untuk pengadu.")},
    )
