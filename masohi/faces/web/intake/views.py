"""Import a register: choose a file, watch it being checked, mend rows, save, take back within a day."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.cases.intake.actions import (
    check_rows,
    commit_batch,
    correct_row,
    purge_batches,
    stage_register,
    undo_batch,
)
from masohi.cases.intake.models import Batch
from masohi.cases.intake.queries import (
    batch_called,
    batches,
    ready_rows,
    refused_rows,
    register_table,
    row_numbered,
    taken_rows,
    warned_rows,
)
from masohi.cases.intake.terms import BY_KEY, CHUNK, COLUMNS, UNDO_WINDOW, BatchState
from masohi.faces.pages import actor, complain, now, one, page, say
from masohi.faces.web.intake.forms import RowForm, UploadForm, told, wrong_columns
from masohi.faces.web.intake.showing import grouped, preview, row_lines
from masohi.ui.formats import number as shown_number
from masohi.writing.refusals import Refused
from masohi.writing.sheets import MOST_BYTES, TOO_BIG, UnreadableSheet
from masohi.writing.sheets_out import workbook
from masohi.writing.sheets_table import Column

LENGTH = 50
LISTED = 20
NOTED = (
    Column("barisasal", "Baris asal", "", width=10),
    Column("yangperludiperbaiki", "Yang perlu diperbaiki", "", width=60),
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("register.import")
def uploads(request: HttpRequest) -> HttpResponse:
    """Choose a file; below, one's earlier uploads."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            return redirect("intake-batch", _staged(request, form.cleaned_data["file"]).code)
        except UnreadableSheet as fault:
            form.add_error("file", _(fault.template).format(**fault.values))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    found = list(batches(actor(request))[:LISTED])
    return render(request, "web/intake/impor.html", {"form": form, "batches": found})


def _staged(request: HttpRequest, file: Any) -> Batch:
    """The upload, kept; short ones are checked at once."""
    if file.size > MOST_BYTES:
        raise UnreadableSheet(TOO_BIG, most=MOST_BYTES // 2**20)
    user, at, content = actor(request), now(), file.read()
    table = register_table(content)
    purge_batches(by=user, at=at)
    batch = stage_register(table=table, content=content, file_name=file.name or "", by=user, at=at)
    return check_rows(batch=batch, by=user, at=at) if batch.total <= CHUNK else batch


@page("register.import")
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with our columns and one example row."""
    example = {column.key: column.example for column in COLUMNS}
    return _xlsx(workbook(COLUMNS, [example]), "contoh-register.xlsx")


@page("register.import")
def upload(request: HttpRequest, code: str) -> HttpResponse:
    """One upload: its progress, then what is ready and what is not, then what was saved."""
    batch = one(batch_called(actor(request), code))
    if request.method == "POST":
        _step(request, batch)
        return redirect("intake-batch", code)
    rows = Paginator(refused_rows(batch), LENGTH).get_page(request.GET.get("halaman"))
    taken = taken_rows(batch)
    context = {
        "batch": batch,
        "breadcrumb": _crumbs(batch),
        "checking": batch.state == BatchState.CHECKING,
        "refused": [row_lines(row) for row in rows],
        "page": rows,
        "warned": grouped(warned_rows(batch)[:CHUNK]),
        "preview": preview(ready_rows(batch)[:5]),
        "kept": list(taken[:LENGTH]) if batch.state == BatchState.UNDONE else [],
        "undo_until": _undo_until(batch),
        "columns": [
            {"label": _(BY_KEY[key].label), "value": heading}
            for key, heading in batch.headings.items()
            if key in BY_KEY
        ],
    }
    return render(request, "web/intake/satu.html", context)


def _step(request: HttpRequest, batch: Batch) -> None:
    """The deed that the pressed button stands for; a refusal is told on the next page."""
    user, at = actor(request), now()
    try:
        match request.POST.get("langkah"):
            case "lanjut":
                check_rows(batch=batch, by=user, at=at)
            case "simpan":
                before = batch.taken
                saved = commit_batch(batch=batch, by=user, at=at)
                count = {"count": shown_number(saved.taken - before)}
                say(request, _("%(count)s perkara tersimpan. Bisa dibatalkan selama 24 jam.") % count)
            case "batalkan":
                _told_undone(request, undo_batch(batch=batch, by=user, at=at))
    except Refused as refusal:
        complain(request, refusal)


def _told_undone(request: HttpRequest, undone: Any) -> None:
    say(request, _("%(count)s perkara dikeluarkan dari register.") % {"count": shown_number(undone.removed)})
    if undone.kept:
        words = {"count": shown_number(len(undone.kept))}
        kept = _("%(count)s perkara tetap tersimpan karena sudah dikerjakan. Lihat daftarnya di bawah.") % words
        complain(request, Refused(kept))


def _undo_until(batch: Batch) -> Any:
    if batch.state != BatchState.COMMITTED or batch.committed_at is None:
        return None
    until = batch.committed_at + UNDO_WINDOW
    return until if now() <= until else None


@page("register.import")
def correct(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The wrong cells of one row, to be written anew; the others are shown beside them."""
    batch = one(batch_called(actor(request), code))
    row = one(row_numbered(batch, number))
    every = request.GET.get("kolom") == "semua"
    keys = list(BY_KEY) if every else wrong_columns(row.problems)
    form = RowForm(keys, row.cells, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            row = correct_row(row=row, cells=form.cleaned_data, by=actor(request), at=now())
            if not row.refused:
                say(request, _("Baris %(number)s sudah benar dan siap disimpan.") % {"number": number})
                return redirect("intake-batch", code)
            keys = list(BY_KEY) if every else sorted({*keys, *wrong_columns(row.problems)}, key=list(BY_KEY).index)
            form = RowForm(keys, row.cells, request.POST)
            form.is_valid()
            form.complain(row.problems)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    others = [{"label": _(BY_KEY[key].label), "value": row.cells.get(key, "")} for key in BY_KEY if key not in keys]
    context = {
        "batch": batch,
        "row": row,
        "form": form,
        "every": every,
        "told": [told(problem) for problem in row.problems if problem.blocks],
        "others": [cell for cell in others if cell["value"]],
        "breadcrumb": [*_crumbs(batch), {"label": _("Baris %(number)s") % {"number": number}, "url": ""}],
    }
    return render(request, "web/intake/baris.html", context)


@page("register.import")
def fixes(request: HttpRequest, code: str) -> HttpResponse:
    """The rows that wait for a correction as a workbook that can be mended and uploaded again."""
    batch = one(batch_called(actor(request), code))
    rows = [
        {
            **row.cells,
            "barisasal": str(row.number),
            "yangperludiperbaiki": " ".join(told(problem) for problem in row.problems if problem.blocks),
        }
        for row in refused_rows(batch)
    ]
    return _xlsx(workbook(COLUMNS, rows, extra=NOTED), "baris-perlu-diperbaiki.xlsx")


def _xlsx(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, headers={"Content-Type": XLSX, "Content-Disposition": f'attachment; filename="{name}"'}
    )


def _crumbs(batch: Batch) -> list[dict[str, str]]:
    label = batch.file_name or _("Unggahan")
    return [
        {"label": _("Impor"), "url": reverse("intake")},
        {"label": label, "url": reverse("intake-batch", args=[batch.code])},
    ]
