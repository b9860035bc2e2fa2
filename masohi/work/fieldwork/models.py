"""What phones signed, byte for byte; what it adds up to; what a person has to decide. Entries are only ever added."""

from django.db import models

from masohi.ledger.models import Entry
from masohi.parties.accounts.models import User
from masohi.parties.devices.models import Device
from masohi.work.fieldwork.terms import Doubt, Matter, NoteKind
from masohi.work.placement.models import Session


class FieldEntry(models.Model):
    """One signed entry. `body` are the very bytes that were signed; the other columns repeat them for searching."""

    device = models.ForeignKey(Device, models.PROTECT, related_name="entries")
    dseq = models.PositiveBigIntegerField()
    event = models.CharField(max_length=36, unique=True)
    kind = models.CharField(max_length=10, choices=NoteKind)
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="field_entries")
    body = models.BinaryField()
    signature = models.BinaryField()
    claimed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    doubt = models.CharField(max_length=16, choices=Doubt, blank=True)
    quarantined = models.BooleanField(default=False)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "catatan HP"
        constraints = [models.UniqueConstraint(fields=["device", "dseq"], name="field_entry_once_a_number")]
        indexes = [models.Index(fields=["session", "device", "dseq"], name="field_entries_of_session")]


class Equivocation(models.Model):
    """A second entry under a number that is taken: two phones share one key. The first copy stays in its row."""

    first = models.ForeignKey(FieldEntry, models.PROTECT, related_name="rivals")
    body = models.BinaryField()
    signature = models.BinaryField()
    received_at = models.DateTimeField()

    class Meta:
        verbose_name = "catatan ganda HP"


class FieldMatter(models.Model):
    """An entry that cannot count by itself: a person of the Bapas looks at it and says what is done."""

    entry = models.ForeignKey(FieldEntry, models.PROTECT, related_name="matters")
    kind = models.CharField(max_length=16, choices=Matter)
    message = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "hal dari HP"
        constraints = [models.UniqueConstraint(fields=["entry", "kind"], name="one_matter_an_entry")]


class Photo(models.Model):
    """A photo that arrived whole: `sha256` is the hash in the signed entry, `clean_sha256` that of the copy we show."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    clean_sha256 = models.CharField(max_length=64, blank=True)
    likeness = models.CharField(max_length=16, blank=True)
    refused = models.CharField(max_length=20, blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = "foto"


class PhotoMention(models.Model):
    """A signed entry names a photo, which may still be on its way. Two entries may name the same photo."""

    entry = models.ForeignKey(FieldEntry, models.PROTECT, related_name="photos")
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        verbose_name = "foto yang disebut"
        constraints = [models.UniqueConstraint(fields=["entry", "sha256"], name="photo_once_an_entry")]
