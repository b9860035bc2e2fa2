"""What people are told: announced date by date, told by a person, moved by hand; calendars behind secret addresses."""

import logging
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from masohi.faces.log_secrets import NoSecrets
from masohi.ledger.models import Entry
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.supply.sites.actions import close_days
from masohi.supply.sites.models import Slot
from masohi.work.calendars.actions import (
    MOST_LINKS,
    move_date,
    note_calendar_read,
    revoke_calendar,
    share_order,
    share_own,
    share_site,
    tell_person,
)
from masohi.work.calendars.facts import targets
from masohi.work.calendars.models import CalendarLink, Telling
from masohi.work.calendars.queries import digest_of, free_openings, link_behind, to_tell, waiting_orders
from masohi.work.placement.actions import announce_sessions, approve_plan
from masohi.work.placement.models import Appointment, Session
from masohi.work.replanning.actions import pin
from masohi.writing.calendar import CANCELLED, Event, calendar_text, escaped, folded
from masohi.writing.refusals import Conflict, Refused
from tests import cast

pytestmark = pytest.mark.django_db
MOVED = cast.AT + timedelta(minutes=10)
LATER = cast.AT + timedelta(hours=1)
FREE = date(2026, 11, 16)  # a Monday after the last date: the verdict allows two days a week


def announced(people, at=cast.AT):
    return announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=at)


def dates(order):
    return list(order.appointments.filter(state="terjadwal").order_by("starts_at"))


def waiting(user, *, at):
    return to_tell(user, waiting_orders(user, at=at), at=at)


def slot_of(site, weekday=0):
    return Slot.objects.get(site=site, weekday=weekday)


def moved(people, row, slot=None, day=FREE, **more):
    known = {"reason": "Diminta orangnya", "by": people.pk, "at": MOVED}
    return move_date(appointment=row, slot=slot or slot_of(row.session.site), day=day, **(known | more))


# announcing and telling


def test_announcing_tells_dates_ahead_of_ones_own_people_and_no_others(people, planned):
    assert announced(people) == 12
    rows = dates(planned.order)
    assert {row.told_at for row in rows} == {cast.AT}
    assert announced(people, LATER) == 0
    assert {row.told_at for row in dates(planned.order)} == {cast.AT}, "the first announcement counts"


def test_what_is_over_is_announced_to_nobody(people, planned):
    first, second = dates(planned.order)[:2]
    announced(people, first.starts_at + timedelta(minutes=1))
    assert [Appointment.objects.get(pk=row.pk).told_at is None for row in (first, second)] == [True, False]


def test_who_joins_an_announced_session_is_announced_later(people, planned):
    announced(people)
    cast.planned(people, cast.running(people, case_number="114/Pid.B/2026/PN Amb", person_name="Petrus Salakory"))
    new = list(Appointment.objects.filter(told_at=None).select_related("session"))
    assert {row.session.announced_at for row in new} == {cast.AT}
    assert announced(people, LATER) == len(new)
    assert not Appointment.objects.filter(told_at=None, state="terjadwal").exists()


def test_nobody_elses_people_are_announced(people, planned):
    assert announce_sessions(sessions=list(Session.objects.all()), by=people.stranger, at=cast.AT) == 0
    assert not Appointment.objects.exclude(told_at=None).exists()


def test_a_person_is_told_once_and_again_when_a_date_moves(people, planned):
    assert waiting(people.pk, at=cast.AT) == []
    announced(people)
    (one,) = waiting(people.pk, at=cast.AT)
    assert (one.again, len(one.fresh), one.lost) == (False, 12, [])
    telling = tell_person(order=planned.order, way="wa", by=people.pk, at=cast.AT)
    assert sorted(telling.dates) == sorted(row.pk for row in dates(planned.order))
    assert waiting(people.pk, at=cast.AT) == []
    last = dates(planned.order)[-1]
    moved(people, last)
    (again,) = waiting(people.pk, at=MOVED)
    assert (again.again, again.fresh, [row.pk for row in again.lost]) == (True, [], [last.pk])
    announced(people, LATER)
    (again,) = waiting(people.pk, at=LATER)
    assert [row.session.day for row in again.fresh] == [FREE]
    tell_person(order=planned.order, way="telepon", by=people.pk, at=LATER)
    assert waiting(people.pk, at=LATER) == []
    assert [row.way for row in planned.order.tellings.all()] == ["telepon", "wa"]


