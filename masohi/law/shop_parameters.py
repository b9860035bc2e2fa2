"""Numbers of the shop: how long an order holds pieces, how much one buyer may hold, when a buyer is forgotten."""

from datetime import date
from typing import Final

from masohi.law.dated import Dated, Parameter
from masohi.law.parameter_kinds import COUNT, Kind, Value
from masohi.writing import gettext_noop as _

POLICY: Final = "Kebijakan Masohi"
DATA_LAW: Final = "Kebijakan Masohi; UU 27/2022 mewajibkan data pribadi dihapus bila tidak lagi diperlukan"


def _office(key: str, label: str, unit: str, kind: Kind, value: Value, source: str = POLICY) -> Parameter:
    return Parameter(key, label, unit, kind, Dated(((date(2026, 1, 2), value, source),)), "I", office=True)


SHOP: Final = (
    _office("shop_hold_hours", _("Pesanan toko ditahan tanpa bukti bayar"), _("jam"), COUNT, 24),
    _office("shop_most_pieces", _("Buah paling banyak dalam satu pesanan toko"), _("buah"), COUNT, 20),
    _office("shop_open_orders", _("Pesanan belum dibayar per nomor HP paling banyak"), _("pesanan"), COUNT, 3),
    _office("shop_forget_days", _("Data pembeli dihapus sesudah pesanan berakhir"), _("hari"), COUNT, 90, DATA_LAW),
)
"""All may be set by the office, with a day and a source."""
