"""Pages for everybody, without sign-in. No page here names a person."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from masohi.faces.guard import asks_too_often
from masohi.faces.pages import now, today
from masohi.faces.public.forms import CodeForm
from masohi.faces.public.health import database_answers, stopped, tables_are_current
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.letters.queries import letter_by_code
from masohi.writing.codes import tidy_code

LIMITS = ("total_hours", "minutes_a_day", "completion_days", "prison_days", "fine_categories")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Masohi is, for whom, and the three ways on: sign in, check a letter, read the law."""
    numbers, day = parameters_in_force(), today()
    limits = {key: numbers.value(key, day) for key in LIMITS}
    return render(request, "public/beranda.html", {"limits": limits, "form": CodeForm(auto_id="surat_%s")})


def verify_letter(request: HttpRequest) -> HttpResponse:
    """Type the code of a letter; the answer has an address of its own, because a code is not personal."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        return redirect("letter-check", code=form.cleaned_data["kode"])
    return render(request, "public/verifikasi.html", {"form": form})


@require_safe
@never_cache
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """ASLI, DICABUT or TIDAK DITEMUKAN: kind, date, issuer and initials; never hours, offence or a full name."""
    if asks_too_often(request, "letter"):
        return render(request, "429.html", status=429)
    found = letter_by_code(code)
    response = render(request, "public/surat.html", {"letter": found, "code": tidy_code(code)[:20], "asked_at": now()})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """For each role, what to do first; and whom to ask."""
    return render(request, "public/bantuan.html", {"contact": settings.HELP_CONTACT})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Which data the program keeps, why, who sees them, and how to ask for a correction."""
    return render(request, "public/privasi.html", {"contact": settings.HELP_CONTACT})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What has been checked, what has not, and how to report an obstacle."""
    return render(request, "public/aksesibilitas.html", {"contact": settings.HELP_CONTACT})


@require_safe
@never_cache
def status(request: HttpRequest) -> HttpResponse:
    """Whether the service works, in words."""
    if not database_answers():  # the frame of a page needs the database too
        return HttpResponse(render_to_string("500.html"), status=503)
    return render(request, "public/status.html", {"working": tables_are_current(), "at": now()})


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """For the machine that watches us: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """For the machine that watches us: 200 where people can work, else 503. What has stopped beside it is said in a
    line of its own: numbers and hours, nobody's name."""
    if database_answers() and tables_are_current():
        return HttpResponse("\n".join(["ok", *stopped(now())]), content_type="text/plain; charset=utf-8")
    return HttpResponse("tidak siap", status=503, content_type="text/plain")
