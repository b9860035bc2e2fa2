"""A killed tab goes on at the same step; who leaves, comes late or is hurt; corrections; practice stays practice."""

import hashlib
import json
from datetime import timedelta

import pytest

from tests.browser.false_office import DAY, FalseOffice, sitting
from tests.browser.handset import pair_with

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def office():
    return FalseOffice()


@pytest.fixture
def handset(tmp_path, server, office, in_hand):
    with in_hand(tmp_path / "hp", server.url) as handset:
        yield pair_with(handset, office)


def facts(office):
    """(type, facts) of everything that arrived."""
    return [(one["type"], one["facts"]) for one in said(office)]


def said(office):
    return [json.loads(body) for _, (body, _) in sorted(office.entries.items())]


def arrive(handset, office, count):
    """Signal again: wait until the office has so many entries."""
    handset.offline(False)
    handset.page.evaluate("window.dispatchEvent(new Event('online'))")
    for _ in range(200):
        if len(office.entries) >= count:
            return
        handset.page.wait_for_timeout(50)
    raise AssertionError(f"{len(office.entries)} of {count} arrived")


def start(handset, heads="9", absent=("Samuel L.",)):
    handset.tap("Mulai")
    handset.tap(heads)
    for name in absent:
        handset.tap(name, exact=False)
    handset.tap("Simpan, mulai kerja")
    handset.heading("Kerja berjalan")


STEPS = [
    ("Berapa orang hadir?", lambda hp: hp.tap("Mulai"), ""),
    ("Siapa yang tidak hadir?", lambda hp: hp.tap("9"), ""),
    (
        "Siapa yang tidak hadir?",
        lambda hp: hp.tap("Samuel L.", exact=False),
        "button[aria-pressed=true] .nama >> text=Samuel L.",
    ),
    ("Siapa yang tidak hadir?", lambda hp: hp.tap("Sakit"), ".cip button[aria-pressed=true] >> text=Sakit"),
    ("Kerja berjalan", lambda hp: hp.tap("Simpan, mulai kerja"), "text=9 orang di lokasi"),
    ("Abdul W. O.", lambda hp: hp.tap("Abdul W. O.", exact=False), ""),
    ("Pulang awal", lambda hp: hp.tap("Pulang awal"), ""),
    ("Pulang awal", lambda hp: hp.tap("Urusan keluarga"), ".cip button[aria-pressed=true] >> text=Urusan keluarga"),
    ("Kerja berjalan", lambda hp: hp.tap("Simpan"), "text=8 orang di lokasi"),
    ("Berapa orang sekarang?", lambda hp: hp.tap("Akhiri"), ""),
    ("Berapa orang sekarang?", lambda hp: hp.tap("8"), ".kisi-angka button[aria-pressed=true] >> text=8"),
    ("Foto hasil kerja", lambda hp: hp.tap("Simpan"), ""),
    ("Lewati foto", lambda hp: hp.tap("Lewati foto"), ""),
    ("Tersimpan di HP ini", lambda hp: hp.tap("Hujan"), ""),
]


def test_a_killed_tab_goes_on_at_the_same_step(handset, office):
    handset.offline()
    for number, (heading, tap, sign) in enumerate(STEPS):
        tap(handset)
        handset.heading(heading)
        if number < len(STEPS) - 1:
            handset.kill_tab()
            handset.open()
            handset.unlock()
            handset.heading(heading)
        if sign:
            handset.page.locator(sign).first.wait_for()
    assert [row["type"] for row in handset.rows()] == ["start", "leave", "end", "photo"]
    arrive(handset, office, 4)
    assert office.types() == ["start", "leave", "end", "photo"]
    numbers = [one["dseq"] for one in said(office)]
    assert numbers == [1, 2, 3, 4]


def test_a_step_that_was_not_stored_is_seen(handset):
    """Negative control: the same look at a phone that has lost the step."""
    handset.offline()
    handset.tap("Mulai")
    handset.tap("9")
    handset.heading("Siapa yang tidak hadir?")
    handset.memory("await s.lupakan('alur:SESI01')")
    handset.kill_tab()
    handset.open()
    handset.unlock()
    handset.heading("Hari ini")


