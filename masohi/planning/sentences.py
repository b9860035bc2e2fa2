"""The reasons of a plan as sentences in plain Indonesian; the codes are those of `Reason`, `Refusal` and `Mend`."""

from collections.abc import Callable, Mapping

from masohi.planning.terms import Mend, Reason, Refusal, Value
from masohi.writing import gettext_noop
from masohi.writing.indonesian import DAYS, day_and_date, hours, number

SENTENCES: Mapping[str, str] = {
    # Why this place
    "nearest_site": gettext_noop("{site} adalah tempat terdekat yang sesuai: {metres} dari rumah."),
    "nearest_that_fits": gettext_noop("{site} adalah tempat terdekat yang cukup: {metres} dari rumah."),
    "site_without_home": gettext_noop("{site} sesuai. Jarak tidak dihitung karena letak rumah belum dicatat."),
    "site_by_verdict": gettext_noop("{site} ditetapkan dalam amar putusan."),
    "several_sites": gettext_noop("{site} dipakai karena satu tempat saja tidak cukup sebelum batas."),
    # Why this date
    "earliest_day": gettext_noop("{date} adalah hari paling awal yang bisa."),
    "same_weekday": gettext_noop("{date}: hari yang sama setiap minggu, yaitu {weekday}."),
    "next_free_day": gettext_noop("{date} adalah hari berikutnya yang bisa."),
    "shortened": gettext_noop("Lama kerja {minutes} dari {opening_minutes} yang dibuka tempat itu."),
    "kept_announced": gettext_noop("Sesi ini sudah diumumkan, jadi tetap."),
    "pinned": gettext_noop("Sesi ini dikunci PK, jadi tidak dipindah."),
    "least_change": gettext_noop("Dipilih supaya sesi yang sudah diumumkan paling sedikit berubah."),
    "shared_places": gettext_noop("Tempat dibagi: orang yang batasnya lebih dekat didahulukan."),
    "makes_up_absence": gettext_noop("Dibuat lebih awal, supaya sesi yang terlewat masih dapat diganti."),
    # What became of the order
    "finishes": gettext_noop("Selesai pada {date} dalam {sessions} sesi. Batasnya {deadline}."),
    "reserve_kept": gettext_noop("Masih ada {spare} sesi cadangan sebelum batas."),
    "thin": gettext_noop("Cadangan hanya {spare} sesi dari {sessions}, kurang dari {percent} persen. Awasi kehadiran."),
    "short_session": gettext_noop("Sisa hanya {minutes}, jadi satu sesi lebih pendek dari {least}."),
    "does_not_fit": gettext_noop("Kurang {short}: hanya {fits} yang bisa dijadwalkan sampai {date}."),
    "no_site": gettext_noop("Belum ada tempat yang sesuai. {short} belum bisa dijadwalkan."),
    "calendar_ends": gettext_noop("Jadwal tempat baru tersedia sampai {date}. Tambah jadwal tempat, lalu susun lagi."),
    # Why not: the place
    "place_fixed": gettext_noop("Tempat lain sudah ditetapkan dalam amar putusan."),
    "commercial": gettext_noop("Tempat ini dikomersialkan. Pasal 85 ayat (3) KUHP melarangnya."),
    "regime": gettext_noop("Tempat ini tidak menerima jenis perkara ini."),
    "excluded": gettext_noop("Orang ini tidak boleh ditempatkan di sini."),
    "hazard": gettext_noop("Pekerjaan di sini tidak cocok dengan batas kesehatan: {hazards}."),
    "fits_too_little": gettext_noop("Di sini paling banyak {fits} dari {minutes} yang bisa dijadwalkan."),
    "fits_thinly": gettext_noop("Di sini cukup, tetapi tanpa cadangan yang aman."),
    # Why not: the date
    "too_early": gettext_noop("Pelaksanaan baru boleh mulai {date}."),
    "too_late": gettext_noop("Batas penyelesaian {date} sudah lewat."),
    "holiday": gettext_noop("{date} adalah hari libur."),
    "blocked_day": gettext_noop("Orang ini berhalangan pada {date}."),
    "weekday": gettext_noop("Amar putusan tidak memakai hari {weekday}."),
    "no_opening": gettext_noop("Tidak ada tempat yang buka pada {date}."),
    "site_closed": gettext_noop("Tempat ini tutup pada {date}."),
    "opening_short": gettext_noop("Tempat ini hanya buka {minutes}. Satu sesi paling singkat {least}."),
    "full": gettext_noop("Semua tempat di sesi ini sudah terisi."),
    "tighter_first": gettext_noop("Tempat itu dipakai orang yang batasnya lebih dekat."),
    "supervisors_full": gettext_noop("Pengawas di sini sudah mengawasi orang sebanyak yang boleh."),
    "forbidden": gettext_noop("PK menutup sesi ini untuk orang ini."),
    "mixed": gettext_noop("Sesi ini sudah dipakai kelompok lain."),
    "week_full": gettext_noop("Minggu itu sudah penuh: PK membatasi {minutes} seminggu."),
    "announced_stay": gettext_noop("Sesi yang sudah diumumkan dipertahankan."),
    "pinned_stay": gettext_noop("Sesi yang dikunci PK dipertahankan."),
    "unavailable": gettext_noop("Orang ini bekerja, sekolah, atau berhalangan setiap {weekday} pukul {from}–{to}."),
    "worship": gettext_noop("Waktu ibadah: {weekday} pukul {from}–{to}."),
    "night": gettext_noop("Kerja malam perlu persetujuan jaksa: pukul {from}–{to}."),
    "over_midnight": gettext_noop("Satu sesi harus selesai sebelum tengah malam."),
    "overlap": gettext_noop("Bertumpuk dengan sesi lain orang ini."),
    "other_site_that_day": gettext_noop("Pada {date} orang ini sudah bekerja di tempat lain."),
    "day_full": gettext_noop("Hari itu sudah penuh: paling lama {minutes} sehari."),
    "over_24h": gettext_noop("Akan melebihi {minutes} dalam 24 jam."),
    "week_quota": gettext_noop("Amar putusan hanya {days} hari seminggu."),
    "month_quota": gettext_noop("Amar putusan hanya {days} hari dalam 30 hari."),
    "already_finished": gettext_noop("Semua jam sudah selesai pada {date}."),
    "nearer_site": gettext_noop("Ada tempat yang lebih dekat dan cukup."),
    "one_site": gettext_noop("Orang ini tetap di tempat yang sama supaya jadwalnya teratur."),
    "rhythm": gettext_noop("Hari lain dipakai. Sesi ini menjadi cadangan."),
    "nothing_planned": gettext_noop("Belum ada sesi karena seluruh jam tidak cukup dijadwalkan."),
    # What would mend it
    "free_hours": gettext_noop("Minta waktu luang lain dari orang ini."),
    "more_places": gettext_noop("Tambah tempat pada sesi yang penuh."),
    "day_a_week": gettext_noop("Minta jaksa: {days} hari seminggu."),
    "day_a_month": gettext_noop("Minta jaksa: {days} hari dalam 30 hari."),
    "other_weekdays": gettext_noop("Minta jaksa: hari lain dalam seminggu."),
    "longer_days": gettext_noop("Minta jaksa: sampai {minutes} sehari."),
    "other_place": gettext_noop("Minta jaksa: tempat lain dari yang ditetapkan putusan."),
    "later_deadline": gettext_noop("Minta jaksa: batas penyelesaian {date}."),
    "add_site": gettext_noop("Cari tempat baru yang sesuai untuk orang ini."),
    "add_slot": gettext_noop("Buka satu sesi lagi di {site}: {weekday} pukul {from}–{to}."),
    "more_places_at": gettext_noop("Tambah satu tempat di {site}: {weekday} pukul {from}."),
    "supervisor": gettext_noop("Tambah satu pengawas di {site}."),
    "other_work": gettext_noop("Minta {site} memberi pekerjaan lain, tanpa {hazards}."),
    "week_minutes": gettext_noop("Naikkan batas jam seminggu yang Anda tetapkan."),
    # Why it does not fit
    "because_no_site": gettext_noop("Belum ada tempat yang boleh dipakai orang ini."),
    "because_verdict": gettext_noop("Irama dalam amar putusan terlalu jarang, pada {count} dari {of} {unit}."),
    "because_holiday": gettext_noop("Hari libur dan halangan memotong waktu, pada {count} dari {of} {unit}."),
    "because_person": gettext_noop("Waktu luang orang ini terlalu sedikit, pada {count} dari {of} {unit}."),
    "because_offered": gettext_noop("Tempat yang sesuai terlalu jarang buka, pada {count} dari {of} {unit}."),
    "because_places": gettext_noop("Tempat yang sesuai sudah penuh, pada {count} dari {of} {unit}."),
}

