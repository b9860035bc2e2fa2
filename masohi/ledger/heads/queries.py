"""Proofs from few reads, signed heads as text, and whether the logs still go on from what was signed."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext

from masohi.ledger import signing
from masohi.ledger.chain import Checked
from masohi.ledger.heads.models import Checkpoint
from masohi.ledger.models import DEEDS
from masohi.ledger.notes import Key, Proof, write_proof
from masohi.ledger.policies import Judged, judge
from masohi.ledger.queries import recount
from masohi.ledger.reads.models import READS
from masohi.ledger.rows import Log
from masohi.ledger.tree import consistency_proof, inclusion_proof, node_hash, root_of
from masohi.writing.refusals import Refused

LOGS = (DEEDS, READS)
BY_NAME = {log.name: log for log in LOGS}
GROUP = 256


class Nodes:
    """Hashes of a log's complete subtrees, `node(level, index)`, read in groups of 256, each group once.

    Raises LookupError where entries are missing. Make one for each question: it does not see what is added later.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._groups: dict[tuple[int, int], dict[int, bytes]] = {}

    def __call__(self, level: int, index: int) -> bytes:
        base = min(level // 8 * 8, 24)
        width = 1 << level - base
        first = index * width
        group = self._group(base, first // GROUP)
        hashes = [group[place] for place in range(first, first + width)]
        while len(hashes) > 1:
            hashes = [node_hash(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
        return hashes[0]

    def _group(self, base: int, group: int) -> dict[int, bytes]:
        if (base, group) not in self._groups:
            first, last = group * GROUP, (group + 1) * GROUP - 1
            if base:
                rows = self._log.subtrees.objects.filter(level=base, index__range=(first, last))
                found = rows.values_list("index", "hash")
            else:
                found = self._log.entries.objects.filter(seq__range=(first, last)).values_list("seq", "leaf")
            self._groups[base, group] = {place: bytes(digest) for place, digest in found}
        return self._groups[base, group]


def epoch() -> int:
    """The life of the database that is now: heads of other epochs belong to other logs."""
    return int(DEEDS.head().epoch)


def origin(log: Log = DEEDS, number: int | None = None) -> str:
    """The log's name in the world, in this epoch or in the one asked for."""
    return signing.origin(settings.LEDGER_ORIGIN, log.name, number or epoch())


def log_key(log: Log = DEEDS, number: int | None = None) -> Key:
    """The public key that verifies heads of the log; it is printed, pinned, and told to witnesses."""
    return signing.public_key(settings.LOG_KEY, origin(log, number))


def inclusion(seq: int, size: int, log: Log = DEEDS) -> list[bytes]:
    """Proof that entry `seq` is among the first `size`; ValueError where it is not."""
    return inclusion_proof(seq, size, Nodes(log))


def consistency(old: int, new: int, log: Log = DEEDS) -> list[bytes]:
    """Proof that the log of `new` entries begins with the log of `old`; ValueError where `old` is larger."""
    return consistency_proof(old, new, Nodes(log))


def root_at(size: int, log: Log = DEEDS) -> bytes:
    """Head of the tree over the first `size` entries, from the stored leaves. LookupError where some are missing."""
    return root_of(size, Nodes(log))


def newest_head(log: Log = DEEDS) -> Checkpoint | None:
    """The head signed last in this epoch, if any."""
    return Checkpoint.objects.filter(log=log.name, epoch=epoch()).order_by("-size").first()


def note_of(checkpoint: Checkpoint, before: datetime | None = None) -> str:
    """The head as text: signed by the log, and below it by every witness so far, or whose line came before a moment."""
    lines = checkpoint.cosignatures.order_by("received_at", "pk")
    lines = lines if before is None else lines.filter(received_at__lt=before)
    return checkpoint.text + "".join(lines.values_list("line", flat=True))


def judged(checkpoint: Checkpoint, before: datetime | None = None) -> Judged:
    """A stored head weighed by the policy; ValueError where it is not what was signed."""
    said = judge(note_of(checkpoint, before), signing.read_policy(settings.KEYS))
    stored = (origin(BY_NAME[checkpoint.log], checkpoint.epoch), checkpoint.size, bytes(checkpoint.root))
    if tuple(said.checkpoint) != stored:
        raise ValueError("the row and its note differ")
    return said


def is_cosigned(checkpoint: Checkpoint, before: datetime | None = None) -> bool:
    """Whether enough witnesses signed below this head; without witnesses in the policy none are enough."""
    try:
        said = judged(checkpoint, before)
    except ValueError:
        return False
    return said.quorum and bool(said.witnessed)


def newest_cosigned(log: Log = DEEDS, before: datetime | None = None) -> Checkpoint | None:
    """The largest head of this epoch that enough witnesses signed, ever or before a moment, if any."""
    rows = Checkpoint.objects.filter(log=log.name, epoch=epoch(), cosignatures__isnull=False).distinct()
    rows = rows if before is None else rows.filter(made_at__lt=before)
    return next((row for row in rows.order_by("-size").iterator() if is_cosigned(row, before)), None)


def proof_of(seq: int, log: Log = DEEDS, checkpoint: Checkpoint | None = None) -> str:
    """Proof of entry `seq` as text (C2SP tlog-proof), for anybody to verify without this program.

    Against `checkpoint`, or the newest cosigned head that covers the entry, or else the newest signed one. Refused
    where no head covers it yet.
    """
    found = checkpoint or next(
        (one for one in (newest_cosigned(log), newest_head(log)) if one and one.size > seq), None
    )
    if found is None or not 0 <= seq < found.size:
        raise Refused(gettext("Belum ada kepala bertanda tangan yang memuat catatan itu. Jalankan masohi ledger head."))
    return write_proof(Proof(seq, tuple(inclusion(seq, found.size, log)), note_of(found)))


def why_halted() -> str:
    """Why nothing may be signed or acknowledged now, as a sentence; "" where all is well. A handful of queries."""
    try:
        state, held = signing.read_state(settings.KEYS), epoch()
        reasons = [disagreement(log, state, held) for log in LOGS]
    except signing.Halted as halt:
        return str(halt)
    return next(filter(None, reasons), "")


def disagreement(log: Log, state: signing.State | None, held: int) -> str:
    """How a log of epoch `held` fails to go on from what was signed of it; "" where it does go on."""
    if state is None:
        lost = Checkpoint.objects.filter(log=log.name).exists() or held > 1
        return gettext("Berkas log-state.json hilang, padahal kepala sudah pernah ditandatangani.") if lost else ""
    if state.halted:
        return state.halted
    if state.epoch != held:
        numbers = {"held": held, "signed": state.epoch}
        return gettext("Basis data dari masa %(held)s, tanda tangan terakhir dari masa %(signed)s.") % numbers
    size, root = state.last.get(log.name, (0, ""))
    if not size:
        return ""
    now = int(log.head().size)
    if now < size:
        numbers = {"now": now, "signed": size}
        return gettext("Basis data lebih tua: berisi %(now)s catatan, %(signed)s sudah ditandatangani.") % numbers
    return "" if _root_or_none(log, size) == root else gettext("Catatan berbeda dari yang sudah ditandatangani.")


def _root_or_none(log: Log, size: int) -> str | None:
    try:
        return root_at(size, log).hex()
    except LookupError:
        return None


def untrue_heads() -> list[str]:
    """Names of the stored heads of both logs that are not borne out; see `examine`."""
    return [name for log in LOGS for name in examine(log)[1]]


def examine(log: Log) -> tuple[Checked, list[str]]:
    """Recompute a log, and name its stored heads that the entries, the log's key or the policy do not bear out.

    What was signed last, by the file beside the database, is compared too, under the name `log-state`.
    """
    state = signing.read_state(settings.KEYS)
    size, root = state.last.get(log.name, (0, "")) if state else (0, "")
    heads = list(Checkpoint.objects.filter(log=log.name).order_by("epoch", "size"))
    checked, roots = recount(log, [size, *(head.size for head in heads)])
    untrue = [f"{log.name}:{head.epoch}:{head.size}" for head in heads if not _true(head, roots.get(head.size))]
    if size and (roots.get(size) or b"").hex() != root:
        untrue.append(f"log-state:{log.name}:{size}")
    return checked, untrue


def _true(head: Checkpoint, root: bytes | None) -> bool:
    try:
        return judged(head).checkpoint.root == root
    except ValueError:
        return False
