"""What the phone has said "Tersimpan" to is there after a crash, and nothing that waits is ever deleted."""

import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from masohi.faces.field import views
from masohi.faces.field.assets import Bundle, bundle
from tests.browser.false_office import FalseOffice, sitting
from tests.browser.handset import pair_with

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def office():
    return FalseOffice(sitting(count=3))


@pytest.fixture
def handset(tmp_path, server, office, in_hand):
    with in_hand(tmp_path / "hp", server.url) as handset:
        yield pair_with(handset, office)


@pytest.fixture
def edition(monkeypatch):
    """Another edition of the app from now on: `edition(file, old, new)`."""

    def made(name, old, new):
        files = dict(bundle().files)
        assert old.encode() in files[name]
        files[name] = files[name].replace(old.encode(), new.encode())
        other = Bundle("0" * 15 + str(len(new) % 10), files)
        monkeypatch.setattr(views, "bundle", lambda: other)
        return other

    return made


def begin(handset):
    """The session runs, one entry is written."""
    handset.tap("Mulai")
    handset.tap("3")
    handset.tap("Simpan, mulai kerja")
    handset.heading("Kerja berjalan")


def walk_in(handset):
    """One more entry by hand, up to the moment at which the phone says that it is stored."""
    handset.page.evaluate("document.getElementById('kabar-layar').replaceChildren()")
    handset.tap("Orang tidak ada di daftar")
    handset.page.get_by_label("Nomor kartu").fill("KARTU001")
    handset.tap("Simpan")
    handset.page.locator("#kabar-layar").get_by_text("Tersimpan di HP ini.").wait_for(state="attached")


def again(handset, office):
    """After a crash: switched on, opened without network, PIN."""
    handset.start()
    office.serve(handset)
    handset.offline()
    handset.open()
    handset.unlock()


def crashes(handset, office, rounds):
    """How many entries are missing after so many crashes right after "Tersimpan"."""
    handset.offline()
    begin(handset)
    lost, had = 0, 1
    for _ in range(rounds):
        walk_in(handset)
        handset.crash()
        again(handset, office)
        handset.until("document.querySelector('h1').textContent !== 'Masukkan PIN'")
        now = len(handset.rows())
        lost += had + 1 - now
        had = now
    return lost


@pytest.mark.parametrize("rounds", [3, pytest.param(50, marks=pytest.mark.long)])
def test_what_was_said_to_be_stored_outlives_a_crash(handset, office, rounds, figure):
    lost = crashes(handset, office, rounds)
    figure("R22", f"{lost} hilang dari {rounds} kali HP mati mendadak sesudah Tersimpan")
    assert lost == 0


def test_a_phone_that_says_stored_too_early_is_seen(handset, office, edition):
    """Negative control: this edition answers first and writes two seconds later."""
    late = "export async function catat(isi) { const ini = tulisNanti(isi); await Promise.race([ini, new Promise((b) => setTimeout(b, 50))]); return true; }\n"
    late += "async function tulisNanti({ lama, catatan, foto, alur }) { if (catatan.type === 'walkin') await new Promise((b) => setTimeout(b, 2000));"
    edition("field/simpan.js", "export function catat({ lama, catatan, foto, alur }) {", late)
    upgrade(handset)
    handset.unlock()
    handset.heading("Hari ini")
    assert crashes(handset, office, 1) == 1


def upgrade(handset):
    """The worker of another edition takes over, then the page is opened again."""
    old = handset.page.evaluate("document.querySelector('script[type=module]').src")
    # Asked again and again: a look that the page itself began a moment before still finds the old edition.
    handset.until(
        "navigator.serviceWorker.getRegistration('/lapangan').then((r) => r.update()).catch(() => null).then(() => caches.keys())"
        ".then((names) => names.length === 1 && !document.querySelector('script[type=module]').src.includes(names[0].slice(9)))",
        seconds=60,
    )
    handset.open()
    assert handset.page.evaluate("document.querySelector('script[type=module]').src") != old


def refuse(office, status, error):
    """From now on the office takes nothing."""
    answer = (status, {"error": error, "message": "tidak"}, {})
    office.say = {"kirim": lambda office, request: answer, "bekal": lambda office, request: answer}


