"""Links, codes and complaints of a person's own page: who may, how long, how often, who reads what."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of, touched
from masohi.work.absences.models import Excuse
from masohi.work.ownpage.actions import (
    ask_code,
    code_sent,
    make_own_link,
    note_own_page_read,
    open_own_page,
    read_out_code,
    revoke_own_link,
    send_own_complaint,
    send_own_excuse,
)
from masohi.work.ownpage.facts import called, new_digits, screen_of, times_left
from masohi.work.ownpage.models import OwnCode, OwnComplaint, OwnLink
from masohi.work.ownpage.queries import (
    SEALED,
    digits_digest,
    living_link,
    waiting_codes,
)
from masohi.work.ownpage.terms import CODES_A_WHILE, PIN_TRIES, WRONG_TRIES
from masohi.work.placement.actions import announce_sessions
from masohi.work.placement.models import Session
from masohi.writing.refusals import Conflict, Refused
from tests import cast

pytestmark = pytest.mark.django_db
SOON = cast.AT + timedelta(minutes=5)
MINUTE = timedelta(minutes=1)


def link(people, order, medium="hp", at=cast.AT, **more):
    return make_own_link(order=order, medium=medium, by=people.pk, at=at, **more)


def code_of(people, made, at=SOON):
    """The digits of a code that the person asked for."""
    ask_code(link=made.link, by=people.system, at=at)
    return next(iter(waiting_codes(at=at))).digits


def opens(people, made, digits, at=SOON):
    return open_own_page(link=made.link, digits=digits, by=people.system, at=at)


def wrong(digits):
    return f"{(int(digits) + 1) % 10**6:06}"


def complain(people, made, about="pk", at=SOON):
    return send_own_complaint(link=made.link, about=about, text="Tidak dijawab.", by=people.system, at=at)


# links


def test_only_a_digest_of_the_secret_is_kept(people, running):
    made = link(people, running)
    row = OwnLink.objects.get()
    assert row.digest == hashlib.sha256(made.token.encode()).hexdigest()
    assert len(made.token) >= 22, "128 bits"
    stored = [str(value) for one in (*OwnLink.objects.values(), *Entry.objects.values()) for value in one.values()]
    assert not any(made.token in text for text in stored)
    assert living_link(made.token, at=SOON) == made.link
    assert living_link(made.token + "x", at=SOON) is None


def test_a_new_link_ends_the_old_one_of_its_medium_and_no_other(people, running):
    first, paper = link(people, running), link(people, running, "kertas")
    second = link(people, running, at=SOON)
    assert living_link(first.token, at=SOON) is None
    assert living_link(second.token, at=SOON) == second.link
    assert living_link(paper.token, at=SOON) == paper.link
    kinds = list(Entry.objects.filter(kind__startswith="own_link").order_by("seq").values_list("kind", flat=True))
    assert kinds == ["own_link.made", "own_link.made", "own_link.revoked", "own_link.made"]


def test_a_link_ends_by_itself_and_by_the_pk(people, running):
    made = link(people, running)
    last = made.link.expires_at
    assert living_link(made.token, at=last - MINUTE) is not None
    assert living_link(made.token, at=last) is None
    revoke_own_link(code=made.link.code, by=people.pk, at=SOON)
    assert living_link(made.token, at=SOON) is None
    with pytest.raises(Conflict):
        revoke_own_link(code=made.link.code, by=people.pk, at=SOON)


def test_nobody_else_makes_or_ends_a_link(people, running):
    for other in (people.prosecutor, people.supervisor, people.clerk, people.bureau, people.system):
        with pytest.raises(PermissionDenied):
            make_own_link(order=running, medium="hp", by=other, at=cast.AT)
    with pytest.raises(Refused):
        make_own_link(order=running, medium="hp", by=people.stranger, at=cast.AT)
    made = link(people, running)
    with pytest.raises(Refused):
        revoke_own_link(code=made.link.code, by=people.stranger, at=SOON)
    with pytest.raises(Refused):
        read_out_code(order=running, checked="suara", by=people.stranger, at=SOON)


def test_rows_are_sealed_and_a_changed_one_is_found(people, running):
    made = link(people, running)
    code_of(people, made)
    row = complain(people, made)
    note_own_page_read(link=made.link, by=people.system, at=SOON)
    assert list(touched(SEALED)) == []
    OwnComplaint.objects.filter(pk=row.pk).update(text="Semua baik.")
    OwnLink.objects.filter(pk=made.link.pk).update(expires_at=SOON + timedelta(days=999))
    assert set(touched(SEALED)) == {f"work.owncomplaint:{row.pk}", f"work.ownlink:{made.link.pk}"}


# six digits


def test_a_code_opens_once_and_for_a_quarter_of_an_hour(people, running):
    made = link(people, running)
    digits = code_of(people, made)
    assert len(digits) == 6
    assert not opens(people, made, wrong(digits))
    assert opens(people, made, digits, SOON + timedelta(minutes=14))
    assert not opens(people, made, digits, SOON + timedelta(minutes=14)), "used up"
    again = code_of(people, made, SOON + timedelta(minutes=20))
    assert not opens(people, made, again, SOON + timedelta(minutes=35)), "over"


def test_five_wrong_tries_rest_this_link_for_an_hour_and_end_no_code(people, running):
    made, paper = link(people, running), link(people, running, "kertas")
    digits = code_of(people, made)
    for _ in range(WRONG_TRIES):
        assert not opens(people, paper, wrong(digits))
    for given in (digits, wrong(digits)):
        with pytest.raises(Refused, match="1 jam"):
            opens(people, paper, given)
    with pytest.raises(Refused):
        opens(people, paper, digits, SOON + timedelta(minutes=59))
    assert opens(people, made, digits), "whoever holds one link ends nothing on another"
    later = SOON + timedelta(minutes=60)
    assert opens(people, paper, code_of(people, made, later), later)


def test_the_pk_can_always_help_with_a_fresh_code(people, running):
    made = link(people, running)
    for _ in range(WRONG_TRIES):
        assert not opens(people, made, "000000")
    with pytest.raises(Refused):
        opens(people, made, "000000")
    digits = read_out_code(order=running, checked="lahir", by=people.pk, at=SOON)
    assert opens(people, made, digits)


def test_a_fresh_code_gives_five_tries_and_no_more(people, running):
    made = link(people, running)
    digits = read_out_code(order=running, checked="lahir", by=people.pk, at=SOON)
    for _ in range(WRONG_TRIES):
        assert not opens(people, made, wrong(digits))
    with pytest.raises(Refused):
        opens(people, made, digits)


def test_four_wrong_tries_do_not_lock(people, running):
    """Negative control of the lock."""
    made = link(people, running)
    digits = code_of(people, made)
    for _ in range(WRONG_TRIES - 1):
        opens(people, made, wrong(digits))
    assert opens(people, made, digits)


def test_a_code_belongs_to_one_person(people, site, running):
    made = link(people, running)
    other = cast.running(people, case_number="113/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    foreign = link(people, other)
    digits = code_of(people, made)
    assert not opens(people, foreign, digits)
    assert opens(people, made, digits)


def test_digits_are_drawn_anew_and_kept_differently_for_each_person(people, site, running):
    drawn = {new_digits() for _ in range(200)}
    assert len(drawn) > 190
    assert all(len(digits) == 6 and digits.isdigit() for digits in drawn)
    other = cast.running(people, case_number="113/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    assert digits_digest(running, "274916") != digits_digest(other, "274916")


def test_a_sender_reads_a_code_until_it_is_sent(people, running):
    made = link(people, running)
    row = ask_code(link=made.link, by=people.system, at=SOON)
    (found,) = waiting_codes(at=SOON)
    assert (found.row, found.order) == (row, running)
    assert found.digits not in str(OwnCode.objects.values().get())
    assert list(waiting_codes(at=SOON + timedelta(minutes=15))) == []
    code_sent(code=row, by=people.system, at=SOON + MINUTE)
    assert list(waiting_codes(at=SOON + MINUTE)) == []
    assert OwnCode.objects.get().sealed is None
    assert opens(people, made, found.digits, SOON + MINUTE), "sent, and still good"
    assert all(found.digits not in str(facts_of(entry)) for entry in Entry.objects.all())


def test_codes_are_not_asked_for_without_end(people, running):
    made = link(people, running)
    for n in range(CODES_A_WHILE):
        ask_code(link=made.link, by=people.system, at=SOON + n * MINUTE)
    with pytest.raises(Refused):
        ask_code(link=made.link, by=people.system, at=SOON + 10 * MINUTE)
    assert len(list(waiting_codes(at=SOON + 10 * MINUTE))) == 1, "a newer one ends the one before"
    ask_code(link=made.link, by=people.system, at=SOON + 20 * MINUTE)


def test_a_code_needs_a_number_to_send_it_to(people, site):
    made = link(people, cast.running(people, person_phone=""))
    with pytest.raises(Refused, match="Nomor HP belum dicatat"):
        ask_code(link=made.link, by=people.system, at=SOON)


def test_a_code_is_read_out_only_after_saying_how_the_person_was_recognised(people, running):
    made = link(people, running)
    with pytest.raises(Refused):
        read_out_code(order=running, checked="", by=people.pk, at=SOON)
    digits = read_out_code(order=running, checked="suara", by=people.pk, at=SOON)
    assert list(waiting_codes(at=SOON)) == [], "nobody sends what was read out"
    entry = Entry.objects.get(kind="own_code.read_out")
    assert (entry.actor, facts_of(entry)["checked"]) == (people.pk.pk, "suara")
    assert opens(people, made, digits)


def test_printed_digits_last_and_end_with_the_paper(people, running):
    phone, paper = link(people, running), link(people, running, "kertas", with_pin=True)
    assert len(paper.pin) == 6
    assert phone.pin == ""
    assert paper.pin not in str(OwnLink.objects.values().get(pk=paper.link.pk))
    for days in (1, 60):
        assert opens(people, paper, paper.pin, cast.AT + timedelta(days=days))
    assert opens(people, phone, paper.pin), "they are the person's, not the paper's"
    link(people, running, "kertas", at=SOON)
    assert not opens(people, phone, paper.pin)


def test_printed_digits_end_when_somebody_goes_on_guessing(people, running):
    paper = link(people, running, "kertas", with_pin=True)
    at = SOON
    for n in range(PIN_TRIES):
        at += timedelta(minutes=61) if n % WRONG_TRIES == 0 else timedelta(0)
        assert not opens(people, paper, wrong(paper.pin), at)
    at += timedelta(minutes=61)
    assert not opens(people, paper, paper.pin, at)
    assert opens(people, paper, code_of(people, paper, at), at), "a message still helps"


def test_a_dead_link_opens_and_sends_nothing(people, running):
    made = link(people, running)
    digits = code_of(people, made)
    revoke_own_link(code=made.link.code, by=people.pk, at=SOON)
    for deed in (
        lambda: opens(people, made, digits),
        lambda: ask_code(link=made.link, by=people.system, at=SOON),
        lambda: complain(people, made),
    ):
        with pytest.raises(Conflict):
            deed()


# excuses


def test_an_excuse_names_the_link_and_only_own_dates(people, planned):
    announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=cast.AT)
    made = link(people, planned.order)
    first = planned.order.appointments.filter(state="terjadwal").earliest("starts_at")
    said = {"reason": "sakit", "file": None, "by": people.system}
    send_own_excuse(link=made.link, session=first.session.code, **said, at=SOON)
    entry = Entry.objects.get(kind="own_page.excused")
    assert facts_of(entry)["link"] == made.link.code
    assert entry.actor == people.system.pk
    other = cast.running(people, case_number="113/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    foreign = link(people, other)
    with pytest.raises(Conflict):
        send_own_excuse(link=foreign.link, session=first.session.code, **said, at=SOON)
    with pytest.raises(Conflict):
        send_own_excuse(link=made.link, session=first.session.code, **said, at=first.session.ends_at)
    assert Excuse.objects.count() == 1


# what is shown


def test_the_screen_counts_hours_and_sessions(people, planned):
    order = planned.order
    announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=cast.AT)
    found = screen_of(order, at=cast.AT)
    assert (found.left, found.times, found.roughly) == (3600, 12, False)
    session = found.next.session
    records = cast.attend(people, session)
    order.refresh_from_db()
    found = screen_of(order, at=session.ends_at + MINUTE)
    assert (found.left, found.waiting, found.credited, found.times) == (3600, 300, 0, 11)
    cast.accept(people, records)
    order.refresh_from_db()
    found = screen_of(order, at=session.ends_at + timedelta(hours=9))
    assert (found.left, found.waiting, found.credited, found.times) == (3300, 0, 300, 11)
    assert found.next.session != session


def test_a_date_stays_on_the_screen_until_its_session_is_over(people, planned):
    announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=cast.AT)
    session = screen_of(planned.order, at=cast.AT).next.session
    assert screen_of(planned.order, at=session.ends_at - MINUTE).next.session == session
    assert screen_of(planned.order, at=session.ends_at).next.session != session


def test_sessions_left_are_never_fewer_than_the_hours_need():
    assert times_left(3600, [300] * 12, []) == (12, False)
    assert times_left(3601, [300] * 12, []) == (13, True)
    assert times_left(60, [300], []) == (1, False)


def test_of_a_child_only_initials_are_said(people, running):
    assert called(running) == "Samuel"
    running.child = True
    assert called(running) == "S.L."
