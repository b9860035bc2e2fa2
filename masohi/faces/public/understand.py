"""The cooperation understood in three minutes: cards, what an office promised, five questions, a certificate."""

from typing import Any, Final

from django import forms
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say_now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from masohi.faces.guard import asks_too_often
from masohi.faces.pages import now, today
from masohi.faces.public.lessons import CARDS, QUESTIONS
from masohi.parties.accounts.queries import system_account
from masohi.parties.organisations.models import Organisation
from masohi.reports.promises.queries import Standing, standings
from masohi.supply.agreements.terms import AgreementState
from masohi.supply.commitments.queries import every_commitment, under
from masohi.supply.commitments.terms import Light, Measure
from masohi.supply.understanding.actions import pass_quiz
from masohi.supply.understanding.facts import FEW
from masohi.supply.understanding.queries import pass_by_code, shares, staff_on
from masohi.writing import documents
from masohi.writing.indonesian import WIT, long_date
from masohi.writing.refusals import Refused

SALT: Final = "kuis-pahami"
WORKED: Final = (Measure.HOURS, Measure.SESSIONS)  # live numbers of people's work
AN_HOUR: Final = 3600  # seconds in which a certificate can be asked for after the last answer
TRIES: Final = 5  # certificates a minute from one address
KINDS = {
    Light.DONE: "ok",
    Light.ON_TRACK: "info",
    Light.BEHIND: "awas",
    Light.OVERDUE: "galat",
    Light.WAITING: "netral",
}


@require_safe
def understand(request: HttpRequest) -> HttpResponse:
    """The five cards by title, the own office, the questions, and how far the offices are."""
    day = today()
    told = [{"office": office, "share": part} for office, part in shares(day)]
    context = {"cards": list(enumerate(CARDS, 1)), "shares": told, "offices": offices(), "few": FEW}
    return render(request, "public/pahami.html", context)


@require_safe
def card(request: HttpRequest, number: int) -> HttpResponse:
    """One card, with the way to the next."""
    if not 1 <= number <= len(CARDS):
        raise Http404
    context = {
        "card": CARDS[number - 1],
        "drawing": f"public/gambar/{CARDS[number - 1].drawing}.svg",
        "number": number,
        "total": len(CARDS),
        "before": number - 1,
        "after": number + 1 if number < len(CARDS) else 0,
    }
    return render(request, "public/pahami_kartu.html", context)


def offices() -> list[Organisation]:
    """Offices that promised something under a signed agreement, by short name."""
    found = {row.owner_id: row.owner for row in signed()}
    return sorted(found.values(), key=lambda office: office.short_name)


def signed() -> list[Any]:
    """Living commitments under agreements that were signed."""
    return list(every_commitment().exclude(agreement__state=AgreementState.DRAFT))


@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """What one office promised: what, until when, how it stands. No proof, no money, nobody's name.

    Where a promise is measured by what few people work, its light is not shown: it would tell every day what the
    published months hide.
    """
    wanted = request.GET.get("kantor", "")[:60]
    chosen = next((known for known in offices() if known.short_name == wanted), None)
    if wanted and chosen is None:
        raise Http404
    rows = []
    if chosen is not None:
        mine = under(every_commitment(), owner=chosen.short_name).exclude(agreement__state=AgreementState.DRAFT)
        rows = [{"standing": one, "kind": _kind(one)} for one in standings(mine, today())]
    context = {"offices": offices(), "office": chosen, "rows": rows}
    return render(request, "public/pahami_kantor.html", context)


def _kind(standing: Standing) -> str:
    """How the light looks, empty where it is not shown."""
    return "" if standing.commitment.measure in WORKED else KINDS[Light(standing.light)]


