"""R18, R19, R21: the same machine over the real server: views, deeds, ledger, signed heads, on the database of the run."""

import os

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, connection, transaction

from masohi.ledger.heads.actions import resume
from masohi.ledger.heads.queries import epoch
from masohi.ledger.queries import verify
from masohi.parties.accounts.actions import open_account
from masohi.parties.devices.models import Device
from masohi.parties.roles import Role
from masohi.supply.sites.actions import appoint_supervisor
from masohi.work.attendance.models import Attendance
from masohi.work.fieldwork.models import Equivocation, FieldEntry
from masohi.work.placement.models import Session
from tests import cast
from tests.cast import AT
from tests.field import phone_of
from tests.phone import through
from tests.sync.machine import Sync
from tests.sync.test_model import run

pytestmark = pytest.mark.django_db
VENDOR = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"


class RealServer:
    """Answers as `MemoryServer`; backups are savepoints, a crash is a rollback, a restore ends with `ledger resume`."""

    def __init__(self, client, at):
        self.client_send, self.at = through(client), at
        self.ids = dict(Device.objects.values_list("code", "pk"))
        self.epoch = epoch()

    def send(self, method, path, body, headers, *, crash=False):
        if not crash:
            return self.client_send(method, path, body, headers)
        point = transaction.savepoint()
        kept = state_file().read_bytes() if state_file().exists() else None
        self.client_send(method, path, body, headers)
        transaction.savepoint_rollback(point)
        if kept is not None:  # the head was not signed either: the crash came before the commit
            state_file().write_bytes(kept)
        return 0, {}

    def rows(self, code):
        found = FieldEntry.objects.filter(device=self.ids[code]).order_by("dseq").values_list("dseq", "body")
        return [(dseq, bytes(body)) for dseq, body in found]

    def quarantined(self, code):
        return Device.objects.filter(code=code, state="karantina").exists()

    def credited(self):
        return list(Attendance.objects.filter(replaces=None).values_list("appointment", flat=True))

    def backup(self):
        return transaction.savepoint()

    def restore(self, kept):
        transaction.savepoint_rollback(kept)
        resume(at=self.at)
        self.epoch = epoch()


def state_file():
    return django_settings.KEYS / "log-state.json"


@pytest.fixture
def town(people, site, planned, client, monkeypatch):
    """Three supervisors at one site, each with a phone in use; a new copy of it for every example of the machine."""
    at = Session.objects.latest("starts_at").ends_at
    monkeypatch.setattr("masohi.faces.field.signed.now", lambda: at)
    monkeypatch.setattr("masohi.faces.phone_intake.now", lambda: at)
    phones = []
    for name in ("budi", "nona", "ucu"):
        user = people.supervisor
        if name != "budi":
            user = open_account(
                username=name,
                name=f"{name.title()} Pengawas",
                password=cast.PASSWORD,
                organisation=people.host,
                role=Role.SUPERVISOR,
                by=people.system,
                at=AT,
            )
            appoint_supervisor(site=site, person=user, capacity=10, by=people.office, at=AT)
        phone, _device = phone_of(user, people)
        phone.now = lambda: at
        phone.pull(through(client))
        phone.sessions = phone.sessions or {}
        phones.append(phone)
    codes = list(
        Session.objects.filter(appointments__plan=planned).order_by("starts_at").values_list("code", flat=True)
    )
    return client, at, phones, codes[:3]


def machine(town, **changes):
    """The machine on the town; what an example did is undone when the next one begins."""
    client, at, phones, codes = town
    kept = state_file().read_bytes()
    first = transaction.savepoint()

    def start():
        transaction.savepoint_rollback(first)
        state_file().write_bytes(kept)
        fresh = [type(one)(**vars(one)) for one in phones]
        for one in fresh:
            one.written, one.events = [], []
        return RealServer(client, at), fresh, codes

    return type("Real", (Sync,), {"start": staticmethod(start), "most_backups": 2} | changes)


def test_the_real_server_keeps_the_rules(town, figure):
    run(machine(town), 12, 40)
    assert verify().ok
    figure("R18", f"12 x 40 steps on the real server, {VENDOR}, 0 failures (150 x 40 in the long set)")


@pytest.mark.long
def test_the_real_server_keeps_the_rules_for_long(town, figure):
    run(machine(town), 150, 40)
    assert verify().ok
    figure("R18", f"150 x 40 steps on the real server, {VENDOR}, 0 failures")


