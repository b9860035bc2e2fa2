"""A phone in the hand of Budi: a real browser with its own memory on disk, over the real server."""

import os
import shutil
import signal
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Error

from masohi.parties.devices.actions import approve_phone, invite_phone
from masohi.parties.devices.models import Device
from masohi.parties.devices.queries import check_number
from masohi.work.placement.models import Session
from tests import cast

PIN = "274916"
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", *CAMERA]
# Both clocks of the page can be moved on together, as five hours of work do.
CLOCKS = """(() => {
  const [jam, hitung] = [Date.now.bind(Date), performance.now.bind(performance)];
  window.lewat = Number(localStorage.getItem('uji-lewat') || 0);
  window.majukan = (ms) => localStorage.setItem('uji-lewat', window.lewat = window.lewat + ms);
  Date.now = () => jam() + window.lewat;
  performance.now = () => hitung() + window.lewat;
})()"""
NAMES = [
    "Samuel Latumahina",
    "Rahmat Tuasikal",
    "Yosias Pattiasina",
    "Abdul Wahid Ohorella",
    "Frans Manuputty",
    "Hasan Lestaluhu",
    "Markus Sahetapy",
    "Ismail Tuhepaly",
    "Daniel Nanlohy",
    "La Ode Kamarudin",
]


def crew(people, count=10, *, at=cast.AT):
    """`count` running orders with accepted plans; returns the first session that expects most of them."""
    for name in NAMES[:count]:
        cast.planned(
            people, cast.running(people, at, person_name=name, case_number=f"{name[:3]}/Pid.B/2026/PN Amb"), at
        )
    return max(
        Session.objects.order_by("starts_at"), key=lambda one: (one.appointments.count(), -one.starts_at.timestamp())
    )


class Handset:
    """One phone: `page` is what is on its screen. It can lose signal, be killed and be opened again."""

    def __init__(self, driver, folder, url, *, width=360, height=740, places=True, **more):
        self.folder, self.url, self.taps = folder, url, 0
        self.more = {"viewport": {"width": width, "height": height}, "has_touch": True, "locale": "id-ID"} | more
        self.permissions = ["camera", "geolocation"] if places else ["camera"]
        self.driver = driver
        self.context = self.office = None
        self.start()

    def start(self):
        """Switch it on."""
        self.context = self.driver.chromium.launch_persistent_context(
            str(self.folder),
            executable_path=shutil.which("chromium"),
            args=FLAGS,
            geolocation={"latitude": -3.78, "longitude": 128.1},
            permissions=self.permissions,
            **self.more,
        )
        self.context.add_init_script(CLOCKS)
        self.page = self.context.pages[0]
        self.watch(self.page)

    def watch(self, page):
        page.set_default_timeout(10_000)
        page.faults = []
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))
        page.on("console", lambda line: page.faults.append(line.text) if line.type == "error" else None)

    def open(self, path="/lapangan"):
        """Open the app and wait until it stands."""
        self.page.goto(self.url + path)
        self.ready()

    def ready(self):
        self.page.wait_for_selector("html[data-siap]")

    def has_worker(self):
        """Wait until the shell can be opened without network."""
        self.until("navigator.serviceWorker.controller !== null")

    def until(self, expression, seconds=10):
        """Wait until JavaScript is true. (Playwright's own way needs `eval`, which our policy forbids.)"""
        for _ in range(seconds * 20):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never true: {expression}")

    def offline(self, off=True):
        """Aeroplane mode."""
        if self.office:
            self.office.down = off
        self.context.set_offline(off)

    def tap(self, name, *, exact=True, role="button"):
        """One tap on what bears this name, once the tap before is stored; counted."""
        self.page.wait_for_selector("html:not([data-sibuk])", state="attached")
        self.page.get_by_role(role, name=name, exact=exact).first.click()
        self.taps += 1

    def see(self, text):
        """Wait until these words are on the screen."""
        self.page.get_by_text(text).first.wait_for()

    def heading(self, text):
        self.page.get_by_role("heading", name=text, level=1).wait_for()

    def type_pin(self, pin=PIN):
        self.page.get_by_label("PIN 6 angka").fill(pin)

    def unlock(self):
        """The right PIN, and wait until it has opened."""
        self.heading("Masukkan PIN")
        self.type_pin()
        self.until("document.querySelector('h1').textContent !== 'Masukkan PIN'")

    def pass_time(self, minutes):
        """Both clocks of the phone go on."""
        self.page.evaluate("ms => majukan(ms)", minutes * 60_000)

    def kill_tab(self):
        """The tab dies, the phone stays on; the app is opened again."""
        old = self.page
        self.page = self.context.new_page()
        self.watch(self.page)
        old.close()

    def memory(self, expression):
        """Ask the phone's own modules: `expression` is JavaScript with `s` (simpan.js) in reach."""
        return self.page.evaluate(
            f"""async () => {{
                const base = document.querySelector('script[type=module]').src.replace('aplikasi.js', '');
                const s = await import(base + 'simpan.js');
                return {expression};
            }}"""
        )

    def rows(self):
        """What the phone has written, without bytes."""
        return self.memory(
            "(await s.semuaCatatan()).map(({dseq, type, event, sampai, tolak}) => ({dseq, type, event, sampai, tolak}))"
        )

    def write(self, *, photo=False):
        """One more entry through the phone's own module; with a photo where asked."""
        foto = "{ sha: await d.sha256heks(isi), blob: new Blob([isi]), session: 'SESI01', device: 'HP0001', dibuat: 1, sampai: 0 }"
        return self.page.evaluate(
            f"""async (photo) => {{
                const base = document.querySelector('script[type=module]').src.replace('aplikasi.js', '');
                const [c, d] = await Promise.all([import(base + 'catatan.js'), import(base + 'dasar.js')]);
                const isi = crypto.getRandomValues(new Uint8Array(60000));
                const foto = photo ? {foto} : null;
                const satu = {{ type: photo ? 'photo' : 'walkin', session: 'SESI01', ticket: 't', photos: foto ? [foto.sha] : [], facts: {{ note: '' }} }};
                return (await c.tulis(satu, {{ foto }})).dseq;
            }}""",
            photo,
        )

    def digest(self):
        """One number for everything that must not be lost: bytes, signatures, photos."""
        return self.memory(
            """await (async () => {
                const d = await import(base + 'dasar.js');
                const teks = [];
                for (const satu of await s.semuaCatatan()) teks.push(d.heks(satu.bytes) + d.heks(satu.sig));
                for (const satu of await s.semuaFoto()) teks.push(await d.sha256heks(await satu.blob.arrayBuffer()));
                return [teks.length, await d.sha256heks(d.keBait(teks.join()))];
            })()"""
        )

    def crash(self):
        """Pull the battery: every process of this browser is killed at once, and only those."""
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if f"--user-data-dir={self.folder}".encode() in command.split(b"\0"):
                os.kill(int(folder.name), signal.SIGKILL)
        self.stop()

    def stop(self):
        """Switch it off, in good order."""
        with suppress(Error):
            self.context.close()


