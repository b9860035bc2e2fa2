"""Note that somebody reads a person's file."""

from datetime import datetime

from django.db import models, transaction

from masohi.ledger.actions import Author
from masohi.ledger.models import name_of
from masohi.ledger.reads.models import READS, Reading, ReadingHead
from masohi.ledger.rows import Draft


def note_read(
    subject: models.Model, /, *, person: models.Model | None, screen: str, by: Author, at: datetime
) -> Reading:
    """Append one reading in a transaction of its own and return it: `by` opens `subject` (an order), `person`'s file.

    Call it before anything is shown, and let its failure be the page's: no entry, no page. `screen` is the page's name.
    Without a `person` it is nobody's file alone: a photo of a session shows whoever stood there.
    """
    with transaction.atomic():
        head, _made = ReadingHead.objects.select_for_update().get_or_create(pk=1)
        draft = Draft(READS, head)
        thread = name_of(person) if person is not None else ""
        reading: Reading = draft.add(
            "file.read", name_of(subject), at=at, thread=thread, actor=by.pk, facts={"screen": screen}
        )
        draft.store()
    return reading
