"""The register of letters of one's own unit, as a page and as a file; one letter."""

import csv
import io
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.faces.web.letters.forms import RevokeForm
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.ui import formats
from masohi.work.completion.actions import revoke_letter
from masohi.work.completion.queries import may_revoke
from masohi.work.letters.models import Letter
from masohi.work.letters.queries import letter_page, own_letters
from masohi.work.letters.terms import LetterKind
from masohi.writing import gettext_noop
from masohi.writing.refusals import Refused
from masohi.writing.sheets_out import harmless, workbook
from masohi.writing.sheets_table import Column

A_PAGE = 50
MONTHS = 13
YEARS = 50  # beyond which an address names no month of ours
MOST_ROWS = 10_000
COLUMNS = (
    Column("number", gettext_noop("Nomor"), "", width=34),
    Column("kind", gettext_noop("Jenis"), "", width=30),
    Column("day", gettext_noop("Tanggal"), "", width=14),
    Column("code", gettext_noop("Kode"), "", width=14),
    Column("unit", gettext_noop("Penerbit"), "", width=24),
    Column("by", gettext_noop("Diterbitkan oleh"), "", width=28),
    Column("state", gettext_noop("Keadaan"), "", width=12),
)
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _asked(request: HttpRequest) -> tuple[str, date | None]:
    """The kind and the month that the address names; what cannot be read asks for everything."""
    kind = request.GET.get("jenis", "")
    try:
        month = date.fromisoformat(f"{request.GET.get('bulan', '')}-01")
    except ValueError:
        month = None
    if month is not None and abs(month.year - today().year) > YEARS:
        month = None
    return (kind if kind in LetterKind.values else ""), month


def _months(day: date) -> list[date]:
    """The first days of this month and the twelve before it, newest first."""
    count = day.year * 12 + day.month - 1
    return [date((count - back) // 12, (count - back) % 12 + 1, 1) for back in range(MONTHS)]


@require_safe
@page("letter.view")
def letters_page(request: HttpRequest) -> HttpResponse:
    """Number, kind, date, code and state; nobody's name stands here."""
    user, (kind, month) = actor(request), _asked(request)
    found = Paginator(own_letters(user, kind=kind, month=month), A_PAGE).get_page(request.GET.get("halaman"))
    query = {name: value for name, value in (("jenis", kind), ("bulan", f"{month:%Y-%m}" if month else "")) if value}
    context = {
        "page": found,
        "rows": list(found),
        "kinds": LetterKind.choices,
        "months": [(f"{one_:%Y-%m}", formats.month_and_year(one_)) for one_ in _months(today())],
        "kind": kind,
        "month": f"{month:%Y-%m}" if month else "",
        "query": urlencode(query),
        "may_set": may(user, "letterhead.set"),
    }
    return render(request, "web/letters/daftar.html", context)


@require_safe
@page("letter.view")
def register_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same list as a file, with the same filter."""
    wanted, month = _asked(request)
    lines = [_line(row) for row in own_letters(actor(request), kind=wanted, month=month)[:MOST_ROWS]]
    columns = [Column(one_.key, _(one_.label), "", width=one_.width) for one_ in COLUMNS]
    content = workbook(columns, lines) if kind == "xlsx" else _csv(columns, lines)
    answer = HttpResponse(content, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="daftar-surat.{kind}"'
    return answer


def _line(row: Letter) -> dict[str, str]:
    return {
        "number": row.number,
        "kind": str(row.get_kind_display()),
        "day": formats.short_date(row.issued_at),
        "code": row.code,
        "unit": row.unit.short_name,
        "by": row.issued_by.name,
        "state": _("Dicabut") if row.revoked_at else _("Berlaku"),
    }


def _csv(columns: list[Column], lines: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.label for column in columns])
    writer.writerows([harmless(line[column.key]) for column in columns] for line in lines)
    return out.getvalue().encode("utf-8-sig")


@page("letter.view", "order.view")
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """One letter: its marks, its file, and taking it back."""
    user = actor(request)
    found = one(letter_page(user, code))
    form = RevokeForm(request.POST or None) if may_revoke(user, found) else None
    if form is not None and form.is_valid():
        try:
            revoke_letter(letter=found, reason=form.cleaned_data["reason"], by=user, at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            say(request, _("Surat dicabut. Halaman verifikasi sekarang menjawab DICABUT."))
            return redirect("letter", found.code)
    context = {"letter": found, "form": form, "facts": _facts(found, user)}
    return render(request, "web/letters/satu.html", context)


def _facts(found: Letter, user: User) -> list[dict[str, Any]]:
    rows = [
        {"label": _("Nomor"), "value": found.number},
        {"label": _("Tanggal terbit"), "value": formats.moment(found.issued_at)},
        {"label": _("Penerbit"), "value": found.unit.name},
        {"label": _("Diterbitkan oleh"), "value": found.issued_by.name},
        {"label": _("Tanda tangan"), "value": _("elektronik") if found.electronic else _("dengan pena")},
        {"label": _("Templat"), "value": _wording(found)},
        {"label": _("Kode"), "value": found.code},
        {"label": _("Sidik berkas (SHA-256)"), "value": found.sha256},
    ]
    if found.order is not None and may(user, "order.view"):
        address = reverse("order-letters", args=[found.order.code])
        rows.append({"label": _("Perkara"), "value": found.order.case_number, "url": address})
    if found.session is not None and may(user, "session.view"):
        address = reverse("session", args=[found.session.code])
        place = f"{found.session.site}, {formats.day_and_date(found.session.starts_at)}"
        rows.append({"label": _("Sesi"), "value": place, "url": address})
    return rows


def _wording(found: Letter) -> str:
    if found.template is None or not found.template.text:
        return _("teks bawaan")
    return _("versi %(number)s") % {"number": found.template.version}
