"""What the letters of the ladder say."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext, gettext_noop, ngettext

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.queries import causes_of
from masohi.work.enforcement.terms import StepKind
from masohi.work.letters.facts import NOTHING, Content, Signer, Table, order_fields
from masohi.work.placement.models import Appointment
from masohi.writing.indonesian import WIT, clock, day_and_date, hours, joined, long_date

CONSEQUENCES = {
    StepKind.REMINDER: gettext_noop(
        "Bila sesi berikutnya juga tidak dihadiri tanpa alasan sah, PK mengirim surat panggilan."
    ),
    StepKind.SUMMONS_1: gettext_noop("Bila panggilan ini tidak dipenuhi, PK mengirim panggilan kedua."),
    StepKind.SUMMONS_2: gettext_noop("Bila panggilan ini tidak dipenuhi, PK mengirim panggilan ketiga."),
    StepKind.SUMMONS_3: gettext_noop(
        "Bila panggilan ini tidak dipenuhi, PK datang berkunjung, lalu melapor kepada jaksa (Pasal 85 KUHP)."
    ),
}


@dataclass(frozen=True)
class Visit:
    """What a PK saw at somebody's home. `met`: whom, as told; empty where nobody was there. `met_person`: the person
    of the order was there and was told the next dates."""

    at: datetime
    place: str
    met: str
    found: str
    met_person: bool = False

    @property
    def in_vain(self) -> bool:
        """Whether nobody was met."""
        return not (self.met.strip() or self.met_person)


def unit_of(step: Step, by: User) -> Organisation:
    """In whose name `by` writes: the Bapas for a PK, the prosecutor's office for a jaksa."""
    order = step.order
    return order.bapas if order.bapas_id in by.organisations_as(Role.PROBATION) else order.prosecutor_office


def _when(at: datetime) -> str:
    return f"{day_and_date(at.astimezone(WIT).date())}, {clock(at)} WIT"


def _signer(step: Step, by: User) -> tuple[Signer, ...]:
    unit = unit_of(step, by)
    role = gettext("Pembimbing Kemasyarakatan") if unit.pk == step.order.bapas_id else gettext("Jaksa")
    return (Signer(role, by.name, unit.name),)


def _sessions(title: str, rows: list[Appointment]) -> Table:
    heads = (gettext("Hari dan tanggal"), gettext("Pukul"), gettext("Tempat"))
    told = tuple((day_and_date(row.session.day), f"{clock(row.starts_at)} WIT", row.session.site.name) for row in rows)
    return Table(title, heads, told)


def missed_words(step: Step) -> str:
    """Which sessions were not attended, as the end of a sentence."""
    causes = causes_of(step)
    days = joined([f"{day_and_date(one.session.day)} ({one.session.site.name})" for one in causes])
    told = ngettext(
        "Saudara belum memenuhi %(n)s sesi kerja sosial, yaitu %(days)s",
        "Saudara belum memenuhi %(n)s sesi kerja sosial, yaitu %(days)s",
        len(causes),
    )
    return told % {"n": len(causes), "days": days}


@dataclass(frozen=True)
class Call:
    """When, where and to whom the person is asked to come, and what for."""

    at: datetime
    place: str
    whom: str
    purpose: str


@translation.override("id")  # letters are Indonesian, whatever language the page is read in
def call_of(step: Step, ahead: list[Appointment], *, at: datetime | None, place: str, by: User) -> Call | None:
    """The call as the letter names it: to the office, or for a reminder to the next announced session. None where
    there is neither."""
    if at is not None and place.strip():
        return Call(at, place.strip(), by.name, gettext("memberi penjelasan dan menyusun kembali jadwal kerja sosial"))
    if step.kind == StepKind.REMINDER and ahead:
        first = ahead[0]
        whom, purpose = gettext("pengawas lokasi"), gettext("menjalankan kerja sosial")
        return Call(first.starts_at, first.session.site.name, whom, purpose)
    return None


@translation.override("id")  # letters are Indonesian, whatever language the page is read in
def call_content(step: Step, ahead: list[Appointment], call: Call, *, by: User) -> Content:
    """A reminder or a summons: what was missed, when to come, what follows, and the next dates that are announced."""
    fields = order_fields(step.order) | {
        "hari_tanggal": day_and_date(call.at.astimezone(WIT).date()),
        "jam": f"{clock(call.at)} WIT",
        "tempat": call.place,
        "menghadap": call.whom,
        "keperluan": call.purpose,
        "dasar": missed_words(step),
        "peringatan": gettext(CONSEQUENCES[StepKind(step.kind)]),
    }
    facts = (
        (gettext("Perkara"), step.order.case_number),
        (gettext("Putusan"), f"{step.order.court.name}, {long_date(step.order.verdict_date)}"),
        (gettext("Jam diakui"), f"{hours(step.order.credited_minutes)} / {hours(step.order.minutes)}"),
    )
    tables = (_sessions(gettext("Jadwal berikutnya"), ahead),) if ahead else ()
    return Content(fields=fields, facts=facts, tables=tables, signers=_signer(step, by))


@translation.override("id")  # letters are Indonesian, whatever language the page is read in
def visit_content(step: Step, visit: Visit, *, by: User) -> Content:
    """The report of a visit."""
    nobody = gettext("Tidak bertemu siapa pun")
    fields = order_fields(step.order) | {
        "hari_tanggal": day_and_date(visit.at.astimezone(WIT).date()),
        "jam": f"{clock(visit.at)} WIT",
        "tempat": visit.place or NOTHING,
        "petugas": by.name,
        "ditemui": visit.met or nobody,
        "hasil": visit.found,
    }
    facts = ((gettext("Waktu kunjungan"), _when(visit.at)), (gettext("Ditemui"), visit.met or nobody))
    tables = (_sessions(gettext("Sesi yang belum dipenuhi"), causes_of(step)),)
    return Content(fields=fields, facts=facts, tables=tables, signers=_signer(step, by))
