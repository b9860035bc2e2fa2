"""The administrator's start page, the calendar, the record and the style page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.addresses import whole_number
from masohi.faces.pages import actor, now, page, say, today
from masohi.faces.web.manage.entries import entry_rows
from masohi.faces.web.manage.forms import HolidayForm, year_of
from masohi.ledger.queries import newest, verify
from masohi.parties.access import may
from masohi.parties.parameters.actions import set_holiday
from masohi.parties.parameters.queries import holidays_of
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.ui.gallery import samples
from masohi.work.attendance.queries import miscredited

A_PAGE = 50


@page("account.manage", "parameter.set", "calendar.set", "audit.view", "style.view")
def manage(request: HttpRequest) -> HttpResponse:
    """The rooms of the house that this person may enter."""
    rooms = [
        ("account.manage", "manage-accounts", "users", _("Pengguna"), _("Buat akun, beri peran, tutup akun.")),
        ("parameter.set", "parameters", "scale", _("Parameter"), _("Angka yang dipakai aturan, dengan sumbernya.")),
        ("calendar.set", "calendar", "calendar", _("Hari libur"), _("Hari tanpa sesi.")),
        ("message.watch", "messages-manage", "send", _("Kabar"), _("Jalur pesan, biaya, dan pengirimnya.")),
        ("letterhead.set", "letterheads", "file-text", _("Kop surat"), _("Kepala surat dan pola nomor setiap kantor.")),
        ("letterhead.set", "letter-templates", "edit", _("Templat surat"), _("Teks setiap jenis surat.")),
        ("audit.view", "ledger", "shield-check", _("Catatan"), _("Apa yang terjadi, dan apakah catatannya utuh.")),
        ("style.view", "style", "eye", _("Halaman gaya"), _("Semua bagian tampilan dalam semua keadaan.")),
    ]
    user = actor(request)
    open_rooms = [
        {"url": reverse(name), "icon": icon, "label": label, "note": note}
        for deed, name, icon, label, note in rooms
        if may(user, deed)
    ]
    return render(request, "web/manage/kelola.html", {"rooms": open_rooms})


@page("calendar.set")
def calendar(request: HttpRequest) -> HttpResponse:
    """The holidays of a year; a day posted again is renamed, taken off, or put back."""
    year = year_of(request.GET.get("tahun", ""), today())
    form = HolidayForm(request.POST or None)
    if form.is_valid():
        removed = request.POST.get("tindakan") == "hapus"
        set_holiday(**form.cleaned_data, removed=removed, by=actor(request), at=now())
        say(request, _("Hari itu bukan hari libur lagi.") if removed else _("Hari libur tersimpan."))
        return redirect(f"{reverse('calendar')}?tahun={form.cleaned_data['day'].year}")
    context = {"year": year, "before": year - 1, "after": year + 1, "days": holidays_of(year), "form": form}
    return render(request, "web/manage/kalender.html", context)


@page("audit.view")
def ledger(request: HttpRequest) -> HttpResponse:
    """The newest entries; on request, the whole record is recomputed from the stored bytes."""
    entries = newest(before=whole_number(request.GET.get("sebelum")), limit=A_PAGE)
    context: dict[str, Any] = {"rows": entry_rows(entries), "last": entries[-1].seq if entries else 0}
    if request.method == "POST":
        context["checked"] = recompute() | {"at": now()}
    return render(request, "web/manage/catatan.html", context)


def recompute() -> dict[str, Any]:
    """Verify the chain and every attendance row against it."""
    chain, touched = verify(), [*touched_anywhere(), *miscredited()]
    return {
        "ok": chain.ok and not touched,
        "entries": chain.entries,
        "root": chain.root,
        "first_bad": chain.first_bad,
        "touched": touched[:A_PAGE],
    }


@page("style.view")
def style(request: HttpRequest) -> HttpResponse:
    """Every part of the kit in every state."""
    return render(request, "ui/gaya.html", samples(now()))
