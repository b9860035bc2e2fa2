"""A changed app, a stolen phone, a replay: nothing of it breaks the server, credits an hour or stops another phone."""

import gzip
import json
import random
import time

import pytest

from masohi.parties.devices.actions import invite_phone, revoke_phone
from masohi.parties.devices.models import Device
from masohi.parties.devices.queries import invitation
from masohi.work.attendance.models import Attendance
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldwork.models import Equivocation, FieldEntry, FieldMatter
from masohi.work.fieldwork.queries import matters_to_decide
from masohi.writing.signatures import _P, _WEAK, sound_key
from tests.phone import ZERO, Key, b64

pytestmark = pytest.mark.django_db
PUSH = "/lapangan/api/kirim"
ODD_TEXT = ["\ud83d", "a\x00b", "😀" * 300, "\u202e", "'; DROP TABLE work_attendance; --", "<script>", ""]


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


def one_odd(field, raw, place=True):
    """A signed entry that is odd, and an honest one after it. Returns the answer's results."""
    body = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    field.phone.written.append((body, field.phone.sign(body)))
    field.phone.write("photo", field.session.code, {"when": "sesudah"})
    return field.push()


def text_of(field, **changes):
    return field.phone.entry("photo", field.session.code, {"when": "sesudah"}, **changes).decode()


