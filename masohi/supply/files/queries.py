"""Read kept files."""

from masohi.supply.files.actions import file_folder
from masohi.supply.files.models import File
from masohi.writing import archive


def content_of(file: File) -> bytes:
    """The bytes again. Raises FileNotFoundError where they are lost, ValueError where they were changed."""
    return archive.fetch(file_folder(), file.sha256)
