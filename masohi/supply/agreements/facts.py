"""What follows from an agreement's own rows: where it stands on a day, what the rules say, what a site rests on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext

from masohi.law import agreements as law
from masohi.law.citation import Finding, Level, listed
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.terms import Kind
from masohi.supply.agreements.models import Agreement, Signatory
from masohi.supply.agreements.terms import UMBRELLAS, AgreementState, Capacity, DocumentKind, Family, Phase
from masohi.writing.indonesian import joined
from masohi.writing.refusals import Refused, Unlawful

RESTING: Final = frozenset({DocumentKind.TECHNICAL, DocumentKind.WORK_PLAN})
"""Kinds that rest on an umbrella (KJ-03)."""
IN_FORCE: Final = frozenset({Phase.RUNNING, Phase.SOON})
_PARTY_KINDS: Final = {Kind.CITY: law.CITY, Kind.OFFICE: law.OFFICE}


def phase_of(agreement: Agreement, day: date, parameters: Parameters = DEFAULTS) -> Phase:
    """Where the agreement stands on `day`."""
    if agreement.state == AgreementState.DRAFT:
        return Phase.DRAFT
    if agreement.last_day < day:
        return Phase.LAPSED
    if agreement.begins_on > day:
        return Phase.AHEAD
    return Phase.RUNNING if notice_of(agreement, day, parameters) is None else Phase.SOON


def notice_of(agreement: Agreement, day: date, parameters: Parameters = DEFAULTS) -> int | None:
    """The nearest notice (days) that its end falls under on `day`; None for drafts, for ends far off or past."""
    if agreement.state == AgreementState.DRAFT:
        return None
    return law.notice(agreement.last_day, day=day, parameters=parameters)


def signer_of(party: Organisation, signatory: Signatory | None) -> law.Signer:
    """One party as rule KJ-01 asks about it."""
    kind = _PARTY_KINDS.get(Kind(party.kind), law.VERTICAL)
    if signatory is None:
        return law.Signer(party.short_name, kind)
    known = bool(signatory.power_number.strip()) and signatory.power_date is not None
    return law.Signer(party.short_name, kind, signatory.capacity, known, signatory.power_id is not None)


def signers_of(agreement: Agreement) -> list[law.Signer]:
    """Every party of the agreement with who signs for it."""
    signed = {signatory.organisation_id: signatory for signatory in agreement.signatories.all()}
    return [signer_of(party, signed.get(party.pk)) for party in agreement.parties.all()]


def capacities(kind: str) -> list[tuple[str, str]]:
    """In which capacities somebody may sign for an institution of this kind, the usual one first."""
    usual = {Kind.CITY: Capacity.REGION_HEAD, Kind.OFFICE: Capacity.BY_POWER}.get(Kind(kind), Capacity.UNIT_HEAD)
    return [(one.value, str(one.label)) for one in dict.fromkeys([usual, Capacity.BY_POWER])]


def findings_of(agreement: Agreement, day: date, parameters: Parameters = DEFAULTS) -> list[Finding]:
    """What KJ-01 to KJ-03 say about the agreement on `day`, the gravest first."""
    answers = [
        law.signers_entitled(signers_of(agreement), begins=agreement.begins_on, ends=agreement.ends_on),
        law.clauses_present({clause.key for clause in agreement.clauses.all()}, kind=agreement.kind),
    ]
    if agreement.kind in RESTING:
        answers.append(law.umbrella_living(umbrella_term(agreement), day=day, parameters=parameters))
    order = [Level.BLOCK, Level.WARN, Level.INFO]
    return sorted((one for answer in answers for one in listed(answer)), key=lambda one: order.index(one.level))


def insist_on_signers(agreement: Agreement) -> None:
    """Nobody signs in somebody else's name, and a party without a signatory has not signed (KJ-01).

    Raises Unlawful with the findings, or Refused with the parties that nobody signs for yet.
    """
    signers = signers_of(agreement)
    blocks = [one for one in listed(law.signers_entitled(signers)) if one.level is Level.BLOCK]
    if blocks:
        raise Unlawful(blocks)
    nameless = [signer.party for signer in signers if not signer.capacity]
    if nameless:
        says = gettext("Catat dulu penanda tangan %(parties)s. Perjanjian masih konsep.")
        raise Refused(says % {"parties": joined(nameless)})


def umbrella_term(agreement: Agreement) -> tuple[date, date] | None:
    """First and last day of the signed umbrella, None where there is none."""
    above = agreement.umbrella
    if above is None or above.state == AgreementState.DRAFT:
        return None
    return above.begins_on, above.last_day


def missing_clauses(agreement: Agreement) -> list[str]:
    """Names of the points that nobody has found in the text yet (KJ-02)."""
    found = {clause.key for clause in agreement.clauses.all()}
    return [law.CLAUSES[key] for key in law.wanted_clauses(agreement.kind) if key not in found]


def flaws(agreement: Agreement, parties: Collection[Organisation], day: date) -> dict[str, str]:
    """What is wrong with an agreement as somebody typed it on `day`: name of the field to a sentence."""
    signed = agreement.state != AgreementState.DRAFT
    asked = [
        (len(set(parties)) < 2, "parties", gettext("Pilih sedikitnya dua pihak.")),
        (agreement.ends_on < agreement.begins_on, "ends_on", gettext("Tanggal berakhir mendahului tanggal mulai.")),
        (signed and not agreement.number.strip(), "number", gettext("Tulis nomor seperti tercetak pada naskah.")),
        (
            agreement.signed_on is not None and agreement.signed_on > day,
            "signed_on",
            gettext("Tanggal tanda tangan belum tiba. Periksa tanggalnya."),
        ),
        (_strange_umbrella(agreement), "umbrella", gettext("Pilih kesepakatan induk yang lain. Yang ini tidak dapat.")),
        (
            _drops_others(agreement),
            "kind",
            gettext("Perjanjian lain bertumpu padanya. Pilih jenis yang dapat menjadi induk."),
        ),
        *_about_amending(agreement),
    ]
    return {field: says for wrong, field, says in asked if wrong}


def _drops_others(agreement: Agreement) -> bool:
    """Whether agreements rest on it although its kind carries none."""
    return agreement.kind not in UMBRELLAS and agreement.pk is not None and agreement.children.exists()


def _strange_umbrella(agreement: Agreement) -> bool:
    """Whether the umbrella is none, or rests on the agreement itself."""
    above = agreement.umbrella
    if above is not None and above.kind not in UMBRELLAS:
        return True
    while above is not None:
        if above.pk == agreement.pk:
            return True
        above = above.umbrella
    return False


def _about_amending(agreement: Agreement) -> list[tuple[bool, str, str]]:
    changes, addendum = agreement.amends, agreement.kind == DocumentKind.ADDENDUM
    return [
        (addendum and changes is None, "amends", gettext("Pilih perjanjian yang diubah adendum ini.")),
        (not addendum and changes is not None, "amends", gettext("Hanya adendum mengubah perjanjian lain.")),
        (
            changes is not None and changes.kind == DocumentKind.ADDENDUM,
            "amends",
            gettext("Pilih perjanjian pokoknya, bukan adendumnya."),
        ),
        (
            changes is not None and agreement.ends_on < changes.begins_on,
            "ends_on",
            gettext("Tanggal berakhir mendahului mulainya perjanjian yang diubah."),
        ),
    ]


@dataclass(frozen=True)
class Ground:
    """One agreement under a site on a day.

    `replaced`: it lapsed, and another of the same kind and family holds. `orphan`: it holds, and the umbrella it names
    does not.
    """

    agreement: Agreement
    phase: Phase
    notice: int | None
    replaced: bool
    orphan: bool = False

    @property
    def lapsed(self) -> bool:
        """Whether it no longer holds and nothing stands in its place."""
        return self.phase == Phase.LAPSED and not self.replaced


@dataclass(frozen=True)
class Basis:
    """What one family of agreements gives a site on a day; without `grounds` that family is missing."""

    family: Family
    grounds: list[Ground]

    @property
    def holds(self) -> bool:
        """Whether at least one of its agreements is in force."""
        return any(ground.phase in IN_FORCE for ground in self.grounds)


def bases(agreements: Iterable[Agreement], day: date, parameters: Parameters = DEFAULTS) -> list[Basis]:
    """On what a site rests, family by family: corrections and prosecutor always, others where there are any."""
    rows = [row for row in agreements if row.state != AgreementState.DRAFT]
    living = {_place(row) for row in rows if row.covers(day)}
    by_family: dict[str, list[Ground]] = {Family.CORRECTIONS: [], Family.PROSECUTION: []}
    for row in sorted(rows, key=lambda one: one.last_day, reverse=True):
        phase = phase_of(row, day, parameters)
        replaced = phase == Phase.LAPSED and _place(row) in living
        ground = Ground(row, phase, notice_of(row, day, parameters), replaced, _orphan(row, phase, day))
        by_family.setdefault(row.family, []).append(ground)
    return [Basis(Family(family), grounds) for family, grounds in by_family.items()]


def _orphan(agreement: Agreement, phase: Phase, day: date) -> bool:
    above = agreement.umbrella if agreement.kind in RESTING and phase in IN_FORCE else None
    return above is not None and not above.covers(day)


def _place(agreement: Agreement) -> tuple[str, bool]:
    """An umbrella is no substitute for a technical agreement, nor one family for the other."""
    return agreement.family, agreement.kind in UMBRELLAS
