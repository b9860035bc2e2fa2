"""The shipped numbers. Confidence: V statute read, V2 reported elsewhere, M from memory, I inferred by this program."""

from datetime import date

from masohi.law.citation import KUHP, KUHP_CHANGED, SPPA, SPPA_PP, Article
from masohi.law.dated import Dated, Parameter
from masohi.law.integration_parameters import HOME
from masohi.law.message_parameters import MESSAGES
from masohi.law.parameter_kinds import (
    ALLOWANCE,
    BOX,
    CLOCK,
    COUNT,
    LETTERS,
    MINUTES,
    NUMBER,
    NUMBERS,
    PAIRS,
    RANGE,
    RUPIAH,
    WEEK_HOURS,
    Kind,
    Value,
    one_of,
)
from masohi.law.post_parameters import POSTS
from masohi.law.shop_parameters import SHOP
from masohi.law.training_parameters import TRAINING
from masohi.writing import gettext_noop as _

IN_FORCE = date(2026, 1, 2)
CHILDREN_IN_FORCE = date(2014, 7, 31)

START_BASES = {
    "execution_record": _("tanggal berita acara pelaksanaan"),
    "execution_order": _("tanggal surat perintah pelaksanaan"),
    "inkracht": _("tanggal putusan berkekuatan hukum tetap"),
    "first_session": _("tanggal sesi pertama"),
}


def _statute(key: str, label: str, unit: str, kind: Kind, value: Value, article: Article) -> Parameter:
    """A number read in the statute itself: shown, not editable."""
    return Parameter(key, label, unit, kind, Dated(((IN_FORCE, value, article),)), "V")


def _child(key: str, label: str, unit: str, kind: Kind, value: Value, article: Article, confidence: str) -> Parameter:
    """A number of the children's law, which is older than the code."""
    return Parameter(key, label, unit, kind, Dated(((CHILDREN_IN_FORCE, value, article),)), confidence)


def _office(key: str, label: str, unit: str, kind: Kind, value: Value, source: str, confidence: str = "I") -> Parameter:
    """A number that an office may set with a date and a source."""
    return Parameter(key, label, unit, kind, Dated(((IN_FORCE, value, source),)), confidence, office=True)


STATUTES = (
    _statute("total_hours", _("Jumlah jam kerja sosial"), _("jam"), RANGE, (8, 240), Article(KUHP, 85, 4)),
    _statute("minutes_a_day", _("Waktu kerja paling lama dalam 1 hari"), "", MINUTES, 480, Article(KUHP, 85, 5)),
    _statute("day_minutes", _("Lama 1 hari"), "", MINUTES, 1440, Article(KUHP, 185)),
    _statute("month_days", _("Lama 1 bulan"), _("hari"), COUNT, 30, Article(KUHP, 184)),
    _statute("completion_days", _("Masa penyelesaian paling lama"), _("hari"), COUNT, 180, Article(KUHP, 85, 5)),
    _statute("threat_months", _("Ancaman penjara harus kurang dari"), _("bulan"), COUNT, 60, Article(KUHP, 85, 1)),
    _statute("prison_days", _("Penjara yang diganti paling lama"), _("hari"), COUNT, 180, Article(KUHP, 85, 1)),
    _statute("fine_minimum", _("Denda paling sedikit"), "", RUPIAH, 50_000, Article(KUHP, 78, 2)),
    _statute(
        "fine_categories",
        _("Denda kategori I sampai VIII"),
        _("rupiah"),
        NUMBERS,
        (10**6, 10**7, 5 * 10**7, 2 * 10**8, 5 * 10**8, 2 * 10**9, 5 * 10**9, 5 * 10**10),
        Article(KUHP, 79, 1),
    ),
    _statute("considerations", _("Pertimbangan hakim"), "", LETTERS, tuple("abcdefg"), Article(KUHP, 85, 2)),
    _statute("adult_age", _("Umur dewasa"), _("tahun"), COUNT, 18, Article(KUHP, 150)),
    _statute("measures_age", _("Di bawah umur ini hanya tindakan"), _("tahun"), COUNT, 14, Article(KUHP, 113, 3)),
    _statute("diversion_months", _("Diversi bila ancaman kurang dari"), _("bulan"), COUNT, 84, Article(KUHP, 112)),
    _statute("supervision_months", _("Pidana pengawasan paling lama"), _("bulan"), COUNT, 36, Article(KUHP, 76)),
    _statute("supervision_threat", _("Ancaman untuk pengawasan paling lama"), _("bulan"), COUNT, 60, Article(KUHP, 75)),
    _statute(
        "prescription_years",
        _("Kedaluwarsa pelaksanaan (ancaman sampai bulan = tahun)"),
        _("tahun"),
        PAIRS,
        ((12, 4), (36, 8), (84, 16)),
        Article(KUHP, 142),
    ),
)

