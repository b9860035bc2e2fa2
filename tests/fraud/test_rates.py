"""R57 to R59: how often honest sessions are flagged, how many cheats are found in a month, whether the draw is fair."""

import hashlib
import hmac
from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from masohi.ledger.heads.actions import add_cosignature, add_witness, sign_head
from masohi.ledger.heads.queries import log_key, note_of
from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of, touched
from masohi.work.audits.actions import draw_audits, report_audit
from masohi.work.audits.facts import drawn, midnight, verify_draw
from masohi.work.audits.models import Audit
from masohi.work.audits.queries import draw_of_day
from masohi.work.flags.actions import raise_flags
from masohi.work.patterns.facts import patterns_of
from masohi.work.placement.models import Session
from masohi.work.signs.facts import signs_of
from masohi.writing.codes import ALPHABET
from masohi.writing.refusals import Conflict, Refused
from tests import cast
from tests.fraud.simulation import Life, month_of, session
from tests.ledger.conftest import NAMES, Witness, cosigned_head, grow

SUPERVISORS, A_MONTH, HONEST = 60, 20, 10_000
CHEATS, SESSIONS, FAKED, SEEN_BY_VISITOR = 500, 40, 0.5, 0.9
METHODS = ("place", "hours", "home", "care")  # as in the cases that became known, and one who makes no mistake
SEEN_IN_SESSION, SEEN_IN_MONTH = {"P02", "F09"}, {"F10", "P01", "F09"}


def honest_month(life):
    sessions = [session(life, user, n) for user in range(SUPERVISORS) for n in range(A_MONTH)]
    flagged = {one.session for one in sessions if signs_of(one)}
    return len(sessions), flagged | {sign.facts["session"] for sign in patterns_of(month_of(sessions, range(901, 906)))}


def noise(seed):
    """Share of honest sessions that bear any flag."""
    life, total, flagged = Life(seed), 0, 0
    while total < HONEST:
        count, odd = honest_month(life)
        total, flagged = total + count, flagged + len(odd)
    return flagged / total, total


def test_honest_sessions_are_seldom_flagged(figure):
    share, total = noise(57)
    assert share <= 0.03
    figure("R57", f"{share:.2%} dari {total} sesi jujur diberi tanda (paling banyak 3 %)")


def test_a_rule_that_shouts_is_noticed(monkeypatch):
    """Negative control of R57: one careless number, and every other session is flagged."""
    monkeypatch.setattr("masohi.work.patterns.facts.SAME_PLACE", 1)
    monkeypatch.setattr("masohi.work.signs.facts.BURST", 3)
    monkeypatch.setattr("masohi.work.signs.facts.NEAR_PICTURE", 40)
    assert honest_month(Life(57))[1]
    assert len(honest_month(Life(57))[1]) > 0.03 * SUPERVISORS * A_MONTH


def found_in_a_month(life, user, method, percent):
    """Whether one cheat's month is flagged for what the cheat did: half of the sessions are made up.

    Flags that honest people get too, such as a restarted phone, do not count as found.
    """
    seed = life.dice.randbytes(32)
    sessions, caught = [], False
    for n in range(SESSIONS):
        fake = method if life.chance(FAKED) else ""
        one = session(life, user, n, fake=fake)
        code = "".join(life.dice.choices(ALPHABET, k=10))
        if fake and drawn(seed, code, percent) and life.chance(SEEN_BY_VISITOR):
            one = replace(one, visit=(0, ()))
        sessions.append(one)
        caught |= any(sign.code in SEEN_IN_SESSION for sign in signs_of(one) if fake)
    told = {sign.code for sign in patterns_of(month_of(sessions, range(901, 906)))}
    return caught or bool(told & SEEN_IN_MONTH)


def power(percent, seed=58):
    """Share of cheats found within the month, by method."""
    life, found = Life(seed), {method: [] for method in METHODS}
    for n in range(CHEATS):
        method = METHODS[n % len(METHODS)]
        found[method].append(found_in_a_month(life, n, method, percent))
    return {method: sum(hits) / len(hits) for method, hits in found.items()}