def test_the_count_must_fit_the_names(handset):
    handset.offline()
    handset.tap("Mulai")
    handset.tap("8")
    handset.tap("Samuel L.", exact=False)
    handset.see("Hitungan 8, tetapi 9 nama tercatat hadir. Ketuk satu nama lagi yang tidak hadir, atau ubah hitungan.")
    assert handset.page.get_by_role("button", name="Simpan, mulai kerja").count() == 0
    handset.tap("Yosias P.", exact=False)
    handset.tap("Izin")
    handset.tap("Simpan, mulai kerja")
    handset.tap("Akhiri")
    handset.tap("7")
    handset.see("Hitungan 7, tetapi 8 nama masih di lokasi.")
    assert handset.page.get_by_role("button", name="Simpan", exact=True).count() == 0
    handset.tap("8")
    handset.tap("Simpan")
    handset.heading("Foto hasil kerja")


def test_late_hurt_stranger_and_a_count_in_between(handset, office):
    start(handset)
    office.sessions[0]["spot"] = 8 * 60
    office.at += timedelta(minutes=10)
    handset.open()
    handset.unlock()
    handset.tap("Samuel L.", exact=False)
    handset.tap("Datang terlambat")
    handset.tap("Simpan")
    handset.tap("Frans M.", exact=False)
    handset.tap("Kejadian")
    handset.tap("Ada yang luka")
    handset.page.get_by_label("Catatan (boleh kosong)").fill("Jari tergores, sudah diobati.")
    handset.tap("Simpan")
    handset.tap("Orang tidak ada di daftar")
    handset.page.get_by_label("Nomor kartu").fill("kartu001")
    handset.tap("Simpan")
    handset.page.wait_for_timeout(300)
    handset.open()
    handset.unlock()
    handset.heading("Kerja berjalan")
    handset.tap("Hitung sekarang")
    handset.tap("10")
    handset.tap("Simpan")
    arrive(handset, office, 5)
    late, incident, stranger, count = [given for _, given in facts(office)[1:]]
    assert office.types()[1:] == ["late", "incident", "walkin", "spot"]
    assert (late["appointment"], 480 <= late["began"] <= 490) == (9, True)
    assert incident == {"kind": "luka", "appointment": 3, "note": "Jari tergores, sudah diobati."}
    assert stranger["card"] == "KARTU001"
    assert count == {"heads": 10, "asked": 480}


def finish(handset, heads):
    handset.pass_time(300)
    handset.tap("Akhiri")
    handset.tap(heads)
    handset.tap("Simpan")
    handset.tap("Lewati foto")
    handset.tap("Kamera tidak jalan")


def test_a_correction_is_added_in_four_taps(handset, office):
    handset.offline()
    start(handset)
    finish(handset, "9")
    handset.taps = 0
    handset.tap("Ubah")
    handset.tap("Samuel L.", exact=False)
    handset.tap("Hadir")
    handset.tap("Salah pilih nama")
    assert handset.taps == 4
    handset.see("Ubah catatan")
    arrive(handset, office, 4)
    end, correction = said(office)[1], said(office)[3]
    assert correction["type"] == "correct"
    assert correction["ref"] == end["event"]
    assert correction["facts"]["outcome"] == "hadir"
    assert (correction["facts"]["appointment"], correction["facts"]["began"]) == (9, 480)
    assert correction["facts"]["reason"] == "Salah pilih nama"


def test_a_session_that_cannot_be_held(handset, office):
    handset.tap("Mulai")
    handset.tap("Sesi batal")
    handset.tap("Cuaca buruk")
    handset.tap("Simpan: sesi batal")
    handset.see("Sesi dicatat batal.")
    arrive(handset, office, 1)
    assert facts(office) == [("void", {"people": list(range(1, 11)), "outcome": "cuaca", "reason": "Cuaca buruk"})]


def test_the_chain_of_entries_holds(handset, office):
    """Numbers without a gap, each entry quoting the one before; place as whole numbers; no float anywhere."""
    start(handset)
    finish(handset, "9")
    arrive(handset, office, 3)
    from_bytes = [body for _, (body, _) in sorted(office.entries.items())]
    before = "0" * 64
    for body in from_bytes:
        one = json.loads(body, parse_float=lambda text: pytest.fail(f"float {text}"))
        assert one["prev"] == before
        before = hashlib.sha256(body).hexdigest()
        assert one["anchor"]["boot"] == one["boot"]
        assert len(one["salt"]) == 32
    assert said(office)[0]["place"] == {"lat": -37800000, "lon": 1281000000, "acc": said(office)[0]["place"]["acc"]}


