"""Wrong taps, forgotten days and counts that are due: the phone proposes what can be true and lets a slip be taken back."""

import json
from datetime import timedelta

import pytest

from tests.browser.false_office import DAY, FalseOffice, sitting
from tests.browser.handset import pair_with

pytestmark = pytest.mark.usefixtures("db")
ASKED = 485
COVERED = """() => document.querySelector('.jam-ubah').getBoundingClientRect().bottom
  > document.querySelector('.kaki-layar').getBoundingClientRect().top"""


@pytest.fixture
def hold(tmp_path, server, in_hand):
    """`with hold(session, …) as handset`: a paired phone without network whose office knows these sessions."""
    return lambda *sessions: Held(in_hand(tmp_path / "hp", server.url), FalseOffice(*sessions))


class Held:
    """A phone and its office for one test."""

    def __init__(self, hand, office):
        self.hand, self.office = hand, office

    def __enter__(self):
        handset = pair_with(self.hand.__enter__(), self.office)
        handset.offline()
        handset.page.evaluate("navigator.vibrate = (ms) => (window.getaran ??= []).push(ms)")
        return handset

    def __exit__(self, *fault):
        return self.hand.__exit__(*fault)


def written(handset):
    """(type, ref, facts) of every entry on the phone."""
    texts = handset.memory("(await s.semuaCatatan()).map((satu) => new TextDecoder().decode(satu.bytes))")
    return [
        (one["type"], one["ref"], one["facts"]) for one in sorted(map(json.loads, texts), key=lambda one: one["dseq"])
    ]


def stored(handset, count):
    """Wait until so many entries are on the phone's disk, and give them."""
    for _ in range(100):
        rows = written(handset)
        if len(rows) >= count:
            return rows
        handset.page.wait_for_timeout(50)
    raise AssertionError(f"{len(rows)} of {count} written")


def events(handset):
    return [row["event"] for row in sorted(handset.rows(), key=lambda row: row["dseq"])]


def shows(handset, time):
    """Wait until the stepper stands there."""
    handset.page.locator(".jam-ubah output", has_text=time).wait_for()


def press(handset, *steps):
    """Steps of the stepper, each after the one before has been stored."""
    for step in steps:
        handset.tap(step)
        handset.page.wait_for_timeout(150)


def start(handset, heads="10", absent=()):
    handset.tap("Mulai")
    handset.tap(heads)
    for name in absent:
        handset.tap(name, exact=False)
    handset.tap("Simpan, mulai kerja")
    handset.heading("Kerja berjalan")


def test_a_day_that_is_over_is_proposed_as_it_was_planned(hold):
    with hold(sitting(starts=DAY - timedelta(days=1), spot=470)) as handset:
        handset.pass_time(500)
        handset.tap("Catat sekarang")
        handset.heading("Berapa orang hadir waktu itu?")
        assert handset.page.get_by_text("di depan Anda").count() == 0
        handset.tap("10")
        shows(handset, "08.00")
        assert not handset.page.evaluate(COVERED)
        handset.tap("Simpan, mulai kerja")
        handset.heading("Kerja berjalan")
        assert handset.page.get_by_role("button", name="Hitung sekarang").count() == 0
        handset.tap("Frans M.", exact=False)
        handset.tap("Pulang awal")
        shows(handset, "13.00")
        handset.tap("Kembali")
        handset.tap("Akhiri")
        handset.heading("Berapa orang saat selesai?")
        shows(handset, "13.00")
        assert handset.page.get_by_text("di depan Anda").count() == 0
        handset.tap("10")
        handset.tap("Simpan")
        (_, _, began), (_, _, ended) = stored(handset, 2)
        assert (began["began"], ended["ended"]) == (480, 780)


def test_today_is_proposed_by_the_clock(hold):
    """Negative control: the same hour of the day on the day itself."""
    with hold(sitting()) as handset:
        handset.pass_time(125)
        handset.tap("Mulai")
        handset.see("Hitung orang di depan Anda")
        handset.tap("10")
        shows(handset, "10.00")


def test_nobody_leaves_before_coming(hold):
    """It is 07.55, work is planned from 08.00: whatever is tapped, somebody who left has worked a minute."""
    with hold(sitting()) as handset:
        start(handset, "9", ["Samuel L."])
        handset.tap("Frans M.", exact=False)
        handset.tap("Pulang awal")
        shows(handset, "08.01")
        press(handset, "Pulang 1 jam lebih awal", "Pulang 5 menit lebih awal")
        shows(handset, "08.01")
        press(handset, "Pulang 1 jam lebih lambat")
        shows(handset, "09.01")
        press(handset, "Pulang 1 jam lebih awal")
        handset.tap("Sakit")
        handset.tap("Simpan")
        handset.tap("Samuel L.", exact=False)
        handset.tap("Datang terlambat")
        press(handset, "Datang 1 jam lebih awal")
        shows(handset, "08.00")
        press(handset, "Datang 1 jam lebih lambat")
        handset.tap("Simpan")
        handset.tap("Samuel L.", exact=False)
        handset.tap("Dipulangkan")
        shows(handset, "09.01")
        _, (_, _, left), (_, _, late) = stored(handset, 3)
        assert (left["ended"], late["began"]) == (481, 540)