def test_telling_is_refused_where_it_says_nothing_or_to_the_wrong_hands(people, planned):
    with pytest.raises(Refused, match="Tidak ada jadwal"):
        tell_person(order=planned.order, way="wa", by=people.pk, at=cast.AT)
    announced(people)
    with pytest.raises(Refused, match="Pilih cara"):
        tell_person(order=planned.order, way="merpati", by=people.pk, at=cast.AT)
    with pytest.raises(Refused, match="Tidak ada jadwal"):
        tell_person(order=planned.order, way="wa", by=people.stranger, at=cast.AT)
    for user in (people.prosecutor, people.office, people.supervisor):
        with pytest.raises(PermissionDenied):
            tell_person(order=planned.order, way="wa", by=user, at=cast.AT)
    assert not Telling.objects.exists()


def test_tellings_and_links_are_sealed(people, planned):
    announced(people)
    telling = tell_person(order=planned.order, way="wa", by=people.pk, at=cast.AT)
    link = share_order(order=planned.order, by=people.pk, at=cast.AT).link
    assert list(touched_anywhere()) == []
    note_calendar_read(link=link, by=people.system, at=LATER)
    assert list(touched_anywhere()) == [], "a reading is no deed"
    Telling.objects.filter(pk=telling.pk).update(told_by=people.office)
    CalendarLink.objects.filter(pk=link.pk).update(made_by=people.office)
    assert sorted(touched_anywhere()) == [f"work.calendarlink:{link.pk}", f"work.telling:{telling.pk}"]


# moving


def test_a_date_moves_with_a_reason_and_the_places_follow(people, planned, site):
    row = dates(planned.order)[0]
    plan = moved(people, row)
    old = Appointment.objects.get(pk=row.pk)
    assert (old.state, old.session.taken) == ("batal", 0)
    (new,) = Appointment.objects.filter(plan=plan)
    assert (new.session.day, new.session.taken, new.minutes, new.told_at) == (FREE, 1, row.minutes, None)
    assert (plan.state, plan.note, plan.short_minutes) == ("disetujui", "Diminta orangnya", 0)
    entry = Entry.objects.get(kind="date.moved")
    assert entry.thread == f"cases.order:{planned.order.pk}"
    assert list(touched_anywhere()) == []


def test_a_move_that_breaks_a_rule_is_refused_in_words(people, planned, site):
    row, other = dates(planned.order)[:2]
    close_days(
        site=site,
        first_day=date(2026, 10, 14),
        last_day=date(2026, 10, 14),
        reason="Talud",
        by=people.office,
        at=cast.AT,
    )
    faults = {
        "tutup pada tanggal": (slot_of(site, 2), date(2026, 10, 14)),
        "terlalu cepat": (slot_of(site, 0), date(2026, 10, 5)),
        "batas sehari": (slot_of(site, 5), other.session.day),
        "tidak buka": (slot_of(site, 0), date(2026, 10, 13)),
        "melewati batas": (
            slot_of(site, 0),
            planned.order.deadline + timedelta(days=30 - planned.order.deadline.weekday()),
        ),
    }
    for words, (slot, day) in faults.items():
        with pytest.raises(Refused, match=words):
            moved(people, row, slot, day)
    with pytest.raises(Refused, match="Tulis alasan"):
        moved(people, row, reason="  ")
    assert Appointment.objects.get(pk=row.pk).state == "terjadwal"
    assert not Entry.objects.filter(kind="date.moved").exists()


def test_full_sessions_take_nobody(people, planned, site):
    row = dates(planned.order)[0]
    Session.objects.create(
        code="PENUH22222",
        site=site,
        slot=slot_of(site),
        day=FREE,
        starts_at=datetime(2026, 11, 15, 23, tzinfo=UTC),
        ends_at=datetime(2026, 11, 16, 4, tzinfo=UTC),
        places=10,
        taken=10,
    )
    with pytest.raises(Refused, match="sudah terisi"):
        moved(people, row)


def test_only_the_own_pk_moves_and_only_what_lies_ahead(people, planned):
    row = dates(planned.order)[0]
    for user in (people.prosecutor, people.supervisor, people.office):
        with pytest.raises(PermissionDenied):
            moved(people, row, by=user)
    with pytest.raises(Conflict):
        moved(people, row, by=people.stranger)
    with pytest.raises(Conflict):
        moved(people, row, at=row.starts_at + timedelta(minutes=1))
    moved(people, row)
    with pytest.raises(Conflict):
        moved(people, row, day=FREE + timedelta(days=7))


