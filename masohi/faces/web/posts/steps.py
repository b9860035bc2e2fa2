"""How far a post is on its way, as a list of steps: what is done, what waits for whom, what the reader does next."""

from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.parties.accounts.models import User
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.queries import keeps
from masohi.reentry.posts.selection.models import PostDecision
from masohi.reentry.posts.selection.queries import (
    decides,
    decision_of,
    handles,
    nominations_of,
    panel_of,
    seat_of,
    silent,
    to_score,
)
from masohi.reentry.posts.terms import VacancyState
from masohi.ui.formats import long_date, number

DONE, GOING, WAITS, AHEAD = "selesai", "diisi", "menunggu", "belum"
AFTER_MEETING = (VacancyState.RECOMMENDED, VacancyState.DECIDED, VacancyState.FILLED)
Step = dict[str, Any]


class Reader(NamedTuple):
    """What the reader does about this post."""

    keeps: bool
    handles: bool
    declares: bool
    judges: bool
    decides: bool


def steps(user: User, row: Vacancy) -> list[Step]:
    """The seven steps of a post; a link stands where the reader takes the step now."""
    if row.state == VacancyState.CANCELLED:
        return []
    seat = seat_of(user, row)
    weighing = row.state == VacancyState.WEIGHED
    reader = Reader(
        keeps=keeps(user, row),
        handles=handles(user, row),
        declares=weighing and seat is not None and seat.declared_at is None,
        judges=seat is not None and seat.clear,
        decides=decides(user, row) and seat is None,
    )
    made = decision_of(row)
    return [
        _weights(row, reader),
        _announcement(row, reader),
        _panel(row, reader),
        _candidates(row, reader),
        _meeting(row, reader),
        _decision(row, reader, made),
        *_after(row, reader, made),
    ]


def _step(label: str, state: str, name: str = "", row: Vacancy | None = None, hint: str = "") -> Step:
    url = reverse(name, args=[row.code]) if name and row is not None else ""
    return {"label": label, "state": state, "url": url, "hint": hint}


def _weights(row: Vacancy, reader: Reader) -> Step:
    if row.weights_sealed_at:
        return _step(_("Bobot dikunci"), DONE)
    return _step(_("Kunci bobot"), AHEAD, "post-weights" if reader.keeps else "", row)


def _announcement(row: Vacancy, reader: Reader) -> Step:
    if row.announced_on:
        return _step(_("Tata cara diumumkan"), DONE, hint=long_date(row.announced_on))
    mine = reader.keeps and row.state == VacancyState.WEIGHED
    return _step(_("Umumkan tata cara"), AHEAD, "post-announce" if mine else "", row)


def _panel(row: Vacancy, reader: Reader) -> Step:
    seats = list(panel_of(row))
    told = sum(one.declared_at is not None for one in seats)
    hint = _("%(told)s dari %(all)s anggota sudah menyatakan benturan kepentingan.") % {
        "told": number(told),
        "all": number(len(seats)),
    }
    if seats and not silent(row):
        return _step(_("Tim penilai siap"), DONE, hint=hint)
    if reader.declares:
        return _step(_("Nyatakan benturan kepentingan"), AHEAD, "post-declare", row, hint)
    if seats:
        return _step(_("Tunggu pernyataan anggota tim"), WAITS, hint=hint)
    mine = reader.keeps and row.state == VacancyState.WEIGHED
    return _step(_("Susun tim penilai"), AHEAD, "post-panel" if mine else "", row)


def _candidates(row: Vacancy, reader: Reader) -> Step:
    count = nominations_of(row).count()
    hint = _("%(n)s calon.") % {"n": number(count)} if count else ""
    if row.state in AFTER_MEETING:
        return _step(_("Calon dinilai"), DONE, hint=hint)
    if not count:
        mine = reader.handles and row.state == VacancyState.WEIGHED
        return _step(_("Masukkan calon"), AHEAD, "post-nominate" if mine else "", row)
    if to_score(row) is None:
        return _step(_("Calon dinilai"), DONE, hint=hint)
    mine = reader.handles or reader.judges
    return _step(_("Lengkapi nilai calon"), GOING, "post-candidates" if mine else "", row, hint)


def _meeting(row: Vacancy, reader: Reader) -> Step:
    if row.state in AFTER_MEETING:
        return _step(_("Tim merekomendasikan"), DONE)
    mine = reader.judges and row.state == VacancyState.WEIGHED
    return _step(_("Catat berita acara"), AHEAD, "post-recommend" if mine else "", row)


def _decision(row: Vacancy, reader: Reader, made: PostDecision | None) -> Step:
    if made is not None:
        return _step(_("PPK memutuskan"), DONE, hint=long_date(made.decided_at))
    mine = reader.decides and row.state == VacancyState.RECOMMENDED
    waits = WAITS if row.state == VacancyState.RECOMMENDED and not mine else AHEAD
    return _step(_("Putuskan calon"), waits, "post-decide" if mine else "", row)


def _after(row: Vacancy, reader: Reader, made: PostDecision | None) -> list[Step]:
    """BKN's word with the induction, then the training that has to be passed."""
    if made is None or made.inducted_on is None:
        decided = row.state == VacancyState.DECIDED
        state = WAITS if decided else AHEAD
        hint = _("Menunggu pertimbangan teknis BKN.") if decided else ""
        return [_step(_("Catat pelantikan"), state, "post-induct" if decided and reader.keeps else "", row, hint)]
    return [_step(_("Pelantikan tercatat"), DONE, hint=long_date(made.inducted_on)), _training(row, reader, made)]


def _training(row: Vacancy, reader: Reader, made: PostDecision) -> Step:
    if made.trained_on:
        return _step(_("Lulus pelatihan kepemimpinan"), DONE, hint=long_date(made.trained_on))
    hint = _("Paling lambat %(day)s.") % {"day": long_date(made.training_due)} if made.training_due else ""
    return _step(_("Catat lulus pelatihan"), WAITS, "post-trained" if reader.keeps else "", row, hint)


def near(due: date, day: date, warned: int | None) -> dict[str, str]:
    """How near the end of a training is, as icon and word; `warned`: the warning that has come (`facts.warned`)."""
    left = (due - day).days
    if warned == 0:
        return {"kind": "galat", "text": _("Lewat %(n)s hari") % {"n": number(-left)}}
    kind = "netral" if warned is None else "awas"
    return {"kind": kind, "text": _("Tinggal %(n)s hari") % {"n": number(left)}}
