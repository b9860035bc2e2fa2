"""A commitment as its page and its row in a list show it: words and numbers, nothing by colour alone."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of, history_of
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import names_of
from masohi.reports.promises.facts import Standing
from masohi.supply.agreements.terms import AgreementState
from masohi.supply.commitments.models import Commitment, Proof
from masohi.supply.commitments.queries import acts_for
from masohi.supply.commitments.terms import Light, Measure
from masohi.ui.formats import long_date, number, short_date

TAGS = {
    Light.DONE: "ok",
    Light.ON_TRACK: "info",
    Light.BEHIND: "awas",
    Light.OVERDUE: "galat",
    Light.WAITING: "netral",
}


def tag(light: Light) -> dict[str, str]:
    """The light as a status: icon and word."""
    return {"kind": TAGS[light], "text": str(light.label)}


def amount(standing: Standing) -> str:
    """How much of the promise is there: 2 dari 3 lokasi."""
    row = standing.commitment
    words = {"done": number(standing.progress), "all": number(row.quantity), "unit": row.unit}
    return _("%(done)s dari %(all)s %(unit)s") % words


def bar(standing: Standing) -> dict[str, Any]:
    """Widths of the progress bar in percent, as texts: SVG knows no decimal comma."""
    marker = standing.light in {Light.ON_TRACK, Light.BEHIND} and 0 < standing.expected < 100
    return {"share": str(standing.share), "expected": str(standing.expected) if marker else ""}


def line(standing: Standing, user: User, *, own: bool) -> dict[str, Any]:
    """One row of a list; `own` leaves the owner out, because all rows are the reader's."""
    row = standing.commitment
    begun = standing.light not in {Light.DONE, Light.WAITING}
    open_to = begun and row.measure == Measure.MANUAL and acts_for(user, row.owner_id, "commitment.prove")
    return {
        "code": row.code,
        "what": row.what,
        "owner": "" if own else row.owner.short_name,
        "rests_on": rests_on(row),
        "amount": amount(standing),
        "standing": standing,
        "bar": bar(standing),
        "tag": tag(standing.light),
        "due": row.due_on,
        "done": standing.light in {Light.DONE, Light.WAITING},  # what has not begun is not called late
        "may_prove": open_to,
        "proofs": proofs_in_words(standing),
    }


def rests_on(row: Commitment) -> str:
    """The agreement and the article a commitment rests on."""
    return " · ".join(part for part in (str(row.agreement), row.article) if part)


def proofs_in_words(standing: Standing) -> str:
    """How many proofs there are, and the day of the newest."""
    if standing.commitment.measure != Measure.MANUAL:
        return _("Dihitung program")
    if standing.last_proof is None:
        return _("Belum ada bukti")
    count = ngettext("%(n)s bukti", "%(n)s bukti", standing.proofs) % {"n": number(standing.proofs)}
    return _("%(count)s, terakhir %(day)s") % {"count": count, "day": short_date(standing.last_proof)}


def sentence(standing: Standing) -> str:
    """Where the promise stands, in plain words."""
    row = standing.commitment
    words = {
        "share": number(standing.share),
        "expected": number(standing.expected),
        "amount": amount(standing),
        "days": number(abs(standing.days_left)),
        "start": long_date(row.starts_on),
        "kept": long_date(standing.kept_on) if standing.kept_on else "",
    }
    return _sentence(standing) % words


def _sentence(standing: Standing) -> str:
    match standing.light:
        case Light.DONE if standing.kept_on:
            return _("Selesai pada %(kept)s: %(amount)s.")
        case Light.DONE:
            return _("Selesai: %(amount)s.")
        case Light.WAITING if standing.commitment.agreement.state == AgreementState.DRAFT:
            return _("Belum berlaku: perjanjiannya masih konsep.")
        case Light.WAITING:
            return _("Belum mulai. Mulai %(start)s.")
        case Light.OVERDUE:
            return _("Lewat tenggat %(days)s hari. Yang ada: %(amount)s.")
        case Light.BEHIND:
            return _("Yang ada %(share)s%%. Menurut waktu, hari ini %(expected)s%%.")
        case _ if standing.share < standing.expected:
            return _("Sesuai jadwal: %(share)s%% ada. Menurut waktu %(expected)s%%; selisihnya masih wajar.")
    return _("Sesuai jadwal: %(share)s%% ada. Menurut waktu, hari ini %(expected)s%%.")


