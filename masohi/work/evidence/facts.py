"""The evidence pack: letter, proofs and the tools to check them, in one ZIP that is stored as it is."""

import io
import json
import zipfile
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from masohi.ledger.notes import b64
from masohi.work.evidence.queries import Evidence, Exhibit, evidence_of
from masohi.work.fieldwork.models import FieldEntry
from masohi.work.letters.facts import archive_folder
from masohi.work.letters.models import Letter
from masohi.writing.archive import fetch
from masohi.writing.indonesian import WIT

TOOLS = ("verify.py", "periksa.html")

READ_ME = """BERKAS BUKTI SURAT {number}

Isi berkas ini:
  surat.pdf      surat seperti yang diterbitkan
  bukti.json     catatan di balik surat, dan bukti bahwa catatan itu tidak diubah
  periksa.html   alat periksa: buka dengan peramban, tidak perlu jaringan
  verify.py      alat periksa yang sama untuk Python

Cara memeriksa:
  1. Minta berkas kebijakan dari Bapas, kejaksaan, atau pengadilan. Jangan dari pemberi berkas ini.
  2. Minta juga alat periksa dari tangan itu, atau unduh sendiri.
  3. Buka periksa.html, pilih berkas bukti ini dan berkas kebijakan, lalu tekan Periksa.

{witnessed}
Catatan HP yang juga menyebut orang lain tidak disertakan isinya; hanya sidiknya. Isi lengkap ada di kantor.

Berkas ini menunjukkan bahwa catatan tidak diubah sesudah ditulis. Pencabutan sesudah berkas ini dibuat tidak terlihat
di sini; tanyakan kepada kejaksaan yang menerbitkan.
"""
COSIGNED = "Kepala buku besar di berkas ini sudah ditandatangani cukup saksi.\n"
ALONE = "Kepala buku besar di berkas ini belum ditandatangani cukup saksi. Unduh lagi beberapa hari kemudian.\n"


def pack_of(letter: Letter) -> bytes:
    """The ZIP for a letter (surat.pdf, bukti.json, BACA-SAYA.txt, tools): the same bytes for the same head.

    Refused where no signed head covers the letter; FileNotFoundError or ValueError where the PDF is gone or changed.
    """
    evidence = evidence_of(letter)
    told = COSIGNED if evidence.cosigned else ALONE
    contents = {
        "surat.pdf": fetch(archive_folder(), letter.sha256),
        "bukti.json": json.dumps(_proofs(evidence), ensure_ascii=False, separators=(",", ":")).encode(),
        "BACA-SAYA.txt": READ_ME.format(number=letter.number, witnessed=told).encode(),
        **{name: tool(name) for name in TOOLS},
    }
    return _stored(contents, letter.issued_at)


def tool(name: str) -> bytes:
    """One of the stand-alone tools, as it lies in the checkout."""
    return (Path(settings.ROOT) / "verifier" / name).read_bytes()


def _stored(contents: dict[str, bytes], at: datetime) -> bytes:
    out, moment = io.BytesIO(), at.astimezone(WIT).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, content in contents.items():
            file.writestr(zipfile.ZipInfo(name, moment), content)
    return out.getvalue()


def _proofs(evidence: Evidence) -> dict[str, Any]:
    policy = settings.KEYS / "policy"
    letter, *events = (_told(one) for one in evidence.exhibits)
    return {
        "v": 1,
        "policy": policy.read_text(encoding="utf-8"),
        "checkpoint": evidence.note,
        "letter": letter,
        "events": events,
    }


def _told(exhibit: Exhibit) -> dict[str, Any]:
    told = {
        "seq": exhibit.entry.seq,
        "body": b64(bytes(exhibit.entry.body)),
        "proof": [b64(one) for one in exhibit.proof],
    }
    if exhibit.field is None:
        return told
    return {**told, "field": _sealed(exhibit.field) if exhibit.sealed else _field(exhibit.field)}


def _field(row: FieldEntry) -> dict[str, Any]:
    device = row.device
    return {
        "device": device.code,
        "alg": device.algorithm,
        "key": b64(bytes(device.public_key)),
        "body": b64(bytes(row.body)),
        "sig": b64(bytes(row.signature)),
    }


def _sealed(row: FieldEntry) -> dict[str, Any]:
    """What stands for an entry that names others too: the digests to which the record has committed."""
    return {
        "device": row.device.code,
        "dseq": row.dseq,
        "sha256": sha256(bytes(row.body)).hexdigest(),
        "signature_sha256": sha256(bytes(row.signature)).hexdigest(),
    }
