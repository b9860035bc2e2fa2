"""What is written down about one person: instrument, sharing, those at home, askings, verdicts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masohi.faces.addresses import whole_number
from masohi.faces.pages import actor, complain, now, one, page, say, today
from masohi.faces.web.reintegration import checking_forms, forms
from masohi.faces.web.reintegration.accompanying import about
from masohi.faces.web.reintegration.views import seen_client
from masohi.reentry.followup.actions import note_instrument
from masohi.reentry.followup.checks.actions import check_home, note_verdict
from masohi.reentry.followup.checks.terms import How
from masohi.reentry.followup.papers.actions import end_consent, renew_sharing
from masohi.reentry.followup.queries import sharing_by_code
from masohi.reentry.followup.welcome.actions import prepare_welcome, tell_welcome
from masohi.reentry.followup.welcome.queries import welcome_by_code
from masohi.writing.refusals import Refused


@page("homecoming.manage")
def instrument(request: HttpRequest, code: str) -> HttpResponse:
    """What an assessment said."""
    row, form = seen_client(request, code), forms.InstrumentForm(request.POST or None)

    def do() -> None:
        note_instrument(client=row, **form.cleaned_data, by=actor(request), at=now())

    return about(request, row, form, do, _("Catat hasil instrumen"), hint=_("Tidak pernah tampil bagi dinas."))


@page("homecoming.manage")
def sharing(request: HttpRequest, code: str) -> HttpResponse:
    """What an office may be told."""
    row = seen_client(request, code)
    form = forms.SharingForm(request.POST or None, initial=forms.day_first(today()))

    def do() -> None:
        renew_sharing(client=row, **form.given(), by=actor(request), at=now())

    return about(request, row, form, do, _("Catat izin berbagi"))


@require_POST
@page("homecoming.manage")
def end_sharing(request: HttpRequest, code: str, sharing: str) -> HttpResponse:
    """The person takes the consent back."""
    row = seen_client(request, code)
    try:
        end_consent(sharing=one(sharing_by_code(row, sharing)), by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Izin berakhir. Dinas hanya melihat inisial."))
    return redirect("returning-client", code)


@page("homecoming.manage")
def welcome(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody at home who prepares the way back."""
    row = seen_client(request, code)
    form = forms.WelcomeForm(request.POST or None, initial=forms.day_first(today()))

    def do() -> None:
        prepare_welcome(client=row, **form.cleaned_data, by=actor(request), at=now())

    return about(request, row, form, do, _("Siapkan penyambutan"))


@page("homecoming.manage")
def told(request: HttpRequest, code: str, welcome: str) -> HttpResponse:
    """What somebody at home answered."""
    row = seen_client(request, code)
    known = one(welcome_by_code(row, welcome))
    form = forms.ToldForm(request.POST or None, initial=forms.day_first(today()))

    def do() -> None:
        tell_welcome(welcome=known, **form.cleaned_data, by=actor(request), at=now())

    return about(request, row, form, do, _("Catat jawaban"), hint=known.contact.name)


@page("homecoming.manage")
def check(request: HttpRequest, code: str) -> HttpResponse:
    """How somebody does at home."""
    row = seen_client(request, code)
    first = {"day": today(), "months": whole_number(request.GET.get("bulan")), "how": How.PHONE}
    form = checking_forms.CheckForm(request.POST or None, initial=first)

    def do() -> None:
        check_home(client=row, **form.given(), by=actor(request), at=now())

    return about(request, row, form, do, _("Catat tindak lanjut"), hint=_("Tidak terhubung juga jawaban. Catat saja."))


@page("homecoming.manage")
def verdict(request: HttpRequest, code: str) -> HttpResponse:
    """A later verdict from the court's own source."""
    row, form = seen_client(request, code), checking_forms.VerdictForm(request.POST or None)

    def do() -> None:
        note_verdict(client=row, **form.given(), by=actor(request), at=now())

    return about(request, row, form, do, _("Catat putusan baru"), hint=_("Hanya dari sumber pengadilan."))