CHILDREN = (
    _child("child_hours", _("Jam pelayanan masyarakat anak"), _("jam"), RANGE, (7, 120), Article(SPPA, 76, 3), "V2"),
    _child("training_months", _("Lama pelatihan kerja anak"), _("bulan"), RANGE, (3, 12), Article(SPPA_PP, 19), "V"),
    _child("training_minutes", _("Pelatihan kerja anak per hari"), "", MINUTES, 180, Article(SPPA_PP, 19, 5), "V"),
    Parameter(
        "child_minutes_a_day",
        _("Pelayanan masyarakat anak per hari"),
        "",
        MINUTES,
        Dated(((CHILDREN_IN_FORCE, 180, "Rancangan PP; bandingkan PP 58/2022 Pasal 19 ayat (5)"),)),
        "V2",
        office=True,
    ),
)

MEASURED = "Kebijakan Masohi; dari perbandingan rencana di bench/planning"


def _worth(key: str, label: str, value: int) -> Parameter:
    """What one fault of a plan costs beside the others; a pure number from memory of the measurements."""
    return _office(f"plan_{key}", label, "", NUMBER, value, MEASURED, "M")


PLANNING = (
    _office("absence_percent", _("Sesi yang diperkirakan tidak dihadiri"), _("persen"), NUMBER, 20, MEASURED, "M"),
    _office("plan_freeze_days", _("Jadwal beku: tidak diubah tanpa sebab"), _("hari"), NUMBER, 14, MEASURED, "M"),
    _worth("unfinished_order", _("Bobot rencana: perkara tidak selesai"), 0),
    _worth("unplaced_hour", _("Bobot rencana: 1 jam tanpa tempat"), 1000),
    _worth("risk_hour", _("Bobot rencana: 1 jam yang berisiko"), 100),
    _worth("disturb_near", _("Bobot rencana: sesi terdekat yang berpindah"), 20),
    _worth("disturb_far", _("Bobot rencana: sesi lain yang berpindah"), 5),
    _worth("travel_hundred", _("Bobot rencana: 100 menit perjalanan"), 10),
    _worth("irregularity", _("Bobot rencana: hari kerja yang tidak teratur"), 5),
    _worth("supervisor", _("Bobot rencana: satu pengawas bertugas"), 5),
)

LADDER = (
    _office(
        "ladder_absences",
        _("Sesi tanpa alasan sah sebelum: peringatan; panggilan 1; 2; 3; kunjungan; laporan"),
        _("sesi"),
        NUMBERS,
        (1, 1, 1, 1, 1, 1),
        "Tidak diatur dalam KUHP; kebijakan Masohi, dari kebiasaan Bapas; sesuaikan dengan Kejaksaan",
        "M",
    ),
    _office(
        "ladder_days",
        _("Tenggat tiap langkah sesudah sebabnya diputus: urutan yang sama"),
        _("hari"),
        NUMBERS,
        (2, 3, 3, 3, 7, 7),
        "Tidak diatur dalam KUHP; kebijakan Masohi, dari kebiasaan Bapas; sesuaikan dengan Kejaksaan",
        "M",
    ),
    _office(
        "ladder_visits",
        _("Hari kunjungan tanpa bertemu siapa pun sebelum langkah kunjungan selesai"),
        _("hari"),
        COUNT,
        2,
        "Tidak diatur dalam KUHP; kebijakan Masohi; sesuaikan dengan Kejaksaan",
        "M",
    ),
)