def test_a_pinned_date_stays_until_its_rule_is_ended(people, planned):
    row = dates(planned.order)[0]
    pin(appointment=row, reason="Janji keluarga", by=people.pk, at=cast.AT)
    with pytest.raises(Conflict, match="aturan"):
        moved(people, row)


def test_a_new_site_waits_for_the_jaksa_and_the_old_date_stands_until_then(people, planned):
    row = dates(planned.order)[0]
    other = cast.site(people, "Taman Pattimura")
    plan = moved(people, row, slot_of(other))
    assert plan.state == "menunggu"
    assert Appointment.objects.get(pk=row.pk).state == "terjadwal"
    with pytest.raises(Conflict, match="menunggu jaksa"):
        moved(people, row, slot_of(other), FREE + timedelta(days=7))
    approve_plan(plan=plan, by=people.prosecutor, at=LATER)
    assert Appointment.objects.get(pk=row.pk).state == "batal"
    assert Appointment.objects.get(plan=plan).session.site == other


def test_every_session_that_is_offered_as_possible_is_possible_and_every_other_says_why(people, planned, site):
    """What the form offers is what the deed accepts, over seven weeks of openings."""
    from_day, rows = date(2026, 10, 5), dates(planned.order)
    close_days(
        site=site,
        first_day=date(2026, 10, 12),
        last_day=date(2026, 10, 12),
        reason="Talud",
        by=people.office,
        at=cast.AT,
    )
    parameters = parameters_in_force()
    found = targets(
        rows[0], site=site, first=from_day, last=FREE + timedelta(days=7), day=from_day, parameters=parameters
    )
    assert {bool(one.broken) for one in found} == {True, False}
    for one in found:
        slot = Slot.objects.get(pk=int(one.opening.key.split("@")[0]))
        with transaction.atomic():
            if one.broken:
                with pytest.raises(Refused):
                    moved(people, rows[0], slot, one.opening.day)
            else:
                assert moved(people, rows[0], slot, one.opening.day).planned_minutes == one.minutes
            transaction.set_rollback(True)


def test_free_openings_are_those_that_hold_nobody_and_are_watched(people, planned, site):
    free = {(one.day, one.places) for one in free_openings([site], cast.MONDAY, shut=[])}
    assert free == {(cast.MONDAY, 10)}, "Wednesday and Saturday hold somebody"
    assert free_openings([site], cast.MONDAY, shut=[(site.pk, cast.MONDAY)]) == []
    site.supervisors.all().delete()
    assert free_openings([site], cast.MONDAY, shut=[]) == []


# calendars


def parsed(text):
    """A strict little reader of RFC 5545: CRLF, 75 octets, folding, one value a name, components that close."""
    assert text.endswith("\r\n")
    assert "\r\n\r\n" not in text
    lines = text.split("\r\n")[:-1]
    assert all("\n" not in line and len(line.encode()) <= 75 for line in lines)
    whole = re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]
    stack, head, events = [], {}, []
    for line in whole:
        name, _, value = line.partition(":")
        name, *_params = name.split(";")
        assert re.fullmatch(r"[A-Z-]+", name), line
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                events.append({})
            continue
        if name == "END":
            assert stack.pop() == value
            continue
        into = events[-1] if stack == ["VCALENDAR", "VEVENT"] else head
        assert name not in into, f"{name} stands twice"
        into[name] = value
    assert (stack, whole[0], whole[-1]) == ([], "BEGIN:VCALENDAR", "END:VCALENDAR")
    assert (head["VERSION"], head["METHOD"], bool(head["PRODID"])) == ("2.0", "PUBLISH", True)
    for event in events:
        needed = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED"}
        assert needed <= set(event)
        for name in ("DTSTAMP", "DTSTART", "DTEND", "LAST-MODIFIED"):
            assert re.fullmatch(r"\d{8}T\d{6}Z", event[name])
        assert event["DTSTART"] < event["DTEND"]
        assert event["STATUS"] in {"CONFIRMED", "TENTATIVE", "CANCELLED"}
        assert event["SEQUENCE"].isdigit()
        for name in ("SUMMARY", "LOCATION", "DESCRIPTION"):
            assert not re.search(r"(?<!\\)[;,]", event[name]), f"{name} is not escaped"
    assert len({event["UID"] for event in events}) == len(events)
    return head, events