def test_cheats_are_found_within_a_month(figure):
    by_method = power(10)
    share = sum(by_method.values()) / len(by_method)
    assert share >= 0.90
    assert by_method["care"] >= 0.75, "whoever makes no mistake is found by visits alone"
    told = ", ".join(f"{name} {part:.0%}" for name, part in by_method.items())
    figure("R58", f"{share:.1%} pengawas curang ditemukan dalam sebulan ({told})")


def test_without_audits_careful_cheats_stay_hidden():
    """Negative control of R58."""
    assert power(0)["care"] <= 0.05


def codes(many=10_000):
    dice = Life(59).dice
    return ["".join(dice.choices(ALPHABET, k=10)) for _ in range(many)]


ROOT = hashlib.sha256(b"the head of yesterday").digest()
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DAY = date(2026, 10, 5)
SEED = KEY.sign(b"masohi/audit/v1\n2026-10-05\n" + ROOT)


def chi_square(draw, many=10_000, percent=10):
    """Chi-square of drawn and not drawn, one degree of freedom; and over the first letters of the codes."""
    hits = [code for code in codes(many) if draw(code)]
    expected = many * percent / 100
    whole = (len(hits) - expected) ** 2 / expected + (len(hits) - expected) ** 2 / (many - expected)
    by_letter = {letter: [code for code in codes(many) if code[0] == letter] for letter in ALPHABET}
    parts = [(sum(map(draw, rows)), len(rows) * percent / 100) for rows in by_letter.values()]
    return whole, sum((seen - want) ** 2 / want / (1 - percent / 100) for seen, want in parts)


def test_the_draw_is_fair(figure):
    """p > 0.01 means less than 6.63 with one degree of freedom; over the letters, within four standard deviations."""
    whole, by_letter = chi_square(lambda code: drawn(SEED, code, 10))
    assert whole < 6.63
    assert by_letter < len(ALPHABET) + 4 * (2 * len(ALPHABET)) ** 0.5
    figure("R59", f"khi-kuadrat {whole:.2f} (batas 6,63) pada 10.000 sesi; daftar sama dari benih yang sama")


def test_a_draw_that_prefers_is_noticed():
    """Negative control of R59: somebody spares the sites of one kind."""
    whole, by_letter = chi_square(lambda code: drawn(SEED, code, 10) and code[0] not in ALPHABET[:6])
    assert whole > 6.63
    assert by_letter > len(ALPHABET) + 4 * (2 * len(ALPHABET)) ** 0.5


def test_anybody_draws_the_same_from_the_seed():
    """Written down a second time, from the description alone."""

    def again(code):
        return int(hashlib.sha256(SEED + code.encode()).hexdigest()[:16], 16) < 10 * 2**64 / 100

    assert [code for code in codes() if drawn(SEED, code, 10)] == [code for code in codes() if again(code)]
    other = KEY.sign(b"masohi/audit/v1\n2026-10-06\n" + ROOT)
    assert [c for c in codes() if drawn(other, c, 10)] != [c for c in codes() if drawn(SEED, c, 10)]


def test_a_seed_is_good_for_one_key_one_day_and_one_head():
    public, stranger = (key.public_key().public_bytes_raw() for key in (KEY, Ed25519PrivateKey.generate()))
    assert verify_draw(public, SEED, DAY, ROOT)
    assert not verify_draw(stranger, SEED, DAY, ROOT)
    assert not verify_draw(public, SEED, DAY + timedelta(days=1), ROOT)
    assert not verify_draw(public, SEED, DAY, bytes(32))
    assert not verify_draw(public, ROOT, DAY, ROOT), "the root alone draws nothing"


@pytest.fixture
def two_witnesses(db):
    """Both are needed."""
    both = [Witness(name, 40 + place) for place, name in enumerate(NAMES[:2])]
    for one in both:
        add_witness(one.name, one.key)
    return both


@pytest.fixture
def day(planned):
    """The first session; a head was signed the evening before."""
    first = Session.objects.earliest("starts_at")
    sign_head(at=midnight(first.day) - timedelta(hours=5))
    return first


