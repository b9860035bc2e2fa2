"""Photos from a session: who may look, what is shown instead of a photo that cannot be, and that looking is noted."""

import hashlib
import io

import pytest
from django.db import DatabaseError
from django.urls import reverse
from PIL import Image

from masohi.faces.web.sessions import photos
from masohi.ledger.models import name_of
from masohi.ledger.queries import facts_of, verify
from masohi.ledger.reads.models import READS, Reading
from masohi.parties.accounts.actions import add_role
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.work.attendance.models import Attendance
from masohi.work.fieldwork.actions import keep_photo
from masohi.work.fieldwork.models import FieldEntry, Photo, PhotoMention
from masohi.work.fieldwork.queries import photo_folder
from masohi.work.placement.models import Session
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def jpeg(shade, **more):
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 90, 120)).save(out, "JPEG", **more)
    return out.getvalue()


def named(field, data, when, arrives=True):
    sha = hashlib.sha256(data).hexdigest()
    field.phone.write("photo", field.session.code, {"when": when}, photos=[sha])
    field.push()
    if arrives:
        keep_photo(device=field.device, sha256=sha, data=data, by=field.cast.supervisor, at=field.at)
    return sha


@pytest.fixture
def worked(field):
    """A session of the phone, recorded: a photo before, one after, one still on its way, one out of the gallery."""
    exif = Image.Exif()
    exif[0x0110] = "Kamera"
    field.begin()
    field.before = named(field, jpeg(10), "sebelum")
    field.after = named(field, jpeg(20), "sesudah")
    field.coming = named(field, jpeg(30), "sesudah", arrives=False)
    field.foreign = named(field, jpeg(40, exif=exif), "sesudah")
    field.finish()
    field.push()
    assert Photo.objects.get(sha256=field.foreign).refused == "metadata"
    assert Attendance.objects.count() == 1
    return field


def address(field, sha):
    return reverse("session-photo", args=[field.session.code, sha[:16]])


def answer(client, field, user, sha):
    client.force_login(user)
    return client.get(address(field, sha))


def screens():
    return [facts_of(one)["screen"] for one in Reading.objects.order_by("seq")]


@pytest.mark.parametrize("role", ["pk", "prosecutor", "supervisor"])
def test_who_decides_or_recorded_sees_it(client, worked, role):
    said = answer(client, worked, getattr(worked.cast, role), worked.before)
    photo = Photo.objects.get(sha256=worked.before)
    assert said.status_code == 200
    assert hashlib.sha256(said.content).hexdigest() == photo.clean_sha256 != worked.before
    assert said["Content-Type"] == "image/jpeg"
    assert said["Cache-Control"] == "no-store"
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["Content-Disposition"] == f'inline; filename="foto-{worked.before[:16]}.jpg"'


@pytest.mark.parametrize("role", ["stranger", "office", "clerk", "administrator"])
def test_to_everybody_else_it_is_not_there(client, worked, role):
    user = getattr(worked.cast, role)
    assert answer(client, worked, user, worked.before).status_code == 404
    client.force_login(user)
    page = client.get(reverse("session", args=[worked.session.code])).content.decode()
    assert worked.before[:16] not in page
    assert screens() == []


def test_a_visitor_is_sent_to_the_door(client, worked):
    assert client.get(address(worked, worked.before)).status_code == 302


def test_a_role_elsewhere_opens_no_photo(client, worked):
    """The host's office sees the session; that it also supervises, or decides, elsewhere gives it no photo of this one."""
    office, people = worked.cast.office, worked.cast
    elsewhere = Organisation.objects.get(short_name="Bapas Saumlaki")
    for role, organisation in ((Role.SUPERVISOR, people.host), (Role.PROBATION, elsewhere)):
        add_role(account=office, role=role, organisation=organisation, by=people.system, at=cast.AT)
    client.force_login(office)
    assert client.get(reverse("session", args=[worked.session.code])).status_code == 200
    assert client.get(address(worked, worked.before)).status_code == 404


