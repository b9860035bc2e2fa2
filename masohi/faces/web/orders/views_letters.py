"""Letters: the file as it was issued, and taking one back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.pages import actor, complain, now, one, page, refused, say
from masohi.faces.web.orders.forms_change import ReasonForm
from masohi.faces.web.orders.frame import frame, note_opening, seen_order
from masohi.work.completion.actions import revoke_letter
from masohi.work.evidence.facts import pack_of
from masohi.work.letters.facts import archive_folder
from masohi.work.letters.queries import letter_page
from masohi.writing.archive import fetch
from masohi.writing.refusals import Refused


@page("order.view", "letter.view")
def letter_file(request: HttpRequest, code: str) -> HttpResponse:
    """The PDF byte for byte; a file that no longer matches its hash is not handed out."""
    letter = one(letter_page(actor(request), code))
    if letter.order is not None:
        note_opening(request, letter.order)
    try:
        content = fetch(archive_folder(), letter.sha256)
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{letter.kind}-{letter.code}.pdf"'},
    )


@page("order.view")
def letter_evidence(request: HttpRequest, code: str) -> HttpResponse:
    """Letter, proofs and tools in one file that a court checks without this program."""
    letter = one(letter_page(actor(request), code))
    order = one(letter.order)
    note_opening(request, order)
    try:
        content = pack_of(letter)
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    except Refused as refusal:
        complain(request, refusal)
        return redirect("order-letters", order.code)
    return _download(content, "application/zip", f"bukti-{letter.kind}-{letter.code}.zip")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@page("certificate.revoke")
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """Take a letter back; from then on its public check says so."""
    letter = one(letter_page(actor(request), code))
    order = seen_order(request, one(letter.order).code)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_letter(letter=letter, reason=form.cleaned_data["reason"], by=actor(request), at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            say(request, gettext("Surat dicabut. Halaman verifikasi sekarang menjawab DICABUT."))
            return redirect("order-letters", order.code)
    context = {
        **frame(request, order, "order-letters", step=_("Cabut surat")),
        "title": gettext("Cabut %(number)s") % {"number": letter.number},
        "hint": gettext("Siapa pun yang memindai kode surat ini akan membaca bahwa surat dicabut."),
        "form": form,
        "primary": _("Cabut surat"),
        "danger": True,
        "back": reverse("order-letters", args=[order.code]),
    }
    return render(request, "web/orders/isian.html", context)
