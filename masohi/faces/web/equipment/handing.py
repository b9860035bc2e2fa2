"""Handovers: write one down, issue its paper, receive it, let it be."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masohi.faces.pages import actor, complain, now, one, page, refused, say, today
from masohi.faces.web.equipment import showing
from masohi.faces.web.equipment.asking import ask
from masohi.faces.web.equipment.forms import HandoverForm, ReasonForm, ReceiveForm
from masohi.faces.web.files import handed_out
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.equipment.handovers import queries
from masohi.reentry.equipment.handovers.actions import make_handover, receive_handover
from masohi.reentry.equipment.models import Handover
from masohi.reentry.equipment.queries import own_units
from masohi.reentry.equipment.terms import HandoverState
from masohi.reentry.papers.handovers.actions import cancel_handover, write_paper
from masohi.reentry.papers.handovers.queries import handover_letter, letter_pdf, paper_of
from masohi.writing.refusals import Refused

MOST = 100


@require_safe
@page("equipment.view")
def handovers(request: HttpRequest) -> HttpResponse:
    """Handovers of the own institution, newest first."""
    rows = list(queries.handovers(actor(request))[:MOST])
    context = {"rows": showing.handover_rows(rows), "breadcrumb": showing.crumbs((_("Serah terima"), ""))}
    return render(request, "web/equipment/serah_terima.html", context)


def _giver(request: HttpRequest) -> Organisation:
    """In whose name somebody hands over: the unit asked for among the own ones, or the first of them."""
    units = {unit.short_name: unit for unit in own_units(actor(request))}
    return one(units.get(request.GET.get("pemberi", "")) or next(iter(units.values()), None))


@page("equipment.manage")
def new_handover(request: HttpRequest) -> HttpResponse:
    """Write down what goes to whom; the paper is issued at once."""
    user, giver = actor(request), _giver(request)
    form = HandoverForm(request.POST or None, user=user, giver=giver, day=today())
    if form.is_valid():
        try:
            made = make_handover(giver=giver, **form.details(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            _issue(request, made)
            return redirect("handover", made.code)
    title = _("Susun serah terima")
    context = {
        "form": form,
        "giver": giver,
        "owned": bool(form.owned),
        "breadcrumb": showing.crumbs((_("Serah terima"), reverse("handovers")), (title, "")),
    }
    return render(request, "web/equipment/serah_baru.html", context)


def _issue(request: HttpRequest, row: Handover) -> None:
    """The handover is stored; where its paper cannot be issued, the page says why and offers it again."""
    try:
        letter = write_paper(handover=row, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        told = _("Berita acara %(number)s terbit. Cetak, tanda tangani berdua, lalu penerima mengunggahnya.")
        say(request, told % {"number": letter.number})


@page("equipment.view")
def handover(request: HttpRequest, code: str) -> HttpResponse:
    """One handover: what goes, who signs, and what is to be done by whom."""
    user = actor(request)
    row = one(queries.handover_by_code(user, code))
    gives = _acts(user, row.giver_id)
    if request.method == "POST" and gives:
        _issue(request, row)
        return redirect("handover", code)
    waits = row.state == HandoverState.OPEN
    context = {
        "row": row,
        "tag": showing.handover_tag(row),
        "lines": list(queries.lines_of(row)),
        "letter": paper_of(row),
        "may_issue": waits and gives,
        "may_receive": waits and _acts(user, row.receiver_id) and row.made_by_id != user.pk,
        "may_cancel": waits and gives,
        "history": showing.history(row),
        "breadcrumb": showing.crumbs((_("Serah terima"), reverse("handovers")), (row.code, "")),
    }
    return render(request, "web/equipment/serah_satu.html", context)


def _acts(user: User, organisation: int) -> bool:
    return organisation in user.offices_for("equipment.manage")


def _crumbs(row: Handover, title: str) -> list[dict[str, str]]:
    way = (_("Serah terima"), reverse("handovers")), (row.code, reverse("handover", args=[row.code]))
    return showing.crumbs(*way, (title, ""))


@page("equipment.manage")
def receive(request: HttpRequest, code: str) -> HttpResponse:
    """The receiver says that all of it came, with the signed paper."""
    row = one(queries.handover_by_code(actor(request), code))
    if not _acts(actor(request), row.receiver_id):
        raise Http404
    form = ReceiveForm(request.POST or None, request.FILES or None)
    title = _("Terima barang")
    return ask(
        request,
        form,
        lambda: receive_handover(handover=row, **form.given(), by=actor(request), at=now()),
        said=_("Diterima. Barang sekarang tercatat milik lembaga Anda."),
        then=reverse("handover", args=[code]),
        title=title,
        subject=f"{row.giver.short_name} → {row.receiver.short_name}",
        hint=_("Sesudah ini barang tidak lagi tercatat sebagai aset pemberi."),
        primary=title,
        with_file=True,
        back=reverse("handover", args=[code]),
        breadcrumb=_crumbs(row, title),
    )


@page("equipment.manage")
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """The giver lets it be."""
    row = one(queries.handover_by_code(actor(request), code))
    if not _acts(actor(request), row.giver_id):
        raise Http404
    form = ReasonForm(request.POST or None)
    title = _("Batalkan serah terima")
    return ask(
        request,
        form,
        lambda: cancel_handover(handover=row, reason=form.cleaned_data["reason"], by=actor(request), at=now()),
        said=_("Serah terima dibatalkan. Barang tetap milik Anda."),
        then=reverse("handover", args=[code]),
        title=title,
        subject=f"{row.giver.short_name} → {row.receiver.short_name}",
        hint=_("Berita acaranya dicabut. Barang dapat dipinjamkan lagi."),
        primary=title,
        danger=True,
        back=reverse("handover", args=[code]),
        breadcrumb=_crumbs(row, title),
    )


@require_safe
@page("equipment.view")
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The numbered paper, the same bytes for both sides."""
    content = letter_pdf(one(handover_letter(actor(request), code)))
    if content is None:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="berita-acara-{code}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
@page("equipment.view")
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """The signed paper as it was uploaded."""
    return handed_out(one(queries.handover_by_code(actor(request), code)).scan)
