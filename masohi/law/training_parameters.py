"""Numbers of training: how much of a class one must have been at, and whether its hours can count for an order."""

from datetime import date
from typing import Final

from masohi.law.dated import Dated, Parameter
from masohi.law.parameter_kinds import NUMBER, Kind, Value
from masohi.writing import gettext_noop as _

POLICY: Final = "Kebijakan Masohi; dari kebiasaan balai latihan kerja, periksa pada penyedia"
NOT_IN_THE_LAW: Final = (
    "Pasal 85 UU 1/2023 tidak menyebut pelatihan; 0 berarti tidak dipakai. Isi hanya menurut aturan tertulis"
)


def _office(key: str, label: str, unit: str, kind: Kind, value: Value, source: str, confidence: str) -> Parameter:
    return Parameter(key, label, unit, kind, Dated(((date(2026, 1, 2), value, source),)), confidence, office=True)


TRAINING: Final = (
    _office("training_presence", _("Kehadiran paling sedikit untuk lulus"), _("persen"), NUMBER, 80, POLICY, "M"),
    _office(
        "training_credit_percent",
        _("Bagian jam kerja sosial yang boleh berupa pelatihan"),
        _("persen"),
        NUMBER,
        0,
        NOT_IN_THE_LAW,
        "I",
    ),
)
"""All may be set by the office, with a day and a source."""
