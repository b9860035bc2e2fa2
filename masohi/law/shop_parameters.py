"""Numbers of the shop: how long an order holds pieces, how much one buyer may hold, when a buyer is forgotten."""

from datetime import date
from typing import Final

from masohi.law.dated import Dated, Parameter
from masohi.law.parameter_kinds import COUNT, Kind, Value, one_of
from masohi.writing import gettext_noop as _

POLICY: Final = "Kebijakan Masohi"
BEARERS: Final = {"modal": _("modal kerja unit"), "peserta": _("premi peserta berikutnya")}
"""Who bears premi that was handed out already when a buyer's money goes back."""
_BORNE_BY: Final = _("Premi yang sudah diserahkan, bila pembeli mengembalikan barang, ditanggung")
UNWRITTEN: Final = "Kebijakan Masohi; belum ada aturan tertulis yang ditemukan"
DATA_LAW: Final = "Kebijakan Masohi; UU 27/2022 mewajibkan data pribadi dihapus bila tidak lagi diperlukan"


def _office(
    key: str, label: str, unit: str, kind: Kind, value: Value, source: str = POLICY, confidence: str = "I"
) -> Parameter:
    return Parameter(key, label, unit, kind, Dated(((date(2026, 1, 2), value, source),)), confidence, office=True)


SHOP: Final = (
    _office("shop_hold_hours", _("Pesanan toko ditahan tanpa bukti bayar"), _("jam"), COUNT, 24),
    _office("shop_most_pieces", _("Buah paling banyak dalam satu pesanan toko"), _("buah"), COUNT, 20),
    _office("shop_open_orders", _("Pesanan belum dibayar per nomor HP paling banyak"), _("pesanan"), COUNT, 3),
    _office("shop_forget_days", _("Data pembeli dihapus sesudah pesanan berakhir"), _("hari"), COUNT, 90, DATA_LAW),
    _office("premi_refund_bearer", _BORNE_BY, "", one_of(BEARERS), "modal", UNWRITTEN, "M"),
)
"""All may be set by the office, with a day and a source."""
