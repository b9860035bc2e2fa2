"""Everything behind a breach file in one download: the pack that a court can check, the file in words, the receipts."""

import io
import json
import zipfile

from masohi.supply.files.queries import content_of
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.queries import steps_of
from masohi.work.evidence.facts import pack_of
from masohi.writing.indonesian import WIT


def breach_pack(file: BreachFile) -> bytes:
    """A ZIP: bukti.zip (letter, proofs, tools), berkas.json (what was sent, in words), and the proofs of handing over.

    Raises as `pack_of`; ValueError where nothing was sent yet, or a proof was changed.
    """
    if file.letter is None or file.sent_at is None:
        raise ValueError("nothing was sent yet")
    words = json.dumps(file.snapshot, ensure_ascii=False, indent=2)
    contents = {"bukti.zip": pack_of(file.letter), "berkas.json": words.encode()}
    for place, step in enumerate(steps_of(file.order, turn=file.step.turn), start=1):
        if step.proof is not None:
            contents[f"penyerahan/{place}-{step.kind}-{step.proof.name}"] = content_of(step.proof)
    out, moment = io.BytesIO(), file.sent_at.astimezone(WIT).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as pack:
        for name, content in contents.items():
            pack.writestr(zipfile.ZipInfo(name, moment), content)
    return out.getvalue()
