"""What every civil servant should know of the cooperation: five cards and five questions. Words only."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Card(NamedTuple):
    """One card: its drawing (name of a template), title, sentences, and points where it has some."""

    drawing: str
    title: Any
    sentences: tuple[Any, ...]
    points: tuple[Any, ...] = ()


class Question(NamedTuple):
    """A question, its answers, which one is right (counted from 0), and why."""

    text: Any
    answers: tuple[Any, ...]
    right: int
    why: Any


CARDS = (
    Card(
        "kerja",
        _("Apa itu?"),
        (
            _("Hakim dapat mengganti penjara pendek atau denda ringan dengan kerja untuk masyarakat."),
            _("Orangnya setuju, bekerja tanpa upah, dan paling lama 8 jam sehari."),
            _("Hasilnya milik semua: pantai bersih, taman rapi, kantor desa terawat."),
        ),
    ),
    Card(
        "bersama",
        _("Siapa?"),
        (
            _("Hakim memutus. Jaksa mengawasi. Pembimbing Kemasyarakatan dari Bapas membimbing."),
            _("Dinas kota menyediakan tempat, alat, dan pengawas lokasi."),
            _("Wali Kota dan Kepala Kanwil Ditjenpas Maluku menandatangani payungnya pada 9 Februari 2026."),
        ),
    ),
    Card(
        "tempat",
        _("Di mana?"),
        (
            _("Di tempat umum milik kota dan negeri: pantai, pasar, taman, sekolah, panti."),
            _("Tempatnya aman, berguna bagi warga, dan tidak mencari untung."),
            _("Jadwal orang tidak diumumkan. Yang diumumkan hanya hasilnya, sesudah selesai."),
        ),
    ),
    Card(
        "peran",
        _("Apa peran kita?"),
        (
            _("Setiap dinas punya janji sendiri: tempat, alat, pelatihan, atau pemasaran karya."),
            _("Sambut orang yang datang seperti rekan kerja. Panggil dengan namanya."),
            _("Kalau ada yang janggal, sampaikan kepada pengawas lokasi atau kirim aduan."),
        ),
    ),
    Card(
        "jangan",
        _("Apa yang tidak boleh?"),
        (_("Martabat orang dijaga. Empat hal ini tidak boleh:"),),
        (
            _("Memotret atau menyebarkan wajah orang yang bekerja."),
            _("Menyebut orang dengan sebutan yang merendahkan."),
            _("Menyuruh orang bekerja untuk kepentingan pribadi."),
            _("Memungut atau menerima uang dari orang yang bekerja atau keluarganya."),
        ),
    ),
)

QUESTIONS = (
    Question(
        _("Seorang peserta kerja sosial menyapu taman kota. Apa yang ia terima?"),
        (
            _("Upah harian dari dinas"),
            _("Jam kerjanya diakui; tidak ada upah"),
            _("Makanan dan uang transpor dari warga"),
        ),
        1,
        _("Kerja sosial adalah pidana, jadi tidak dibayar dan tidak boleh dikomersialkan. Yang dicatat adalah jamnya."),
    ),
    Question(
        _("Siapa yang memutuskan bahwa seseorang menjalani kerja sosial?"),
        (_("Kepala dinas"), _("Pengawas lokasi"), _("Hakim, dalam putusan")),
        2,
        _("Hanya hakim yang memutus. Jaksa mengawasi, Bapas membimbing, dan dinas menyediakan tempat."),
    ),
    Question(
        _("Berapa lama orang boleh bekerja dalam satu hari?"),
        (_("Paling lama 8 jam"), _("Sampai pekerjaan selesai"), _("12 jam bila ia mau")),
        0,
        _("Undang-undang membatasi 8 jam sehari. Lebih dari itu tidak boleh diminta dan tidak dihitung."),
    ),
    Question(
        _("Teman Anda memotret wajah peserta dan mau menyebarkannya. Apa yang Anda lakukan?"),
        (
            _("Membiarkan, karena tempatnya umum"),
            _("Memintanya menghapus foto itu"),
            _("Menyebarkannya juga, supaya jera"),
        ),
        1,
        _("Wajah peserta tidak boleh dipotret atau disebarkan. Pidananya adalah kerja, bukan dipermalukan."),
    ),
    Question(
        _("Atasan meminta peserta memperbaiki pagar rumahnya. Apa jawabannya?"),
        (_("Boleh, asal sebentar"), _("Boleh, asal peserta setuju"), _("Tidak boleh; sampaikan sebagai aduan")),
        2,
        _("Kerja sosial hanya untuk kepentingan umum. Kerja pribadi dilarang walaupun orangnya setuju."),
    ),
)
