"""Forms of the personnel office: posts, weights, announcement, panel, candidates, papers; declarations and scores."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.posts.asking import ask, crumbs
from masohi.faces.web.posts.forms import (
    AnnounceForm,
    DeclareForm,
    NominateForm,
    PanelForm,
    PapersForm,
    ReasonForm,
    ScoreForm,
    VacancyForm,
    WeightsForm,
)
from masohi.faces.web.posts.showing import file_facts
from masohi.faces.web.posts.views import opened
from masohi.ledger.reads.actions import note_read
from masohi.parties.accounts.models import User
from masohi.reentry.posts.actions import announce_vacancy, cancel_vacancy, open_vacancy, seal_weights
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.queries import keeps, weights_of
from masohi.reentry.posts.selection.actions import declare, name_panelist, nominate, note_papers, score
from masohi.reentry.posts.selection.models import Nomination
from masohi.reentry.posts.selection.queries import (
    current_scores,
    fitting,
    handles,
    last_source,
    nameable,
    nomination_of,
    seat_of,
    sees_candidates,
    to_be_named,
    to_score,
)

A_PAGE = 100


def _own(user: User, code: str) -> Vacancy:
    """The post where `user` keeps it; for everybody else the page is not there."""
    row = opened(user, code)
    return one(row if keeps(user, row) else None)


def _handled(user: User, code: str) -> Vacancy:
    """The post whose candidates `user` may read and write about; for everybody else the page is not there."""
    row = opened(user, code)
    return one(row if handles(user, row) else None)


def _note_file(found: Nomination, user: User, screen: str) -> None:
    """Note that `user` reads what the personnel file of a candidate says, before it is shown."""
    note_read(found.vacancy, person=found.candidate, screen=screen, by=user, at=now())


@page("post.manage")
def new_post(request: HttpRequest) -> HttpResponse:
    """Enter a post that nobody holds."""
    user, title = actor(request), _("Catat jabatan kosong")
    return ask(
        request,
        VacancyForm(request.POST or None, user=user),
        lambda data: open_vacancy(**data, by=user, at=now()),
        said=_("Jabatan tercatat. Kunci bobotnya sebelum calon dilihat."),
        back=reverse("posts"),
        onward=lambda made: reverse("post", args=[made.code]),
        title=title,
        breadcrumb=crumbs(None, title),
    )


@page("post.manage")
def weigh(request: HttpRequest, code: str) -> HttpResponse:
    """Set what counts, once."""
    user, title = actor(request), _("Kunci bobot")
    row = _own(user, code)
    form = WeightsForm(request.POST or None)
    return ask(
        request,
        form,
        lambda _data: seal_weights(vacancy=row, points=form.points(), by=user, at=now()),
        said=_("Bobot dikunci dan tidak dapat diubah. Sekarang calon dapat dimasukkan."),
        back=reverse("post", args=[code]),
        title=title,
        subject=row.title,
        hint=_(
            "Dalam persen, jumlahnya 100. Yang kosong tidak dinilai. Sesudah dikunci tidak ada yang dapat mengubahnya."
        ),
        primary=title,
        breadcrumb=crumbs(row, title),
    )


@page("post.manage")
def announce(request: HttpRequest, code: str) -> HttpResponse:
    """Show the procedure to everybody."""
    user, title = actor(request), _("Umumkan tata cara")
    row = _own(user, code)
    return ask(
        request,
        AnnounceForm(request.POST or None),
        lambda data: announce_vacancy(vacancy=row, **data, by=user, at=now()),
        said=_("Tata cara tampil untuk umum, tanpa nama orang."),
        back=reverse("post", args=[code]),
        title=title,
        subject=row.title,
        primary=title,
        breadcrumb=crumbs(row, title),
    )


@page("post.manage")
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """End a selection that is not decided."""
    user, title = actor(request), _("Batalkan pengisian")
    row = _own(user, code)
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda data: cancel_vacancy(vacancy=row, **data, by=user, at=now()),
        said=_("Pengisian dibatalkan. Catatannya tetap dapat dibaca."),
        back=reverse("post", args=[code]),
        title=title,
        subject=row.title,
        primary=title,
        danger=True,
        breadcrumb=crumbs(row, title),
    )


@page("post.manage")
def panel(request: HttpRequest, code: str) -> HttpResponse:
    """Put somebody on the panel."""
    user, title = actor(request), _("Tambah anggota tim")
    row = _own(user, code)
    members = to_be_named(row)
    return ask(
        request,
        PanelForm(request.POST or None, members=members),
        lambda data: name_panelist(vacancy=row, **data, by=user, at=now()),
        said=_("Anggota ditambahkan. Calon tampil baginya sesudah pernyataan benturan kepentingan."),
        back=reverse("post", args=[code]),
        title=title,
        subject=row.title,
        hint="" if members else _("Tidak ada akun anggota tim penilai lain. Pengelola sistem dapat membuatnya."),
        primary=title,
        breadcrumb=crumbs(row, title),
    )


@page("post.declare")
def declaration(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether one is close to anybody who may be considered."""
    user, title = actor(request), _("Nyatakan benturan kepentingan")
    row = opened(user, code)
    one(seat_of(user, row))
    return ask(
        request,
        DeclareForm(request.POST or None),
        lambda data: declare(vacancy=row, **data, by=user, at=now()),
        said=_("Pernyataan tersimpan."),
        back=reverse("post-candidates", args=[code]),
        onward=lambda made: _next_score(row) if made.clear else reverse("post", args=[code]),
        title=title,
        subject=row.title,
        hint=_("Pernyataan dibuat sebelum calon tampil dan tidak dapat diubah."),
        breadcrumb=crumbs(row, title),
    )


