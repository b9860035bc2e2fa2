"""Every word of a person's own page, in Indonesian and in Ambonese Malay (abs). At most ten words a sentence.

The Ambonese was written with care and waits for a native reader (docs/own-page.md). Dates stay as the letters write
them, so that nobody has to compare two spellings of one day.
"""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

AMBONESE: Final = "abs"

WORDS: Final[dict[str, tuple[Any, str]]] = {
    "title": (_("Jadwal saya"), "Beta pung jadwal"),
    "other_language": ("Melayu Ambon", "Bahasa Indonesia"),
    "listen": (_("Dengarkan"), "Dengar"),
    "stop": (_("Berhenti"), "Barenti"),
    "back": (_("Kembali"), "Bale ka muka"),
    "phone": (_("Telepon PK"), "Telpon PK"),
    "visit": (_("Ada pertanyaan? Datang ke kantor PK."), "Ada mau tanya? Datang ka PK pung kantor."),
    # the screen
    "hello": (_("Halo %(name)s."), "Halo %(name)s."),
    "next": (_("Jadwal berikut"), "Jadwal barikut"),
    "today": (_("Hari ini"), "Hari ini"),
    "tomorrow": (_("Besok"), "Beso"),
    "clock": (_("Pukul %(start)s sampai %(end)s WIT"), "Jam %(start)s sampe %(end)s WIT"),
    "map": (_("Buka peta"), "Buka peta"),
    "bring": (_("Bawa"), "Bawa"),
    "bring_outdoors": (_("Air minum, topi, sepatu tertutup."), "Aer minom, topi, sapatu tatutup."),
    "bring_indoors": (_("Air minum dan sepatu tertutup."), "Aer minom deng sapatu tatutup."),
    "tools": (_("Alat kerja ada di tempat."), "Alat karja su ada di tampa."),
    "left": (_("%(hours)s lagi"), "%(hours)s lai"),
    "times": (_("%(n)s kali lagi"), "%(n)s kali lai"),
    "roughly": (_("kira-kira %(n)s kali lagi"), "kira-kira %(n)s kali lai"),
    "credited": (_("%(credited)s dari %(total)s sudah diakui."), "%(credited)s dari %(total)s su diaku."),
    "waiting": (_("%(waiting)s sedang diperiksa."), "%(waiting)s masi dapa pareksa."),
    "lost": (_("Tidak jadi: %(date)s."), "Seng jadi: %(date)s."),
    "later": (_("Sesudah itu"), "Abis itu"),
    "more_dates": (_("Lihat %(n)s tanggal lagi"), "Lia %(n)s tanggal lai"),
    "hours_left": (_("Jam saya"), "Beta pung jam"),
    "cannot": (_("Saya tidak bisa datang"), "Beta seng bisa datang"),
    "cannot_short": (_("Tidak bisa"), "Seng bisa"),
    "tell_early": (_("Kabari sebelum harinya."), "Kasi tau sabalom dia pung hari."),
    "or_else": (_("Tanpa kabar, PK harus memanggil Anda."), "Kalo seng ada kabar, PK musti pange ose."),
    "empty": (_("Jadwal Anda sedang disiapkan."), "Ose pung jadwal masi dapa siap."),
    "empty_until": (
        _("PK akan mengabari paling lambat %(day)s."),
        "PK nanti kasi tau paling lambat %(day)s.",
    ),
    "paused": (_("Jadwal berhenti dulu. PK akan mengabari."), "Jadwal barenti dolo. PK nanti kasi tau."),
    "done": (_("Selesai. Semua jam sudah diakui."), "Su abis. Samua jam su diaku."),
    "done_letter": (_("Surat keterangan bisa diunduh di sini."), "Surat katarangan bisa ambe di sini."),
    "thanks": (_("Terima kasih."), "Tarima kasi."),
    "stopped": (_("Tidak ada jadwal lagi."), "Seng ada jadwal lai."),
    "ask_pk": (_("Ada pertanyaan? Telepon PK."), "Ada mau tanya? Telpon PK."),
    "first_rest": (
        _("Anda boleh istirahat dan memakai alat aman."),
        "Ose bole istirahat deng pake alat aman.",
    ),
    "first_complain": (_("Ada yang salah? Anda boleh mengadu."), "Ada yang sala? Ose bole mangadu."),
    "more": (_("Jam, surat, dan aduan"), "Jam, surat, deng aduan"),
    "need_code": (_("Perlu kode 6 angka."), "Parlu kode 6 angka."),
    "openly": (_("Mengadu tanpa kode"), "Mangadu seng pake kode"),
    # what became of an excuse
    "told": (_("Kabar Anda sudah diterima."), "Ose pung kabar su sampe."),
    "told_until": (_("PK menjawab paling lambat %(until)s."), "PK balas paling lambat %(until)s."),
    "told_still": (_("Sampai ada jawaban, jadwal belum berubah."), "Balom ada jawaban, jadwal balom barubah."),
    "accepted": (_("PK menerima alasan Anda."), "PK tarima ose pung alasan."),
    "not_accepted": (_("PK belum menerima alasan ini. Telepon PK."), "PK balom tarima alasan ini. Telpon PK."),
    # saying it
    "why": (_("Mengapa tidak bisa datang?"), "Kanapa seng bisa datang?"),
    "sick": (_("Sakit"), "Saki"),
    "work": (_("Kerja"), "Karja"),
    "family": (_("Keluarga"), "Kaluarga"),
    "other": (_("Lain"), "Laeng"),
    "photo": (_("Foto surat, kalau ada"), "Foto surat, kalo ada"),
    "photo_hint": (_("Misalnya surat dokter. Tanpa foto juga boleh."), "Misal surat dokter. Seng ada foto jua bole."),
    "send": (_("Kirim kabar"), "Kirim kabar"),
    "choose": (_("Pilih satu alasan. Kabar belum terkirim."), "Pili satu alasan. Kabar balom takirim."),
    # six digits
    "code_title": (_("Buka dengan kode"), "Buka pake kode"),
    "code_label": (_("Tulis 6 angka"), "Tulis 6 angka"),
    "code_from": (_("Angka ada di pesan atau kartu."), "Angka ada di pesan ato kartu."),
    "open": (_("Buka"), "Buka"),
    "ask_code": (_("Kirim kode ke HP saya"), "Kirim kode ka beta pung HP"),
    "asked": (_("Kode sedang dikirim. Kode berlaku 15 menit."), "Kode ada di jalan. Kode barlaku 15 menit."),
    "not_come": (_("Belum datang? Telepon PK."), "Balom datang? Telpon PK."),
    "wrong": (_("Angka belum cocok. Coba lagi."), "Angka balom cocok. Coba lai."),
    "locked": (
        _("Angka salah 5 kali. Tunggu 1 jam, atau minta kode baru dari PK."),
        "Angka sala 5 kali. Tunggu 1 jam, ka minta kode baru dari PK.",
    ),
    "often": (_("Kode sudah diminta. Tunggu 15 menit."), "Kode su minta. Tunggu 15 menit."),
    "ask_for_code": (_("Belum punya angka? Minta kepada PK."), "Balom ada angka? Minta dari PK."),
    # behind the digits
    "history": (_("Jam saya"), "Beta pung jam"),
    "h_credited": (_("diakui"), "su diaku"),
    "h_waiting": (_("sedang diperiksa"), "masi dapa pareksa"),
    "h_refused": (_("tidak dihitung"), "seng dapa itong"),
    "h_absent": (_("tidak hadir"), "seng datang"),
    "tell_why": (_("Tulis alasan"), "Kasi tau alasan"),
    "h_service": (_("kerja batal, bukan salah Anda"), "karja batal, bukang ose pung sala"),
    "something_wrong": (_("Ada yang salah?"), "Ada yang sala?"),
    "no_hours": (_("Belum ada jam tercatat."), "Balom ada jam yang dapa catat."),
    "letters": (_("Surat saya"), "Beta pung surat"),
    "download": (_("Unduh"), "Ambe"),
    "no_letters": (_("Belum ada surat."), "Balom ada surat."),
    "rights": (_("Hak saya"), "Beta pung hak"),
    "right_complain": (
        _("Anda boleh mengadu. Jam Anda tidak berkurang."),
        "Ose bole mangadu. Ose pung jam seng kurang.",
    ),
    "right_rest": (_("Anda boleh istirahat dan minum."), "Ose bole istirahat deng minom."),
    "right_tools": (_("Anda mendapat alat kerja yang aman."), "Ose dapa alat karja yang aman."),
    "right_honour": (_("Tidak boleh ada yang mempermalukan Anda."), "Seng bole ada yang biking malu ose."),
    "right_money": (_("Tidak boleh ada yang meminta uang."), "Seng bole ada yang minta kepeng."),
    "right_work": (_("Kerja hanya untuk orang banyak."), "Karja cuma par orang banya."),
    "complaints": (_("Aduan"), "Aduan"),
    "complain": (_("Tulis aduan"), "Tulis aduan"),
    "about": (_("Tentang apa?"), "Soal apa?"),
    "a_pk": (_("PK saya"), "Beta pung PK"),
    "a_lokasi": (_("Pengawas atau tempat kerja"), "Pengawas ato tampa karja"),
    "a_jam": (_("Jam saya tidak cocok"), "Beta pung jam seng cocok"),
    "a_uang": (_("Saya diminta uang"), "Dong minta kepeng dari beta"),
    "a_jaksa": (_("Jaksa saya"), "Beta pung jaksa"),
    "a_lain": (_("Hal lain"), "Hal laeng"),
    "what": (_("Apa yang terjadi?"), "Apa yang jadi?"),
    "who_reads": (_("PK dan pengawas tidak membaca aduan ini."), "PK deng pengawas seng baca aduan ini."),
    "answered_by": (_("Orang lain menjawab dalam %(n)s hari."), "Orang laeng balas dalam %(n)s hari."),
    "send_complaint": (_("Kirim aduan"), "Kirim aduan"),
    "say_what": (_("Pilih dan tulis dulu. Aduan belum terkirim."), "Pili deng tulis dolo. Aduan balom takirim."),
    "too_many": (_("Hari ini cukup. Kirim lagi besok."), "Hari ini su cukup. Kirim lai beso."),
    "complaint_sent": (_("Aduan terkirim. Jawaban muncul di sini."), "Aduan su takirim. Jawaban nanti ada di sini."),
    "answer_until": (_("Jawaban paling lambat %(day)s."), "Jawaban paling lambat %(day)s."),
    "answer": (_("Jawaban"), "Jawaban"),
    "close": (_("Tutup halaman ini"), "Tutup halaman ini"),
    # a link that opens nothing
    "dead": (_("Tautan ini tidak berlaku lagi."), "Tautan ini seng barlaku lai."),
    "dead_ask": (_("Minta tautan baru kepada PK."), "Minta tautan baru dari PK."),
    "slow": (_("Terlalu sering. Tunggu 1 menit."), "Talalu sering. Tunggu 1 menit."),
}


def words(language: str) -> dict[str, str]:
    """Every text in one language: Ambonese Malay by the table, everything else by the catalogues."""
    place = 1 if language == AMBONESE else 0
    return {key: str(pair[place]) for key, pair in WORDS.items()}
