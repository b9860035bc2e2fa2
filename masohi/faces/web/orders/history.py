"""The ledger of one order as a timeline: a sentence per kind of entry, who did it, what followed from it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import ClosureReason
from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of, history_of
from masohi.parties.accounts.queries import names_of
from masohi.ui.formats import duration, long_date, number
from masohi.work.attendance.terms import Outcome
from masohi.work.enforcement.breach.terms import Outcome as Result
from masohi.work.enforcement.terms import StepKind
from masohi.work.letters.terms import LetterKind
from masohi.work.placement.terms import RuleKind

TITLES = {
    "order.registered": _("Putusan dicatat: %(minutes)s"),
    "order.assigned": _("Jaksa dan PK ditunjuk"),
    "order.started": _("Pelaksanaan dimulai"),
    "companion.named": _("Pendamping anak ditetapkan"),
    "companion.changed": _("Pendamping satu sesi diganti"),
    "sentence.changed": _("Pidana diubah oleh pengadilan: versi %(version)s, %(minutes)s"),
    "order.closed": _("Perkara dihentikan: %(reason)s"),
    "order.progressed": _("Jam diakui %(credited)s"),
    "order.completed": _("Perkara selesai"),
    "plan.proposed": _("Usulan jadwal dibuat: %(planned)s"),
    "plan.accepted": _("PK menerima usulan jadwal"),
    "plan.approved": _("Jaksa menyetujui usulan jadwal"),
    "plan.returned": _("Jaksa mengembalikan usulan jadwal"),
    "sessions.planned": _("%(appointments)s sesi dijadwalkan, %(minutes)s"),
    "plan.outdated": _("Jadwal lama tidak berlaku lagi"),
    "order.released": _("Sesi yang tersisa dibatalkan"),
    "sessions.released": _("Sesi yang belum berjalan dibatalkan"),
    "change.offered": _("Perubahan jadwal diusulkan"),
    "change.replaced": _("Usulan perubahan diganti usulan baru"),
    "change.overridden": _("PK memilih tanggal lain dalam usulan"),
    "change.refused": _("Perubahan jadwal tidak dipakai"),
    "change.accepted": _("Perubahan jadwal diterima: %(moved)s sesi pindah, %(dropped)s dihapus, %(added)s ditambah"),
    "rule.made": _("Aturan jadwal dibuat: %(rule)s"),
    "rule.ended": _("Aturan jadwal diakhiri"),
    "attendance.recorded": _("Kehadiran dicatat: %(outcome)s, %(minutes)s"),
    "attendance.corrected": _("Catatan kehadiran dikoreksi"),
    "attendance.verified": _("Catatan kehadiran diperiksa: %(accepted)s"),
    "certificate.decided": _("Jaksa memutuskan perkara selesai"),
    "letter.decided": _("Petugas menulis surat: %(kind)s"),
    "letter.issued": _("Surat terbit: %(kind)s"),
    "letter.revoked": _("Surat dicabut"),
    "order.handed_over": _("Perkara diserahkan ke petugas lain"),
    "order.overloaded": _("PK ditunjuk walau bebannya melebihi batas, dengan alasan"),
    "month.written": _("Catatan laporan bulanan ditulis"),
    "month.sent": _("Laporan bulanan dikirim ke jaksa"),
    "month.received": _("Jaksa menerima laporan bulanan"),
    "month.returned": _("Jaksa mengembalikan laporan bulanan"),
    "pace.raised": _("Peringatan: jam mungkin tidak selesai sebelum batas"),
    "pace.seen": _("Peringatan laju dibaca"),
    "step.proposed": _("Langkah diusulkan: %(step)s"),
    "step.decided": _("PK atau jaksa memutuskan langkah: %(step)s"),
    "step.issued": _("Langkah terbit: %(step)s"),
    "step.handed": _("Langkah diserahkan: %(step)s"),
    "step.visited": _("PK berkunjung"),
    "step.visited_in_vain": _("PK berkunjung, tidak bertemu siapa pun"),
    "step.answered": _("Tanggapan orangnya dicatat: %(step)s"),
    "step.withdrawn": _("Langkah dibatalkan: %(step)s"),
    "breach.drawn_up": _("Berkas untuk jaksa disusun"),
    "breach.written": _("Keterangan dalam berkas ditulis"),
    "breach.decided_to_send": _("PK mengajukan berkas kepada jaksa"),
    "breach.sent": _("Berkas diajukan kepada jaksa"),
    "breach.returned": _("Jaksa mengembalikan berkas"),
    "breach.decided": _("Jaksa memutuskan berkas: %(result)s"),
    "hours.repeated": _("Jam diulang: %(repeated)s"),
    "excuse.told": _("Kabar halangan diterima"),
    "absence.decided": _("Alasan tidak hadir diputuskan: %(valid)s"),
    "date.released": _("Tanggal dilepas; jamnya menunggu dijadwalkan lagi"),
    "minutes.asked": _("Berita acara ketidakhadiran diminta"),
    "order.paused": _("Jeda dicatat: tidak ada sesi selama jeda"),
    "order.stopped": _("Sesi dalam jeda dilepas"),
    "order.resumed": _("Jeda diakhiri: boleh bekerja lagi sejak %(resumes)s"),
    "order.extended": _("Batas akhir bergeser %(days)s hari"),
    "person.joined": _("Orang digabung dengan catatan yang sudah ada"),
    "person.told": _("Orang dikabari tentang jadwalnya"),
    "contact.added": _("Kontak lain dicatat"),
    "contact.ended": _("Kontak lain diakhiri"),
    "ways.chosen": _("Cara menerima kabar dipilih"),
    "message.handed": _("Pesan disampaikan oleh petugas"),
    "message.unreached": _("Nomor tidak menjawab"),
    "person.told_apart": _("Diputuskan: orang yang berbeda"),
    "nik.viewed": _("NIK dibuka"),
    "own_link.made": _("Tautan halaman orangnya dibuat"),
    "own_link.revoked": _("Tautan halaman orangnya dicabut"),
    "own_code.asked": _("Kode halaman diminta orangnya"),
    "own_code.sent": _("Kode halaman dikirim"),
    "own_code.read_out": _("Kode halaman dibacakan PK"),
    "own_page.opened": _("Halaman dibuka dengan kode"),
    "own_page.refused": _("Angka salah di halaman orangnya"),
    "own_page.excused": _("Kabar halangan dikirim lewat halaman orangnya"),
}
DETAILS = {
    "order.started": _("Selesai paling lambat %(deadline)s."),
    "order.progressed": _("Dilaporkan %(reported)s, diakui %(credited)s."),
    "order.extended": _("Selesai paling lambat %(deadline)s."),
    "plan.proposed": _("Belum dapat dijadwalkan: %(short)s."),
}
UNKNOWN = _("Catatan lain")
PROGRESS, DECIDED, VERIFIED = "order.progressed", "attendance.decided", "attendance.verified"


def _choice(labels: Any) -> Callable[[Any], str]:
    known = {str(value): label for value, label in labels}
    return lambda value: str(known.get(str(value), value))


LENGTHS = ("minutes", "planned", "short", "reported", "credited", "repeated")
WORDS: Mapping[str, Callable[[Any], str]] = {
    **dict.fromkeys(LENGTHS, lambda value: duration(int(value))),
    **dict.fromkeys(("version", "appointments", "moved", "dropped", "added"), lambda value: number(int(value))),
    "rule": _choice(RuleKind.choices),
    "outcome": _choice(Outcome.choices),
    "kind": _choice(LetterKind.choices),
    "step": _choice(StepKind.choices),
    "result": _choice(Result.choices),
    "reason": _choice(ClosureReason.choices),
    "valid": lambda value: gettext("alasan sah") if value else gettext("bukan alasan sah"),
    "accepted": lambda value: gettext("diterima") if value else gettext("ditolak"),
    "days": lambda value: number(int(value)),
    "resumes": lambda value: long_date(date.fromisoformat(value)),
    "deadline": lambda value: long_date(date.fromisoformat(value)) if value else gettext("belum diketahui"),
}


def timeline(order: Order, *, limit: int) -> list[dict[str, Any]]:
    """Newest events of an order, at most `limit` entries of the ledger; what followed stands below its cause."""
    entries = list(history_of(order, limit=limit))
    names = names_of({entry.actor for entry in entries if entry.actor is not None})
    here = {entry.pk for entry in entries}
    children: dict[int, list[Entry]] = {}
    for entry in reversed(entries):
        if entry.because_id in here:
            children.setdefault(entry.because_id, []).append(entry)
    events = [(entry, _event(entry, children, names)) for entry in entries if entry.because_id not in here]
    _merge_decisions(events)
    return [event for entry, event in events if entry.kind != DECIDED]


def _merge_decisions(events: list[tuple[Entry, dict[str, Any]]]) -> None:
    """The hours that follow from a verification stand in a second entry of the same moment: shown as one event."""
    folded = {entry.at: event["detail"] for entry, event in events if entry.kind == DECIDED}
    for entry, event in events:
        if entry.kind == VERIFIED:
            event["detail"] = folded.pop(entry.at, "")


def _event(entry: Entry, children: Mapping[int, list[Entry]], names: Mapping[int, str]) -> dict[str, Any]:
    facts = facts_of(entry)
    followed = children.get(entry.pk, [])
    progress = [one for one in followed if one.kind == PROGRESS]
    details = [_detail(entry.kind, facts), *(_detail(one.kind, facts_of(one)) for one in progress)]
    return {
        "title": _title(entry.kind, facts),
        "at": entry.at,
        "actor": names.get(entry.actor or 0, ""),
        "detail": " ".join(text for text in details if text),
        "corrections": [_event(one, children, names) for one in followed if one.kind != PROGRESS],
    }


def _title(kind: str, facts: Mapping[str, Any]) -> str:
    return str(TITLES.get(kind, UNKNOWN)) % _shown(facts)


def _detail(kind: str, facts: Mapping[str, Any]) -> str:
    if kind not in DETAILS or (kind == "plan.proposed" and not facts.get("short")):
        return ""
    return str(DETAILS[kind]) % _shown(facts)


def _shown(facts: Mapping[str, Any]) -> dict[str, str]:
    return {name: WORDS[name](value) for name, value in facts.items() if name in WORDS}
