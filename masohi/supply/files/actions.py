"""Keep files that prove something."""

from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.supply.files.models import File
from masohi.writing import archive
from masohi.writing.refusals import Refused

LARGEST: Final = 10 * 1024 * 1024  # bytes
MEDIA: Final = {
    b"%PDF-": ("application/pdf", ".pdf"),
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
}
"""How a file that we keep begins, what it is, and how its name ends."""


def file_folder() -> Path:
    """Where kept files lie."""
    return Path(settings.MEDIA_ROOT) / "files"


def readable(name: str, content: bytes) -> tuple[str, str]:
    """Media type and tidy name of an upload. Raises Refused for what is empty, too large, or no PDF and no picture."""
    if not content:
        raise Refused(gettext("Berkas kosong. Pilih berkas lain; isian Anda masih ada di halaman."))
    if len(content) > LARGEST:
        raise Refused(gettext("Berkas lebih dari 10 MB. Perkecil lalu unggah lagi; isian Anda masih ada di halaman."))
    kind = next((kind for start, kind in MEDIA.items() if content.startswith(start)), None)
    if kind is None:
        raise Refused(gettext("Berkas harus PDF, JPG, atau PNG. Pilih berkas lain; isian Anda masih ada di halaman."))
    stem = Path(name.replace("\\", "/")).stem or "berkas"
    return kind[0], stem[:150] + kind[1]


@deed
def keep_file(*, name: str, content: bytes, by: User, at: datetime) -> File:
    """Keep an upload byte for byte, inside the deed that it proves; its row is sealed. Raises Refused as `readable`."""
    require(by, "file.keep")
    media_type, tidy = readable(name, content)
    digest = archive.keep(file_folder(), content)
    file = File(sha256=digest, name=tidy, media_type=media_type, size=len(content), kept_by=by, kept_at=at)
    file.save(force_insert=True)
    record("file.kept", file, by=by, at=at, seals=[file], sha256=digest, size=file.size)
    return file
