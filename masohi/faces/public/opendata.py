"""Open data: the published rows as CSV and JSON, with a dictionary of their columns."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from masohi.faces.public.published import shown, sites_told, worth
from masohi.faces.public.transparency import public_sites
from masohi.reports.publication.models import Release
from masohi.reports.publication.queries import releases, rows_of, told_until
from masohi.reports.publication.terms import CITY, COMPLAINTS, MEASURES, ORDERS, SPENDING, WORK
from masohi.supply.results.queries import public_results
from masohi.writing.sheets_out import harmless

VERSION = 1  # of the columns: names stay, new ones may come
KINDS = ("csv", "json")
LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/deed.id"
Row = dict[str, Any]


class Column(NamedTuple):
    """A column of a file and what it says."""

    name: str
    text: Any


class DataSet(NamedTuple):
    """One file: its name in the address, what it tells, its columns, and how its rows are made."""

    name: str
    label: Any
    columns: tuple[Column, ...]
    rows: Callable[[list[Release]], list[Row]]


AREA = (
    Column("dari", _("bulan pertama yang dihitung, tahun-bulan")),
    Column("sampai", _("bulan terakhir yang dihitung, tahun-bulan")),
    Column("jenis", _("kota, wilayah (kecamatan), dinas, atau lokasi")),
    Column("kode", _("kode wilayah, nama pendek dinas, atau kode lokasi; kosong untuk kota")),
    Column("nama", _("nama kota, kecamatan, dinas, atau lokasi")),
    Column("keadaan", _("terbit, atau disembunyikan: angkanya kosong")),
)


def _of_table(table: str) -> Callable[[list[Release]], list[Row]]:
    def rows(told: list[Release]) -> list[Row]:
        mine = [row for release in told for row in rows_of(release) if row["tabel"] == table]
        return [{column.name: row[column.name] for column in AREA} | row["angka"] for row in mine]

    return rows


def _columns(table: str) -> tuple[Column, ...]:
    return (*AREA, *(Column(measure.name, measure.label) for measure in MEASURES[table]))


def _values(told: list[Release]) -> list[Row]:
    """The value of the work by month: minutes, rate, rupiah."""
    found = []
    for release in told:
        row = next(one for one in rows_of(release) if (one["tabel"], one["jenis"]) == (WORK, CITY))
        rate, source = release.body["tarif"], release.body["sumber_tarif"]
        numbers = shown(row)
        values = {"menit": numbers["menit"], "rupiah": worth(numbers["menit"], rate)} if numbers else {}
        month = f"{release.month:%Y-%m}"
        found.append({"bulan": month, "keadaan": row["keadaan"], "tarif": rate, "sumber_tarif": source} | values)
    return found


def _results(told: list[Release]) -> list[Row]:
    rows = public_results(told_until(told[-1].month if told else None))
    return [
        {
            "bulan": f"{one.day:%Y-%m}",
            "kode_lokasi": one.site.code,
            "nama_lokasi": one.site.name,
            "hasil": one.caption,
            "jumlah": one.quantity,
            "satuan": one.unit,
        }
        for one in rows
    ]


def _places(told: list[Release]) -> list[Row]:
    codes = {row["kode"] for release in told for row in sites_told(release)}
    return [
        {
            "kode": site.code,
            "nama": site.name,
            "dinas": site.host.short_name,
            "kode_desa": site.village_id,
            "desa": site.village.name,
            "lintang": str(site.lat),
            "bujur": str(site.lon),
        }
        for site in sorted(public_sites().values(), key=lambda site: site.code)
        if site.code in codes
    ]


SETS = (
    DataSet(WORK, _("Kerja: waktu, sesi, orang, kehadiran, kegagalan"), _columns(WORK), _of_table(WORK)),
    DataSet(ORDERS, _("Putusan yang berakhir dan selesai tepat waktu"), _columns(ORDERS), _of_table(ORDERS)),
    DataSet(COMPLAINTS, _("Aduan yang diterima dan dijawab"), _columns(COMPLAINTS), _of_table(COMPLAINTS)),
    DataSet(SPENDING, _("Belanja menurut dinas"), _columns(SPENDING), _of_table(SPENDING)),
    DataSet(
        "nilai",
        _("Nilai kerja bagi masyarakat"),
        (
            Column("bulan", _("tahun-bulan")),
            Column("keadaan", _("terbit, atau disembunyikan: angkanya kosong")),
            Column("menit", _("waktu kerja yang diakui, dalam menit")),
            Column("tarif", _("rupiah untuk 1 jam")),
            Column("rupiah", _("menit × tarif ÷ 60, dibulatkan ke bawah")),
            Column("sumber_tarif", _("dari mana tarif itu")),
        ),
        _values,
    ),
    DataSet(
        "hasil",
        _("Hasil kerja yang sudah diperiksa dua petugas"),
        (
            Column("bulan", _("bulan pengerjaan, tahun-bulan")),
            Column("kode_lokasi", _("kode lokasi")),
            Column("nama_lokasi", _("nama lokasi")),
            Column("hasil", _("apa yang dikerjakan")),
            Column("jumlah", _("banyaknya; boleh kosong")),
            Column("satuan", _("satuan, misalnya m² atau kg; boleh kosong")),
        ),
        _results,
    ),
    DataSet(
        "lokasi",
        _("Lokasi yang pernah disebut dalam data ini"),
        (
            Column("kode", _("kode lokasi")),
            Column("nama", _("nama lokasi")),
            Column("dinas", _("dinas pengampu")),
            Column("kode_desa", _("kode kelurahan, desa, atau negeri")),
            Column("desa", _("nama kelurahan, desa, atau negeri")),
            Column("lintang", _("derajat, WGS 84")),
            Column("bujur", _("derajat, WGS 84")),
        ),
        _places,
    ),
)
BY_NAME = {one.name: one for one in SETS}


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Every file with its dictionary, licence, version and date."""
    told = releases()
    newest = told[-1] if told else None
    licence = {"column_version": VERSION, "licence": LICENCE, "licence_url": LICENCE_URL}
    return render(request, "public/data.html", {"sets": SETS, "kinds": KINDS, "newest": newest, **licence})