@pytest.fixture
def noon(monkeypatch):
    """The clock of the pages: Monday of the cast, one hour later."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


def read(client, token, code=200):
    response = client.get(reverse("calendar-feed", args=[token]))
    assert response.status_code == code
    return response


def test_a_persons_calendar_holds_place_and_time_and_nothing_of_the_case(client, people, planned, noon):
    token = share_order(order=planned.order, by=people.pk, at=cast.AT).token
    assert parsed(read(client, token).content.decode())[1] == [], "nothing is announced yet"
    announced(people)
    response = read(client, token)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    text = response.content.decode()
    _, events = parsed(text)
    assert len(events) == 12
    assert (events[0]["DTSTART"], events[0]["STATUS"], events[0]["SEQUENCE"]) == ("20261006T230000Z", "CONFIRMED", "0")
    assert events[0]["SUMMARY"] == "Jadwal: Pantai Namalatu"
    assert "48 jam" in text.replace("\r\n ", "")
    order = planned.order
    for secret in ("Latumahina", "Samuel", order.case_number, order.code, "Pid.B", order.person.code, "pidana"):
        assert secret not in text.replace("\r\n ", "")


def test_a_moved_date_is_cancelled_and_comes_back_under_the_same_name_with_a_larger_number(
    client, people, planned, noon
):
    announced(people)
    token = share_order(order=planned.order, by=people.pk, at=cast.AT).token
    first = dates(planned.order)[0]
    before = {e["DTSTART"]: e for e in parsed(read(client, token).content.decode())[1]}
    away = moved(people, first)
    announced(people, LATER - timedelta(minutes=1))
    events = {e["DTSTART"]: e for e in parsed(read(client, token).content.decode())[1]}
    gone = events["20261006T230000Z"]
    assert (gone["STATUS"], gone["SEQUENCE"], gone["UID"]) == (CANCELLED, "1", before["20261006T230000Z"]["UID"])
    assert events["20261115T230000Z"]["STATUS"] == "CONFIRMED"
    back = Appointment.objects.get(plan=away)
    moved(people, back, first.session.slot, first.session.day, at=LATER - timedelta(seconds=30))
    announced(people, LATER)
    events = {e["DTSTART"]: e for e in parsed(read(client, token).content.decode())[1]}
    assert (events["20261006T230000Z"]["STATUS"], events["20261006T230000Z"]["SEQUENCE"]) == ("CONFIRMED", "2")
    assert events["20261006T230000Z"]["UID"] == gone["UID"]


def test_calendars_of_a_site_and_of_a_supervisor_count_people_and_name_nobody(client, people, planned, site, noon):
    for shared in (share_site(site=site, by=people.office, at=cast.AT), share_own(by=people.supervisor, at=cast.AT)):
        text = read(client, shared.token).content.decode()
        _, events = parsed(text)
        assert [event["STATUS"] for event in events] == ["TENTATIVE"] * 12
        assert events[0]["SUMMARY"] == "Pantai Namalatu · 1 orang"
        assert "Samuel" not in text
    announced(people)
    token = share_site(site=site, by=people.office, at=cast.AT).token
    before = parsed(read(client, token).content.decode())[1][0]
    assert before["STATUS"] == "CONFIRMED"
    moved(people, dates(planned.order)[0])
    after = parsed(read(client, token).content.decode())[1][0]
    assert (after["STATUS"], after["UID"]) == ("CANCELLED", before["UID"])
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_only_a_digest_is_kept_and_a_revoked_or_unknown_address_is_not_there(client, people, planned, noon):
    shared = share_order(order=planned.order, by=people.pk, at=cast.AT)
    assert shared.link.digest == digest_of(shared.token)
    assert not any(shared.token in str(value) for value in vars(CalendarLink.objects.get()).values())
    assert not any(shared.token in bytes(body).decode() for body in Entry.objects.values_list("body", flat=True))
    read(client, shared.token)
    assert CalendarLink.objects.get().last_read_at == LATER
    read(client, shared.token[:-1] + ("A" if shared.token[-1] != "A" else "B"), 404)
    revoke_calendar(code=shared.link.code, by=people.pk, at=LATER)
    read(client, shared.token, 404)
    with pytest.raises(Conflict):
        revoke_calendar(code=shared.link.code, by=people.pk, at=LATER)


def test_the_calendar_of_a_supervisor_ends_with_the_account(people, planned):
    token = share_own(by=people.supervisor, at=cast.AT).token
    assert link_behind(token)
    people.supervisor.is_active = False
    people.supervisor.save()
    assert link_behind(token) is None


def test_a_read_is_noted_once_an_hour(people, planned):
    link = share_order(order=planned.order, by=people.pk, at=cast.AT).link
    for minutes, noted in ((0, 0), (59, 0), (61, 61)):
        note_calendar_read(link=link, by=people.system, at=cast.AT + timedelta(minutes=minutes))
        assert CalendarLink.objects.get().last_read_at == cast.AT + timedelta(minutes=noted)
    with pytest.raises(PermissionDenied):
        note_calendar_read(link=link, by=people.pk, at=LATER)


def test_who_shares_what(people, planned, site):
    for share, own in (
        (lambda by: share_site(site=site, by=by, at=cast.AT), {"office"}),
        (lambda by: share_own(by=by, at=cast.AT), {"supervisor"}),
        (lambda by: share_order(order=planned.order, by=by, at=cast.AT), {"pk"}),
    ):
        for name in ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "stranger"):
            if name in own:
                assert share(getattr(people, name)).token
            else:
                with pytest.raises((Refused, PermissionDenied)):
                    share(getattr(people, name))
    link = CalendarLink.objects.get(kind="orang")
    for user in (people.stranger, people.office, people.supervisor):
        with pytest.raises(Conflict):
            revoke_calendar(code=link.code, by=user, at=LATER)


def test_a_sixth_link_waits_until_one_is_ended(people, planned):
    links = [share_own(by=people.supervisor, at=cast.AT).link for _ in range(MOST_LINKS)]
    with pytest.raises(Refused, match="5 tautan"):
        share_own(by=people.supervisor, at=cast.AT)
    revoke_calendar(code=links[0].code, by=people.supervisor, at=LATER)
    assert share_own(by=people.supervisor, at=LATER).token


def test_a_link_that_names_two_subjects_cannot_be_stored(people, planned, site):
    link = share_order(order=planned.order, by=people.pk, at=cast.AT).link
    link.pk, link.code, link.digest, link.site = None, "LAIN222222", "x", site
    with pytest.raises(IntegrityError), transaction.atomic():
        link.save(force_insert=True)


def test_no_secret_reaches_a_log():
    for path in ("/kalender/sangat-rahasia_1.ics", "/saksi/pin/SANGATRAHASIA"):
        for record in (
            logging.LogRecord("django.request", 30, "", 1, "%s: %s", ("Not Found", path), None),
            logging.LogRecord("django.request", 30, "", 1, f"Not Found: {path} lagi", (), None),
        ):
            assert NoSecrets().filter(record)
            assert "ahasia" not in record.getMessage().casefold()
            assert "Not Found: " in record.getMessage()
    plain = logging.LogRecord("x", 30, "", 1, "%s: %s", ("Not Found", "/jadwal"), None)
    assert NoSecrets().filter(plain)
    assert plain.getMessage() == "Not Found: /jadwal"


def test_the_log_of_the_program_keeps_the_secret_out(settings):
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["no_secrets"]


# the format


def test_long_and_awkward_texts_survive():
    moment = datetime(2026, 2, 9, 8, tzinfo=UTC)
    name = "Pantai; Namalatu, Ambon \\ “tahuri” " + "é" * 90 + "\r\nBEGIN:VEVENT"
    text = calendar_text(
        name, [Event("a@b", moment, moment + timedelta(hours=1), name, name, name, "CONFIRMED", 0, moment)]
    )
    _, (event,) = parsed(text)
    assert event["SUMMARY"] == escaped(name)
    plain = event["SUMMARY"].replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    assert plain == name.replace("\r\n", "\n")
    assert "".join(part.removeprefix(" ") if n else part for n, part in enumerate(folded(name[:120]))) == name[:120]
    with pytest.raises(ValueError):
        calendar_text("x", [Event("a", datetime(2026, 1, 1), moment, "", "", "", "CONFIRMED", 0, moment)])
