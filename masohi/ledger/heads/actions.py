"""Sign heads, take witnesses' lines in, and begin a new epoch after a restore. Never inside a deed's transaction."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from masohi.ledger import signing
from masohi.ledger.actions import Author, hold_head, record
from masohi.ledger.heads.models import Checkpoint, Cosignature
from masohi.ledger.heads.queries import BY_NAME, LOGS, disagreement, epoch, log_key, origin, root_at
from masohi.ledger.models import DEEDS, Head
from masohi.ledger.notes import Checkpoint as Said
from masohi.ledger.notes import Note, parse_key, parse_note, sign_checkpoint, write_checkpoint, write_note
from masohi.ledger.policies import Judged, judge
from masohi.ledger.rows import Log
from masohi.writing.refusals import Refused


def sign_head(log: Log = DEEDS, *, at: datetime) -> Checkpoint:
    """Sign the log's end as committed and return it; the newest one again where nothing was added.

    RuntimeError inside a transaction: a signed head of entries that are then rolled back could never be taken back.
    Halted where the database does not go on from what was signed last. What is being signed is durable on disk before
    the signature exists.
    """
    with signing.alone(settings.KEYS), transaction.atomic(durable=True):
        state = _agreed(log)
        head = log.head()
        found = Checkpoint.objects.filter(log=log.name, epoch=state.epoch, size=head.size).first()
        if found is not None:
            return found
        root = _agreed_root(log, head, state)
        said = Said(origin(log, state.epoch), head.size, root)
        signing.keep_state(settings.KEYS, state._replace(last=state.last | {log.name: (head.size, root.hex())}))
        signature = sign_checkpoint(said, signing.private_key(settings.LOG_KEY, said.origin))
        text = write_note(Note(write_checkpoint(said), (signature,)))
        told = {"log": log.name, "epoch": state.epoch, "size": head.size, "root": root}
        return Checkpoint.objects.create(**told, text=text, made_at=at)


def sign_grown(*, at: datetime) -> list[Checkpoint]:
    """Sign every log that has entries; those that did not grow give their newest head again."""
    return [sign_head(log, at=at) for log in LOGS if log.head().size]


def _agreed(log: Log) -> signing.State:
    state, held = signing.read_state(settings.KEYS), epoch()
    reason = disagreement(log, state, held)
    if reason:
        raise _halt(state, reason)
    signing.name_log(settings.KEYS, *(log_key(one, held) for one in LOGS))
    return state or signing.State(held, {})


def _agreed_root(log: Log, head: Any, state: signing.State) -> bytes:
    """The root by the head's peaks, if the stored leaves say the same."""
    try:
        if head.root == root_at(head.size, log):
            return bytes(head.root)
    except (LookupError, ValueError):
        pass
    raise _halt(state, gettext("Ujung catatan tidak cocok dengan isinya."))


def _halt(state: signing.State | None, reason: str) -> signing.Halted:
    """Remember that it stopped: the log must not start again by itself once it has grown past what was signed."""
    if state is not None and not state.halted:
        signing.keep_state(settings.KEYS, state._replace(halted=reason))
    after = gettext("Tidak ada yang ditandatangani. Periksa cadangan, lalu jalankan masohi ledger resume.")
    return signing.Halted(f"{reason} {after}")


def add_cosignature(text: str, *, at: datetime) -> tuple[Checkpoint, list[str]]:
    """Take a head in that witnesses cosigned; returns the stored head and the names of the witnesses new to it.

    Refused where it cannot be read, is not a head of ours, or carries no good line of a witness in the policy.
    """
    said = _judged(text)
    with transaction.atomic():
        known = Checkpoint.objects.filter(size=said.checkpoint.size, root=said.checkpoint.root).order_by("pk")
        found = next((row for row in known if origin(BY_NAME[row.log], row.epoch) == said.checkpoint.origin), None)
        if found is None:
            told = gettext("Kepala itu tidak dikenal di sini. Bila basis data baru dipulihkan, pakai ledger resume.")
            raise Refused(told)
        before = set(found.cosignatures.values_list("witness", flat=True))
        new = {name: line for name, line in _lines(text, said).items() if name not in before}
        rows = [Cosignature(checkpoint=found, witness=name, line=new[name], received_at=at) for name in new]
        Cosignature.objects.bulk_create(rows)
    return found, sorted(new)


def _judged(text: str) -> Judged:
    try:
        said = judge(text, signing.read_policy(settings.KEYS))
    except ValueError as fault:
        told = gettext("Berkas saksi tidak dapat diterima (%(fault)s). Tidak ada yang disimpan.")
        raise Refused(told % {"fault": fault}) from None
    if not said.witnessed:
        raise Refused(gettext("Tidak ada tanda tangan saksi yang dikenal di berkas itu. Tidak ada yang disimpan."))
    return said


def _lines(text: str, said: Judged) -> dict[str, str]:
    """The witnesses' lines as they stand, by the names in the policy."""
    note, policy = parse_note(text), signing.read_policy(settings.KEYS)
    keys = {(key.name, key.id): name for name, key in policy.witnesses.items() if name in said.witnessed}
    by_name = {keys.get((one.name, one.key_id)): write_note(Note("", (one,)))[1:] for one in note.signatures}
    return {name: line for name, line in by_name.items() if name is not None}


def add_witness(name: str, vkey: str) -> int:
    """Name a witness in the policy; returns how many of all are needed now. Refused where the key cannot be read."""
    try:
        key = parse_key(vkey)
    except ValueError as fault:
        told = gettext("Kunci saksi tidak terbaca (%(fault)s). Tidak ada yang berubah.")
        raise Refused(told % {"fault": fault}) from None
    with signing.alone(settings.KEYS):
        signing.name_log(settings.KEYS, *(log_key(log) for log in LOGS))
        return signing.name_witness(settings.KEYS, name, key).groups[signing.GROUP][0]


def resume(*, witnessed: str = "", by: Author | None = None, at: datetime) -> int:
    """After a restore: begin a new epoch, and record what was last known of the old one. Returns the new epoch.

    `witnessed` is the newest head that a witness kept, as text. The file beside the database moves first: a crash in
    between leaves everything halted, and this can be done again.
    """
    said = _judged(witnessed).checkpoint if witnessed else None
    with signing.alone(settings.KEYS), transaction.atomic(durable=True):
        hold_head()
        state, held = signing.read_state(settings.KEYS), epoch()
        known = _last_known(state, said)
        new = max(held, state.epoch if state else 0, _epoch_of(said)) + 1
        signing.keep_state(settings.KEYS, signing.State(new, {}))
        signing.name_log(settings.KEYS, *(log_key(log, new) for log in LOGS))
        Head.objects.filter(pk=1).update(epoch=new)
        head = DEEDS.head()
        record("ledger.resumed", head, by=by, at=at, epoch=new, here=int(head.size), known=known)
    return new


def _last_known(state: signing.State | None, said: Said | None) -> dict[str, Any]:
    """Size and root of each log as last signed, or as the witness kept it where that is newer."""
    known: dict[str, Any] = {log: list(last) for log, last in state.last.items()} if state else {}
    for log in LOGS:
        if said and said.origin == origin(log, _epoch_of(said)) and said.size > known.get(log.name, [0])[0]:
            known[log.name] = [said.size, said.root.hex()]
    return known


def _epoch_of(said: Said | None) -> int:
    tail = said.origin.rpartition("/")[2] if said else ""
    return int(tail) if tail.isascii() and tail.isdigit() else 0
