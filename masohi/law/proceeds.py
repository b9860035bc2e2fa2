"""What is made in training and sold: who gets how much of it, and at what price (PD-01 to PD-04).

None of this touches hours of kerja sosial: work under Pasal 85 is not sold and not paid (UU 1/2023 Pasal 85 ayat (3)).
"""

from typing import Final

from masohi.law.citation import Answer, Article, Level, Rule, rule
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import number, rupiah

BLOCK, WARN = Level.BLOCK, Level.WARN
DECREE = Article("Kepmen Kehakiman M.01-PP.02.01/1990", None)
RIGHTS = Article("PP 32/1999", 29)
WHOLE: Final = 10_000
"""Basis points: one hundredth of a percent. All shares of a policy together."""
WAYS: Final = ("rekening", "titipan", "kartu")
"""How premi is paid out: into an account in the own name, kept in trust by the unit, onto a prepaid card."""


@rule(
    "PD-01",
    DECREE,
    BLOCK,
    title=_("Pembagian hasil 100% dengan dasar hukum"),
    says=_("Pembagian hasil berjumlah {sum}%. Jumlahnya harus 100%."),
    confidence="V2",
    fields=["premi_bp", "pnbp_bp", "modal_bp"],
    examples=[
        ("Premi 50%, PNBP 15%, modal 35%", {"shares": (5000, 1500, 3500), "basis": "Kepmen 1990"}, "sesuai"),
        ("Premi 15%, PNBP 25%, modal 60%", {"shares": (1500, 2500, 6000), "basis": "Kepmen 1990"}, "sesuai"),
        ("Jumlahnya 99,99%", {"shares": (5000, 1500, 3499), "basis": "Kepmen 1990"}, "blokir"),
        ("Jumlahnya 100,01%", {"shares": (5000, 1501, 3500), "basis": "Kepmen 1990"}, "blokir"),
        ("Satu bagian di bawah nol", {"shares": (10500, -500, 0), "basis": "Kepmen 1990"}, "blokir"),
        ("Tanpa dasar hukum", {"shares": (5000, 1500, 3500), "basis": " "}, "blokir"),
    ],
)
def shares_add_up(this: Rule, shares: tuple[int, int, int], *, basis: str) -> Answer:
    """Bagian premi, PNBP, dan modal (per sepuluh ribu) berjumlah 100% dan menyebut dasar hukumnya.

    >>> shares_add_up((5000, 1500, 3400), basis="Kepmen 1990")[0].message
    'Pembagian hasil berjumlah 99%. Jumlahnya harus 100%.'
    """
    found = []
    if sum(shares) != WHOLE or min(shares) < 0:
        found.append(this.found(sum=percent(sum(shares))))
    if not basis.strip():
        found.append(this.found(_("Tulis dasar hukum pembagian hasil, dengan nomornya."), fields=["document"]))
    return found or None


@rule(
    "PD-02",
    RIGHTS,
    BLOCK,
    title=_("Premi hanya untuk peserta yang kerjanya diperiksa"),
    says=_("Peserta hasil produksi {batch} belum diperiksa petugas lain. Premi belum dapat dibagi."),
    confidence="V2",
    fields=["batch"],
    examples=[
        ("Dua peserta, keduanya diperiksa", {"batch": "K7M2", "works": 2, "verified": 2}, "sesuai"),
        ("Satu dari dua belum diperiksa", {"batch": "K7M2", "works": 2, "verified": 1}, "blokir"),
        ("Tidak ada peserta tercatat", {"batch": "K7M2", "works": 0, "verified": 0}, "blokir"),
    ],
)
def makers_verified(this: Rule, batch: str, *, works: int, verified: int) -> Answer:
    """Setiap orang yang bekerja berhak atas premi yang dicatat; yang tidak tercatat bekerja tidak menerimanya.

    >>> makers_verified("K7M2", works=0, verified=0)[0].message
    'Belum ada peserta yang tercatat bekerja pada hasil produksi K7M2. Catat pesertanya dulu.'
    """
    if not works:
        says = _("Belum ada peserta yang tercatat bekerja pada hasil produksi {batch}. Catat pesertanya dulu.")
        return [this.found(says, batch=batch)]
    return [this.found(batch=batch)] if verified < works else None


@rule(
    "PD-03",
    Article("Praktik Lapas: tanpa uang tunai", None),
    BLOCK,
    title=_("Premi tidak dibayar tunai di dalam"),
    says=_("Pembayaran tunai tidak diizinkan. Pilih rekening, titipan, atau kartu."),
    confidence="V2",
    fields=["way"],
    examples=[
        ("Ke rekening atas nama sendiri", {"way": "rekening"}, "sesuai"),
        ("Dititipkan pada unit", {"way": "titipan"}, "sesuai"),
        ("Tunai", {"way": "tunai"}, "blokir"),
        ("Tidak disebut", {"way": ""}, "blokir"),
    ],
)
def no_cash(this: Rule, way: str) -> Answer:
    """Uang tunai dilarang di dalam; premi masuk rekening atas nama sendiri, titipan, atau kartu.

    >>> no_cash("tunai").rule
    'PD-03'
    """
    return None if way in WAYS else this.found()


@rule(
    "PD-04",
    Article("Kebijakan Masohi: harga", None),
    WARN,
    title=_("Harga tidak di bawah biaya tanpa alasan"),
    says=_("Harga {price} di bawah biaya {cost} per buah. Naikkan harga, atau tulis alasannya."),
    confidence="I",
    fields=["price_rupiah", "reason_below_cost"],
    examples=[
        ("Harga sama dengan biaya", {"price": 50_000, "cost": 50_000}, "sesuai"),
        ("Harga di bawah biaya", {"price": 49_999, "cost": 50_000}, "peringatan"),
        ("Harga di bawah biaya, ada alasan", {"price": 40_000, "cost": 50_000, "reason": "Pameran"}, "sesuai"),
        ("Biaya belum dicatat", {"price": 1_000, "cost": 0}, "sesuai"),
    ],
)
def price_covers_cost(this: Rule, price: int, *, cost: int, reason: str = "") -> Answer:
    """Harga jual menutup biaya yang dicatat pada hasil produksi terakhir, atau ada alasan tertulis.

    >>> price_covers_cost(40_000, cost=50_000).message
    'Harga Rp40.000 di bawah biaya Rp50.000 per buah. Naikkan harga, atau tulis alasannya.'
    """
    if price >= cost or reason.strip():
        return None
    return this.found(price=rupiah(price), cost=rupiah(cost))


def percent(points: int) -> str:
    """Basis points as percent, as offices write them.

    >>> percent(1500), percent(9999), percent(1250), percent(-50)
    ('15', '99,99', '12,5', '-0,5')
    """
    sign, whole, rest = "-" if points < 0 else "", *divmod(abs(points), 100)
    digits = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{sign}{number(whole)}{digits}"


NOT_MODELLED = [
    "Besar premi, PNBP, dan modal berbeda menurut unit; yang dipakai kebijakan unit yang berlaku pada hari bayar.",
    "Penyetoran PNBP ke kas negara (SIMPONI) tidak dilakukan di sini; di sini hanya jumlah yang harus disetor.",
    "Upah minimum untuk pekerja produksi pihak ketiga (SE Dirjenpas 2010) tidak dihitung.",
    "Anak tidak bekerja untuk upah; bagiannya dicatat sebagai tabungan menurut kebijakan unit.",
]
