"""Which orders go to whom, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.models import Order
from masohi.parties.accounts.models import User


class HandOverForm(forms.Form):
    """Orders to pick, the receiver, the reason."""

    orders: "forms.ModelMultipleChoiceField[Order]" = forms.ModelMultipleChoiceField(
        None,
        label=_("Perkara yang diserahkan"),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu perkara.")},
    )
    to: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        None,
        label=_("Diserahkan kepada"),
        empty_label=_("Pilih petugas"),
        error_messages={"required": _("Pilih petugas yang menerima.")},
    )
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=250,
        help_text=_("Misalnya cuti, pindah tugas, atau beban terlalu banyak."),
        error_messages={"required": _("Tulis alasan penyerahan. Belum ada perkara yang berpindah.")},
    )

    def __init__(self, *args: Any, orders: Any, receivers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orders"].queryset = orders  # type: ignore[attr-defined]
        self.fields["orders"].label_from_instance = _named  # type: ignore[attr-defined]
        self.fields["to"].queryset = receivers  # type: ignore[attr-defined]
        self.receivers = receivers


def _named(order: Order) -> str:
    return f"{order.person.short_name} · {order.case_number}"
