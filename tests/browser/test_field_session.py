"""U1: ten people in the field without network, in at most 14 taps, and later on the server exactly once."""

from contextlib import contextmanager

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


@pytest.fixture(params=[None, 10 * 60], ids=["tanpa hitungan tengah", "dengan hitungan tengah"])
def spot(request, monkeypatch):
    """The minute of the count in between, which every phone and session has by lot, or none."""
    monkeypatch.setattr("masohi.work.fieldwork.queries.spot_minute", lambda session, ticket: request.param)
    return request.param


@pytest.fixture
def handset(tmp_path, server, session, spot, people, clock, in_hand):
    with in_hand(tmp_path / "hp", server.url) as handset:
        handset.device = pair(handset, people, at=clock.at)
        yield handset


def record(handset, spot, absent="Samuel L."):
    """The whole session with nine present, by the shortest way."""
    handset.tap("Mulai")
    handset.tap("9")
    handset.tap(absent, exact=False)
    handset.tap("Simpan, mulai kerja")
    handset.heading("Kerja berjalan")
    handset.pass_time(300)
    handset.tap("Akhiri")
    if spot:
        handset.heading("Hitung sekarang")
        handset.tap("9")
    handset.heading("Berapa orang sekarang?")
    handset.tap("9")
    handset.tap("Simpan")
    handset.tap("Ambil foto")
    handset.tap("Pakai foto ini")


def test_ten_people_without_network_and_once_on_the_server(handset, session, spot, clock, figure):
    handset.offline()
    handset.page.reload()
    handset.ready()
    handset.unlock()
    handset.see("Tanpa sinyal — aman")
    record(handset, spot)
    handset.heading("Tersimpan di HP ini")
    kinds = ["start", "spot", "end", "photo"] if spot else ["start", "end", "photo"]
    handset.see(f"{len(kinds)} menunggu kirim")
    figure("U1", f"{handset.taps} ketukan, luring, 9 hadir 1 tidak hadir dan foto")
    assert handset.taps <= MOST_TAPS
    assert [row["type"] for row in handset.rows()] == kinds
    assert FieldEntry.objects.count() == 0

    clock.at = session.ends_at
    handset.offline(False)
    handset.page.evaluate("window.dispatchEvent(new Event('online'))")
    handset.heading("Tersimpan")
    handset.until("!document.querySelector('#jaringan .hitung')")
    assert FieldEntry.objects.count() == len(kinds)
    assert Photo.objects.count() == 1
    assert Session.objects.get(pk=session.pk).state == "tercatat"
    assert sorted(Attendance.objects.values_list("outcome", flat=True)) == ["hadir"] * 9 + ["tidak_hadir"]
    handset.open()
    handset.unlock()
    handset.see("Terkirim pukul")
    assert FieldEntry.objects.count() == len(kinds)
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
        handset.see("Terkirim. Kantor sudah menerima.")
        assert FieldEntry.objects.get().kind == "void"


@contextmanager
def unreachable(server):
    """The program is up, but what stands before it answers for it: nothing comes through."""
    web = server.thread.httpd
    program = web.get_app()

    def gateway(_environ, start):
        start("502 Bad Gateway", [])
        return [b""]

    web.set_app(gateway)
    try:
        yield
    finally:
        web.set_app(program)


def test_the_worker_sends_while_no_page_is_open(tmp_path, server, people, clock, in_hand):
    """Written without network, page closed, network back: the browser's own background event brings it in."""
    session = crew(people, 2)
    clock.at = before(session)
    with in_hand(tmp_path / "hp", server.url) as handset:
        pair(handset, people, at=clock.at)
        # The worker outlives the page and the page's aeroplane mode, so the way to the office is cut as well.
        with unreachable(server):
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
