"""The head of the record for everybody: to check, to witness, to print. Sizes and digests; nothing about anybody."""

import base64

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from masohi.faces.addresses import whole_number
from masohi.faces.guard import asks_too_often
from masohi.faces.pages import complain, now, say
from masohi.faces.public.forms import HeadForm
from masohi.ledger.heads.actions import add_cosignature
from masohi.ledger.heads.models import Checkpoint
from masohi.ledger.heads.queries import consistency, judged, newest_cosigned, newest_head, note_of
from masohi.ledger.signing import read_policy
from masohi.work.evidence.facts import TOOLS, tool
from masohi.writing import documents
from masohi.writing.indonesian import WIT, day_and_date, moment
from masohi.writing.refusals import Refused

TRIES = 20  # heads that one address may hand in within a minute


@never_cache
def record(request: HttpRequest) -> HttpResponse:
    """The newest head, who has cosigned it, what a witness needs, and where a cosigned head is handed in."""
    form = HeadForm(request.POST or None)
    if request.method == "POST" and asks_too_often(request, "kepala", TRIES):
        return render(request, "429.html", status=429)
    if form.is_valid():
        try:
            _head, names = add_cosignature(form.cleaned_data["note"], at=now())
        except Refused as refusal:
            complain(request, refusal)
        else:
            told = ", ".join(names)
            say(request, _("Tanda tangan diterima: %(names)s.") % {"names": told} if told else _("Sudah ada di sini."))
            return redirect("record")
    head, cosigned = newest_head(), newest_cosigned()
    policy = read_policy(settings.KEYS)
    context = {
        "head": head,
        "root": bytes(head.root).hex() if head else "",
        "note": note_of(head) if head else "",
        "qr": documents.qr_data_uri(note_of(head)) if head else "",
        "signed_by": _signed_by(head),
        "witnesses": sorted(policy.witnesses),
        "cosigned": cosigned,
        "form": form,
    }
    return render(request, "public/buku_besar.html", context)


def _signed_by(head: Checkpoint | None) -> list[str]:
    try:
        return sorted(judged(head).witnessed) if head else []
    except ValueError:
        return []


@require_safe
@never_cache
def head_file(request: HttpRequest) -> HttpResponse:
    """The newest head as text, with every cosignature."""
    return _text(note_of(_newest()), "kepala.txt")


@require_safe
@never_cache
def policy_file(request: HttpRequest) -> HttpResponse:
    """Whose signatures count here. Whoever checks must have it from another hand."""
    path = settings.KEYS / "policy"
    if not path.exists():
        raise Http404
    return _text(path.read_text(encoding="utf-8"), "kebijakan.txt")


@require_safe
@never_cache
def step_file(request: HttpRequest) -> HttpResponse:
    """The proof that the newest head goes on from the one of `?dari=` entries: one base64 hash a line."""
    if asks_too_often(request, "langkah", 60):
        return render(request, "429.html", status=429)
    old, head = whole_number(request.GET.get("dari")), _newest()
    if old is None or old > head.size:
        raise Http404
    hashes = consistency(old, head.size) if old else []
    return _text("".join(base64.b64encode(one).decode() + "\n" for one in hashes), "langkah.txt")


@require_safe
@never_cache
def day_sheet(request: HttpRequest) -> HttpResponse:
    """The day's head on paper, with QR, for offices without a network to sign by hand and to scan."""
    if asks_too_often(request, "lembar", 20):
        return render(request, "429.html", status=429)
    head, at = _newest(), now()
    note = note_of(head)
    data = {
        "day": day_and_date(at.astimezone(WIT).date()),
        "made": moment(head.made_at),
        "size": str(head.size),
        "root": bytes(head.root).hex(),
        "note": note.rstrip("\n"),
        "witnesses": sorted(read_policy(settings.KEYS).witnesses) or ["saksi 1", "saksi 2", "saksi 3"],
        "verify_url": note,
    }
    content = documents.draw("lembar-harian", data, at=at)
    return HttpResponse(content, content_type="application/pdf")


@require_safe
def checking_tool(request: HttpRequest, name: str) -> HttpResponse:
    """The offline page or the script that check evidence, as files to keep."""
    if name not in TOOLS:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(tool(name), content_type="application/octet-stream", headers=headers)


def _newest() -> Checkpoint:
    head = newest_head()
    if head is None:
        raise Http404
    return head


def _text(content: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/plain; charset=utf-8", headers=headers)
