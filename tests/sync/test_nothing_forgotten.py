"""R23: whatever the server answers, a phone keeps what the cursor does not cover, and sends it when it can."""

import pytest

from masohi.ledger import signing
from masohi.parties.accounts.actions import close_account
from masohi.parties.devices.actions import revoke_phone
from masohi.parties.devices.models import Device
from masohi.work.attendance.models import Attendance
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldwork.models import FieldEntry
from tests.phone import Phone

pytestmark = pytest.mark.django_db


def waiting(field):
    Device.objects.update(state="menunggu")


def revoked(field):
    revoke_phone(device=field.device, reason="hilang", by=field.cast.pk, at=field.at)


def role_ended(field):
    field.cast.supervisor.memberships.update(ended_on=field.at.date())


def account_closed(field):
    close_account(account=field.cast.supervisor, by=field.cast.administrator, at=field.at)


def halted(field):
    folder = field.settings.KEYS
    state = signing.read_state(folder)
    signing.keep_state(folder, state._replace(halted="Uji."))


def clock_off(field):
    field.phone.now = lambda: field.at.replace(year=2031)


def unsigned(field):
    field.phone.headers = lambda *_, **__: {}


def broken(field):
    field.send = lambda *_: (502, {})


def gone(field):
    field.send = lambda *_: (0, {})


# what happens, what the push is answered (200 where the entries are taken, into quarantine)
PATHS = {
    "403 waiting": (waiting, 403),
    "revoked": (revoked, 200),
    "role ended": (role_ended, 200),
    "account closed": (account_closed, 200),
    "503 halted": (halted, 503),
    "401 clock": (clock_off, 401),
    "401 without signature": (unsigned, 401),
    "502 from a proxy": (broken, 502),
    "no answer": (gone, 0),
}


def forgets(field, happen, expected, settings):
    """Whether the phone loses anything; the session's two entries are written before the push."""
    field.settings = settings
    field.begin()
    field.finish()
    kept = list(field.phone.written)
    happen(field)
    statuses = []

    def listening(*request):
        status, said = field.send(*request)
        statuses.append(status)
        return status, said

    field.phone.push(listening)
    assert statuses == [expected]
    stored = [bytes(body) for body in FieldEntry.objects.order_by("dseq").values_list("body", flat=True)]
    covered = [body for body, _ in field.phone.written[: field.phone.acked]]
    return field.phone.written != kept or covered != stored[: len(covered)]


@pytest.mark.parametrize("path", PATHS)
def test_no_answer_makes_a_phone_forget(field, path, settings):
    assert not forgets(field, *PATHS[path], settings)


@pytest.mark.parametrize("path", ["revoked", "role ended", "account closed"])
def test_what_comes_too_late_is_kept_and_credits_nothing(field, path, settings):
    assert not forgets(field, *PATHS[path], settings)
    assert field.phone.acked == 2
    assert FieldEntry.objects.filter(quarantined=True).count() == 2
    assert FieldReport.objects.get().state == "karantina"
    assert not Attendance.objects.exists()


def test_a_phone_that_takes_any_answer_for_a_receipt_is_found_out(field, settings):
    """Control: the same paths with a phone that forgets after a push."""

    class Careless(Phone):
        def push(self, send, most=100):
            super().push(send, most)
            self.written.clear()

    field.phone.__class__ = Careless
    assert forgets(field, halted, 503, settings)


def test_figure(figure):
    figure(
        "R23", f"{len(PATHS)} answers of the server, after none of them an entry is gone (the app's own paths: browser)"
    )


def test_a_phone_that_is_revoked_in_the_middle_of_a_session_leaves_a_report_for_a_person(field):
    field.begin()
    field.push()
    revoked(field)
    field.finish()
    field.push()
    assert FieldReport.objects.get().state == "karantina"


def test_a_fault_while_a_report_is_made_does_not_hold_the_receipt_back(field, monkeypatch):
    def fails(**_):
        raise RuntimeError("uji")

    with monkeypatch.context() as patched:
        patched.setattr("masohi.faces.phone_intake.settle_report", fails)
        field.begin()
        field.finish()
        assert field.push()["cursor"] == 2
    assert not Attendance.objects.exists()
    from masohi.faces import phone_intake as intake

    monkeypatch.setattr(intake, "now", lambda: field.at)
    assert intake.settle_tonight() == 0
    assert Attendance.objects.count() == 1
