"""Pictures of goods: one officer adds, another one looks; nothing is shown before that."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, complain, now, one, page, refused, say
from masohi.faces.web.products import showing
from masohi.faces.web.products.forms import CheckForm, PhotoForm, picture_of
from masohi.reentry.products.photos.actions import add_photo, check_photo, withdraw_photo
from masohi.reentry.products.photos.models import Photo
from masohi.reentry.products.photos.queries import own_rendition, photo_by_code
from masohi.reentry.products.queries import product_by_code
from masohi.writing.refusals import Refused


@page("photo.add")
def new_photo(request: HttpRequest, code: str) -> HttpResponse:
    """Add a picture."""
    user = actor(request)
    row = one(product_by_code(user, code))
    form = PhotoForm(request.POST or None, request.FILES or None)
    content = picture_of(form) if form.is_valid() else None
    if content is not None:
        try:
            made = add_photo(product=row, content=content, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Foto tersimpan. Petugas lain melihatnya dulu, baru tampil di toko."))
            return redirect("photo", made.code)
    context = {
        "form": form,
        "title": _("Tambah foto"),
        "subject": row.name,
        "primary": _("Simpan foto"),
        "with_file": True,
        "back": reverse("product", args=[code]),
        "breadcrumb": showing.crumbs(row, _("Foto")),
    }
    return render(request, "web/products/isian.html", context)


@page("photo.check", "photo.add")
def photo(request: HttpRequest, code: str) -> HttpResponse:
    """One picture: look at it, let it be shown, or take it back."""
    user = actor(request)
    row = one(photo_by_code(user, code))
    if "tarik" in request.POST:
        return _withdraw(request, row)
    form = CheckForm(request.POST if "tampilkan" in request.POST else None)
    if form.is_valid():
        try:
            check_photo(photo=row, faces_none=True, by=user, at=now())
        except Refused as refusal:
            complain(request, refusal)
        else:
            say(request, _("Foto tampil di toko."))
        return redirect("photo", code)
    context = {
        "row": row,
        "state": showing.photo_state(row),
        "form": form,
        "mine": row.added_by_id == user.pk,
        "breadcrumb": showing.crumbs(row.product, _("Foto")),
    }
    return render(request, "web/products/foto.html", context)


def _withdraw(request: HttpRequest, row: Photo) -> HttpResponse:
    """Whoever looked first and found somebody in it has checked it by that."""
    user = actor(request)
    if row.checked_at is None and row.withdrawn_at is None and row.added_by_id != user.pk:
        check_photo(photo=row, faces_none=False, by=user, at=now())
    else:
        withdraw_photo(photo=row, by=user, at=now())
    say(request, _("Foto ditarik. Tidak ada lagi yang melihatnya."))
    return redirect("product", row.product.code)


@page("photo.check", "photo.add")
def photo_file(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A picture as buyers will see it, also before it is looked at."""
    content, media = one(own_rendition(actor(request), code, name))
    return HttpResponse(content, content_type=media, headers={"X-Content-Type-Options": "nosniff"})
