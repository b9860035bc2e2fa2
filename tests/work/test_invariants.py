"""R30, R31: what must always be true holds after a whole story, and each of the seventeen sees its own violation."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models, transaction
from django.urls import reverse

from masohi.cases.orders.models import Order
from masohi.ledger.actions import deed, record, shred
from masohi.ledger.heads.actions import sign_head
from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of
from masohi.ledger.reads.models import Reading
from masohi.parties.devices.models import Device
from masohi.work.attendance.models import Attendance, Verification
from masohi.work.fieldwork.models import FieldEntry, PhotoMention
from masohi.work.fieldwork.queries import photo_folder
from masohi.work.invariants.queries import INVARIANTS, findings
from masohi.work.placement.models import Appointment, Session
from tests import cast
from tests.fraud.conftest import picture, shoot

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(field, settings, tmp_path):
    """A session recorded by phone with a photo, accepted by a second officer, read by a third, signed."""
    site, settings.MEDIA_ROOT = field.session.site, str(tmp_path)
    field.begin()
    field.kept = shoot(field, picture())
    field.finish()
    field.push()
    cast.accept(field.cast, list(Attendance.objects.all()))
    field.client.force_login(field.cast.prosecutor)
    assert field.client.get(reverse("order", args=[field.person.order.code])).status_code == 200
    sign_head(at=field.at)
    assert site.declared(field.session.day)
    return field


def test_all_seventeen_hold(story, figure):
    assert len(INVARIANTS) == 17
    assert findings(story.at) == {}
    figure("R30", "17/17 berlaku sesudah satu cerita utuh")


@deed
def told_again(*, by, at, entry, device):
    """The ledger says a second time that it received an entry."""
    record("field.received", device, by=by, at=at, **facts_of(entry))


def first_line(story):
    entry = Entry.objects.filter(kind="field.received").first()
    told_again(by=story.cast.system, at=story.at, entry=entry, device=story.device)


def credited(minutes):
    Appointment.objects.filter(credited_minutes__gt=0).update(credited_minutes=minutes)


def model(name, **columns):
    """A table that must not exist."""
    meta = type("Meta", (), {"app_label": "work"})
    return type(name, (models.Model,), {"__module__": __name__, "Meta": meta, **columns})


def lost_photo(story):
    path = photo_folder() / story.kept.sha256[:2] / story.kept.sha256
    path.write_bytes(b"another picture")


def one_entry_gone(story):
    last = FieldEntry.objects.latest("dseq")
    PhotoMention.objects.filter(entry=last).delete()
    FieldEntry.objects.filter(pk=last.pk)._raw_delete("default")


SEEDED = {
    "I1": first_line,
    "I2": lambda story: FieldEntry.objects.filter(dseq=1).update(signature=bytes(64)),
    "I3": lambda story: FieldEntry.objects.filter(dseq=2).update(dseq=7),
    "I4": lambda story: Entry.objects.filter(seq=3).update(actor=99),
    "I5": lambda story: Order.objects.update(credited_minutes=301),
    "I6": lambda story: credited(301),
    "I7": lambda story: credited(481),
    "I8": lambda story: Order.objects.update(credited_minutes=60 * 60 + 1),
    "I9": lambda story: Order.objects.update(deadline=story.session.day - timedelta(days=1)),
    "I10": lambda story: model("Sale", session=models.ForeignKey("work.Session", models.PROTECT)),
    "I11": lambda story: Verification.objects.update(verified_by=story.cast.supervisor),
    "I12": lost_photo,
    "I13": lambda story: Reading.objects.update(actor=None),
    "I14": lambda story: Device.objects.update(state="dicabut", ended_at=story.session.starts_at),
    "I15": one_entry_gone,
    "I16": lambda story: model("Sale", price_rupiah=models.PositiveIntegerField()),
    "I17": lambda story: type(story.session.site).objects.update(declared_on=story.session.day + timedelta(days=1)),
}


def seen(story, name):
    """Whether a seeded violation is found; everything is as before afterwards."""
    try:
        with transaction.atomic():
            SEEDED[name](story)
            found = name in findings(story.at)
            transaction.set_rollback(True)
        return found
    finally:
        if apps.all_models["work"].pop("sale", None):
            apps.clear_cache()


def test_every_seeded_violation_is_found(story, figure):
    assert list(SEEDED) == list(INVARIANTS)
    found = [name for name in SEEDED if seen(story, name)]
    assert found == list(INVARIANTS)
    figure("R31", f"{len(found)}/17 pelanggaran buatan ditemukan")


def test_a_line_that_was_shredded_is_no_finding(story):
    """What the phone signed is here, its line in the ledger was emptied by law: I1 and I15 hold, and a hole does not."""
    line = FieldEntry.objects.get(dseq=2).entry
    shred(line.pk, by=story.cast.system, at=story.at)
    assert FieldEntry.objects.get(dseq=2).entry.kind == "shredded"
    assert findings(story.at) == {}
    FieldEntry.objects.filter(dseq=2).update(entry=Entry.objects.exclude(kind="shredded").filter(seq=1).get())
    assert "I1" in findings(story.at), "only the emptied line itself may be silent"


def test_a_photo_that_never_came_is_missed_after_a_week(story):
    PhotoMention.objects.create(entry=FieldEntry.objects.first(), sha256="ab" * 32)
    assert "I12" not in findings(story.at)
    assert "I12" in findings(story.at + timedelta(days=8))


def test_a_session_inside_its_agreement_is_no_finding(story):
    assert Session.objects.filter(state="diakui").exists()
    assert "I17" not in findings(story.at)