CLOSES = gettext_noop("Lalu semua jam cukup.")
GAINS = gettext_noop("Lalu bertambah {gains}.")

UNITS = {"weeks": gettext_noop("minggu"), "months": gettext_noop("masa 30 hari")}

HAZARDS = {
    "heavy": gettext_noop("angkat berat"),
    "sun": gettext_noop("panas matahari"),
    "water": gettext_noop("air"),
    "smell": gettext_noop("bau menyengat"),
}


def sentence(reason: Reason, *, names: Mapping[str, str] | None = None, translate: Callable[[str], str] = str) -> str:
    """A reason as a reader sees it; `names` turns keys of sites into names, `translate` the words into a language.

    >>> sentence(Reason("nearest_site", {"site": "s1", "metres": 1230}), names={"s1": "Panti Ina Kaka"})
    'Panti Ina Kaka adalah tempat terdekat yang sesuai: 1,2 km dari rumah.'
    >>> sentence(Mend("day_a_week", {"days": 2}, gains=2100, closes=True))
    'Minta jaksa: 2 hari seminggu. Lalu semua jam cukup.'
    """
    known = names or {}
    values = {name: _shown(name, value, known, translate) for name, value in reason.values.items()}
    text = translate(SENTENCES[reason.code]).format(**values)
    if isinstance(reason, Mend):
        after = translate(CLOSES) if reason.closes else translate(GAINS).format(gains=hours(reason.gains))
        return f"{text} {after}"
    if isinstance(reason, Refusal) and reason.site is not None:
        return f"{known.get(reason.site, reason.site)}: {text}"
    return text


def _shown(name: str, value: Value, names: Mapping[str, str], translate: Callable[[str], str]) -> str:
    if name == "site":
        return names.get(str(value), str(value))
    if name == "hazards":
        return ", ".join(translate(HAZARDS.get(hazard, hazard)) for hazard in str(value).split(","))
    if name == "unit":
        return translate(UNITS[str(value)])
    return SHOWN.get(name, str)(value)


def _kilometres(value: int) -> str:
    return f"{value / 1000:.1f} km".replace(".", ",")


def _clock(value: int) -> str:
    return f"{value // 60:02}.{value % 60:02}"


SHOWN: Mapping[str, Callable[..., str]] = {
    **dict.fromkeys(("minutes", "short", "fits", "least", "opening_minutes"), hours),
    **dict.fromkeys(("date", "deadline"), day_and_date),
    **dict.fromkeys(("from", "to"), _clock),
    **dict.fromkeys(("spare", "sessions", "percent", "days", "places", "count", "of"), number),
    "metres": _kilometres,
    "weekday": DAYS.__getitem__,
}
