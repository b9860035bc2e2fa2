"""Files of an agreement: the draft as DOCX and PDF, scans of the signed text, powers of attorney."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse

from masohi.faces.pages import actor, now, one, page
from masohi.faces.web.agreements.editing import seen
from masohi.faces.web.files import handed_out
from masohi.law.agreements import wanted_clauses
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.terms import Kind
from masohi.parties.roles import Role
from masohi.supply.agreements.models import Agreement, Signatory
from masohi.supply.agreements.queries import scan_numbered
from masohi.supply.commitments.models import Commitment
from masohi.supply.commitments.queries import commitments_of
from masohi.supply.sites.queries import sites_resting_on
from masohi.writing import naskah
from masohi.writing.documents import draw
from masohi.writing.indonesian import long_date, number
from masohi.writing.naskah_docx import NOTE, as_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STANDS = {
    Kind.CITY: naskah.CITY,
    Kind.OFFICE: naskah.CITY,
    Kind.PROSECUTOR: naskah.PROSECUTION,
    Kind.COURT: "",
}


@page("agreement.view")
def draft_docx(request: HttpRequest, code: str) -> HttpResponse:
    """The draft to go on writing."""
    found = seen(request, code)
    return _download(
        as_docx(naskah.compose(draft_of(found, actor(request))), at=now()), DOCX, f"naskah-{found.code}.docx"
    )


@page("agreement.view")
def draft_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The draft to read and print."""
    found = seen(request, code)
    data = {**asdict(naskah.compose(draft_of(found, actor(request)))), "note": NOTE}
    paper = "f4" if request.GET.get("kertas") == "f4" else "a4"
    return _download(draw("naskah", data, at=now(), paper=paper), "application/pdf", f"naskah-{found.code}.pdf")


@page("agreement.view")
def scan_file(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """One edition of the signed text, byte for byte."""
    scan = one(scan_numbered(seen(request, code), version))
    return handed_out(scan.file)


@page("agreement.view")
def power_file(request: HttpRequest, code: str, place: int) -> HttpResponse:
    """The power of attorney of the party in this place."""
    found = seen(request, code)
    parties = list(found.parties.all())
    one(parties if 1 <= place <= len(parties) else None)
    signed = {row.organisation_id: row for row in found.signatories.all()}
    signatory = one(signed.get(parties[place - 1].pk))
    return handed_out(signatory.power)


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


def draft_of(found: Agreement, user: User) -> naskah.Draft:
    """What `user` may read of an agreement, as its draft needs it."""
    signed = {row.organisation_id: row for row in found.signatories.all()}
    named = not user.has(Role.LEADER)
    above, changes = found.umbrella, found.amends
    return naskah.Draft(
        kind=found.kind,
        title=found.title,
        sides=[_side(party, signed.get(party.pk), named=named) for party in found.parties.all()],
        clauses=wanted_clauses(found.kind),
        begins=found.begins_on,
        ends=found.ends_on,
        numbers=(found.number, found.second_number),
        purpose=found.purpose,
        signed_on=found.signed_on,
        where=found.signed_where,
        umbrella=_named(above) if above is not None else "",
        amends=_named(changes) if changes is not None else "",
        promises=[_promise(row) for row in commitments_of(found)] if may(user, "commitment.view") else [],
        sites=[(site.name, site.village.name, site.tasks) for site in sites_resting_on(found)],
    )


def _side(party: Organisation, signatory: Signatory | None, *, named: bool) -> naskah.Side:
    stands = STANDS.get(Kind(party.kind), naskah.CORRECTIONS)
    if signatory is None:
        return naskah.Side(party.name, stands)
    return naskah.Side(
        party.name,
        stands,
        signatory.name if named else "",
        signatory.position,
        signatory.capacity,
        signatory.power_number,
        signatory.power_date,
        party.parent.name if party.kind == Kind.OFFICE and party.parent is not None else "",
    )


def _named(agreement: Agreement) -> str:
    kind = naskah.TITLES.get(agreement.kind, "")
    numbered = f"{kind} Nomor {agreement.number}" if agreement.number else kind
    return f"{numbered} tentang {agreement.title}"


def _promise(row: Commitment) -> tuple[str, str, str, str, str]:
    return (row.owner.name, row.what, f"{number(row.quantity)} {row.unit}", long_date(row.due_on), row.article or "–")
