"""Read kept files."""

from collections.abc import Iterator

from masohi.ledger.models import name_of
from masohi.supply.files.actions import file_folder
from masohi.supply.files.models import File
from masohi.writing import archive


def content_of(file: File) -> bytes:
    """The bytes again. Raises FileNotFoundError where they are lost, ValueError where they were changed."""
    return archive.fetch(file_folder(), file.sha256)


def lost_files() -> Iterator[str]:
    """Names of kept files whose bytes are no longer there as they were kept. Reads every one of them."""
    for file in File.objects.order_by("pk").iterator(chunk_size=2000):
        try:
            content_of(file)
        except (OSError, ValueError):
            yield name_of(file)
