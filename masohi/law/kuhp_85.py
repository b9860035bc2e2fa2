"""UU 1/2023 (KUHP) Pasal 85 ayat (1), (2), (4), (7), (9): when a verdict of community service is lawful."""

from collections.abc import Collection
from datetime import date

from masohi.law.citation import KUHP, Answer, Article, Level, Rule, rule
from masohi.law.counting import months_in_words
from masohi.law.parameters import DEFAULTS, IN_FORCE, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import joined, long_date, number, rupiah

BLOCK, WARN = Level.BLOCK, Level.WARN


@rule(
    "KS-00",
    Article(KUHP, 624),
    BLOCK,
    title=_("Putusan dijatuhkan saat Pasal 85 sudah berlaku"),
    says=_("Putusan tanggal {verdict} dijatuhkan sebelum KUHP ini berlaku pada {start}. Periksa tanggal putusan."),
    confidence="M",
    fields=["verdict_date"],
    examples=[
        ("Putusan 2 Januari 2026", {"verdict_date": date(2026, 1, 2)}, "sesuai"),
        ("Putusan 1 Januari 2026", {"verdict_date": date(2026, 1, 1)}, "blokir"),
    ],
)
def verdict_under_this_code(this: Rule, verdict_date: date) -> Answer:
    """UU 1/2023 berlaku 3 tahun sejak diundangkan, yaitu mulai 2 Januari 2026.

    >>> verdict_under_this_code(date(2025, 12, 31)).level.value
    'block'
    """
    if verdict_date >= IN_FORCE:
        return None
    return this.found(verdict=long_date(verdict_date), start=long_date(IN_FORCE))


