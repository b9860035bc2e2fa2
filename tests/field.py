"""A session in the field: people, a phone in use, a clock that the test moves, and the ways to the server."""

from datetime import timedelta

from masohi.parties.devices.actions import approve_phone, invite_phone, join_phone
from masohi.parties.devices.queries import check_number, invitation
from masohi.work.placement.models import Session
from tests.cast import AT
from tests.phone import Key, Phone, through


def phone_of(user, cast, *, at=AT, algorithm="ed25519", key=None, inviter=None):
    """A phone of `user`, invited by the host office (or `inviter`) and approved by the administrator."""
    key = key or Key(algorithm)
    token = invite_phone(user=user, by=inviter or cast.office, at=at)
    device = join_phone(
        invitation=invitation(token), algorithm=key.algorithm, key=key.public, name="HP uji", by=user, at=at
    )
    device = approve_phone(device=device, check=check_number(key.public), by=cast.administrator, at=at)
    return Phone(key=key, code=device.code), device


class Field:
    """`at` is the server's time; `phone` is honest and in use; `session` is the first of an accepted plan."""

    def __init__(self, cast, plan, client, monkeypatch):
        self.cast, self.client = cast, client
        self.session = Session.objects.filter(appointments__plan=plan).earliest("starts_at")
        self.at = self.session.starts_at - timedelta(minutes=40)
        monkeypatch.setattr("masohi.faces.field.signed.now", lambda: self.at)
        monkeypatch.setattr("masohi.faces.phone_intake.now", lambda: self.at)
        self.phone, self.device = phone_of(cast.supervisor, cast)
        self.phone.now = lambda: self.at
        self.send = through(client)

    @property
    def person(self):
        """The appointment of the only person expected."""
        return self.session.appointments.get()

    def pass_time(self, minutes):
        """Server and phone grow older together."""
        self.at += timedelta(minutes=minutes)
        self.phone.wait(minutes)

    def begin(self, heads=1, **facts):
        """The phone fetches its sessions with signal, then the session begins without."""
        if not self.phone.sessions:
            self.phone.pull(self.send)
        self.pass_time((self.session.starts_at - self.at).total_seconds() / 60)
        self.phone.write(
            "start", self.session.code, {"heads": heads, "began": 480, "absent": [], "late": [], "cards": []} | facts
        )

    def finish(self, heads=1, **facts):
        """The session ends at its planned hour."""
        self.pass_time((self.session.ends_at - self.at).total_seconds() / 60)
        self.phone.write("end", self.session.code, {"heads": heads, "ended": 780, "rest": 0} | facts)

    def push(self):
        """The phone has signal again."""
        return self.phone.push(self.send)