def test_a_wrong_leave_is_taken_back(hold):
    with hold(sitting()) as handset:
        start(handset)
        handset.tap("Frans M.", exact=False)
        handset.tap("Pulang awal")
        handset.tap("Sakit")
        handset.tap("Simpan")
        handset.see("9 orang")
        handset.tap("Frans M.", exact=False)
        handset.tap("Masih di sini (batalkan)")
        handset.see("10 orang")
        *_, (kind, ref, facts) = stored(handset, 3)
        assert (kind, ref) == ("correct", events(handset)[1])
        known = {"appointment": 3, "outcome": "hadir", "began": 480, "ended": 780, "rest": 0}
        assert facts == known | {"reason": "Salah ketuk", "undo": 1}
        handset.tap("Frans M.", exact=False)
        handset.see("Tercatat: Hadir.")
        assert handset.page.get_by_role("button", name="(batalkan)").count() == 0


def test_a_wrong_late_arrival_is_absent_again(hold):
    """Taking it back must not make somebody present who never came."""
    with hold(sitting()) as handset:
        start(handset, "9", ["Samuel L."])
        handset.tap("Samuel L.", exact=False)
        handset.tap("Datang terlambat")
        handset.tap("Simpan")
        handset.see("10 orang")
        handset.tap("Samuel L.", exact=False)
        handset.tap("Belum datang (batalkan)")
        handset.see("9 orang")
        *_, (kind, ref, facts) = stored(handset, 3)
        assert (kind, ref) == ("correct", events(handset)[1])
        assert (facts["appointment"], facts["outcome"], facts["undo"]) == (9, "tidak_hadir", 1)


def test_a_stranger_has_a_card_or_a_description_and_is_counted_once(hold):
    with hold(sitting()) as handset:
        start(handset)
        handset.tap("Orang tidak ada di daftar")
        handset.see("Contoh: laki-laki, baju merah, datang 13.30.")
        handset.tap("Simpan")
        handset.see("Isi nomor kartu atau catatan.")
        assert len(handset.rows()) == 1
        handset.page.locator("#catatan-tamu").fill("perempuan, topi biru")
        handset.tap("Simpan")
        handset.see("1 orang di luar daftar tercatat.")
        assert handset.page.get_by_text("Isi nomor kartu").count() == 0
        handset.tap("Kejadian")
        handset.tap("Alat rusak")
        handset.tap("Simpan")
        handset.see("1 kejadian, 1 orang di luar daftar tercatat.")
        handset.tap("Akhiri")
        handset.see("Orang di luar daftar jangan dihitung.")
        assert [kind for kind, _, _ in stored(handset, 3)] == ["start", "walkin", "incident"]


def test_what_is_saved_stands_apart_and_a_slip_is_a_call(hold):
    with hold(sitting()) as handset:
        assert handset.page.get_by_role("heading", name="Sudah dicatat").count() == 0
        handset.tap("Mulai")
        handset.tap("Sesi batal")
        handset.tap("Cuaca buruk")
        handset.tap("Simpan: sesi batal")
        handset.see("Keliru? Telepon PK.")
        handset.tap("Ke Hari ini")
        handset.page.get_by_role("heading", name="Sudah dicatat").wait_for()
        handset.see("Keliru? Telepon PK.")
        assert handset.page.get_by_text("Tidak ada sesi hari ini.").count() == 0


def test_the_count_in_between_is_asked_for_when_it_falls_due(hold):
    with hold(sitting(spot=ASKED)) as handset:
        start(handset)
        assert handset.page.get_by_role("heading", name="Hitung sekarang").count() == 0
        assert 200 not in handset.page.evaluate("window.getaran")
        handset.pass_time(15)
        handset.page.get_by_role("heading", name="Hitung sekarang").wait_for()
        assert handset.page.evaluate("window.getaran").count(200) == 1
        handset.tap("Akhiri")
        handset.heading("Hitung sekarang")
        handset.tap("9")
        handset.heading("Berapa orang sekarang?")
        _, (kind, _, facts) = stored(handset, 2)
        assert (kind, facts) == ("spot", {"heads": 9, "asked": ASKED})


def test_before_its_minute_nothing_is_asked(hold):
    """Negative control."""
    with hold(sitting(spot=ASKED)) as handset:
        start(handset)
        handset.tap("Akhiri")
        handset.heading("Berapa orang sekarang?")


def test_a_correction_without_a_change_is_not_written(hold):
    with hold(sitting()) as handset:
        start(handset)
        handset.pass_time(300)
        handset.tap("Akhiri")
        handset.tap("10")
        handset.tap("Simpan")
        handset.tap("Lewati foto")
        handset.tap("Hujan")
        handset.tap("Ubah")
        handset.tap("Frans M.", exact=False)
        handset.tap("Salah jam")
        handset.see("Ubah jamnya dulu.")
        assert len(handset.rows()) == 3
        press(handset, "Selesai 1 jam lebih awal")
        handset.tap("Salah jam")
        handset.see("Ubah catatan")
        *_, (_, _, facts) = stored(handset, 4)
        assert (facts["outcome"], facts["began"], facts["ended"]) == ("hadir", 480, 715)


@pytest.mark.parametrize("report", ["berbeda", "tertahan", "karantina"])
def test_a_report_that_raises_a_question_says_so(hold, report):
    with hold(sitting(report=report)) as handset:
        handset.see("Terkirim. PK perlu bertanya kepada Anda. Telepon PK.")
        handset.page.get_by_role("heading", name="Sudah dicatat").wait_for()


@pytest.mark.parametrize("report", ["", "tercatat", "sama"])
def test_a_report_in_order_asks_nothing(hold, report):
    """Negative control."""
    with hold(sitting(report=report, state="tercatat" if report else "terjadwal")) as handset:
        handset.see("Sesi ini sudah tercatat di kantor." if report else "Mulai")
        assert handset.page.get_by_text("PK perlu bertanya").count() == 0
