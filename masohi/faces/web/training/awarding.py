"""Letters of those who passed: issued together, opened one by one, only at the unit of the class."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.faces.pages import actor, complain, now, one, page, say
from masohi.faces.web.training.asking import ask, crumbs
from masohi.faces.web.training.forms import ReasonForm
from masohi.ledger.reads.actions import note_read
from masohi.reentry.papers.awards.actions import issue_awards, revoke_award
from masohi.reentry.papers.awards.queries import award_by_code, award_pdf, awards_of
from masohi.reentry.training.queries import acts_in, cohort_by_code, seated
from masohi.reentry.training.terms import EnrolmentState
from masohi.writing.refusals import Refused


@page("award.issue")
def awards(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody who passed, with the letter or without; one button issues what is missing."""
    user = actor(request)
    row = one(cohort_by_code(user, code))
    one(row if acts_in(user, row, "award.issue") else None)
    if request.method == "POST":
        try:
            made = issue_awards(cohort=row, by=user, at=now())
        except Refused as refusal:
            complain(request, refusal)
        else:
            told = ngettext("%(n)s surat terbit.", "%(n)s surat terbit.", len(made)) % {"n": len(made)}
            say(request, told)
        return redirect("cohort-awards", code)
    letters = awards_of(row)
    passed = seated(row).filter(state=EnrolmentState.PASSED)
    rows = [{"name": seat.trainee.person.name, "award": letters.get(seat.pk)} for seat in passed]
    context = {
        "row": row,
        "rows": rows,
        "missing": sum(line["award"] is None for line in rows),
        "breadcrumb": crumbs(row, _("Surat keterangan")),
    }
    return render(request, "web/training/surat.html", context)


@page("trainee.view")
def award_file(request: HttpRequest, code: str) -> HttpResponse:
    """The PDF as it was issued, under a name that names nobody; whoever opens it is noted."""
    user = actor(request)
    row = one(award_by_code(user, code))
    note_read(row, person=row.enrolment.trainee.person, screen="award-file", by=user, at=now())
    try:
        content = award_pdf(row)
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    headers = {
        "Content-Disposition": f'inline; filename="surat-{row.letter.code}.pdf"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@page("award.issue")
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """Take a letter back, with a reason."""
    user = actor(request)
    row = one(award_by_code(user, code))
    title = _("Cabut surat")
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda data: revoke_award(award=row, **data, by=user, at=now()),
        said=_("Surat dicabut. Pemeriksaan umum menjawab DICABUT."),
        back=reverse("cohort-awards", args=[row.enrolment.cohort.code]),
        title=title,
        subject=row.letter.number,
        primary=title,
        danger=True,
        breadcrumb=crumbs(row.enrolment.cohort, title),
    )