def facts(row: Commitment) -> list[dict[str, Any]]:
    """The promise itself as a summary list."""
    return [
        {"label": _("Pasal"), "value": row.article},
        {"label": _("Jumlah"), "value": f"{number(row.quantity)} {row.unit}"},
        {"label": _("Mulai"), "value": long_date(row.starts_on)},
        {"label": _("Tenggat"), "value": long_date(row.due_on)},
        {"label": _("Cara mengukur"), "value": row.get_measure_display()},
        {"label": _("Kontak"), "value": row.contact},
        {"label": _("Sumber"), "value": row.source},
    ]


def names_officers(user: User) -> bool:
    """Whether officers' names are shown: to those who work with them; leaders see offices, no person."""
    return may(user, "commitment.prove")


def proofs(rows: Iterable[Proof], user: User) -> list[dict[str, Any]]:
    """Proofs as a list: those that count, and those that were taken back with the reason."""
    named, unit = names_officers(user), ""
    found = []
    for proof in rows:
        unit = unit or proof.commitment.unit
        found.append(
            {
                "proof": proof,
                "amount": f"{number(proof.amount)} {unit}" if proof.amount else "",
                "giver": proof.given_by.name if named else "",
                "taker": proof.withdrawn_by.name if named and proof.withdrawn_by else "",
                "size": kilobytes(proof.file.size) if proof.file else "",
                "may_withdraw": proof.withdrawn_at is None
                and acts_for(user, proof.commitment.owner_id, "proof.withdraw"),
            }
        )
    return found


def kilobytes(size: int) -> str:
    """Bytes as people read them: 12 KB."""
    return f"{number(max(round(size / 1024), 1))} KB"


COLUMNS = {
    "owner": gettext_lazy("Penanggung jawab"),
    "agreement": gettext_lazy("Perjanjian"),
    "quantity": gettext_lazy("Jumlah"),
    "unit": gettext_lazy("Satuan"),
    "starts_on": gettext_lazy("Mulai"),
    "due_on": gettext_lazy("Tenggat"),
    "measure": gettext_lazy("Cara mengukur"),
}


def history(row: Commitment, user: User) -> list[dict[str, Any]]:
    """What became of the promise itself, newest first: entered, changed with old and new, given up."""
    entries = [entry for entry in history_of(row) if entry.kind in TITLES]
    actors = {entry.actor for entry in entries if entry.actor is not None} if names_officers(user) else set()
    names = names_of(actors)
    return [
        {
            "title": TITLES[entry.kind],
            "at": entry.at,
            "actor": names.get(entry.actor or 0, ""),
            "detail": _changes(entry) or (row.cancelled_reason if entry.kind == "commitment.cancelled" else ""),
        }
        for entry in entries
    ]


TITLES = {
    "commitment.made": gettext_lazy("Komitmen dicatat"),
    "commitment.changed": gettext_lazy("Komitmen diubah"),
    "commitment.cancelled": gettext_lazy("Komitmen dibatalkan"),
}


def _changes(entry: Entry) -> str:
    """Old and new of what decides how a promise looks: nobody moves a due date or an owner without a trace."""
    facts = facts_of(entry)
    changed = facts.get("changed", {})
    lines = [_("Bunyi komitmen diubah.")] if facts.get("reworded") else []
    for name, (old, new) in changed.items():
        words = {"name": COLUMNS[name], "old": _value(name, old), "new": _value(name, new)}
        lines.append(_("%(name)s: dari %(old)s menjadi %(new)s.") % words)
    return " ".join(lines)


def _value(name: str, text: str) -> str:
    if name in {"starts_on", "due_on"}:
        return long_date(date.fromisoformat(text))
    return str(Measure(text).label) if name == "measure" else text


def crumbs(row: Commitment | None = None, step: str = "") -> list[dict[str, str]]:
    """The way to a page about commitments."""
    found = [{"label": _("Komitmen"), "url": reverse("commitments")}]
    if row is not None:
        found.append({"label": row.what, "url": reverse("commitment", args=[row.code])})
    return [*found, {"label": step, "url": ""}] if step else found
