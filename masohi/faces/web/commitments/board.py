"""The partners' promises by one yardstick, on a page and as the quarter's report."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.faces.pages import actor, now, page, today
from masohi.faces.web.commitments import showing
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.reports.promises.facts import Score
from masohi.reports.promises.letter import quarter_letter as letter_texts
from masohi.reports.promises.quarters import quarter_named, quarter_of
from masohi.reports.promises.queries import scoreboard as scores
from masohi.reports.promises.queries import sides, standings
from masohi.supply.commitments.queries import every_commitment
from masohi.writing.documents import draw

SIDES = {
    "kota": gettext_lazy("Pemerintah kota"),
    "pemasyarakatan": gettext_lazy("Pemasyarakatan"),
    "penegak_hukum": gettext_lazy("Penegak hukum"),
}


@page("commitment.view")
def scoreboard(request: HttpRequest) -> HttpResponse:
    """Counts of every partner, shown to all partners; a row leads to the list where the reader may open it."""
    user, day = actor(request), today()
    found = standings(every_commitment(), day)
    context = {
        "sides": [{"name": SIDES[score.side], "score": score} for score in sides(found)],
        "rows": [{"score": s, "side": SIDES[s.side], "url": _list_of(user, s)} for s in scores(found)],
        "quarter": quarter_of(day),
        "today": day,
        "breadcrumb": showing.crumbs(step=_("Papan para pihak")),
    }
    return render(request, "web/commitments/papan.html", context)


def _list_of(user: User, score: Score) -> str:
    """The address of one owner's commitments, or nothing where the reader may not see them."""
    if score.owner is None:
        return ""
    if may(user, "commitment.view_all"):
        return f"{reverse('commitments')}?{urlencode({'dinas': score.owner.short_name})}"
    return reverse("commitments") if score.owner.pk in user.offices_for("commitment.view") else ""


@page("commitment.view")
def quarter_letter(request: HttpRequest) -> HttpResponse:
    """The quarter's report as a PDF: everybody's for those who steer, the own share for an office."""
    asked = request.GET.get("triwulan", "")
    quarter = quarter_named(asked) if asked else quarter_of(today())
    if quarter is None or quarter.first > today():
        raise Http404
    content = draw("triwulan", letter_texts(actor(request), quarter, today()), at=now())
    headers = {"Content-Disposition": f'inline; filename="laporan-{quarter.name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