ODD = {
    "a float": lambda f: text_of(f, place={"lat": 1.5, "lon": 2, "acc": 3}),
    "not a number": lambda f: text_of(f).replace('"mono_ms":', '"mono_ms":NaN,"x":'),
    "infinity": lambda f: text_of(f).replace('"facts":{', '"facts":{"x":-Infinity,'),
    "a boolean for a number": lambda f: text_of(f, mono_ms=True),
    "an unknown kind": lambda f: text_of(f, type="terbang"),
    "no salt": lambda f: text_of(f).replace('"salt"', '"garam"'),
    "seven photos": lambda f: text_of(f, photos=[f"{n:064x}" for n in range(7)]),
    "photos within photos": lambda f: text_of(f, photos=[[]]),
    "a huge number": lambda f: text_of(f).replace('"mono_ms":', '"mono_ms":' + "9" * 4000 + ',"x":'),
    "the year 9999": lambda f: text_of(f, claimed_at="9999-12-31T23:59:59.999Z"),
    "the year zero": lambda f: text_of(f, claimed_at="0000-01-01T00:00:00.000Z"),
    "other digits": lambda f: text_of(f, claimed_at="２０２６-10-05T23:00:00.000Z"),
    "the 31st of February": lambda f: text_of(f, claimed_at="2026-02-31T23:00:00.000Z"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_entry_is_kept_aside_and_holds_up_nothing(field, name):
    """The phone's next entries must get through: one fault of an app must not shut in everything after it."""
    field.begin()
    said = one_odd(field, ODD[name](field))
    assert said["cursor"] == 3
    assert [one["code"] for one in said["results"]] == ["", "quarantine", ""]
    odd = FieldEntry.objects.get(dseq=2)
    assert (odd.quarantined, odd.kind, odd.session) == (True, "", None)
    assert FieldMatter.objects.get(entry=odd).kind == "tidak_terbaca"
    assert matters_to_decide(field.cast.pk).filter(entry=odd).exists()
    assert not matters_to_decide(field.cast.prosecutor).filter(entry=odd).exists()


UNPLACED = {
    "no JSON": lambda f: "halo",
    "a list": lambda f: "[]",
    "another version": lambda f: text_of(f, v=2),
    "true for one": lambda f: text_of(f, v=True),
    "a number twice": lambda f: text_of(f).replace('"dseq":2', '"dseq":2,"dseq":2'),
    "a name twice": lambda f: text_of(f).replace('"facts":{', '"facts":{"a":1,"a":2,'),
    "another phone": lambda f: text_of(f, device="AAAAAAAA"),
    "another number": lambda f: text_of(f, dseq=7),
    "number zero": lambda f: text_of(f, dseq=0),
    "a negative number": lambda f: text_of(f, dseq=-2),
    "half a letter in UTF-8": lambda f: text_of(f).encode().replace(b'"uji"', b'"\xed\xa0\xbd"'),
    "too long": lambda f: text_of(f, place={"none": "x" * 17_000}),
    "too deep": lambda f: text_of(f).replace('"facts":{}', '"facts":' + "[" * 5000 + "]" * 5000).replace(
        '"facts":{"when":"sesudah"}', '"facts":' + "[" * 5000 + "]" * 5000),
}  # fmt: skip


@pytest.mark.parametrize("name", UNPLACED)
def test_bytes_without_a_place_in_the_chain_are_turned_down(field, name):
    field.begin()
    said = one_odd(field, UNPLACED[name](field))
    assert said["cursor"] == 1
    assert said["results"][-1] == {"dseq": 2, "status": "tolak", "code": "unreadable", "message": ""}
    assert Device.objects.get().state == "aktif"


@pytest.mark.parametrize("text", ODD_TEXT)
def test_odd_words_become_a_record_all_the_same(field, text):
    """Half an emoji, NUL, an attack: the session is recorded, and the database takes the words."""
    field.begin()
    note = {"appointment": field.person.pk, "outcome": "dipulangkan", "ended": 600, "reason": text or "x", "note": text}
    field.phone.write("leave", field.session.code, note)
    field.phone.write("incident", field.session.code, {"kind": "lain", "appointment": None, "note": text})
    field.finish()
    assert field.push()["cursor"] == 4
    assert FieldReport.objects.get().state == "tercatat"
    assert Attendance.objects.get().outcome == "dipulangkan"


FACTS = [
    {"heads": 10**6, "ended": 780, "rest": 0},
    {"heads": 40_000, "ended": 780, "rest": 0},
    {"heads": -1, "ended": 780, "rest": 0},
    {"heads": True, "ended": 780, "rest": 0},
    {"heads": 1, "ended": 1440, "rest": 0},
    {"heads": 1, "ended": "780", "rest": 0},
    {"heads": 1, "ended": 481, "rest": 10**6},
    {"heads": 1, "ended": 0, "rest": 0},
    {},
]


@pytest.mark.parametrize("facts", FACTS)
def test_facts_that_cannot_be_true_credit_nothing_and_hold_up_nothing(field, facts):
    field.begin()
    field.pass_time(300)
    field.phone.write("end", field.session.code, facts)
    assert field.push()["cursor"] == 2
    assert sum(Attendance.objects.values_list("reported_minutes", flat=True)) == 0
    field.phone.write("photo", field.session.code, {"when": "sesudah"})
    assert field.push()["cursor"] == 3


@pytest.mark.parametrize("who", [True, False, -1, 0, 10**9, "1", None, [1], {"a": 1}])
def test_people_who_are_not_in_the_session_are_not_recorded(field, who):
    field.begin(absent=[{"appointment": who, "outcome": "tidak_hadir"}])
    field.finish()
    assert field.push()["cursor"] == 2
    assert not Attendance.objects.exists()
    assert FieldReport.objects.get().state == "tertahan"


@pytest.mark.parametrize("mono", [2**53, 0])
def test_a_clock_that_ran_for_a_million_years_is_only_a_doubt(field, mono):
    field.begin()
    field.phone.mono_ms = mono
    field.phone.write("photo", field.session.code, {"when": "sesudah"}, claimed=field.at)
    assert field.push()["cursor"] == 2
    assert FieldEntry.objects.get(dseq=2).doubt == "mulai_ulang"


def test_random_bytes_never_break_the_server(field):
    """400 spoilt copies of a good entry, each signed: every one is answered."""
    field.begin()
    good, chance = bytearray(field.phone.written[0][0]), random.Random(3)
    for _ in range(400 // 50):
        batch = []
        for _ in range(50):
            spoilt = bytearray(good)
            for _ in range(chance.randrange(1, 4)):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            batch.append({"bytes": b64(bytes(spoilt)), "sig": b64(field.phone.sign(bytes(spoilt)))})
        for one in batch:
            answer = posted(field, wrapper(field, from_dseq=Device.objects.get().cursor + 1, entries=[one]))
            assert answer.status_code in {200, 409}


def test_entries_under_a_wrong_first_number_accuse_nobody(field):
    """An app that counts wrongly sends entry 2 as number 1: turned down; two phones it does not prove."""
    field.begin()
    field.finish()
    field.push()
    body, signature = field.phone.written[1]
    answer = posted(field, wrapper(field, from_dseq=1, entries=[{"bytes": b64(body), "sig": b64(signature)}]))
    assert answer.json()["results"][0]["code"] == "unreadable"
    assert (Device.objects.get().state, Equivocation.objects.count()) == ("aktif", 0)


def test_a_rival_that_comes_again_and_again_is_kept_once(field):
    field.begin()
    field.push()
    field.phone.written, field.phone.acked = [], 0
    field.phone.write("void", field.session.code, {"outcome": "cuaca", "reason": "x"})
    for _ in range(3):
        assert posted(field, field.phone.push_body(1)).status_code == 409
    assert Equivocation.objects.count() == 1


def test_a_phone_that_goes_on_from_another_entry_is_two_phones(field):
    """A copy learns the cursor and goes on behind it: its first entry names a predecessor that is not here."""
    field.begin()
    field.push()
    field.phone.written[0] = (field.phone.entry("void", field.session.code, {}, dseq=1, prev=ZERO), b"")
    field.phone.write("photo", field.session.code, {"when": "sesudah"})
    assert posted(field, field.phone.push_body(2)).status_code == 409
    assert Device.objects.get().state == "karantina"
    assert bytes(Equivocation.objects.get().body) == field.phone.written[1][0]


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
