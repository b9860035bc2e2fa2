"""The parts of "Catat putusan", in the order of the page."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Part(NamedTuple):
    """One of the parts of "Catat putusan": anchor, heading, fields."""

    anchor: str
    title: Any
    fields: tuple[str, ...]


PARTS = (
    Part(
        "putusan",
        _("Putusan"),
        (
            *("court", "case_number", "verdict_date", "inkracht_date"),
            *("offence_date", "offence_max_prison_months", "offence_is_perda_fine_only"),
        ),
    ),
    Part(
        "orang",
        _("Orang"),
        ("name", "birth_date", "sex", "nik", "nik_reason", "village", "phone", "limits"),
    ),
    Part(
        "pidana",
        _("Pidana dan jam"),
        ("replaced", "replaced_prison_days", "replaced_fine_rupiah", "hours", "sanction"),
    ),
    Part(
        "syarat",
        _("Batas dan syarat"),
        (
            *("decided_by", "place_fixed", "hours_per_day", "pattern", "pattern_days", "weekdays", "completion_days"),
            *("prosecutor_office", "bapas", "prosecutor", "pk", "execution_order_date"),
        ),
    ),
    Part("pertimbangan", _("Pertimbangan dan persetujuan"), ("considerations", "consent_recorded")),
)

NOT_OF_CHILDREN = frozenset(
    {
        *("offence_is_perda_fine_only", "replaced", "replaced_prison_days", "replaced_fine_rupiah", "sanction"),
        *("considerations", "consent_recorded"),
    }
)
"""What a child's verdict does not know: it replaces no penalty, and what follows from failing is only repeating."""

OF_CHILDREN = Part("anak", _("Pendamping dan diversi"), ("companion_kind", "companion_name", "diversion"))
CHILD_PARTS = (
    *(
        part._replace(fields=tuple(name for name in part.fields if name not in NOT_OF_CHILDREN))
        for part in PARTS
        if set(part.fields) - NOT_OF_CHILDREN
    ),
    OF_CHILDREN,
)
