"""Sentences of the drafts. `{…}` are filled by `writing.naskah`; a paragraph is one idea."""

from typing import Final, NamedTuple

MINISTRY: Final = "Kementerian Imigrasi dan Pemasyarakatan"


class Article(NamedTuple):
    """One article: the point of the checklist it answers (KJ-02), its title, its paragraphs.

    `only_for` names the kind of document whose articles these are; all others share the rest.
    """

    key: str
    title: str
    paragraphs: tuple[str, ...]
    only_for: str = ""


BASES: Final = (
    ("", "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah"),
    ("pemasyarakatan", "Undang-Undang Nomor 22 Tahun 2022 tentang Pemasyarakatan"),
    ("kejaksaan", "Undang-Undang Nomor 11 Tahun 2021 tentang perubahan atas Undang-Undang tentang Kejaksaan"),
    ("", "Undang-Undang Nomor 1 Tahun 2023 tentang Kitab Undang-Undang Hukum Pidana, terutama Pasal 85"),
    ("", "Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi"),
    ("", "Peraturan Pemerintah Nomor 28 Tahun 2018 tentang Kerja Sama Daerah"),
    ("", "Peraturan Menteri Dalam Negeri Nomor 22 Tahun 2020 tentang tata cara kerja sama daerah"),
)
"""For which side a text matters ("" for every side), and its name."""

SERVES: Final = {
    "kota": "pelayanan kepada warga",
    "pemasyarakatan": "pembimbingan dan pembinaan",
    "kejaksaan": "pelaksanaan putusan pengadilan",
}
DUTIES: Final = {
    "kota": (
        "menyediakan tempat, alat kerja, alat pelindung diri, dan pengawas lokasi, serta menjaga agar kerja itu "
        "bermanfaat bagi warga, tidak dikomersialkan, dan tidak merendahkan martabat."
    ),
    "pemasyarakatan": (
        "menilai, membimbing, dan mengawasi orang yang dibimbingnya, memeriksa catatan jam, dan memberi tahu pihak "
        "lain tepat waktu bila jadwal berubah. Tanggung jawab pembimbingan tidak berpindah."
    ),
    "kejaksaan": (
        "melaksanakan putusan pengadilan, menyetujui jadwal sesuai amar putusan, dan memutus apa yang menurut "
        "undang-undang hanya dapat diputus jaksa."
    ),
}

ARTICLES: Final = (
    Article(
        "perubahan",
        "Perubahan",
        (
            "Adendum ini mengubah {amends}.",
            "Jangka waktu perjanjian itu diubah sehingga berakhir pada {ends}.",
            "{purpose}",
        ),
        "adendum",
    ),
    Article(
        "lain",
        "Ketentuan lain",
        (
            "Ketentuan lain dalam perjanjian itu tetap berlaku.",
            "Adendum ini menjadi bagian yang tidak terpisahkan dari perjanjian itu dan berlaku sejak {begins}.",
        ),
        "adendum",
    ),
    Article(
        "penutup",
        "Penutup",
        ("Adendum ini dibuat dalam rangkap {copies}, masing-masing mempunyai kekuatan hukum yang sama.",),
        "adendum",
    ),
    Article(
        "maksud_tujuan",
        "Maksud dan tujuan",
        (
            "{parties} bekerja sama agar {title} berjalan tertib, terukur, dan dapat dibuktikan.",
            "Tujuannya: {purpose}",
        ),
    ),
    Article("objek", "Objek", ("Objek kerja sama adalah {title}.",)),
    Article(
        "ruang_lingkup",
        "Ruang lingkup",
        (
            "Ruang lingkup meliputi {serves} menurut kewenangan masing-masing pihak.",
            "Hal yang tidak termasuk kewenangan salah satu pihak tidak dapat dibebankan kepadanya.",
        ),
    ),
    Article(
        "pelaksanaan",
        "Pelaksanaan dan penanggung jawab",
        (
            "Kerja sama dilaksanakan menurut {plan}. Setiap komitmen menyebut penanggung jawab, ukuran, dan tenggat.",
            "Kerja sosial dilaksanakan paling lama 8 jam dalam satu hari dan diawasi di tempat.",
            "Setiap pihak menunjuk satu pejabat penghubung paling lambat 14 hari sesudah penandatanganan.",
        ),
    ),
    Article(
        "hak_kewajiban",
        "Hak dan kewajiban",
        (
            "Setiap pihak berhak menerima laporan dan data yang diperlukan untuk tugasnya.",
            "Tidak seorang pun boleh menerima pembayaran atau keuntungan dari penempatan seseorang.",
        ),
    ),
    Article(
        "pembiayaan",
        "Pembiayaan",
        (
            "Biaya ditanggung anggaran masing-masing pihak menurut kewenangannya, dan sumber lain yang sah.",
            "Biaya dan pungutan apa pun tidak dibebankan kepada orang yang menjalani kerja sosial atau keluarganya.",
        ),
    ),
    Article(
        "jangka_waktu",
        "Jangka waktu",
        (
            "Naskah ini berlaku sejak {begins} sampai dengan {ends}.",
            "Para pihak membahas perpanjangan paling lambat 90 hari sebelum berakhir.",
            "Bila naskah ini berakhir, kerja sosial yang sedang berjalan diselesaikan atau dipindahkan secara tertib.",
        ),
    ),
    Article(
        "evaluasi",
        "Pemantauan, evaluasi, dan laporan",
        (
            "Para pihak bersama-sama memeriksa kemajuan sedikitnya setiap 3 bulan dan mencatat hasilnya.",
            "Laporan kepada umum hanya memuat jumlah dan manfaat, tidak memuat nama atau data perorangan.",
        ),
    ),
    Article(
        "keadaan_kahar",
        "Keadaan kahar",
        (
            "Bencana dan keadaan lain di luar kuasa para pihak membebaskan pihak yang mengalaminya selama berlangsung.",
            "Pihak itu memberi tahu pihak lain secara tertulis paling lambat 7 hari sesudah kejadian.",
        ),
    ),
    Article(
        "perselisihan",
        "Penyelesaian perselisihan",
        ("Perselisihan diselesaikan dengan musyawarah untuk mufakat, bila perlu melalui pimpinan para pihak.",),
    ),
    Article(
        "perubahan",
        "Perubahan dan adendum",
        ("Perubahan hanya berlaku bila dibuat tertulis dalam adendum yang ditandatangani para pihak.",),
    ),
    Article(
        "korespondensi",
        "Korespondensi",
        ("Surat dan pemberitahuan dikirim kepada pejabat penghubung di alamat resmi masing-masing pihak.",),
    ),
    Article(
        "penutup",
        "Penutup",
        ("Naskah ini dibuat dalam rangkap {copies}, masing-masing mempunyai kekuatan hukum yang sama.",),
    ),
)

DATA_SHARING: Final = (
    "Data pribadi dibagi hanya untuk melaksanakan perjanjian ini, dan hanya yang diperlukan untuk tugas penerimanya.",
    "Pengawas lokasi menerima nama panggilan dan jadwal. Perkara, tindak pidana, dan kesehatan tidak dibagikan.",
    "Data anak tidak dibagikan kepada lokasi dan tidak diumumkan dalam bentuk apa pun.",
    "Setiap pembukaan data dicatat. Data yang tidak diperlukan lagi dihapus menurut jadwal retensi pemiliknya.",
    "Kebocoran data diberitahukan kepada pihak lain segera, dan kepada yang berhak paling lambat 3 × 24 jam.",
    "Foto yang memperlihatkan wajah orang yang bekerja tidak dibuat dan tidak disebarkan.",
)
