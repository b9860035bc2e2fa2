"""Flags: what is odd, for a person of another office to look at and answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.faces.addresses import whole_number
from masohi.faces.pages import actor, complain, now, one, page, say
from masohi.faces.web.sessions.words import flag_words
from masohi.work.flags.actions import decide_flag
from masohi.work.flags.queries import flags, open_flags
from masohi.work.flags.terms import BLOCKING, Decision
from masohi.writing.refusals import Conflict, Refused

SHOWN = 50


@page("flag.decide")
def flag_list(request: HttpRequest) -> HttpResponse:
    """What waits for this office, and what was decided lately."""
    user = actor(request)
    if request.method == "POST":
        return _decide(request)
    waiting = open_flags(user)
    context = {
        "waiting": flag_words(waiting[:SHOWN]),
        "more": len(waiting) > SHOWN,
        "elsewhere": flags(user).filter(decision="").count() - len(waiting),
        "decided": flag_words(flags(user).exclude(decision="").order_by("-decided_at")[:10]),
        "blocking": sorted(BLOCKING),
        "choices": Decision.choices,
    }
    return render(request, "web/sessions/tanda.html", context)


def _decide(request: HttpRequest) -> HttpResponse:
    user = actor(request)
    flag = one(flags(user).filter(pk=whole_number(request.POST.get("tanda")) or 0).first())
    chosen = request.POST.get("putusan", "")
    try:
        if chosen not in Decision.values:
            raise Conflict(_("Pilih apa yang Anda temukan. Tanda masih terbuka."))
        decide_flag(flag=flag, decision=Decision(chosen), note=request.POST.get("catatan", ""), by=user, at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Tanda diputuskan. Tidak ada jam yang berubah karenanya."))
    return redirect("flags")
