"""Before and after: one officer adds, another one of the same office looks and releases, either may withdraw."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, complain, now, one, page, refused, say
from masohi.faces.web.results.forms import ReleaseForm, ResultForm
from masohi.supply.results import queries
from masohi.supply.results.actions import add_result, release_result, withdraw_result
from masohi.supply.results.models import Result
from masohi.writing.refusals import Refused

A_PAGE = 30
SIDES = {"sebelum": "before", "sesudah": "after"}


def state(row: Result) -> dict[str, str]:
    """Where a result stands, as a status."""
    if row.withdrawn_at is not None:
        return {"kind": "netral", "text": _("Ditarik")}
    if row.released_at is not None:
        return {"kind": "ok", "text": _("Dilepas untuk umum")}
    return {"kind": "menunggu", "text": _("Menunggu petugas kedua")}


@page("result.add", "result.release")
def results(request: HttpRequest) -> HttpResponse:
    """What the own office shows or is about to show."""
    rows = Paginator(queries.office_results(actor(request)), A_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request, "web/results/hasil.html", {"page": rows, "rows": [{"row": r, "state": state(r)} for r in rows]}
    )


@page("result.add")
def new_result(request: HttpRequest) -> HttpResponse:
    """Add finished work with its pictures."""
    form = ResultForm(request.POST or None, request.FILES or None, user=actor(request))
    if form.is_valid():
        try:
            made = add_result(**form.given(), by=actor(request), at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Hasil tersimpan. Petugas kedua melihatnya dulu, baru dilepas untuk umum."))
            return redirect("result", code=made.code)
    return render(request, "web/results/baru.html", {"form": form})


@page("result.add", "result.release")
def result(request: HttpRequest, code: str) -> HttpResponse:
    """One result: look, release, withdraw."""
    user = actor(request)
    row = one(queries.office_result(user, code))
    form = ReleaseForm(request.POST if "lepas" in request.POST else None)
    if "tarik" in request.POST:
        withdraw_result(result=row, by=user, at=now())
        say(request, _("Hasil ditarik dari halaman umum. Catatannya tetap ada."))
        return redirect("result", code=code)
    if form.is_valid():
        try:
            release_result(result=row, by=user, at=now())
        except Refused as refusal:
            complain(request, refusal)
        else:
            say(request, _("Hasil dilepas. Halaman umum menampilkannya sesudah angka bulan itu terbit."))
        return redirect("result", code=code)
    return render(request, "web/results/satu.html", _one(row, form, user.pk))


def _one(row: Result, form: ReleaseForm, reader: int) -> dict[str, Any]:
    return {
        "row": row,
        "state": state(row),
        "form": form,
        "waits": row.released_at is None and row.withdrawn_at is None,
        "mine": row.added_by_id == reader,
    }


@page("result.add", "result.release")
def result_file(request: HttpRequest, code: str, side: str) -> HttpResponse:
    """A picture of a result of the own office, as it will be shown."""
    row = one(queries.office_result(actor(request), code))
    digest = one(getattr(row, SIDES[side]) or None)
    try:
        content = queries.picture(digest)
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    return HttpResponse(content, content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})