def press_send(handset, heading):
    """Kirim sekarang, and wait for what the phone says of it."""
    handset.page.evaluate("location.hash = '#/antrian'")
    handset.tap("Kirim sekarang")
    handset.see(heading)


def answered(handset, office, status, error, says):
    refuse(office, status, error)
    press_send(handset, says)


def logout(handset, office, edition):
    handset.page.evaluate("location.hash = '#/bantuan'")
    handset.tap("Lepas HP ini")
    handset.see("HP belum dilepas")


def new_edition(handset, office, edition):
    """The app and the shape of its memory grow: IndexedDB goes from 1 to 2."""
    handset.offline(False)
    edition("field/simpan.js", "export const BENTUK = 1;", "export const BENTUK = 2;")
    upgrade(handset)
    assert handset.page.evaluate("indexedDB.databases().then((all) => all[0].version)") == 2
    handset.unlock()


# What Chromium does where no room is left: the transaction ends with this name, whatever was put. (Its own switch for
# a small quota, Storage.overrideQuotaForOrigin, changes nothing in this browser.)
NO_ROOM = """() => {
  for (const apa of ['put', 'add']) {
    const asli = IDBObjectStore.prototype[apa];
    IDBObjectStore.prototype[apa] = function (...isi) {
      const minta = asli.apply(this, isi);
      Object.defineProperty(this.transaction, 'error', { value: new DOMException('', 'QuotaExceededError') });
      this.transaction.abort();
      return minta;
    };
  }
}"""


def quota(handset, office, edition):
    handset.page.evaluate("location.hash = '#/'")
    handset.tap("Mulai")
    handset.page.evaluate(NO_ROOM)
    handset.tap("3")
    handset.see("Memori HP penuh. Hapus foto lama, catatan tetap aman.")
    handset.heading("Berapa orang hadir?")
    handset.open()
    handset.unlock()


def wrong_pins(handset, office, edition):
    handset.open()
    for left in range(9, 0, -1):
        handset.type_pin("111111")
        handset.see(f"Masih {left} kali lagi")
    handset.type_pin("111111")
    handset.heading("Daftar nama sudah dihapus")
    assert not handset.memory("await s.ambil('bekal')")


PATHS = {
    "keluar": logout,
    "401": lambda h, o, e: answered(h, o, 401, "signature", "tidak mengenali tanda tangan"),
    "403": lambda h, o, e: answered(h, o, 403, "revoked", "sudah dicabut"),
    "503": lambda h, o, e: answered(h, o, 503, "halted", "berhenti menerima"),
    "peran hilang": lambda h, o, e: answered(h, o, 403, "role", "tidak lagi bertugas"),
    "memori penuh": quota,
    "versi baru": new_edition,
    "PIN salah": wrong_pins,
}


def losses(handset, office, edition):
    """Names of the paths after which something that waited was gone."""
    lost = []
    for name, way in PATHS.items():
        before = handset.digest()
        way(handset, office, edition)
        if handset.digest() != before:
            lost.append(name)
    return lost


def three_waiting(handset, office):
    refuse(office, 503, "halted")
    handset.write()
    handset.write(photo=True)
    handset.write()
    handset.open()
    handset.unlock()
    handset.see("3 menunggu kirim")


def test_nothing_that_waits_is_ever_deleted(handset, office, edition, figure):
    three_waiting(handset, office)
    lost = losses(handset, office, edition)
    figure("R23", f"{len(lost)} dari {len(PATHS)} jalan menghapus catatan yang belum terkirim")
    assert lost == []
    office.say = {}
    handset.page.evaluate("window.dispatchEvent(new Event('online'))")
    handset.page.evaluate("location.hash = '#/antrian'")
    handset.see("Semua catatan sudah sampai di kantor.")
    assert office.types() == ["walkin", "photo", "walkin"]
    assert [len(photo) for photo in office.photos.values()] == [60_000]


def test_a_phone_that_deletes_what_waits_is_seen(handset, office, edition):
    """Negative control: `buang` of this edition does not look whether an entry has arrived."""
    three_waiting(handset, office)
    before = handset.digest()
    edition("field/simpan.js", "if (!tertutup || !baris.sampai || baris.sampai > batas) continue;", "")
    upgrade(handset)
    assert handset.digest() != before