@rule(
    "KS-01",
    Article(KUHP, 85, 1),
    BLOCK,
    title=_("Ancaman pidana penjara kurang dari 5 tahun"),
    says=_("Ancaman penjara {threat}. Kerja sosial hanya untuk ancaman kurang dari {limit}."),
    confidence="V",
    fields=["offence_max_prison_months"],
    numbers=["threat_months"],
    examples=[
        ("Ancaman 59 bulan (4 tahun 11 bulan)", {"months": 59}, "sesuai"),
        ("Ancaman tepat 60 bulan (5 tahun)", {"months": 60}, "blokir"),
        ("Ancaman belum diisi", {"months": None}, "blokir"),
    ],
)
def offence_threat(this: Rule, months: int | None, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Kerja sosial dapat dijatuhkan untuk tindak pidana yang diancam penjara kurang dari 5 tahun; tepat 5 tahun tidak.

    >>> offence_threat(60, day=date(2026, 2, 4)).message
    'Ancaman penjara 5 tahun. Kerja sosial hanya untuk ancaman kurang dari 5 tahun.'
    """
    limit = parameters.value("threat_months", day)
    if months is None or months < 1:
        return this.found(_("Ancaman pidana penjara belum diisi dengan benar. Tulis ancaman paling lama dalam bulan."))
    return this.found(threat=months_in_words(months), limit=months_in_words(limit)) if months >= limit else None


@rule(
    "KS-02",
    Article(KUHP, 85, 1),
    BLOCK,
    title=_("Penjara yang diganti paling lama 6 bulan"),
    says=_("Penjara yang diganti {days} hari. Paling lama {limit} hari (6 bulan, 1 bulan = 30 hari)."),
    confidence="V",
    fields=["replaced_prison_days"],
    also=[Article(KUHP, 184)],
    numbers=["prison_days"],
    examples=[
        ("Penjara 180 hari (6 bulan) diganti", {"days": 180}, "sesuai"),
        ("Penjara 181 hari diganti", {"days": 181}, "blokir"),
    ],
)
def replaced_prison(this: Rule, days: int | None, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Hakim menjatuhkan penjara paling lama 6 bulan. Pasal 184: 1 bulan adalah 30 hari, jadi 180 hari.

    >>> replaced_prison(180, day=date(2026, 2, 4))
    >>> replaced_prison(181, day=date(2026, 2, 4)).rule
    'KS-02'
    """
    limit = parameters.value("prison_days", day)
    return this.found(days=number(days), limit=limit) if days is not None and days > limit else None


@rule(
    "KS-03",
    Article(KUHP, 85, 1),
    BLOCK,
    title=_("Denda yang diganti paling banyak kategori II"),
    says=_("Denda {amount} melebihi kategori II ({limit})."),
    confidence="V",
    fields=["replaced_fine_rupiah"],
    also=[Article(KUHP, 79, 1), Article(KUHP, 78, 2)],
    numbers=["fine_categories", "fine_minimum"],
    examples=[
        ("Denda Rp10.000.000 diganti", {"amount": 10_000_000}, "sesuai"),
        ("Denda Rp10.000.001 diganti", {"amount": 10_000_001}, "blokir"),
        ("Denda Rp49.999, di bawah denda paling sedikit", {"amount": 49_999}, "peringatan"),
    ],
)
def replaced_fine(this: Rule, amount: int | None, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Hakim menjatuhkan denda paling banyak kategori II, yaitu Rp10.000.000. Denda paling sedikit Rp50.000.

    >>> replaced_fine(10_000_001, day=date(2026, 2, 4)).message
    'Denda Rp10.000.001 melebihi kategori II (Rp10.000.000).'
    """
    limit, least = parameters.value("fine_categories", day)[1], parameters.value("fine_minimum", day)
    if amount is not None and 0 < amount < least:
        says = _("Denda {amount} kurang dari denda paling sedikit {least}. Periksa angka dalam putusan.")
        return this.found(says, level=WARN, article=this.also[1], amount=rupiah(amount), least=rupiah(least))
    return this.found(amount=rupiah(amount), limit=rupiah(limit)) if amount is not None and amount > limit else None


@rule(
    "KS-04",
    Article(KUHP, 85, 9, "a"),
    BLOCK,
    title=_("Tepat satu pidana yang diganti"),
    says=_("Isi salah satu saja: lama penjara atau besar denda yang diganti."),
    confidence="V",
    fields=["replaced_prison_days", "replaced_fine_rupiah"],
    examples=[
        ("Penjara 90 hari, tanpa denda", {"prison_days": 90, "fine_rupiah": None}, "sesuai"),
        ("Penjara dan denda diisi bersama", {"prison_days": 90, "fine_rupiah": 1_000_000}, "blokir"),
        ("Keduanya kosong", {"prison_days": None, "fine_rupiah": None}, "blokir"),
        ("Penjara 0 hari", {"prison_days": 0, "fine_rupiah": None}, "blokir"),
    ],
)
def one_replaced_penalty(this: Rule, prison_days: int | None, fine_rupiah: int | None) -> Answer:
    """Putusan memuat lama penjara atau besar denda yang sesungguhnya dijatuhkan oleh hakim.

    >>> one_replaced_penalty(90, None)
    >>> one_replaced_penalty(None, None).message
    'Penjara atau denda yang diganti belum diisi. Isi salah satu sesuai putusan.'
    """
    given = [value for value in (prison_days, fine_rupiah) if value is not None]
    if len(given) == 2:
        return this.found()
    return None if given and given[0] > 0 else this.found(MISSING_PENALTY)


MISSING_PENALTY = _("Penjara atau denda yang diganti belum diisi. Isi salah satu sesuai putusan.")


@rule(
    "KS-05",
    Article(KUHP, 85, 4),
    BLOCK,
    title=_("Jumlah jam 8 sampai 240"),
    says=_("Jam kerja sosial harus {low} sampai {high} jam. Tercatat {hours} jam."),
    confidence="V",
    fields=["hours"],
    numbers=["total_hours"],
    examples=[
        ("Hukuman 7 jam", {"hours": 7}, "blokir"),
        ("Hukuman 8 jam", {"hours": 8}, "sesuai"),
        ("Hukuman 240 jam", {"hours": 240}, "sesuai"),
        ("Hukuman 241 jam", {"hours": 241}, "blokir"),
    ],
)
def total_hours(this: Rule, hours: int | None, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Kerja sosial dijatuhkan paling singkat 8 jam dan paling lama 240 jam.

    >>> total_hours(241, day=date(2026, 2, 4)).message
    'Jam kerja sosial harus 8 sampai 240 jam. Tercatat 241 jam.'
    """
    low, high = parameters.value("total_hours", day)
    if hours is None:
        return this.found(_("Jumlah jam kerja sosial belum diisi. Tulis {low} sampai {high} jam."), low=low, high=high)
    return None if low <= hours <= high else this.found(low=low, high=high, hours=number(hours))


@rule(
    "KS-10",
    Article(KUHP, 85, 2, "c"),
    WARN,
    title=_("Persetujuan terdakwa tercatat"),
    says=_("Persetujuan terdakwa belum tercatat. Catat setelah tujuan kerja sosial dijelaskan."),
    confidence="V",
    fields=["consent_recorded"],
    examples=[
        ("Persetujuan tercatat", {"recorded": True}, "sesuai"),
        ("Persetujuan belum tercatat", {"recorded": None}, "peringatan"),
    ],
)
def consent(this: Rule, recorded: bool | None) -> Answer:
    """Hakim mempertimbangkan persetujuan terdakwa sesudah dijelaskan tujuan dan segala hal mengenai kerja sosial.

    >>> consent(False).rule
    'KS-10'
    """
    return None if recorded else this.found()


@rule(
    "KS-11",
    Article(KUHP, 85, 2),
    WARN,
    title=_("Tujuh pertimbangan hakim tercatat"),
    says=_("Pertimbangan hakim huruf {letters} belum tercatat."),
    confidence="V",
    fields=["considerations"],
    numbers=["considerations"],
    examples=[
        ("Huruf a sampai g lengkap", {"letters": tuple("abcdefg")}, "sesuai"),
        ("Huruf f dan g belum ada", {"letters": tuple("abcde")}, "peringatan"),
    ],
)
def considerations(
    this: Rule, letters: Collection[str] | None, *, day: date, parameters: Parameters = DEFAULTS
) -> Answer:
    """Hakim wajib mempertimbangkan pengakuan, kemampuan kerja, persetujuan, riwayat sosial, keselamatan kerja, agama
    dan keyakinan politik, serta kemampuan membayar denda (huruf a sampai g).

    >>> considerations("abcde", day=date(2026, 2, 4)).message
    'Pertimbangan hakim huruf f dan g belum tercatat.'
    """
    missing = [letter for letter in parameters.value("considerations", day) if letter not in (letters or ())]
    return this.found(letters=joined(missing)) if missing else None


@rule(
    "KS-12",
    Article(KUHP, 85, 7),
    BLOCK,
    title=_("Putusan memuat akibat bila tidak dijalankan"),
    says=_("Akibat bila kerja sosial tidak dijalankan belum dicatat dari putusan."),
    confidence="V",
    fields=["sanction"],
    also=[Article(KUHP, 85, 9, "c")],
    examples=[
        ("Akibat: menjalani penjara yang diganti", {"sanction": "prison", "fine_rupiah": None}, "sesuai"),
        ("Akibat belum dicatat", {"sanction": None, "fine_rupiah": None}, "blokir"),
        ("Akibat: bayar denda, padahal penjara yang diganti", {"sanction": "fine", "fine_rupiah": None}, "peringatan"),
        (
            "Akibat: menjalani penjara, padahal denda yang diganti",
            {"sanction": "prison", "fine_rupiah": 5_000_000},
            "peringatan",
        ),
        ("Akibat: mengulang, denda yang diganti", {"sanction": "repeat", "fine_rupiah": 5_000_000}, "sesuai"),
    ],
)
def sanction_stated(this: Rule, sanction: str | None, fine_rupiah: int | None) -> Answer:
    """Putusan memerintahkan akibat bila tanpa alasan sah tidak dijalankan: mengulang, menjalani penjara (bila penjara
    yang diganti), atau membayar denda (bila denda yang diganti).

    >>> sanction_stated(None, None).level.value
    'block'
    """
    if not sanction:
        return this.found()
    if sanction == "fine" and fine_rupiah is None:
        says = _("Akibat tercatat membayar denda, tetapi yang diganti adalah penjara. Periksa putusan.")
        return this.found(says, level=WARN)
    if sanction == "prison" and fine_rupiah:
        says = _("Akibat tercatat menjalani penjara, tetapi yang diganti adalah denda. Periksa putusan.")
        return this.found(says, level=WARN)
    return None


NOT_MODELLED = [
    "Ayat (2): pertimbangan hakim dicatat, tidak dihitung dan tidak dinilai.",
    "Ayat (1): dua syarat lain di luar Pasal 85 (pelaku pertama kali, kerugian kecil) adalah kriteria penuntut umum, "
    "bukan syarat undang-undang, dan tidak diperiksa.",
    "Pasal 3 ayat (7): penyesuaian putusan karena undang-undang baru lebih ringan dicatat sebagai versi putusan, "
    "tidak dihitung.",
    "Penjara dan denda yang dijatuhkan bersama (kumulatif): belum jelas bagaimana keduanya diganti.",
]