@page("post.manage")
def name_candidates(request: HttpRequest, code: str) -> HttpResponse:
    """Consider officials of the pool."""
    user, title = actor(request), _("Masukkan calon")
    row = _handled(user, code)
    everybody = request.GET.get("semua") == "ya"
    found = nameable(row) if everybody else fitting(row, today())
    pages = Paginator(found, A_PAGE).get_page(request.GET.get("halaman"))
    form = NominateForm(request.POST or None, candidates=pages)
    here = reverse("post-nominate", args=[code])
    all_of_them = {"label": _("Tampilkan semua pegawai"), "url": f"{here}?semua=ya"}
    only_fit = {"label": _("Tampilkan yang memenuhi syarat saja"), "url": here}
    nobody = _("Belum ada pegawai lain. Impor data kepegawaian dahulu.")
    if not everybody:
        nobody = _("Tidak ada pegawai lain yang memenuhi syarat menurut berkasnya.")
    fit = "" if everybody else _("Hanya pegawai yang memenuhi syarat menurut berkasnya.")
    if pages.has_other_pages():
        fit = " ".join([fit, _("Yang dipilih masuk halaman demi halaman.")]).strip()
    return ask(
        request,
        form,
        lambda _data: nominate(vacancy=row, candidates=form.chosen(), by=user, at=now()),
        said=_("Calon masuk daftar."),
        back=reverse("post-candidates", args=[code]),
        title=title,
        subject=row.title,
        hint=fit if form.candidates else nobody,
        primary=title,
        other=only_fit if everybody else all_of_them,
        page=pages,
        breadcrumb=crumbs(row, title),
    )


@page("post.manage")
def papers(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Keep what papers say of one candidate."""
    user, title = actor(request), _("Catat surat calon")
    row = _handled(user, code)
    found = one(nomination_of(row, number))
    _note_file(found, user, "post-papers")
    initial = {name: getattr(found, name) for name in ("integrity", "competence", "health")}
    return ask(
        request,
        PapersForm(request.POST or None, initial=initial),
        lambda data: note_papers(nomination=found, **data, by=user, at=now()),
        said=_("Tercatat."),
        back=reverse("post-candidates", args=[code]),
        title=title,
        subject=found.candidate.name,
        facts=file_facts(found.candidate),
        breadcrumb=crumbs(row, title),
    )


def _next_score(row: Vacancy, after: int = 0) -> str:
    """Where one goes on scoring: the next candidate whose scores are not complete, or the list."""
    found = to_score(row, after)
    return (
        reverse("post-score", args=[row.code, found.number]) if found else reverse("post-candidates", args=[row.code])
    )


@page("post.score")
def scores(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Score one candidate; only for those who see candidates."""
    user, title = actor(request), _("Nilai calon")
    row = opened(user, code)
    found = one(nomination_of(row, number) if sees_candidates(user, row) else None)
    _note_file(found, user, "post-score")
    weights = weights_of(row)
    known = current_scores(row).get(found.pk, {})
    initial: dict[str, object] = {name: kept.points for name, kept in known.items()}
    initial["source"] = last_source(row, user)
    form = ScoreForm(request.POST or None, components=weights, changes=bool(known), initial=initial)
    return ask(
        request,
        form,
        lambda _data: score(nomination=found, **form.given(), by=user, at=now()),
        said=_("Nilai tersimpan."),
        back=reverse("post-candidates", args=[code]),
        onward=lambda _made: _next_score(row, number),
        title=title,
        subject=f"{found.number}. {found.candidate.name}",
        hint=_("Setiap unsur 0 sampai 100."),
        facts=file_facts(found.candidate),
        breadcrumb=crumbs(row, title),
    )
