"""The catalogue of figures: what each one counts, what it leaves out, from which rows, and as of when.

A definition that changes gets the next `version`; frozen months keep the number of the definition they were made by.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from masohi.reports.counting.figure import Figure, Unit

__all__ = ["CATALOGUE", "FIGURES", "FROZEN", "Figure", "Unit"]


PLACES: Final = ("dinas", "wilayah", "lokasi")
AS_FROZEN = _("Dihitung saat bulan itu dibekukan; sesudahnya tidak berubah.")
AS_OF_SNAPSHOT = _("Dihitung dari catatan pada saat yang tertulis di halaman.")

CATALOGUE: Final = (
    Figure(
        "orders_running",
        _("Perkara berjalan"),
        Unit.ROWS,
        _("perkara"),
        _(
            "Perkara pidana kerja sosial yang pelaksanaannya sudah diperintahkan jaksa dan belum berakhir. "
            "Perkara yang baru dicatat, sudah selesai, atau dihentikan tidak dihitung. "
            "Angka bulanan: yang berjalan pada akhir bulan."
        ),
        _("Register perkara: surat perintah pelaksanaan, keadaan, dan waktu berakhir."),
        frozen=True,
        parts=("unit",),
        deed="order.view",
        url="orders",
    ),
    Figure(
        "hours_credited",
        _("Jam diakui"),
        Unit.MINUTES,
        _("jam"),
        _(
            "Waktu kerja yang dicatat pengawas, diperiksa petugas kantor lain, dan diakui, menurut hari sesinya. "
            "Istirahat, kelebihan di atas batas sehari, dan catatan yang masih menunggu atau ditolak tidak dihitung."
        ),
        _("Menit yang diakui pada setiap jadwal orang, dijumlahkan menurut hari sesi (WIT)."),
        frozen=True,
        parts=PLACES,
        deed="order.view",
        url="orders",
    ),
    Figure(
        "people_worked",
        _("Orang yang bekerja"),
        Unit.PEOPLE,
        _("orang"),
        _(
            "Orang berbeda yang paling sedikit 1 menit kerjanya diakui. "
            "Satu orang dihitung sekali, juga bila ia bekerja di beberapa lokasi; karena itu jumlah bagian "
            "boleh lebih besar daripada angka keseluruhan."
        ),
        _("Jadwal orang dengan menit diakui, menurut hari sesi (WIT)."),
        frozen=True,
        parts=PLACES,
        deed="order.view",
        url="orders",
    ),
    Figure(
        "sessions_held",
        _("Sesi terlaksana"),
        Unit.ROWS,
        _("sesi"),
        _(
            "Sesi yang didatangi paling sedikit satu orang. "
            "Sesi yang batal, yang belum dicatat, atau yang tidak didatangi siapa pun tidak dihitung."
        ),
        _("Catatan kehadiran yang berlaku dan tidak ditolak, menurut hari sesi (WIT)."),
        frozen=True,
        parts=PLACES,
        deed="schedule.view",
        url="schedule",
    ),
    Figure(
        "attendance",
        _("Kehadiran"),
        Unit.SHARE,
        _("datang dari yang ditunggu"),
        _(
            "Berapa kali orang datang, dari semua jadwal orang yang sudah dicatat. Terlambat dan pulang awal dihitung "
            "datang; izin, sakit, dan tidak hadir dihitung tidak datang. Jadwal yang gagal karena lokasi tutup, "
            "pengawas tidak ada, atau cuaca tidak ikut dihitung, karena orangnya tidak mungkin bekerja."
        ),
        _("Catatan kehadiran yang berlaku, menurut hari sesi (WIT). Catatan yang ditolak tidak dihitung datang."),
        frozen=True,
        parts=PLACES,
        deed="schedule.view",
        url="schedule",
    ),
    Figure(
        "stand_down",
        _("Gagal karena layanan"),
        Unit.SHARE,
        _("gagal dari jadwal yang lewat"),
        _(
            "Berapa kali orang tidak dapat bekerja bukan karena dirinya: lokasi tutup, pengawas tidak ada, cuaca atau "
            "laut berbahaya. Dibandingkan dengan semua jadwal orang yang sudah lewat atau sudah dicatat."
        ),
        _("Catatan kehadiran yang berlaku dengan sebab itu, menurut hari sesi (WIT) dan dinas pengampu lokasi."),
        frozen=True,
        parts=PLACES,
        deed="schedule.view",
        url="schedule",
    ),
    Figure(
        "stand_down_cause",
        _("Gagal karena layanan, menurut sebab"),
        Unit.ROWS,
        _("jadwal orang"),
        _("Jadwal orang yang gagal karena layanan, dipisah menurut sebabnya: lokasi tutup, pengawas tidak ada, cuaca."),
        _("Catatan kehadiran yang berlaku, menurut hari sesi (WIT)."),
        frozen=True,
        parts=("sebab",),
    ),
    Figure(
        "orders_completed",
        _("Selesai tepat waktu"),
        Unit.SHARE,
        _("tepat waktu dari yang berakhir"),
        _(
            "Dari perkara yang berakhir bulan itu, berapa yang seluruh jamnya dikerjakan sampai tanggal batas. "
            "Perkara yang dihentikan karena sebab lain ikut dihitung sebagai berakhir, tetapi bukan tepat waktu."
        ),
        _("Register perkara menurut waktu berakhir (WIT), dan hari kerja terakhir yang diakui."),
        frozen=True,
        deed="order.view",
        url="orders",
    ),
    Figure(
        "completion",
        _("Penyelesaian menurut bulan mulai"),
        Unit.ROWS,
        _("perkara"),
        _(
            "Perkara yang pelaksanaannya mulai pada bulan yang sama, dan keadaannya sekarang: selesai tepat waktu, "
            "selesai terlambat, berakhir karena sebab lain, masih berjalan, atau lewat batas dengan sisa jam. "
            "Kelima bagian selalu berjumlah sama dengan yang mulai. Bulan mulai ialah bulan surat perintah. "
            "Persen: yang selesai tepat waktu, dari yang sudah selesai, berakhir, atau lewat batas."
        ),
        _("Register perkara: tanggal surat perintah, keadaan, tanggal batas, hari kerja terakhir yang diakui."),
        parts=("unit",),
        deed="order.view",
        url="orders",
    ),
    Figure(
        "outstanding",
        _("Sisa jam menurut umur perkara"),
        Unit.MINUTES,
        _("jam"),
        _(
            "Jam pidana yang belum diakui pada perkara berjalan, menurut hari sejak surat perintah: 0–30, 31–60, "
            "sampai lebih dari 180 hari. Jam yang sudah dilaporkan tetapi belum diperiksa masih termasuk sisa."
        ),
        _("Register perkara yang berjalan."),
        parts=("unit",),
        deed="order.view",
        url="orders",
    ),
    Figure(
        "first_session",
        _("Hari sampai sesi pertama"),
        Unit.DAYS,
        _("hari"),
        _(
            "Hari dari surat perintah sampai sesi pertama yang jamnya diakui. Ditampilkan nilai tengah (separuh "
            "perkara lebih cepat) dan persentil ke-90 (9 dari 10 perkara secepat itu atau lebih cepat). Dihitung "
            "untuk perkara yang mulai dalam 365 hari terakhir. Perkara yang belum punya sesi pertama disebut terpisah."
        ),
        _("Register perkara dan jadwal orang dengan menit diakui."),
    ),
    Figure(
        "orders_lost",
        _("Tidak dapat selesai tepat waktu"),
        Unit.ROWS,
        _("perkara"),
        _(
            "Perkara berjalan yang sisa jamnya tidak muat lagi dalam hari yang tersisa, walaupun setiap hari dipakai "
            "sampai batas sehari menurut putusan (paling banyak 8 jam). Perkara yang lewat batas dengan sisa jam "
            "termasuk. Yang masih mungkin selesai tidak dihitung, juga bila sulit: jam yang sudah dilaporkan dan "
            "menunggu pemeriksaan dianggap akan diakui."
        ),
        _("Register perkara yang berjalan dan pidana yang berlaku."),
        parts=("unit",),
        deed="order.view",
        url="orders",
    ),
    Figure(
        "commitments",
        _("Komitmen menurut keadaan"),
        Unit.ROWS,
        _("komitmen"),
        _(
            "Janji dinas dalam perjanjian: selesai, sesuai jadwal, tertinggal, terlambat, atau belum mulai. "
            "Lampu mengikuti tanggal dan bukti, bukan pendapat. Komitmen yang dibatalkan tidak dihitung."
        ),
        _("Komitmen dan buktinya; sebagian kemajuan dihitung dari catatan, bukan diketik."),
        parts=("dinas",),
        deed="commitment.view",
        url="commitments",
    ),
    Figure(
        "agreements_ending",
        _("Perjanjian segera berakhir"),
        Unit.ROWS,
        _("perjanjian"),
        _("Perjanjian yang ditandatangani dan berlaku, yang hari terakhirnya dalam 90 hari lagi atau kurang."),
        _("Daftar perjanjian."),
        deed="agreement.view",
        url="agreements",
    ),
    Figure(
        "spending",
        _("Belanja"),
        Unit.RUPIAH,
        _("rupiah"),
        _(
            "Rupiah yang dibayar menurut bukti bayar, pada bulan pembayarannya. Rencana dan pembayaran yang ditarik "
            "tidak dihitung. Orang yang menjalani kerja sosial tidak pernah membayar."
        ),
        _("Realisasi anggaran menurut tanggal bayar dan pemegang anggaran."),
        frozen=True,
        parts=("dinas",),
        deed="budget.view",
        url="budget",
    ),
    Figure(
        "cost_per_hour",
        _("Biaya per jam diakui"),
        Unit.RUPIAH,
        _("rupiah per jam"),
        _("Seluruh belanja dibagi seluruh jam yang diakui, sejak awal program. Waktu kerja pegawai tidak termasuk."),
        _("Realisasi anggaran dan jam diakui."),
        deed="budget.view",
        url="budget",
    ),
    Figure(
        "cost_per_order",
        _("Biaya per perkara selesai"),
        Unit.RUPIAH,
        _("rupiah per perkara"),
        _("Seluruh belanja dibagi jumlah perkara selesai, sejak awal program. Waktu kerja pegawai tidak termasuk."),
        _("Realisasi anggaran dan register perkara."),
        deed="budget.view",
        url="budget",
    ),
    Figure(
        "complaints",
        _("Aduan dijawab"),
        Unit.SHARE,
        _("dijawab dari yang masuk"),
        _("Aduan yang masuk bulan itu, dan berapa yang sudah dijawab saat angka dihitung."),
        _("Aduan dari halaman publik, menurut waktu masuk (WIT)."),
        frozen=True,
        deed="complaint.answer",
        url="",
    ),
    Figure(
        "data_quality",
        _("Mutu data"),
        Unit.ROWS,
        _("baris"),
        _("Catatan yang kurang atau terlambat, satu hitungan untuk setiap pertanyaan di halaman mutu data."),
        _("Register perkara, jadwal, kehadiran, dan lokasi."),
        parts=("unit", "dinas"),
    ),
)

FIGURES: Final = {figure.key: figure for figure in CATALOGUE}
FROZEN: Final = tuple(figure.key for figure in CATALOGUE if figure.frozen)
