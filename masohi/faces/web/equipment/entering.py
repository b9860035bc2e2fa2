"""Enter things, look whether they are safe, take them off the list."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.faces.web.equipment import showing
from masohi.faces.web.equipment.asking import ask
from masohi.faces.web.equipment.forms import ChangeForm, CheckForm, ItemForm, ReasonForm
from masohi.reentry.equipment.actions import DETAILS, change_item, check_item, enter_items, retire_item
from masohi.reentry.equipment.models import Item
from masohi.reentry.equipment.queries import item_by_code, keeps
from masohi.ui.formats import number
from masohi.writing.refusals import Refused


@page("equipment.manage")
def new_items(request: HttpRequest) -> HttpResponse:
    """Put something into the list."""
    user = actor(request)
    form = ItemForm(request.POST or None, user=user, day=today())
    if form.is_valid():
        try:
            made = enter_items(**form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            told = ngettext("%(n)s barang tercatat.", "%(n)s barang tercatat.", len(made))
            say(request, told % {"n": number(len(made))})
            return redirect("item", made[0].code) if len(made) == 1 else redirect("equipment")
    context = {"form": form, "breadcrumb": showing.crumbs((_("Catat barang"), ""))}
    return render(request, "web/equipment/isian.html", context)


def own_item(request: HttpRequest, code: str) -> Item:
    """The item where the reader keeps its list, or 404."""
    row = one(item_by_code(actor(request), code))
    if not keeps(actor(request), row):
        raise Http404
    return row


@page("equipment.manage")
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Correct how a thing is described."""
    row = own_item(request, code)
    known = {name: getattr(row, name) for name in (*DETAILS, "edition")}
    form = ChangeForm(request.POST or None, initial=known)
    title = _("Perbaiki keterangan")
    return ask(
        request,
        form,
        lambda: change_item(item=row, **form.cleaned_data, by=actor(request), at=now()),
        said=_("Keterangan barang tersimpan."),
        then=reverse("item", args=[code]),
        title=title,
        subject=row.name,
        hint=_("Pemilik, jumlah, dan keadaan tidak diubah di sini."),
        primary=_("Simpan"),
        back=reverse("item", args=[code]),
        breadcrumb=showing.crumbs((row.name, reverse("item", args=[code])), (title, "")),
    )


@page("equipment.manage")
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Record a safety check."""
    row = own_item(request, code)
    form = CheckForm(request.POST or None, initial={"day": today()})
    title = _("Catat pemeriksaan")
    return ask(
        request,
        form,
        lambda: check_item(item=row, **form.given(), by=actor(request), at=now()),
        said=_("Pemeriksaan tersimpan."),
        then=reverse("item", args=[code]),
        title=title,
        subject=row.name,
        hint=_("Sampai ada pemeriksaan yang aman, barang yang lewat periksa atau rusak tidak dapat dipinjamkan."),
        primary=_("Simpan"),
        back=reverse("item", args=[code]),
        breadcrumb=showing.crumbs((row.name, reverse("item", args=[code])), (title, "")),
    )


@page("equipment.manage")
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Take a thing off the list for good."""
    row = own_item(request, code)
    form = ReasonForm(request.POST or None)
    title = _("Hapus dari daftar")
    return ask(
        request,
        form,
        lambda: retire_item(item=row, reason=form.cleaned_data["reason"], by=actor(request), at=now()),
        said=_("Barang dihapus dari daftar. Riwayatnya tetap dapat dibaca."),
        then=reverse("item", args=[code]),
        title=title,
        subject=row.name,
        hint=_("Barang tidak dapat dikembalikan ke daftar. Riwayatnya tetap ada."),
        primary=title,
        danger=True,
        back=reverse("item", args=[code]),
        breadcrumb=showing.crumbs((row.name, reverse("item", args=[code])), (title, "")),
    )