class QuizForm(forms.Form):
    """Five questions with one answer each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(QUESTIONS, 1):
            self.fields[f"soal{number}"] = forms.ChoiceField(
                label=f"{number}. {question.text}",
                choices=[(str(place), answer) for place, answer in enumerate(question.answers)],
                widget=forms.RadioSelect,
                error_messages={"required": _("Pilih satu jawaban.")},
            )

    def marked(self) -> list[dict[str, Any]]:
        """For each question whether the answer was right, and why."""
        found = []
        for number, question in enumerate(QUESTIONS, 1):
            given = int(self.cleaned_data[f"soal{number}"])
            right = given == question.right
            found.append({"question": question, "number": number, "given": question.answers[given], "right": right})
        return found


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def quiz(request: HttpRequest) -> HttpResponse:
    """Five questions; every answer is explained; with all five right a certificate can be made."""
    form = QuizForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        marked = form.marked()
        right = sum(one["right"] for one in marked)
        context |= {"marked": marked, "right": right, "total": len(QUESTIONS)}
        if right == len(QUESTIONS):
            context["certificate"] = CertificateForm(initial={"token": signing.dumps("lulus", salt=SALT)})
    return render(request, "public/pahami_kuis.html", context)


class CertificateForm(forms.Form):
    """Whose certificate: the name is printed and forgotten, the NIP is turned into a mark and forgotten."""

    token = forms.CharField(widget=forms.HiddenInput(), max_length=200)
    name = forms.CharField(
        label=_("Nama di sertifikat"),
        help_text=_("Hanya dicetak. Nama tidak disimpan."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Tulis nama Anda.")},
    )
    office = forms.ChoiceField(label=_("Kantor Anda"), error_messages={"required": _("Pilih kantor Anda.")})
    nip = forms.CharField(
        label=_("NIP, 18 angka"),
        help_text=_("Supaya satu orang terhitung sekali. NIP tidak disimpan, hanya sidik acaknya."),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Tulis NIP Anda.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {row.organisation.short_name: row.organisation for row in staff_on(today()).values()}
        known = [(short, f"{unit.name}") for short, unit in sorted(self.units.items())]
        field = self.fields["office"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", say_now("Pilih kantor")), *known]

    def clean_office(self) -> Organisation:
        """The office itself."""
        return self.units[self.cleaned_data["office"]]

    def clean_token(self) -> str:
        """Somebody answered all questions rightly not long ago."""
        try:
            signing.loads(self.cleaned_data["token"], salt=SALT, max_age=AN_HOUR)
        except signing.BadSignature:
            says = _("Jawaban kuis sudah lewat 1 jam. Kerjakan kuis sekali lagi; belum ada yang tersimpan.")
            raise forms.ValidationError(says) from None
        return str(self.cleaned_data["token"])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def certificate(request: HttpRequest) -> HttpResponse:
    """The certificate as PDF. Counted once a NIP; whoever opens the address without answers goes to the questions."""
    if request.method != "POST":
        return redirect("understand-quiz")
    if asks_too_often(request, "sertifikat", TRIES):
        return render(request, "429.html", status=429)
    form = CertificateForm(request.POST)
    if form.is_valid():
        try:
            done = pass_quiz(
                organisation=form.cleaned_data["office"], nip=form.cleaned_data["nip"], by=system_account(), at=now()
            )
        except Refused as refusal:
            form.add_error("nip", str(refusal))
        else:
            return printed(request, form.cleaned_data["name"], form.cleaned_data["office"], done.code)
    return render(request, "public/pahami_sertifikat.html", {"form": form})


def printed(request: HttpRequest, name: str, unit: Organisation, code: str) -> HttpResponse:
    """The PDF; the name lives in it and nowhere else."""
    at = now()
    data = {
        "name": " ".join(name.split()),
        "office": unit.name,
        "day": long_date(at.astimezone(WIT).date()),
        "code": code,
        "verify_url": request.build_absolute_uri(reverse("understand-check", args=[code])),
    }
    content = documents.draw("pahami", data, at=at)
    headers = {"Content-Disposition": f'attachment; filename="sertifikat-pahami-{code}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
@never_cache
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate is ours. It says neither who nor which office."""
    if asks_too_often(request, "sertifikat-periksa"):
        return render(request, "429.html", status=429)
    response = render(request, "public/pahami_periksa.html", {"genuine": pass_by_code(code) is not None, "code": code})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