def broken(monkeypatch, *, here=True, gap=True, rival=True):
    """The real server without a rule: with `here` off nothing counts as known, and so on."""
    from masohi.work.fieldwork import actions

    true = actions.fault_of

    def fault_of(one, end, stored, taken):
        fault = true(one, end, stored if here else {}, taken)
        return "" if (fault == "gap" and not gap) or (fault == "equivocation" and not rival) else fault

    monkeypatch.setattr(actions, "fault_of", fault_of)


@pytest.mark.parametrize("off", [{"rival": False}, {"here": False, "gap": False, "rival": False}])
def test_a_real_server_without_a_rule_is_found_out(town, monkeypatch, off):
    broken(monkeypatch, **off)
    with pytest.raises((AssertionError, IntegrityError)):
        run(machine(town), 40, 40)


def test_a_real_server_that_takes_gaps_is_found_out(town, monkeypatch):
    """Where the machine needs long to come upon it: an entry whose predecessor is not here."""
    client, at, phones, codes = town
    server, phone = RealServer(client, at), phones[0]
    for _ in range(2):
        phone.write("photo", codes[0], {"when": "sebelum"})
    phone.acked = 1
    assert phone.push(through(client))["cursor"] == 0
    assert server.rows(phone.code) == []
    broken(monkeypatch, gap=False)
    phone.acked = 1
    phone.push(through(client))
    assert [dseq for dseq, _ in server.rows(phone.code)] == [2]


def test_the_table_itself_holds_a_number_and_a_name_once(field):
    """The last layer against duplicates, alone: with every rule of the program off, the database still refuses."""
    field.begin()
    field.push()
    row = FieldEntry.objects.get()
    for changes in ({"event": "0" * 36}, {"dseq": 2}):
        twin = FieldEntry(**{f.attname: getattr(row, f.attname) for f in FieldEntry._meta.concrete_fields})
        twin.pk = None
        twin.entry_id = row.entry_id - 1
        for name, value in changes.items():
            setattr(twin, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save(force_insert=True)
    twin.event = "0" * 36  # control: with both changed it goes in
    twin.save(force_insert=True)
    with transaction.atomic(), connection.constraint_checks_disabled():
        twin.delete()


def test_a_name_under_another_number_is_a_rival(field):
    field.begin()
    field.push()
    field.phone.write("photo", field.session.code, {"when": "sebelum"}, event=field.phone.events[0])
    assert field.push() is None
    assert Equivocation.objects.count() == 1
    assert Device.objects.get().state == "karantina"


def test_phones_fill_a_server_that_was_restored_from_an_old_copy(town, figure):
    """R21: what was acknowledged after the copy was made comes again, by itself, and nothing comes twice."""
    client, at, phones, codes = town
    server, send = RealServer(client, at), through(client)
    sync = machine(town)
    for phone in phones:
        for code in codes:
            phone.write("start", code, {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []})
        assert phone.push(send)["cursor"] == 3
    copy = server.backup()
    for phone in phones:
        for code in codes:
            phone.write("end", code, {"heads": 1, "ended": 780, "rest": 0})
        assert phone.push(send)["cursor"] == 6
    transaction.savepoint_rollback(copy)
    for phone in phones:
        phone.write("photo", codes[0], {"when": "sesudah"})
        assert phone.push(send) is None, "halted: nothing is acknowledged before somebody has looked"
        assert phone.acked == 6
    resume(at=at)
    again = 0
    for phone in phones:
        said = phone.push(send)
        assert said["cursor"] == 3
        assert said["results"][0]["code"] == "gap"
        again += 6 - phone.acked
        assert phone.push(send)["cursor"] == len(phone.written) == 7
        assert [body for _, body in server.rows(phone.code)] == [body for body, _ in phone.written]
    assert again == 9
    assert verify().ok
    assert sync
    figure("R21", f"9 of 9 entries acknowledged after the copy came again (100 %), {VENDOR}, 0 twice")


def test_a_server_restored_together_with_its_keys_is_filled_too(town):
    """The copy held the key folder too: no epoch tells of the restore, the lower cursor does."""
    client, at, phones, codes = town
    server, send, phone = RealServer(client, at), through(client), phones[0]
    copy, kept = server.backup(), state_file().read_bytes()
    phone.write("photo", codes[0], {"when": "sebelum"})
    assert phone.push(send)["cursor"] == 1
    transaction.savepoint_rollback(copy)
    state_file().write_bytes(kept)
    phone.write("photo", codes[0], {"when": "sesudah"})
    assert phone.push(send)["cursor"] == 0
    assert phone.push(send)["cursor"] == 2