YES_NO = {"tidak": _("tidak"), "ya": _("ya")}
UNREGULATED = "Tidak diatur dalam KUHP Pasal 85; tanyakan kepada jaksa. Tanpa dasar, batas akhir tidak bergeser"


def _extends(key: str, label: str) -> Parameter:
    """Whether rest of one kind moves the deadline; no unless an office finds a legal source."""
    return _office(f"pause_extends_deadline_{key}", label, "", one_of(YES_NO), "tidak", UNREGULATED, "I")


PAUSES = (
    _extends("medical", _("Jeda karena tidak layak kerja menambah batas akhir")),
    _extends("prosecutor", _("Jeda oleh jaksa menambah batas akhir")),
    _extends("court", _("Jeda oleh pengadilan menambah batas akhir")),
)

PRACTICE = (
    _office(
        "execution_start_basis",
        _("Masa penyelesaian dihitung sejak"),
        "",
        one_of(START_BASES),
        "execution_record",
        "Tidak diatur dalam KUHP; usul: berita acara pelaksanaan yang ditandatangani jaksa",
    ),
    _office("appeal_days", _("Masa pikir-pikir"), _("hari"), COUNT, 7, "Praktik pengadilan", "V2"),
    _office("min_session_minutes", _("Sesi paling singkat"), "", MINUTES, 120, "Praktik Bapas Semarang", "V2"),
    _office("supervisor_ratio", _("Orang per pengawas lokasi"), _("orang"), COUNT, 10, "Kebijakan Masohi"),
    _office("absence_days", _("Alasan tidak hadir diputus dalam"), _("hari"), COUNT, 3, "Kebijakan Masohi"),
    *LADDER,
    *PAUSES,
    _office(
        "stand_down_credit_minutes",
        _("Menit yang diakui bila orang datang tetapi layanan tidak berjalan"),
        "",
        ALLOWANCE,
        0,
        "Tidak diatur dalam KUHP; pedoman Selandia Baru memberi 1 jam bila datang tepat waktu. Jaksa yang memutuskan",
        "M",
    ),
    _office("reserve_percent", _("Sesi cadangan dalam rencana"), _("persen"), NUMBER, 10, "Kebijakan Masohi"),
    _office("audit_percent", _("Sesi yang diperiksa mendadak"), _("persen"), NUMBER, 10, "Kebijakan Masohi"),
    _office("freeze_day", _("Angka bulan lalu dibekukan sejak tanggal"), "", COUNT, 5, "Kebijakan Masohi"),
    _office("public_minimum", _("Angka publik paling kecil"), _("orang"), COUNT, 5, "Kebijakan Masohi"),
    _office(
        "public_hour_value",
        _("Nilai 1 jam kerja bagi masyarakat"),
        "",
        RUPIAH,
        18_160,
        "Perkiraan: upah minimum Maluku 2025 Rp3.141.700 sebulan dibagi 173 jam; periksa keputusan yang berlaku",
        "M",
    ),
    _office("sunrise", _("Matahari terbit (paling lambat setahun)"), _("WIT"), CLOCK, "06:40", "Hitungan untuk Ambon"),
    _office("sunset", _("Matahari terbenam (paling awal setahun)"), _("WIT"), CLOCK, "18:15", "Hitungan untuk Ambon"),
    _office(
        "worship_hours",
        _("Waktu ibadah mingguan"),
        _("WIT"),
        WEEK_HOURS,
        ((4, "11:30", "13:30"), (6, "06:00", "12:00")),
        "Kebijakan Masohi; sesuaikan dengan tempat dan orang",
    ),
    *PLANNING,
    _office(
        "mend_costs",
        _("Urutan jalan keluar: PK; dinas; jaksa; pengadilan"),
        "",
        NUMBERS,
        (1, 2, 3, 4),
        "Kebijakan Masohi; yang paling dekat dengan Bapas dahulu",
    ),
    _office(
        "caseload_limit", _("Perkara paling banyak bagi satu PK"), _("perkara"), COUNT, 60, "Kebijakan Masohi", "M"
    ),
    _office("site_load_limit", _("Orang paling banyak di satu lokasi"), _("orang"), COUNT, 40, "Kebijakan Masohi", "M"),
    _office(
        "report_due_day", _("Laporan bulan lalu dikirim paling lambat tanggal"), "", COUNT, 5, "Praktik kantor", "M"
    ),
    _office("pace_tolerance", _("Jam disebut tertinggal sejak"), _("persen"), COUNT, 25, "Kebijakan Masohi", "M"),
    _office("pace_grace", _("Laju mulai dinilai sesudah"), _("hari"), COUNT, 21, "Kebijakan Masohi", "M"),
    _office("last_call_days", _("Peringatan terakhir sebelum batas"), _("hari"), COUNT, 30, "Kebijakan Masohi", "M"),
    _office(
        "tool_check_days",
        _("Alat berbahaya diperiksa paling lambat setiap"),
        _("hari"),
        COUNT,
        365,
        "Praktik keselamatan kerja (Permenaker 38/2016); tetapkan menurut jenis alatnya",
        "M",
    ),
    _office("income_minimum", _("Angka penghasilan ditampilkan sejak"), _("orang"), COUNT, 10, "Kebijakan Masohi", "I"),
    _office("agreement_notice", _("Ingatkan sebelum perjanjian habis"), _("hari"), COUNT, 30, "Kebijakan Masohi"),
    _office(
        "agreement_notice_middle",
        _("Mulai bahas perpanjangan sebelum perjanjian habis"),
        _("hari"),
        COUNT,
        90,
        "Kebijakan Masohi",
    ),
    _office(
        "agreement_notice_early", _("Tandai perjanjian yang akan habis"), _("hari"), COUNT, 180, "Kebijakan Masohi"
    ),
    _office("commitment_tolerance", _("Komitmen disebut tertinggal sejak"), _("persen"), COUNT, 15, "Kebijakan Masohi"),
    _office("geofence_metres", _("Jarak wajar dari tempat kerja"), _("meter"), COUNT, 150, "Kebijakan Masohi"),
    _office("own_link_days", _("Tautan halaman orang berlaku"), _("hari"), COUNT, 210, "Kebijakan Masohi"),
    _office("own_complaint_days", _("Aduan klien dijawab paling lama"), _("hari"), COUNT, 7, "Kebijakan Masohi"),
    _office("prescription_watch", _("Ingatkan sebelum kedaluwarsa"), _("hari"), COUNT, 365, "Kebijakan Masohi"),
    _office(
        "city_box",
        _("Kotak koordinat Kota Ambon"),
        _("derajat"),
        BOX,
        (-3.795, -3.569, 128.026, 128.301),
        "Dokumen RTH Kota Ambon",
        "V2",
    ),
    Parameter(
        "fine_per_hour",
        _("Denda yang setara 1 jam kerja sosial"),
        "",
        RUPIAH,
        Dated(((date(2023, 1, 2), 50_000, Article(KUHP, 82, 4)), (IN_FORCE, 0, Article(KUHP_CHANGED, None)))),
        "V2",
        office=True,
    ),
)

SHIPPED = STATUTES + CHILDREN + PRACTICE + MESSAGES + TRAINING + SHOP + POSTS + HOME
