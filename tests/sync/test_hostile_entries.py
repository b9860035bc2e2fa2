"""A changed app signs odd entries: each is answered, none is credited, none holds up what comes after it."""

import random

import pytest

from masohi.parties.devices.models import Device
from masohi.work.attendance.models import Attendance
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldreports.queries import unsettled
from masohi.work.fieldwork.models import Equivocation, FieldEntry, FieldMatter
from masohi.work.fieldwork.queries import matters_to_decide
from tests.phone import ZERO, b64
from tests.sync.test_hostile import posted, wrapper

pytestmark = pytest.mark.django_db
ODD_TEXT = ["\ud83d", "a\x00b", "😀" * 300, "\u202e", "'; DROP TABLE work_attendance; --", "<script>", ""]


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
    assert unsettled() == [], "the report was made, or waits for a person: no fault was swallowed"
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
