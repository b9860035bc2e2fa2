"""Prove a promise, hand out what proves it, take a proof back."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.faces.web.commitments import showing
from masohi.faces.web.commitments.forms import ProofForm, ReasonForm
from masohi.faces.web.files import handed_out
from masohi.reports.promises.queries import standing_of
from masohi.supply.commitments.actions import give_proof, withdraw_proof
from masohi.supply.commitments.queries import acts_for, commitment_by_code, proof_by_code
from masohi.writing.refusals import Refused


@page("commitment.prove")
def prove(request: HttpRequest, code: str) -> HttpResponse:
    """Add a proof: file or figure, how much, when."""
    user = actor(request)
    row = one(commitment_by_code(user, code))
    if not acts_for(user, row.owner_id, "commitment.prove"):
        raise Http404
    form = ProofForm(request.POST or None, request.FILES or None, commitment=row, day=today())
    if form.is_valid():
        try:
            give_proof(commitment=row, **form.given(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Bukti tersimpan. %(where)s") % {"where": showing.sentence(standing_of(row, today()))})
            return redirect("commitment", code)
    standing = standing_of(row, today())
    context = {
        "form": form,
        "title": _("Tambah bukti"),
        "subject": row.what,
        "hint": showing.sentence(standing),
        "primary": _("Simpan"),
        "with_file": True,
        "back": reverse("commitment", args=[code]),
        "breadcrumb": showing.crumbs(row, _("Tambah bukti")),
    }
    return render(request, "web/commitments/satu_isian.html", context)


@page("commitment.view")
def proof_file(request: HttpRequest, code: str) -> HttpResponse:
    """The file of a proof, to be saved."""
    return handed_out(one(proof_by_code(actor(request), code)).file)


@page("proof.withdraw")
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take a proof back, with a reason; it stays readable."""
    user = actor(request)
    proof = one(proof_by_code(user, code))
    if not acts_for(user, proof.commitment.owner_id, "proof.withdraw"):
        raise Http404
    back = reverse("commitment", args=[proof.commitment.code])
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_proof(proof=proof, reason=form.cleaned_data["reason"], by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Bukti ditarik. Bukti itu tidak lagi dihitung, tetapi tetap dapat dibaca."))
            return redirect(back)
    context = {
        "form": form,
        "title": _("Tarik bukti"),
        "subject": proof.commitment.what,
        "hint": _("Bukti tidak lagi dihitung. Isinya dan alasan Anda tetap dapat dibaca."),
        "primary": _("Tarik bukti"),
        "danger": True,
        "back": back,
        "breadcrumb": showing.crumbs(proof.commitment, _("Tarik bukti")),
    }
    return render(request, "web/commitments/satu_isian.html", context)
