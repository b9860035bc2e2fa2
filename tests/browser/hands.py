"""What hands do on a page, counted as ux.md counts: a click is 1, a field that is entered to type is 1, a choice in a list is 2."""

import re
from datetime import timedelta

from masohi.work.placement.models import Session
from tests import cast

CASE = "201/Pid.B/2026/PN Amb"
VERDICT = {
    "Nomor perkara": CASE,
    "Tanggal putusan": "2026-09-01",
    "Tanggal tindak pidana": "2026-06-01",
    "Ancaman penjara paling lama (bulan)": "56",
    "Nama": "Suharto",
    "Tanggal lahir": "1999-05-01",
    "Alasan bila NIK kosong": "belum punya KTP-el",
    "Lama penjara (hari)": "90",
    "Jumlah jam": "60",
}


class Hands:
    """Clicks of one person on one page."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def press(self, name, role="button", **more):
        self.clicks += 1
        self.page.get_by_role(role, name=name, **more).first.click()

    def follow(self, name, **more):
        self.press(name, role="link", **more)

    def tick(self, label):
        self.clicks += 1
        self.page.get_by_label(label, exact=True).first.check()

    def write(self, label, text):
        self.clicks += 1
        field(self.page, label).fill(text)

    def choose(self, label, option):
        self.clicks += 2
        field(self.page, label).select_option(label=option)


def field(page, label):
    """The box with this label; "(boleh kosong)" after it does not matter."""
    return page.get_by_label(re.compile(rf"^{re.escape(label)}( \(boleh kosong\))?$")).first


def sees(page, text):
    """Wait until this text stands on the page; fails where it does not come."""
    page.get_by_text(text).first.wait_for()


def write_verdict(hands, **changes):
    """Everything that a verdict of 60 hours must hold, in the order of the page."""
    for label, text in (VERDICT | changes).items():
        hands.write(label, text)
        if label == "Tanggal lahir":
            hands.tick("Laki-laki")
    hands.tick("Menjalani seluruh atau sebagian pidana penjara yang diganti")


def sign_in(page, username, password):
    page.goto("/masuk")
    page.get_by_label("Nama akun").fill(username)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/tugas")


def after(session, minutes=10):
    """A moment after a session's end."""
    return session.ends_at + timedelta(minutes=minutes)


def past_session(people, clock):
    """The first session of a running order; it ended ten minutes ago."""
    cast.planned(people, cast.running(people))
    session = Session.objects.earliest("starts_at")
    clock.at = after(session)
    return session


def checked_verdict(page):
    """A whole verdict up to the page where it is read once more."""
    page.goto("/perkara/baru")
    hands = Hands(page)
    write_verdict(hands)
    hands.press("Periksa isian")
    page.get_by_role("button", name="Simpan putusan").wait_for()
    page.wait_for_load_state()