@pytest.mark.django_db
class TestDrawing:
    def test_not_before_the_day(self, day, people):
        before = midnight(day.day) - timedelta(minutes=1)
        assert draw_audits(day=day.day, by=people.system, at=before) == []
        (made,) = draw_audits(day=day.day, by=people.system, at=midnight(day.day))
        assert (made.session, made.percent) == (day, 10)
        assert made.newcomer is not drawn(bytes.fromhex(made.seed), day.code, 10), "the lot, or a new supervisor"

    def test_the_seed_comes_from_the_ledgers_key(self, day, people, settings):
        """Whoever pushes entries chooses the root; what it draws only the key can say, and it says one thing."""
        (made,) = draw_audits(day=day.day, by=people.system, at=midnight(day.day))
        seed, root = bytes.fromhex(made.seed), bytes.fromhex(made.root)
        assert verify_draw(log_key().public, seed, day.day, root)
        told = facts_of(Entry.objects.get(kind="audits.drawn"))
        assert (told["seed"], told["size"], told["day"]) == (made.seed, made.size, day.day.isoformat())
        settings.LOG_KEY = hmac.digest(settings.LOG_KEY, b"another installation", "sha256")
        assert draw_of_day(day.day).seed != seed

    def test_a_head_signed_later_in_the_evening_has_no_say_once_one_is_cosigned(self, day, people, two_witnesses):
        night = midnight(day.day)
        cosigned = cosigned_head(two_witnesses, at=night - timedelta(hours=4))
        grow(3)
        assert sign_head(at=night - timedelta(hours=1)).size > cosigned.size
        draw = draw_of_day(day.day)
        assert (draw.head, draw.witnessed) == (cosigned, True)
        (made,) = draw_audits(day=day.day, by=people.system, at=night)
        assert (made.witnessed, made.size) == (True, cosigned.size)

    def test_a_cosignature_of_the_day_itself_comes_too_late(self, day, people, two_witnesses):
        night = midnight(day.day)
        head = cosigned_head(two_witnesses[:1], at=night - timedelta(hours=4))
        add_cosignature(two_witnesses[1].signed(note_of(head)), at=night)
        draw = draw_of_day(day.day)
        assert (draw.head, draw.witnessed) == (head, False), "one of two in time: the day is drawn, and says so"

    def test_without_witnesses_it_is_said(self, day, people, client):
        (made,) = draw_audits(day=day.day, by=people.system, at=midnight(day.day))
        assert not made.witnessed
        assert facts_of(Entry.objects.get(kind="audits.drawn"))["witnessed"] == 0
        assert not list(touched([Audit]))

    def test_not_without_a_head(self, planned, people):
        first = Session.objects.earliest("starts_at")
        assert draw_audits(day=first.day, by=people.system, at=first.starts_at) == []

    def test_a_head_signed_on_the_day_has_no_say(self, planned, people):
        first = Session.objects.earliest("starts_at")
        sign_head(at=midnight(first.day))
        assert draw_audits(day=first.day, by=people.system, at=first.starts_at) == []

    def test_again_changes_nothing(self, day, people):
        draw_audits(day=day.day, by=people.system, at=day.starts_at)
        before = Entry.objects.count()
        assert draw_audits(day=day.day, by=people.system, at=day.ends_at) == []
        assert (Audit.objects.count(), Entry.objects.count()) == (1, before)
        assert not list(touched([Audit]))

    def test_what_a_visitor_finds_becomes_a_flag(self, day, people):
        (audit,) = draw_audits(day=day.day, by=people.system, at=day.starts_at)
        report_audit(audit=audit, heads=0, note="Sepi", by=people.pk, at=day.ends_at)
        cast.attend(people, day)
        raised = raise_flags(session=day, by=people.system, at=day.ends_at)
        assert [flag.code for flag in raised] == ["P02"]
        assert not list(touched([Audit]))

    def test_a_visit_is_reported_once_and_not_before(self, day, people):
        (audit,) = draw_audits(day=day.day, by=people.system, at=midnight(day.day))
        with pytest.raises(Refused, match="belum mulai"):
            report_audit(audit=audit, heads=1, by=people.pk, at=midnight(day.day))
        report_audit(audit=audit, heads=1, by=people.pk, at=day.starts_at)
        with pytest.raises(Conflict):
            report_audit(audit=audit, heads=2, by=people.pk, at=day.starts_at)

    def test_only_people_of_the_list_can_be_missing(self, day, people):
        (audit,) = draw_audits(day=day.day, by=people.system, at=day.starts_at)
        with pytest.raises(Refused, match="Daftar orang"):
            report_audit(audit=audit, heads=1, missing=[10**6], by=people.pk, at=day.ends_at)