def test_without_network_after_a_restart_the_time_is_unverified_and_said_calmly(handset, office):
    handset.offline()
    handset.open()
    handset.unlock()
    handset.tap("Mulai")
    handset.see("Jam HP belum dicocokkan. Tetap catat; petugas kedua akan memeriksa.")
    handset.tap("10")
    handset.tap("Simpan, mulai kerja")
    arrive(handset, office, 1)
    (entry,) = said(office)
    assert entry["anchor"]["boot"] != entry["boot"]


def test_no_place_holds_nobody_up(tmp_path, server, office, in_hand):
    with in_hand(tmp_path / "hp2", server.url, places=False) as handset:
        pair_with(handset, office)
        handset.context.grant_permissions(["camera"])
        handset.tap("Mulai")
        handset.tap("10")
        handset.page.wait_for_timeout(200)
        handset.tap("Simpan, mulai kerja")
        handset.heading("Kerja berjalan")
        arrive(handset, office, 1)
        assert "none" in said(office)[0]["place"]


def test_practice_sends_and_stores_nothing(handset, office):
    handset.page.wait_for_timeout(500)
    before, memory = len(office.asked), handset.memory("await s.semuaKunci()")
    handset.page.evaluate("location.hash = '#/latihan'")
    handset.tap("3")
    handset.tap("Simpan, mulai kerja")
    handset.tap("Akhiri")
    handset.tap("3")
    handset.tap("Simpan")
    handset.tap("Ambil foto")
    handset.tap("Pakai foto ini")
    handset.heading("Bagus, Anda sudah bisa")
    handset.page.wait_for_timeout(500)
    assert [path for _, path, _, _ in office.asked[before:] if path != "bekal"] == []
    assert handset.rows() == []
    assert handset.memory("(await s.semuaFoto()).length") == 0
    assert handset.memory("await s.semuaKunci()") == memory


def test_the_same_taps_outside_practice_do_store(handset, office):
    """Negative control of the practice test."""
    office.say = {"kirim": lambda office, request: (503, {"error": "halted"}, {})}
    before = len(office.asked)
    start(handset)
    assert len(handset.rows()) == 1
    handset.page.wait_for_timeout(300)
    assert "kirim" in [path for _, path, _, _ in office.asked[before:]]


def test_the_names_go_in_time_and_what_waits_stays(handset, office):
    handset.offline()
    handset.write()
    assert handset.memory("Boolean(await s.ambil('bekal'))")
    day = 86_400_000
    clean = "(async () => {{ const b = await import(base + 'bekal.js'); await b.bersihkan((await s.ambil('bekal')).diambil + {}); return Boolean(await s.ambil('bekal')); }})()"
    assert handset.memory(f"await {clean.format(6 * day)}")
    assert not handset.memory(f"await {clean.format(7 * day + 1)}")
    assert len(handset.rows()) == 1


def test_the_names_go_a_day_after_all_has_arrived(handset, office):
    handset.tap("Mulai")
    handset.tap("Sesi batal")
    handset.tap("Cuaca buruk")
    handset.tap("Simpan: sesi batal")
    handset.see("Terkirim. Kantor sudah menerima.")
    hour = 3_600_000
    clean = "(async () => {{ const b = await import(base + 'bekal.js'); await b.bersihkan((await s.semuaCatatan())[0].sampai + {}); return Boolean(await s.ambil('bekal')); }})()"
    assert handset.memory(f"await {clean.format(23 * hour)}")
    assert not handset.memory(f"await {clean.format(25 * hour)}")


def test_a_phone_left_alone_locks_itself(handset):
    awake = "document.dispatchEvent(new Event('visibilitychange'))"
    handset.pass_time(14)
    handset.page.evaluate(awake)
    handset.heading("Hari ini")
    handset.page.keyboard.press("Shift")
    handset.pass_time(16)
    handset.page.evaluate(awake)
    handset.heading("Masukkan PIN")
    assert handset.page.get_by_text("Samuel L.").count() == 0
    handset.unlock()
    handset.heading("Hari ini")


def test_two_sessions_a_day_are_told_apart(tmp_path, server, in_hand):
    later = sitting("SESI02", starts=DAY + timedelta(hours=6), count=8)
    office = FalseOffice(sitting(), later)
    with in_hand(tmp_path / "hp", server.url) as handset:
        pair_with(handset, office)
        handset.see("Hari ini 08.00")
        handset.see("Hari ini 14.00")
        assert handset.page.get_by_role("button", name="Mulai", exact=True).count() == 2
