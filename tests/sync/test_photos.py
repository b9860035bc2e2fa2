"""R24, R25: photos arrive however the connection is cut; the same picture twice is no fault; nothing half stays."""

import hashlib
import io
import os
import random
import time
from datetime import datetime, timezone

import pytest
from PIL import Image

from masohi.faces import phone_intake as intake
from masohi.faces.field import api
from masohi.work.fieldwork.models import Photo, PhotoMention
from masohi.work.fieldwork.queries import photo_folder
from masohi.work.fieldwork.terms import CHUNK_BYTES
from masohi.writing import archive, uploads

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def picture(seed, size=(900, 700)):
    """A photo as the app draws it: noise, so that it does not shrink."""
    noise = Image.frombytes("RGB", size, random.Random(seed).randbytes(size[0] * size[1] * 3))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=60)
    return out.getvalue()


def named(field, data):
    """An entry that names the photo is on the server."""
    sha = hashlib.sha256(data).hexdigest()
    if not field.phone.written:
        field.begin()
    field.phone.write("photo", field.session.code, {"when": "sesudah"}, photos=[sha])
    assert field.push()["cursor"] == len(field.phone.written)
    return sha


def patch(field, sha, offset, piece, length, **headers):
    path = f"/lapangan/api/foto/{sha}"
    told = field.phone.headers("PATCH", path, piece) | {"Upload-Offset": str(offset), "Upload-Length": str(length)}
    return field.client.generic("PATCH", path, piece, "application/octet-stream", headers=told | headers)


def offset_of(field, sha):
    path = f"/lapangan/api/foto/{sha}"
    return int(field.client.generic("HEAD", path, headers=field.phone.headers("HEAD", path, b""))["Upload-Offset"])


def send(field, sha, data):
    """As the app: ask where it stands, send the next piece, until whole."""
    while (offset := offset_of(field, sha)) < len(data):
        answer = patch(field, sha, offset, data[offset : offset + CHUNK_BYTES], len(data))
        assert answer.status_code in {204, 409}, answer.content


def cut(field, sha, data, at):
    """The server's disk got only the first bytes of the photo, then the connection or the server broke."""
    path = intake.part_of(field.device, sha)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data[:at])


def places(size):
    chance = random.Random(24)
    every = set(range(0, size, 65_536))
    return sorted(every | {chance.randrange(1, size) for _ in range(200)})


def resume_everywhere(field):
    """Cut at every 64 KiB and at 200 other bytes; returns (cuts, photos that came out byte for byte)."""
    data, good = picture(1), 0
    sha = named(field, data)
    cuts = places(len(data))
    for at in cuts:
        Photo.objects.all().delete()
        (photo_folder() / sha[:2] / sha).unlink(missing_ok=True)
        cut(field, sha, data, at)
        assert offset_of(field, sha) == at
        send(field, sha, data)
        good += hashlib.sha256(archive.fetch(photo_folder(), sha)).hexdigest() == sha
        assert not intake.part_of(field.device, sha).exists()
    return len(cuts), good


def test_a_photo_goes_on_from_any_cut(field, figure, monkeypatch):
    monkeypatch.setattr("masohi.work.fieldwork.actions.redraw", lambda data: (b"", "0" * 16))
    cuts, good = resume_everywhere(field)
    assert cuts > 200
    assert good == cuts
    figure("R24", f"{good} of {cuts} cuts (each 64 KiB and 200 other bytes) end with the same SHA-256")


def test_a_server_that_takes_a_piece_at_any_offset_is_found_out(field, monkeypatch):
    """Control: without the rule of offsets a piece that is sent twice spoils the photo, and the digest says so."""

    def careless(path, offset, piece):
        with open(path, "ab") as file:
            file.write(piece)
        return path.stat().st_size

    monkeypatch.setattr(uploads, "append", careless)
    data = picture(2)
    sha = named(field, data)
    cut(field, sha, data, 100_000)
    assert patch(field, sha, 90_000, data[90_000:100_000], len(data)).status_code == 204
    for at in range(100_000, len(data), CHUNK_BYTES):
        patch(field, sha, at, data[at : at + CHUNK_BYTES], len(data))
    assert not Photo.objects.exists()


