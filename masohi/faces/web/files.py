"""Files that prove something: how a form takes one, and how one goes out again."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from masohi.supply.files.actions import LARGEST
from masohi.supply.files.models import File
from masohi.supply.files.queries import content_of

ACCEPT = ".pdf,.jpg,.jpeg,.png"


def file_field(label: Any, *, required: bool = False) -> forms.FileField:
    """A field for one PDF or picture; whether it really is one is judged by its bytes when it is kept."""
    return forms.FileField(
        label=label,
        help_text=_("PDF, JPG, atau PNG. Paling besar 10 MB. Jangan unggah foto wajah peserta."),
        required=required,
        max_length=160,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": _("Pilih berkasnya."),
            "empty": _("Berkas kosong. Pilih berkas lain."),
            "max_length": _("Nama berkas terlalu panjang. Ganti namanya, lalu pilih lagi."),
        },
    )


def uploaded(file: Any) -> tuple[str, bytes] | None:
    """Name and bytes of what a form took, or None; of what is too large only enough to see that it is."""
    return (file.name, file.read(LARGEST + 1)) if file else None


def handed_out(file: File | None) -> HttpResponse:
    """A kept file to be saved, never shown inside our pages; 404 where there is none or its bytes were changed."""
    if file is None:
        raise Http404
    try:
        content = content_of(file)
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    headers = {
        "Content-Disposition": content_disposition_header(True, file.name) or "attachment",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(content, content_type=file.media_type, headers=headers)
