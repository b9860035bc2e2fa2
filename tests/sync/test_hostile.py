"""A changed app, a stolen phone, a replay: nothing of it breaks the server, credits an hour or stops another phone."""

import gzip
import json
import time

import pytest

from masohi.parties.devices.actions import invite_phone, revoke_phone
from masohi.parties.devices.queries import invitation
from masohi.writing.signatures import _P, _WEAK, sound_key
from tests.phone import Key, b64

pytestmark = pytest.mark.django_db
PUSH = "/lapangan/api/kirim"


def posted(field, body, path=PUSH, **headers):
    told = field.phone.headers("POST", path, body) | headers
    return field.client.generic("POST", path, body, "application/json", headers=told)


def wrapper(field, **changes):
    said = {"v": 1, "device": field.phone.code, "epoch": 1, "from_dseq": 1, "seen": 0, "entries": []} | changes
    return json.dumps(said).encode()


def own(field, body):
    """A push of one entry with these bytes, signed by the phone's own key."""
    return wrapper(field, entries=[{"bytes": b64(body), "sig": b64(field.phone.sign(body))}])


@pytest.mark.parametrize("first", [0, -1, True, 1.0, "1", None, 2**53 + 1, 10**30, [], float("nan")])
def test_a_first_number_that_is_none(field, first):
    assert posted(field, wrapper(field, from_dseq=first)).status_code == 400


@pytest.mark.parametrize("first", [2, 1000, 2**53])
def test_a_first_number_far_ahead_is_a_gap(field, first):
    field.begin()
    body = field.phone.entry("photo", field.session.code, {"when": "sesudah"}, dseq=first)
    said = wrapper(field, from_dseq=first, entries=[{"bytes": b64(body), "sig": b64(field.phone.sign(body))}])
    answer = posted(field, said)
    assert (answer.status_code, answer.json()["results"][0]["code"]) == (200, "gap")


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"{", b"\xff\xfe", b'{"entries":' + b"[" * 5000, b'{"from_dseq":' + b"9" * 6000 + b"}"]
    + [json.dumps({"from_dseq": 1, "entries": e}).encode() for e in (None, {}, "x", [1], [{}], [{"bytes": 1, "sig": 2}])]
    + [json.dumps({"from_dseq": 1, "entries": [{"bytes": "é", "sig": "é"}]}).encode()]
    + [json.dumps({"from_dseq": 1, "entries": [{"bytes": "", "sig": ""}] * 101}).encode()],
)  # fmt: skip
def test_a_body_that_is_no_push(field, body):
    assert posted(field, body).status_code == 400


@pytest.mark.parametrize("seen", [-1, True, 10**30, "²", "9" * 5000, None, [], 1.5])
def test_a_size_that_nobody_saw(field, seen):
    answer = posted(field, wrapper(field, seen=seen))
    assert answer.status_code == 200
    assert answer.json()["cursor"] == 0


def test_an_enormous_body_and_a_bomb_cost_little(field):
    bomb = gzip.compress(b" " * 200_000_000, 9)
    begun = time.perf_counter()
    assert posted(field, bomb, **{"Content-Encoding": "gzip"}).status_code == 400
    assert posted(field, b" " * 1_000_000).status_code == 400
    assert posted(field, b" " * 13_000_000).status_code == 400
    assert time.perf_counter() - begun < 2
    good = gzip.compress(wrapper(field))
    assert posted(field, good, **{"Content-Encoding": "gzip"}).status_code == 200
    assert posted(field, good[:-4], **{"Content-Encoding": "gzip"}).status_code == 400
    assert posted(field, b"\x1f\x8b" + bytes(50), **{"Content-Encoding": "gzip"}).status_code == 400


def test_a_form_with_files_is_no_push(field):
    """The body was read by others before us: refused, not a fault."""
    edge = b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--\r\n"
    headers = field.phone.headers("POST", PUSH, edge)
    answer = field.client.generic("POST", PUSH, edge, "multipart/form-data; boundary=x", headers=headers)
    assert answer.status_code == 400


def test_strange_credentials(field):
    when, good = int(field.at.timestamp() * 1000), b64(bytes(64))
    code = field.phone.code
    for text in (
        "", "Masohi", f"Masohi {code}", f"Basic {code} {when} {good}", f"Masohi {code} ² {good}",
        f"Masohi {code} {when} é", f"Masohi {code} {'9' * 400} {good}", f"Masohi a\x00b {when} {good}",
        f"Masohi {'A' * 5000} {when} {good}", f"Masohi {code} -5 {good}", f"Masohi {code} {when} =",
    ):  # fmt: skip
        answer = field.client.get("/lapangan/api/bekal", headers={"Authorization": text})
        assert answer.status_code == 401, text