def test_what_cannot_be_shown_is_said(client, worked):
    client.force_login(worked.cast.pk)
    for name in ("session", "verify-hours"):
        page = client.get(reverse(name, args=[worked.session.code] if name == "session" else [])).content.decode()
        assert page.count(f'src="{address(worked, worked.before)}"') == 1
        assert page.count(f'src="{address(worked, worked.after)}"') == 1
        assert page.count("Foto sebelum") - page.count("Foto sebelum / sesudah") == 2  # caption and words for the image
        assert "Foto masih di perjalanan." in page
        assert "Foto tidak ditampilkan. Foto ini berasal dari galeri, bukan dari aplikasi." in page
        assert worked.coming[:16] not in page
        assert worked.foreign[:16] not in page
        assert 'loading="lazy"' in page


def test_on_its_way_refused_unknown_and_odd_are_alike_not_there(client, worked):
    client.force_login(worked.cast.pk)
    other = Session.objects.exclude(pk=worked.session.pk).first()
    base = reverse("session", args=[worked.session.code])
    odd = [f"{base}/foto/{text}" for text in (worked.before[:15], worked.before, worked.before[:16].upper(), "z" * 16)]
    odd += [address(worked, sha) for sha in (worked.coming, worked.foreign, "0" * 64)]
    odd.append(reverse("session-photo", args=[other.code, worked.before[:16]]))
    assert [client.get(one).status_code for one in odd] == [404] * len(odd)
    assert screens() == []


def test_opening_is_noted_before_it_is_shown(client, worked, monkeypatch):
    assert answer(client, worked, worked.cast.pk, worked.before).status_code == 200
    noted = Reading.objects.get()
    photo = Photo.objects.get(sha256=worked.before)
    assert (noted.subject, noted.thread, noted.actor) == (name_of(photo), "", worked.cast.pk.pk)
    assert screens() == ["session-photo"]
    assert verify(READS).ok

    def broken(*told, **more):
        raise DatabaseError("disk full")

    monkeypatch.setattr(photos, "note_read", broken)
    with pytest.raises(DatabaseError, match="disk full"):
        answer(client, worked, worked.cast.pk, worked.before)


def test_a_photo_changed_on_the_disk_is_not_shown(client, worked):
    clean = Photo.objects.get(sha256=worked.before).clean_sha256
    path = photo_folder() / clean[:2] / clean
    path.write_bytes(path.read_bytes() + b" ")
    assert answer(client, worked, worked.cast.pk, worked.before).status_code == 404
    path.unlink()
    assert answer(client, worked, worked.cast.pk, worked.before).status_code == 404


def test_a_guard_less_is_seen(client, worked, monkeypatch):
    """Negative control: without the question about this very session the host's office would look."""
    monkeypatch.setattr(photos, "may_see_photos", lambda user, session: True)
    people = worked.cast
    add_role(account=people.office, role=Role.SUPERVISOR, organisation=people.host, by=people.system, at=cast.AT)
    assert answer(client, worked, people.office, worked.before).status_code == 200


def test_a_photo_of_a_phone_that_is_not_trusted_says_so(client, worked):
    FieldEntry.objects.filter(kind="photo").update(quarantined=True)
    client.force_login(worked.cast.pk)
    page = client.get(reverse("session", args=[worked.session.code])).content.decode()
    assert page.count("Catatan HP ini belum dipercaya") == PhotoMention.objects.count()


def test_as_many_questions_however_many_photos(client, worked, django_assert_max_num_queries):
    client.force_login(worked.cast.pk)
    with django_assert_max_num_queries(100) as few:
        client.get(reverse("verify-hours"))
    before = len(few)
    for shade in range(50, 56):
        named(worked, jpeg(shade), "sesudah")
    with django_assert_max_num_queries(before):
        client.get(reverse("verify-hours"))