@require_safe
def data_file(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """One file. CSV: commas, quotes, UTF-8, no cell that a spreadsheet takes for a formula. JSON: the same rows."""
    wanted = BY_NAME.get(name)
    if wanted is None:
        raise Http404
    told = releases()
    rows = wanted.rows(told)
    if kind == "csv":
        response = HttpResponse(_as_csv(wanted, rows), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(_as_json(wanted, rows, told), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="masohi-{name}-v{VERSION}.{kind}"'
    response["Cache-Control"] = "public, max-age=600"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _as_csv(wanted: DataSet, rows: list[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    names = [column.name for column in wanted.columns]
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])
    return out.getvalue()


def _cell(value: Any) -> str:
    """A number as it is, a text so that no spreadsheet takes it for a formula, nothing for what is hidden."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else _coordinate_or(str(value))


def _coordinate_or(text: str) -> str:
    """Texts are neutralised; a negative coordinate is a number."""
    return text if text.removeprefix("-").replace(".", "", 1).isdecimal() else harmless(text)


def _as_json(wanted: DataSet, rows: list[Row], told: list[Release]) -> str:
    names = [column.name for column in wanted.columns]
    body = {
        "set": wanted.name,
        "versi": VERSION,
        "terbit": told[-1].published_at.isoformat() if told else None,
        "lisensi": {"nama": LICENCE, "alamat": LICENCE_URL},
        "kolom": {column.name: str(column.text) for column in wanted.columns},
        "baris": [{name: row.get(name) for name in names} for row in rows],
    }
    return json.dumps(body, ensure_ascii=False, indent=1)
