"""Record what was made, name who worked on it, stand for it as a second officer, take broken pieces off the shelf."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, complain, now, one, page, refused, say, today, warn
from masohi.faces.web.products import showing
from masohi.faces.web.products.forms import BatchForm, TakeOffForm, WorkerForm, picture_of
from masohi.parties.accounts.models import User
from masohi.reentry.products.batches.actions import add_worker, record_batch, strike_worker, verify_works
from masohi.reentry.products.batches.models import Batch
from masohi.reentry.products.batches.queries import batch_by_code, batches_of
from masohi.reentry.products.models import Product
from masohi.reentry.products.photos.actions import add_photo
from masohi.reentry.products.queries import product_by_code
from masohi.reentry.products.stock.actions import take_off
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.trainees.queries import trainees
from masohi.writing.refusals import Refused

FORM = "web/products/isian.html"


def _makers(user: User, product: Product) -> list[Trainee]:
    return list(trainees(user, today()).filter(unit=product.unit_id))


@page("batch.enter")
def new_batch(request: HttpRequest, code: str) -> HttpResponse:
    """Pieces were made: how many, when, what it cost, who worked on it, and a picture of them."""
    user = actor(request)
    row = one(product_by_code(user, code))
    newest = batches_of(row).first()  # who made the last one usually made this one
    makers = [work.trainee.code for work in newest.works.all()] if newest is not None else []
    given: dict[str, Any] = {"trainees": _makers(user, row), "initial": {"made_on": today(), "makers": makers}}
    form = BatchForm(request.POST or None, request.FILES or None, **given)
    if form.is_valid():
        try:
            made = record_batch(product=row, **form.details(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Hasil produksi tersimpan dan masuk stok."))
            _keep_picture(request, row, picture_of(form))
            return redirect("batch", made.code)
    context = {
        "form": form,
        "title": _("Catat hasil produksi"),
        "subject": row.name,
        "primary": _("Simpan"),
        "with_file": True,
        "draft": f"hasil-{row.code}",
        "back": reverse("product", args=[code]),
        "breadcrumb": showing.crumbs(row, _("Hasil produksi")),
    }
    return render(request, FORM, context)


def _keep_picture(request: HttpRequest, row: Product, content: bytes | None) -> None:
    """The batch is stored already: a picture that cannot be taken is told and loses nothing else."""
    if content is None:
        return
    try:
        add_photo(product=row, content=content, by=actor(request), at=now())
    except Refused as refusal:
        warn(request, _("Foto belum tersimpan. %(why)s") % {"why": refusal})


@page("product.view")
def batch(request: HttpRequest, code: str) -> HttpResponse:
    """One batch: who worked on it, who stands for that, and what of it is left."""
    user = actor(request)
    row = one(batch_by_code(user, code))
    if "periksa" in request.POST:
        return _verify(request, row)
    if "hapus" in request.POST:
        return _strike(request, row)
    works = list(row.works.all())
    context = {
        "row": row,
        "works": works,
        "facts": showing.batch_facts(row),
        "waiting": any(work.verified_at is None for work in works),
        "mine": any(work.entered_by_id == user.pk for work in works),
        "open": all(work.verified_at is None for work in works),
        "breadcrumb": showing.crumbs(row.product, _("Hasil produksi")),
    }
    return render(request, "web/products/hasil.html", context)


def _verify(request: HttpRequest, row: Batch) -> HttpResponse:
    try:
        verify_works(batch=row, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Peserta diperiksa. Premi dapat dibagi sesudah produknya terjual."))
    return redirect("batch", row.code)


def _strike(request: HttpRequest, row: Batch) -> HttpResponse:
    work = one(next((work for work in row.works.all() if work.trainee.code == request.POST["hapus"]), None))
    try:
        strike_worker(work=work, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Peserta dihapus dari hasil produksi ini."))
    return redirect("batch", row.code)


@page("batch.enter")
def new_worker(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody more worked on a batch, with their share."""
    user = actor(request)
    row = one(batch_by_code(user, code))
    named = {work.trainee_id for work in row.works.all()}
    makers = [maker for maker in _makers(user, row.product) if maker.pk not in named]
    form = WorkerForm(request.POST or None, trainees=makers)
    if form.is_valid():
        try:
            add_worker(batch=row, **form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Peserta tersimpan. Petugas lain memeriksanya."))
            return redirect("batch", code)
    return render(request, FORM, _step(row, form, _("Tambah peserta"), _("Simpan peserta")))


@page("batch.enter")
def off_the_shelf(request: HttpRequest, code: str) -> HttpResponse:
    """Pieces of a batch are broken, lost or shown as samples."""
    user = actor(request)
    row = one(batch_by_code(user, code))
    form = TakeOffForm(request.POST or None)
    if form.is_valid():
        try:
            take_off(batch=row, **form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Stok tersimpan."))
            return redirect("batch", code)
    return render(request, FORM, _step(row, form, _("Kurangi stok"), _("Kurangi stok")))


def _step(row: Batch, form: WorkerForm | TakeOffForm, title: str, primary: str) -> dict[str, object]:
    return {
        "form": form,
        "title": title,
        "subject": f"{row.product.name} · {row.code}",
        "primary": primary,
        "back": reverse("batch", args=[row.code]),
        "breadcrumb": showing.crumbs(row.product, title),
    }
