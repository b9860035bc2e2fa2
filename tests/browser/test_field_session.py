"""U1: ten people in the field without network, in at most 14 taps, and later on the server exactly once."""

import pytest

from masohi.work.attendance.models import Attendance
from masohi.work.fieldwork.models import FieldEntry, Photo
from masohi.work.placement.models import Session
from tests.browser.handset import before, crew, pair

pytestmark = pytest.mark.django_db(transaction=True)
MOST_TAPS = 14


@pytest.fixture
def session(people, clock):
    """The first session of ten people; it is five minutes before it."""
    session = crew(people)
    assert session.appointments.count() == 10
    clock.at = before(session)
    return session


@pytest.fixture
def handset(tmp_path, server, session, people, clock, in_hand):
    with in_hand(tmp_path / "hp", server.url) as handset:
        handset.device = pair(handset, people, at=clock.at)
        yield handset


def record(handset, session, *, absent="Samuel L.", after=None):
    """The whole session with nine present; `after` is called after every tap."""
    step = after or (lambda name: None)
    for name, tap in walk(handset, absent):
        tap()
        step(name)


def walk(handset, absent):
    """Every tap of the shortest way, by name."""
    return [
        ("mulai", lambda: handset.tap("Mulai")),
        ("hitung", lambda: handset.tap("9")),
        ("nama", lambda: handset.tap(absent, exact=False)),
        ("simpan", lambda: handset.tap("Simpan, mulai kerja")),
        ("lima jam", lambda: handset.pass_time(300)),
        ("akhiri", lambda: handset.tap("Akhiri")),
        ("hitung akhir", lambda: handset.tap("9")),
        ("simpan akhir", lambda: handset.tap("Simpan")),
        ("potret", lambda: handset.tap("Ambil foto")),
        ("pakai", lambda: handset.tap("Pakai foto ini")),
    ]


def test_ten_people_without_network_and_once_on_the_server(handset, session, people, clock, figure):
    handset.offline()
    handset.page.reload()
    handset.ready()
    handset.unlock()
    handset.see("Luring — aman")
    record(handset, session)
    handset.heading("Tersimpan di HP ini")
    handset.see("3 menunggu kirim")
    figure("U1", f"{handset.taps} ketukan, luring, 9 hadir 1 tidak hadir dan foto")
    assert handset.taps <= MOST_TAPS
    assert [row["type"] for row in handset.rows()] == ["start", "end", "photo"]
    assert FieldEntry.objects.count() == 0

    clock.at = session.ends_at
    handset.offline(False)
    handset.page.evaluate("window.dispatchEvent(new Event('online'))")
    handset.heading("Tersimpan")
    handset.until("!document.querySelector('#jaringan .hitung')")
    assert FieldEntry.objects.count() == 3
    assert Photo.objects.count() == 1
    assert Session.objects.get(pk=session.pk).state == "tercatat"
    assert sorted(Attendance.objects.values_list("outcome", flat=True)) == ["hadir"] * 9 + ["tidak_hadir"]
    handset.open()
    handset.unlock()
    handset.see("Tersinkron pukul")
    assert FieldEntry.objects.count() == 3
    assert handset.page.faults == [] or all("ERR_INTERNET_DISCONNECTED" in one for one in handset.page.faults)


NO_ED25519 = """(() => {
  const asli = crypto.subtle.generateKey.bind(crypto.subtle);
  crypto.subtle.generateKey = (cara, ...lain) =>
    cara.name === 'Ed25519' ? Promise.reject(new DOMException('', 'NotSupportedError')) : asli(cara, ...lain);
})()"""


def test_an_older_browser_signs_with_p256(tmp_path, server, people, clock, in_hand):
    session = crew(people, 2)
    clock.at = before(session)
    with in_hand(tmp_path / "hp", server.url) as handset:
        handset.context.add_init_script(NO_ED25519)
        device = pair(handset, people, at=clock.at)
        assert device.algorithm == "p256"
        handset.tap("Mulai")
        handset.tap("Sesi batal")
        handset.tap("Lokasi tutup")
        handset.tap("Simpan: sesi batal")
        handset.see("Tersinkron. Pusat sudah menerima.")
        assert FieldEntry.objects.get().kind == "void"


def test_the_worker_sends_while_no_page_is_open(tmp_path, server, people, clock, in_hand):
    """Written without network, page closed, network back: the browser's own background event brings it in."""
    session = crew(people, 2)
    clock.at = before(session)
    with in_hand(tmp_path / "hp", server.url) as handset:
        pair(handset, people, at=clock.at)
        handset.offline()
        handset.tap("Mulai")
        handset.tap("Sesi batal")
        handset.tap("Cuaca buruk")
        handset.tap("Simpan: sesi batal")
        handset.see("1 menunggu kirim")
        worker = handset.context.service_workers[0]
        handset.page.goto("about:blank")
        assert FieldEntry.objects.count() == 0
        handset.offline(False)
        worker.evaluate("self.dispatchEvent(new SyncEvent('sync', { tag: 'kirim' }))")
        for _ in range(100):
            if FieldEntry.objects.exists():
                break
            handset.page.wait_for_timeout(100)
        assert FieldEntry.objects.get().kind == "void"