def pair(handset, people, *, at, holder=None, inviter=None, approver=None):
    """Invited by the office, approved by the PK, practice declined: the home screen is open. Others where named."""
    token = invite_phone(user=holder or people.supervisor, by=inviter or people.office, at=at)
    handset.open(f"/lapangan/pasang#{token}")
    page = handset.page
    page.get_by_label("Nama HP").fill("HP Budi hitam")
    handset.tap("Lanjut")
    for _ in range(2):
        page.locator("#pin-baru").fill(PIN)
        handset.tap("Lanjut")
    handset.heading("Menunggu persetujuan")
    device = Device.objects.latest("pk")
    shown = page.locator(".cocok").inner_text()
    assert shown == check_number(bytes(device.public_key))
    approve_phone(device=device, check=shown, by=approver or people.pk, at=at)
    handset.heading("Hari ini")
    handset.has_worker()
    # A slow office: the phone asked once more before it was approved, and was told to wait (403).
    page.faults[:] = [one for one in page.faults if "403 (Forbidden)" not in one]
    handset.taps = 0
    return device


def pair_with(handset, office):
    """The same with an office made of a few lines."""
    office.serve(handset)
    handset.open("/lapangan/pasang#uji")
    handset.page.get_by_label("Nama HP").fill("HP uji")
    handset.tap("Lanjut")
    for _ in range(2):
        handset.page.locator("#pin-baru").fill(PIN)
        handset.tap("Lanjut")
    handset.heading("Hari ini")
    handset.has_worker()
    handset.taps = 0
    return handset


@contextmanager
def in_hand(driver, folder, url, **more):
    """A phone that is put away at the end."""
    handset = Handset(driver, folder, url, **more)
    try:
        yield handset
    finally:
        handset.stop()


def before(session, minutes=5):
    """A moment shortly before a session."""
    return session.starts_at - timedelta(minutes=minutes)