def test_a_piece_that_does_not_fit_is_told_where_the_photo_ends(field):
    data = picture(3)
    sha = named(field, data)
    assert patch(field, sha, 0, data[:1000], len(data))["Upload-Offset"] == "1000"
    again = patch(field, sha, 0, data[:1000], len(data))
    assert (again.status_code, again["Upload-Offset"]) == (409, "1000")
    assert patch(field, sha, 2000, data[2000:3000], len(data)).status_code == 409


def test_bytes_that_were_not_signed_start_again(field):
    data = picture(4)
    sha = named(field, data)
    wrong = data[:-1] + bytes([data[-1] ^ 1])
    for at in range(0, len(wrong), CHUNK_BYTES):
        answer = patch(field, sha, at, wrong[at : at + CHUNK_BYTES], len(wrong))
    assert answer.status_code == 422
    assert offset_of(field, sha) == 0
    send(field, sha, data)
    assert Photo.objects.get().sha256 == sha


def test_the_same_picture_twice_is_no_fault(field, figure):
    """R25: named by two entries, and twice by one; it is sent once and both have it."""
    data = picture(5)
    sha = named(field, data)
    send(field, sha, data)
    assert named(field, data) == sha
    assert offset_of(field, sha) == len(data)
    assert patch(field, sha, 0, data[:1000], len(data)).status_code == 204
    field.phone.write("photo", field.session.code, {"when": "sebelum"}, photos=[sha, sha])
    said = field.push()
    assert [one["status"] for one in said["results"]] == ["baru"]
    assert (Photo.objects.count(), PhotoMention.objects.filter(sha256=sha).count()) == (1, 3)
    figure("R25", "the same photo in two entries and twice in one: all accepted, stored once")


def test_what_nobody_finished_is_gone_after_a_day(field):
    data = picture(6)
    shas = [named(field, data), named(field, picture(7))]
    for sha in shas:
        patch(field, sha, 0, data[:5000], len(data))
    kept = archive.keep(photo_folder(), b"whole")
    draft = photo_folder() / kept[:2] / f"{kept}.4711"
    draft.write_bytes(b"wh")
    old = time.time() - 25 * 3600
    for path in (intake.part_of(field.device, shas[0]), draft, photo_folder() / kept[:2] / kept):
        os.utime(path, (old, old))
    swept = intake.sweep_uploads(at=datetime.now(timezone.utc))  # files carry the time of this machine
    assert swept == 2
    assert offset_of(field, shas[0]) == 0
    assert offset_of(field, shas[1]) == 5000
    assert archive.fetch(photo_folder(), kept) == b"whole"


def test_a_phone_cannot_fill_the_disk_with_beginnings(field, monkeypatch):
    monkeypatch.setattr(api, "UNFINISHED_AT_MOST", 2)
    shas = [named(field, picture(seed, (60, 60))) for seed in (11, 12, 13)]
    answers = [patch(field, sha, 0, b"x" * 10, 5000) for sha in shas]
    assert [one.status_code for one in answers] == [204, 204, 429]
    assert patch(field, shas[0], 10, b"y" * 10, 5000).status_code == 204


def test_two_pieces_at_once_do_not_grow_into_each_other(tmp_path):
    """The same piece, sent again while the first is being written: one goes in, the other is told the new end."""
    import threading

    path, piece, told = tmp_path / "parts" / "a", os.urandom(100_000), []
    gate = threading.Barrier(4)

    def add():
        gate.wait()
        try:
            told.append(uploads.append(path, 0, piece))
        except uploads.WrongOffset as wrong:
            told.append(-wrong.offset)

    for _ in range(20):
        path.unlink(missing_ok=True)
        told.clear()
        threads = [threading.Thread(target=add) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(told) == [-100_000, -100_000, -100_000, 100_000]
        assert path.read_bytes() == piece
