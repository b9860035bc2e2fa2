"""The whole record as a folder of plain texts, for whoever wants to check it without this program."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.conf import settings

from masohi.ledger.heads.models import Checkpoint
from masohi.ledger.heads.queries import note_of
from masohi.ledger.models import DEEDS
from masohi.ledger.notes import b64
from masohi.ledger.reads.models import READS
from masohi.ledger.rows import Log

FORMAT = """Ekspor buku besar Masohi (LEDGER-1). Semua berkas teks UTF-8; setiap baris berakhir dengan baris baru.

entries.txt   catatan perbuatan, satu per baris, menurut nomor dari 0: "<nomor> <isi dalam base64>".
              Isi yang sudah dihapus: "<nomor> shredded <hash daun, heksadesimal>"; catatan sesudahnya dengan jenis
              "entry.shredded" menyebut nomor dan hash itu.
reads.txt     catatan pembacaan berkas orang, bentuknya sama.
heads/        kepala yang ditandatangani (C2SP tlog-checkpoint), dengan semua tanda tangan saksi:
              "<jumlah>.txt" untuk entries.txt, "reads-<jumlah>.txt" untuk reads.txt.
policy.txt    kunci buku besar, saksi, dan kuorum (C2SP tlog-policy). Pemeriksa memakai kebijakan dari tangan lain.
field.txt     catatan HP petugas: "<HP> <nomor> <isi dalam base64> <tanda tangan dalam base64>".
devices.txt   kunci HP petugas: "<HP> <algoritma> <kunci dalam base64>".

Hash daun = SHA-256(0x00 || isi); simpul = SHA-256(0x01 || kiri || kanan) (RFC 6962). Akar pada <jumlah> catatan
pertama harus sama dengan akar di kepala. Isi adalah JSON; bitanya tidak boleh ditulis ulang sebelum dihitung.
Tidak ada nama dan NIK di entries.txt dan reads.txt: catatan menyebut nomor dan sidik saja. field.txt memuat alasan
singkat yang diketik pengawas; perlakukan sebagai berkas perkara.
"""


def export(folder: Path, parts: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Write the record into `folder`; returns lines written for each file. OSError where it cannot be written.

    `parts` are files of other chapters by name ("field.txt"), as lines without their ends.
    """
    (folder / "heads").mkdir(parents=True, exist_ok=True)
    (folder / "FORMAT.txt").write_text(FORMAT, encoding="utf-8")
    policy = settings.KEYS / "policy"
    (folder / "policy.txt").write_bytes(policy.read_bytes() if policy.exists() else b"quorum none\n")
    written = {"entries.txt": _written(folder / "entries.txt", _lines(DEEDS))}
    if READS.head().size:
        written["reads.txt"] = _written(folder / "reads.txt", _lines(READS))
    written |= {name: _written(folder / name, lines) for name, lines in parts.items()}
    return written | {"heads": _heads(folder / "heads")}


def _written(path: Path, lines: Iterable[str]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(line + "\n")
            count += 1
    return count


def _lines(log: Log) -> Iterator[str]:
    for seq, body, leaf in log.entries.objects.order_by("seq").values_list("seq", "body", "leaf").iterator(2000):
        yield f"{seq} {b64(bytes(body))}" if body else f"{seq} shredded {bytes(leaf).hex()}"


def _heads(folder: Path) -> int:
    """One file a size; of two epochs' heads of one size the newer one."""
    names = set()
    for head in Checkpoint.objects.order_by("epoch", "pk"):
        prefix = "" if head.log == DEEDS.name else f"{head.log}-"
        name = f"{prefix}{head.size}.txt"
        (folder / name).write_text(note_of(head), encoding="utf-8")
        names.add(name)
    return len(names)
