"""An agreement as its page and its branch of the tree show it: words before numbers, never colour alone."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.faces.web.commitments.showing import amount, bar, tag
from masohi.law.agreements import wanted_clauses
from masohi.law.parameters import Parameters
from masohi.reports.agreement_leaves.queries import Leaf, Sum
from masohi.supply.agreements.facts import findings_of, notice_of, phase_of
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.queries import Node
from masohi.supply.agreements.terms import AgreementState, ClauseKey, Phase
from masohi.supply.commitments.terms import Measure
from masohi.ui.formats import joined, long_date, number, rupiah

TAGS = {
    Phase.DRAFT: "netral",
    Phase.AHEAD: "menunggu",
    Phase.RUNNING: "ok",
    Phase.SOON: "awas",
    Phase.LAPSED: "galat",
}
LIVING = frozenset({Phase.RUNNING, Phase.SOON})


def state(agreement: Agreement, day: date, parameters: Parameters) -> dict[str, str]:
    """Where the agreement stands on `day`, as a status."""
    phase = phase_of(agreement, day, parameters)
    kind = TAGS[phase]
    if phase == Phase.SOON and notice_of(agreement, day, parameters) == parameters.value("agreement_notice_early", day):
        kind = "info"
    text = _("Diakhiri") if phase == Phase.LAPSED and agreement.state == AgreementState.ENDED else str(phase.label)
    return {"kind": kind, "text": text}


def countdown(agreement: Agreement, day: date) -> str:
    """How long it still holds, in words."""
    left = (agreement.last_day - day).days
    if agreement.state == AgreementState.DRAFT:
        return ""
    if left < 0:
        return ngettext("berakhir %(n)s hari yang lalu", "berakhir %(n)s hari yang lalu", -left) % {"n": number(-left)}
    if left == 0:
        return _("hari ini hari terakhir")
    return ngettext("%(n)s hari lagi", "%(n)s hari lagi", left) % {"n": number(left)}


def leaf(one: Leaf) -> dict[str, Any]:
    """One commitment as a leaf: what, who, how far, until when, and its newest proof."""
    row, standing = one.standing.commitment, one.standing
    proof = one.proof if one.open_to else None
    url = ""
    if proof is not None:
        url = reverse("proof-file", args=[proof.code]) if proof.file_id else reverse("commitment", args=[row.code])
    return {
        "what": row.what,
        "url": reverse("commitment", args=[row.code]) if one.open_to else "",
        "owner": row.owner.short_name,
        "due": row.due_on,
        "done": standing.light in {"selesai", "belum_mulai"},  # what has not begun is not called late
        "tag": tag(standing.light),
        "amount": amount(standing),
        "share": standing.share,
        "bar": bar(standing),
        "proof_url": url,
        "no_proof": _("Belum ada bukti") if row.measure == Measure.MANUAL else _("Dihitung program"),
        "proof_day": one.proof.day if one.proof is not None else None,
    }


def branch(
    node: Node, leaves: dict[int, list[Leaf]], promised: dict[int, int], day: date, parameters: Parameters
) -> dict[str, Any]:
    """One agreement with everything below it, for the tree."""
    row, own = node.agreement, leaves.get(node.agreement.pk, [])
    children = [branch(child, leaves, promised, day, parameters) for child in node.children]
    return {
        "agreement": row,
        "parties": [party.short_name for party in row.parties.all()],
        "state": state(row, day, parameters),
        "phase": phase_of(row, day, parameters),
        "countdown": countdown(row, day),
        "children": children,
        "addenda": [branch(one, {}, {}, day, parameters) for one in node.addenda],
        "leaves": [leaf(one) for one in own],
        "others": promised.get(row.pk, 0) - len(own),
        "own_promised": promised.get(row.pk, 0),
        "below": len(children),
    }


def kept_branches(branches: Sequence[dict[str, Any]], family: str, phase: str) -> list[dict[str, Any]]:
    """The branches that fit the filter, with what they rest on; `phase` "berlaku" means in force, soon ending too."""
    found = []
    for one in branches:
        children = kept_branches(one["children"], family, phase)
        fits = family in {"", one["agreement"].family} and _phase_fits(one["phase"], phase)
        if fits or children:
            found.append({**one, "children": children, "below": len(children)})
    return found


def _phase_fits(found: Phase, wanted: str) -> bool:
    return not wanted or found == wanted or (wanted == Phase.RUNNING and found in LIVING)


def parties(agreement: Agreement) -> list[dict[str, Any]]:
    """Each party with who signs for it and in which capacity; `place` is its number in addresses."""
    signed = {row.organisation_id: row for row in agreement.signatories.all()}
    return [
        {"place": place, "party": party, "signatory": signed.get(party.pk)}
        for place, party in enumerate(agreement.parties.all(), start=1)
    ]


def clauses(agreement: Agreement) -> list[dict[str, Any]]:
    """The checklist: every point that the text must hold and those it holds besides, with where they stand."""
    found = {row.key: row for row in agreement.clauses.all()}
    keys = dict.fromkeys([*wanted_clauses(agreement.kind), *found])
    return [
        {"name": str(ClauseKey(key).label), "place": found[key].place if key in found else "", "found": key in found}
        for key in keys
    ]


def findings(agreement: Agreement, day: date, parameters: Parameters) -> list[tuple[str, Any]]:
    """What the rules say, each with the kind of message; missing clauses stand in the checklist by name."""
    kinds = {"block": "galat", "warn": "awas", "info": "info"}
    return [(kinds[one.level], one) for one in findings_of(agreement, day, parameters) if one.rule != "KJ-02"]


def summary(agreement: Agreement, day: date, sums: Sum | None, *, whole: bool) -> list[dict[str, Any]]:
    """Ten seconds: who promised what to whom until when, what it costs, what proves it.

    `whole` says that every rupiah is seen, not only the reader's own share.
    """
    names = joined([party.name for party in agreement.parties.all()])
    rows = [
        {"label": _("Siapa"), "value": names},
        {"label": _("Berjanji apa"), "value": " ".join(filter(None, [agreement.purpose, _promised(sums)]))},
        {"label": _("Sampai kapan"), "value": _until(agreement, day)},
    ]
    if sums is not None:
        label = _("Biayanya") if whole else _("Biaya bagian instansi Anda")
        rows += [{"label": label, "value": _cost(sums)}, _proof(sums)]
    return rows


def _promised(sums: Sum | None) -> str:
    if sums is None:
        return ""
    if not sums.promised:
        return _("Belum ada komitmen yang dicatat.")
    words = {"n": number(sums.promised), "done": number(sums.done), "late": number(sums.overdue)}
    says = ngettext(
        "%(n)s komitmen: %(done)s selesai, %(late)s lewat tenggat.",
        "%(n)s komitmen: %(done)s selesai, %(late)s lewat tenggat.",
        sums.promised,
    )
    return says % words


def _until(agreement: Agreement, day: date) -> str:
    last = long_date(agreement.last_day)
    words = countdown(agreement, day)
    return f"{last} ({words})" if words else _("%(day)s, bila ditandatangani") % {"day": last}


def _cost(sums: Sum) -> str:
    if not sums.planned and not sums.paid:
        return _("Belum ada anggaran yang dikaitkan.")
    return _("Direncanakan %(planned)s, sudah dibayar %(paid)s.") % {
        "planned": rupiah(sums.planned),
        "paid": rupiah(sums.paid),
    }


def _proof(sums: Sum) -> dict[str, Any]:
    row: dict[str, Any] = {"label": _("Buktinya"), "value": _("Belum ada bukti.")}
    if sums.newest is None or sums.newest.proof is None:
        return row
    words = {"n": number(sums.proofs), "day": long_date(sums.newest.proof.day)}
    row["value"] = ngettext("%(n)s bukti, terakhir %(day)s.", "%(n)s bukti, terakhir %(day)s.", sums.proofs) % words
    url = leaf(sums.newest)["proof_url"]
    return row | ({"url": url, "action": _("Buka")} if url else {})


def subtree(nodes: Iterable[Node], wanted: int) -> Node | None:
    """The node of the agreement with this primary key, wherever it stands in the tree."""
    for node in nodes:
        found = node if node.agreement.pk == wanted else subtree(node.children, wanted)
        if found is not None:
            return found
    return None


def everything(node: Node) -> list[Agreement]:
    """The agreement of a node and all that rest on it."""
    return [node.agreement, *(row for child in node.children for row in everything(child))]
