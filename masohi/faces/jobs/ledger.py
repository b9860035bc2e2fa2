"""What each `masohi ledger …` does: verify, sign, take witnesses in, prove, resume, export, grant, shred."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from masohi.faces.jobs import main_job
from masohi.faces.pages import now
from masohi.ledger import storage
from masohi.ledger.actions import shred
from masohi.ledger.export import export
from masohi.ledger.heads.actions import add_cosignature, add_witness, resume, sign_grown, sign_head
from masohi.ledger.heads.models import Checkpoint
from masohi.ledger.heads.queries import examine, is_cosigned, log_key, note_of, proof_of
from masohi.ledger.models import DEEDS
from masohi.ledger.notes import write_key
from masohi.ledger.reads.models import READS
from masohi.parties.accounts.queries import system_account
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.supply.files.queries import lost_files
from masohi.work.attendance.queries import miscredited
from masohi.work.evidence.queries import key_lines, phone_lines
from masohi.writing.refusals import Refused

Outcome = tuple[int, dict[str, Any], str]
OK, FAILED, UNREADABLE = 0, 1, 2
# Tables of other chapters that the program only adds to, and files that other chapters add to an export.
APPEND_ONLY: tuple[str, ...] = (
    "work_fieldentry",
    "work_equivocation",
    "work_photo",
    "work_photomention",
    "work_attendance",
    "work_headcount",
    "work_release",
    "reports_monthfigure",
)
EXPORTS: Mapping[str, Callable[[], Iterable[str]]] = {"field.txt": phone_lines, "devices.txt": key_lines}


def ledger(options: Namespace) -> Outcome:
    """One of the commands; a refusal is its sentence and exit code 1."""
    main_job.prepare(now())
    try:
        return ACTIONS[options.action](options)
    except UnicodeDecodeError:
        return UNREADABLE, {"ok": False, "error": "utf-8"}, "Berkas tidak terbaca sebagai teks UTF-8. Periksa namanya."
    except Refused as refusal:
        return FAILED, {"ok": False, "error": str(refusal)}, str(refusal)


def check(options: Namespace) -> Outcome:
    """Recompute both logs, compare every signed head with them, rows and kept files with what the log says of them."""
    (checked, heads), (reads, others) = examine(DEEDS), examine(READS)
    heads += others
    touched = [*touched_anywhere(), *lost_files(), *miscredited()]
    ok = checked.ok and reads.ok and not heads and not touched
    answer = checked._asdict() | {"ok": ok, "touched": touched, "reads": reads._asdict(), "heads": heads}
    if ok:
        return OK, answer, f"Catatan utuh: {checked.entries} catatan, akar {checked.root}."
    wrong = [] if checked.ok else [f"catatan nomor {checked.first_bad}"]
    wrong += [] if reads.ok else [f"catatan pembacaan nomor {reads.first_bad}"]
    where = ", ".join([*wrong, *(f"kepala {head}" for head in heads[:5]), *touched[:5]])
    return FAILED, answer, f"Catatan BERUBAH: {where}. Jangan pakai data ini sebelum diperiksa."


def head(options: Namespace) -> Outcome:
    """Sign the log's end, if it grew, and print the newest head with every witness's line."""
    log = READS if options.reads else DEEDS
    made = sign_head(log, at=now())
    if not options.json:
        print(note_of(made), end="")
    cosigned = is_cosigned(made)
    answer = {"ok": True, **_told(made), "note": note_of(made), "key": write_key(log_key(log)), "cosigned": cosigned}
    return OK, answer, f"Kepala {made.size} catatan, {'cukup' if cosigned else 'belum cukup'} saksi."


def cosign(options: Namespace) -> Outcome:
    """Take a head in that a witness cosigned."""
    made, names = add_cosignature(options.file.read_text(encoding="utf-8"), at=now())
    cosigned = is_cosigned(made)
    state = "Saksi sudah cukup." if cosigned else "Saksi belum cukup."
    sentence = f"Tanda tangan {', '.join(names)} disimpan di bawah kepala {made.size} catatan. {state}"
    told = sentence if names else f"Tidak ada tanda tangan baru untuk kepala {made.size} catatan. {state}"
    return OK, {"ok": True, **_told(made), "new": names, "cosigned": cosigned}, told


def prove(options: Namespace) -> Outcome:
    """Print the proof of one entry."""
    proof = proof_of(options.seq)
    if not options.json:
        print(proof, end="")
    return OK, {"ok": True, "seq": options.seq, "proof": proof}, ""


def start_again(options: Namespace) -> Outcome:
    """After a restore: a new epoch; heads are signed and phones are answered again."""
    witnessed = options.witnessed.read_text(encoding="utf-8") if options.witnessed else ""
    epoch = resume(witnessed=witnessed, by=system_account(), at=now())
    told = f"Masa {epoch} dimulai. Kirim kunci baru buku besar kepada saksi; HP petugas mengirim ulang catatannya."
    return OK, {"ok": True, "epoch": epoch, "key": write_key(log_key())}, told


def take_out(options: Namespace) -> Outcome:
    """Write the whole record as plain texts."""
    written = export(options.folder, {name: lines() for name, lines in EXPORTS.items()})
    return (
        OK,
        {"ok": True, "files": written},
        f"Buku besar ditulis ke {options.folder}: {written['entries.txt']} catatan.",
    )


def roles(options: Namespace) -> Outcome:
    """Let the program's own database role add to the record, and no more."""
    closed = storage.grant_role(options.role, append_only=APPEND_ONLY)
    told = f"Peran {options.role} siap. Ia hanya dapat menambah dan membaca di {len(closed)} tabel catatan."
    return OK, {"ok": True, "append_only": closed}, told


def witness(options: Namespace) -> Outcome:
    """Name a witness."""
    needed = add_witness(options.name, options.vkey)
    return OK, {"ok": True, "needed": needed}, f"Saksi {options.name} tercatat. Kepala kini butuh {needed} saksi."


def empty(options: Namespace) -> Outcome:
    """Destroy what one entry says."""
    storage.begin_scrubbing()
    because = shred(options.seq, by=system_account(), at=now())
    storage.end_scrubbing()
    told = f"Isi catatan {options.seq} dihapus dan penghapusannya tercatat. Cadangan lama masih memuatnya."
    return OK, {"ok": True, "seq": options.seq, "because": because.pk}, told


def sign_tonight() -> tuple[int, str]:
    """Sign what grew; how many heads there are now, and why signing was refused, if it was."""
    try:
        return len(sign_grown(at=now())), ""
    except Refused as refusal:
        return 0, str(refusal)


def _told(made: Checkpoint) -> dict[str, Any]:
    return {"epoch": made.epoch, "size": made.size, "root": bytes(made.root).hex()}


ACTIONS: dict[str, Callable[[Namespace], Outcome]] = {
    "verify": check,
    "head": head,
    "cosign": cosign,
    "proof": prove,
    "resume": start_again,
    "export": take_out,
    "roles": roles,
    "witness-add": witness,
    "shred": empty,
}