def test_what_has_arrived_is_kept_for_thirty_days_and_then_forgotten(handset, office):
    handset.write()
    handset.write(photo=True)
    handset.open()
    handset.unlock()
    handset.until("(async () => !document.querySelector('#jaringan .hitung'))()")
    now = handset.page.evaluate("Date.now()") - 8 * 7 * 86_400_000  # the phone lives in the office's time
    sent = handset.memory("Math.max(...(await s.semuaCatatan()).map((satu) => satu.sampai))")
    assert now < sent
    assert handset.memory(f"await s.buang({sent} + 29 * 86400000)") == 0
    assert handset.memory(f"await s.buang({sent} + 31 * 86400000)") == 3
    assert handset.rows() == []


@pytest.mark.parametrize("key", ["alat", "kepala", "sinkron", "calon", "anchor"])
def test_keys_and_chain_cannot_be_forgotten(handset, key):
    assert "tidak boleh dihapus" in handset.memory(f"await s.lupakan('{key}').catch((salah) => salah.message)")


@pytest.fixture(params=["ed25519", "p256"])
def curve(request):
    return request.param


EXPORTS = """async ({curve, loose}) => {
  const base = document.querySelector('script[type=module]').src.replace('aplikasi.js', '');
  const [k, s] = await Promise.all([import(base + 'kunci.js'), import(base + 'simpan.js')]);
  let alat = await k.buatPasangan([curve]);
  if (loose) alat.rahasia = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])).privateKey;
  await s.taruh('calon', alat);
  alat = await s.ambil('calon');
  const keluar = [];
  for (const bentuk of ['pkcs8', 'jwk', 'raw']) try { await crypto.subtle.exportKey(bentuk, alat.rahasia); keluar.push(bentuk); } catch { /* as it should */ }
  return { keluar, alg: alat.alg, umum: [...alat.umum] };
}"""
SIGNS = """async () => {
  const base = document.querySelector('script[type=module]').src.replace('aplikasi.js', '');
  const [k, s] = await Promise.all([import(base + 'kunci.js'), import(base + 'simpan.js')]);
  return [...await k.tandaCatatan(await s.ambil('calon'), new TextEncoder().encode('isi'))];
}"""


def test_the_key_cannot_be_taken_out_and_outlives_a_restart(tmp_path, server, curve, figure, in_hand):
    with in_hand(tmp_path / "hp", server.url) as handset:
        handset.open()
        made = handset.page.evaluate(EXPORTS, {"curve": curve, "loose": False})
        assert made["keluar"] == []
        handset.stop()
        handset.start()
        handset.open()
        check(curve, bytes(made["umum"]), bytes(handset.page.evaluate(SIGNS)), b"masohi/entry/v1\nisi")
        with pytest.raises(InvalidSignature):
            check(curve, bytes(made["umum"]), bytes(handset.page.evaluate(SIGNS)), b"masohi/entry/v1\nlain")
    figure("R26", f"{curve}: kunci tidak bisa dikeluarkan dan tetap ada sesudah mulai ulang")


def test_a_key_that_can_be_taken_out_is_seen(tmp_path, server, in_hand):
    """Negative control."""
    with in_hand(tmp_path / "hp", server.url) as handset:
        handset.open()
        assert handset.page.evaluate(EXPORTS, {"curve": "p256", "loose": True})["keluar"] == ["pkcs8", "jwk"]


def check(curve, public, signature, message):
    """Raises for a bad signature."""
    assert len(signature) == 64
    if curve == "ed25519":
        return Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
    return key.verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))


def test_only_the_public_half_leaves_and_no_name_with_it(handset, office):
    begin(handset)
    handset.until("(async () => !document.querySelector('#jaringan .hitung'))()")
    offered = json.loads(next(body for _, path, _, body in office.asked if path == "pasang"))
    assert set(offered) == {"v", "token", "alg", "key", "name"}
    sent = b"".join(body for _, _, _, body in office.asked) + b"".join(body for body, _ in office.entries.values())
    names = [one["name"].encode() for one in office.sessions[0]["people"]]
    assert not any(word in sent for word in [b"jwk", b"pkcs8", b"PRIVATE", *names])
    stored = handset.memory(
        "JSON.stringify(await Promise.all((await s.semuaKunci()).map((kunci) => s.ambil(kunci))), (k, v) => v instanceof ArrayBuffer ? '' : v)"
    )
    assert not any(name.decode() in stored for name in names)