def test_a_signature_is_good_for_one_request_only(field):
    """Another body, another address, another method, an hour later: all refused."""
    field.begin()
    body = field.phone.push_body(1)
    headers = field.phone.headers("POST", PUSH, body)
    send = field.client.generic
    assert send("POST", PUSH, body + b" ", "application/json", headers=headers).status_code == 401
    assert send("POST", "/lapangan/api/bekal", body, "application/json", headers=headers).status_code in {401, 405}
    assert send("GET", "/lapangan/api/bekal", headers=headers).status_code == 401
    assert send("POST", PUSH, body, "application/json", headers=headers).status_code == 200
    again = send("POST", PUSH, body, "application/json", headers=headers)
    assert [one["status"] for one in again.json()["results"]] == ["sudah"]
    field.at = field.at.replace(hour=(field.at.hour + 1) % 24)
    late = send("POST", PUSH, body, "application/json", headers=headers)
    assert (late.status_code, late.json()["error"]) == (401, "clock")


@pytest.mark.parametrize(
    "path", ["..%2f..%2fkeys%2flog", "A" * 64, "g" * 64, "0" * 63, "0" * 65, "%00" * 64, "0" * 63 + "%0a"]
)
def test_addresses_of_photos_that_are_none(field, path):
    url = f"/lapangan/api/foto/{path}"
    for method in ("HEAD", "PATCH"):
        answer = field.client.generic(method, url, headers=field.phone.headers(method, url, b""))
        assert answer.status_code in {400, 401, 404}


@pytest.mark.parametrize(
    ("offset", "length"),
    [
        ("0", "1500001"),
        ("0", "9" * 30),
        ("-1", "10"),
        ("x", "10"),
        ("0", "0"),
        ("0", ""),
        ("1499999", "1500000"),
        ("²", "10"),
    ],
)
def test_sizes_of_photos_that_are_none(field, offset, length):
    field.begin()
    field.phone.write("photo", field.session.code, {"when": "sesudah"}, photos=["ab" * 32])
    field.push()
    path = f"/lapangan/api/foto/{'ab' * 32}"
    told = field.phone.headers("PATCH", path, b"xx") | {"Upload-Offset": offset, "Upload-Length": length}
    assert field.client.generic("PATCH", path, b"xx", "application/octet-stream", headers=told).status_code == 413


def test_another_phones_photo_is_not_there(field):
    path = f"/lapangan/api/foto/{'cd' * 32}"
    answer = field.client.generic("HEAD", path, headers=field.phone.headers("HEAD", path, b""))
    assert answer.status_code == 404


def test_a_stolen_phone_gets_no_names_once_it_is_revoked(field):
    field.begin()
    revoke_phone(device=field.device, reason="dicuri", by=field.cast.pk, at=field.at)
    path = "/lapangan/api/bekal"
    status, said = field.send("GET", path, b"", field.phone.headers("GET", path, b""))
    assert (status, said["error"]) == (403, "revoked")
    assert "sessions" not in said


def test_who_no_longer_serves_gets_no_names(field):
    field.cast.supervisor.memberships.update(ended_on=field.at.date())
    path = "/lapangan/api/bekal"
    status, said = field.send("GET", path, b"", field.phone.headers("GET", path, b""))
    assert (status, said["error"]) == (403, "role")


@pytest.mark.parametrize(
    "said",
    [
        {}, [], {"token": "\ud800", "name": "x", "alg": "ed25519", "key": ""},
        {"token": "a\x00", "name": "x", "alg": "ed25519", "key": ""},
        {"token": 1, "name": None, "alg": [], "key": "é"}, {"token": "x", "name": "x", "alg": "rsa", "key": "===="},
    ],
)  # fmt: skip
def test_strangers_who_want_to_join(client, people, said):
    answer = client.post("/lapangan/api/pasang", json.dumps(said), "application/json")
    assert answer.status_code in {400, 410}


@pytest.mark.parametrize("name", ["\ud83d", "a\x00b", "x" * 5000, "  ", "<b>"])
def test_odd_names_of_phones(people, site, client, name, monkeypatch):
    token = invite_phone(user=people.supervisor, by=people.office, at=invitation_time(monkeypatch))
    said = {"token": token, "name": name, "alg": "ed25519", "key": b64(Key().public)}
    assert client.post("/lapangan/api/pasang", json.dumps(said), "application/json").status_code == 201
    assert invitation(token).device.name


def invitation_time(monkeypatch):
    from tests.cast import AT

    monkeypatch.setattr("masohi.faces.field.signed.now", lambda: AT)
    return AT


def test_keys_that_sign_for_anybody_are_no_keys():
    """All points of small order, in every way to write them; and every honest key is one."""
    for height in _WEAK:
        for written in (height, height + _P):
            for sign in (0, 2**255):
                if written < 2**255:
                    assert not sound_key("ed25519", (written | sign).to_bytes(32, "little"))
    assert len(_WEAK) == 5
    d = -121665 * pow(121666, -1, _P) % _P
    for y in _WEAK:  # the heights are right: eight times such a point is the neutral one
        assert doubled_thrice(y, d) == 1
    assert all(sound_key("ed25519", Key().public) for _ in range(50))


def doubled_thrice(y, d):
    """y of 8P for a point of height y on the curve -x^2 + y^2 = 1 + d x^2 y^2."""
    for _ in range(3):
        xx = (y * y - 1) * pow(d * y * y + 1, -1, _P) % _P
        y = (y * y + xx) * pow(1 - d * xx * y * y, -1, _P) % _P
    return y
