"""Numbers of city posts: how long served, how well, how soon trained. From memory: check the text."""

from datetime import date
from typing import Final

from masohi.law.dated import Dated, Parameter
from masohi.law.parameter_kinds import COUNT, NUMBERS, Kind, Value
from masohi.writing import gettext_noop as _

SOURCE: Final = "PP 11/2017 Pasal 54 jo. PP 17/2020; dari ingatan, periksa naskahnya"


def _office(key: str, label: str, unit: str, value: Value, kind: Kind = COUNT) -> Parameter:
    return Parameter(key, label, unit, kind, Dated(((date(2026, 1, 2), value, SOURCE),)), "M", office=True)


POSTS: Final = (
    _office("post_administrator_months", _("Administrator: masa di jabatan pengawas atau setara"), _("bulan"), 36),
    _office("post_supervisor_months", _("Pengawas: masa di jabatan pelaksana atau setara"), _("bulan"), 48),
    _office("post_good_years", _("Tahun terakhir yang semuanya dinilai baik"), _("tahun"), 2),
    _office("post_retirement_age", _("Batas usia pensiun administrator dan pengawas"), _("tahun"), 58),
    _office("post_training_days", _("Pelatihan kepemimpinan sesudah pelantikan"), _("hari"), 365),
    _office("post_training_warnings", _("Peringatan sebelum batas pelatihan"), _("hari"), (90, 30), NUMBERS),
)
"""All may be set by the office, with a day and a source."""
