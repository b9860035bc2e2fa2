"""Every module with rules, in the order a lawyer reads them. Importing this module makes `RULES` complete."""

from types import ModuleType

from masohi.law import (
    agreements,
    budget,
    equipment,
    feasibility,
    geography,
    identifiers,
    integration,
    interruptions,
    kuhp_75,
    kuhp_85,
    kuhp_85_execution,
    kuhp_85_hours,
    kuhp_85_place,
    kuhp_85_sanction,
    kuhp_85_sessions,
    kuhp_general,
    posts,
    practice,
    proceeds,
    registers,
    sppa,
    training,
)
from masohi.law.citation import RULES

__all__ = ["CHAPTERS", "RULES"]

CHAPTERS: tuple[tuple[str, ModuleType], ...] = (
    ("Pasal 85: putusan kerja sosial", kuhp_85),
    ("Pasal 85: jam per hari dan masa penyelesaian", kuhp_85_hours),
    ("Pasal 85: apakah jamnya muat", feasibility),
    ("Pasal 85: sesi kerja", kuhp_85_sessions),
    ("Pasal 85: sebelum mulai bekerja", kuhp_85_execution),
    ("Pasal 85: tempat kerja", kuhp_85_place),
    ("Pasal 85: tidak hadir, akibat, dan selesai", kuhp_85_sanction),
    ("Jeda dan layanan yang tidak berjalan", interruptions),
    ("Praktik: ibadah, malam, kapasitas, bukti", practice),
    ("KUHP di luar Pasal 85", kuhp_general),
    ("Pidana pengawasan", kuhp_75),
    ("Register lain yang mirip", registers),
    ("Anak", sppa),
    ("Nomor identitas dan nomor perkara", identifiers),
    ("Wilayah", geography),
    ("Kerja sama: perjanjian", agreements),
    ("Kerja sama: anggaran", budget),
    ("Pelatihan: kehadiran dan jam", training),
    ("Hasil karya: harga, pembagian hasil, premi", proceeds),
    ("Peralatan: keselamatan dan kepemilikan", equipment),
    ("Pulang: pembebasan bersyarat dan masa percobaan", integration),
    ("Jabatan kota: syarat, penilaian, dan pelantikan", posts),
)
