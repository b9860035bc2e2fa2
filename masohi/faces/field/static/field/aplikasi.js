// The page: which screen, what the network is doing, when to lock, when to try again.

import { awal, berjalan, latihanBaru, perluPeriksa } from "./alur.js";
import { pesan, tombol } from "./bagian.js";
import { ambilBekal, bersihkan, bukaBekal } from "./bekal.js";
import { tulis } from "./catatan.js";
import { h, ikon } from "./dasar.js";
import { app, banyakMenunggu, fotoMenunggu, getar, ke, percaya, segarkan, terpasang, umumkan } from "./keadaan.js";
import { kabari, kirimSemua, tunda } from "./kirim.js";
import { layarAntrian } from "./layar-antrian.js";
import { beranda } from "./layar-beranda.js";
import { matikanKamera } from "./layar-foto.js";
import { layarKelas } from "./layar-kelas.js";
import { layarBantuan, layarBelajar, layarTampilan, terapkanTampilan } from "./layar-lain.js";
import { layarPasang, layarPin, layarTunggu } from "./layar-pasang.js";
import { layarSesi, layarUbah } from "./layar-sesi.js";
import { RUSAK } from "./minta.js";
import { ambil, buang, penuh, taruh } from "./simpan.js";
import { muatSelisih, sekarang } from "./waktu.js";

const DIAM = 15 * 60_000;
const utama = document.getElementById("isi");
let [layarLalu, sibuk, percobaan, pewaktu, mengirim, terakhirSentuh] = ["", false, 0, 0, false, Date.now()];

const bagianAlamat = () => location.hash.replace(/^#\/?/, "").split("/").filter(Boolean);
const dariBekal = (kode) => app.bekal?.sessions.find((satu) => satu.code === kode);

// The first tap is a step too: a page killed now comes back to the count.
app.mulaiSesi = async (sesi) => {
  const ctx = konteks(sesi);
  localStorage.setItem("teduh", "sudah"); // the hint about the sun has been read
  if (ctx.s.heads === null) await ctx.simpan(ctx.s);
  if (app.alur.has(sesi.code)) ke(`#/sesi/${sesi.code}`);
};

// What a screen of a session may do: store a step, or write an entry and a step together.
function konteks(sesi) {
  const kode = sesi.code;
  const s = app.alur.get(kode) ?? awal(sekarang());
  const kunci = `alur:${kode}`;
  const tetapkan = (baru) => {
    app.alur.set(kode, baru);
    app.gambar();
  };
  return {
    sesi, s, latihan: false,
    simpan: (baru) => dijaga(async () => {
      const isi = { ...baru, diubah: sekarang() };
      await taruh(kunci, isi);
      tetapkan(isi);
    }),
    tulis: (isi, berikut, foto = null) => dijaga(async () => {
      const jadi = (event) => ({ ...(typeof berikut === "function" ? berikut(event) : berikut), diubah: sekarang() });
      const gambar = foto && { sha: foto.sha, blob: foto.blob, session: kode, device: app.alat.device, dibuat: sekarang(), sampai: 0 };
      let langkah;
      await tulis({ ...isi, session: kode, ticket: sesi.ticket }, { foto: gambar, alur: { kunci, isi: (event) => (langkah = jadi(event)) } });
      getar();
      await segarkan();
      tetapkan(langkah);
      umumkan("Tersimpan di HP ini.");
      app.kirim();
    }),
  };
}

function konteksLatihan() {
  app.latihan ??= latihanBaru(sekarang());
  const lanjut = (berikut) => {
    app.pesan = "";
    app.latihan.s = typeof berikut === "function" ? berikut("") : berikut;
    app.gambar();
  };
  return { ...app.latihan, latihan: true, simpan: lanjut, tulis: (_isi, berikut) => { getar(); lanjut(berikut); } };
}

// One tap at a time; what the disk refuses is said before the screen changes.
async function dijaga(kerja) {
  if (sibuk) return;
  menyibukkan(true);
  app.pesan = "";
  try {
    await kerja();
  } catch (salah) {
    app.pesan = penuh(salah) ? "Memori HP penuh. Hapus foto lama, catatan tetap aman." : "Belum tersimpan. Catatan lain tetap aman. Ketuk sekali lagi.";
    app.gambar();
  } finally {
    menyibukkan(false);
  }
}

// While the disk works the page says so (`html[data-sibuk]`): a tap in between does nothing.
function menyibukkan(ya) {
  sibuk = ya;
  document.documentElement.toggleAttribute("data-sibuk", ya);
}

const butuhNama = (layar) => () => (app.terkunci ? layarPin() : layar());
const untukSesi = (layar) => butuhNama(() => {
  const sesi = dariBekal(bagianAlamat()[1]);
  return sesi ? layar(konteks(sesi)) : beranda();
});
const LAYAR = {
  sesi: untukSesi((ctx) => (ctx.sesi.kelas ? layarKelas : layarSesi)(ctx)),
  ubah: untukSesi((ctx) => layarUbah({ ...ctx, s: app.alur.get(ctx.sesi.code) })),
  antrian: layarAntrian,
  belajar: layarBelajar,
  bantuan: layarBantuan,
  tampilan: layarTampilan,
  latihan: () => layarSesi(konteksLatihan()),
};
const BAWAH = [["#/", "Hari ini", "home"], ["#/antrian", "Antrian", "send"], ["#/belajar", "Belajar", "list-check"], ["#/bantuan", "Bantuan", "help-circle"]];

function pilihLayar() {
  if (app.pasang) return ["pasang", layarPasang];
  const [nama] = bagianAlamat();
  if (LAYAR[nama]) return [nama, LAYAR[nama]];
  if (terpasang() && app.alat.state === "menunggu") return ["tunggu", layarTunggu];
  return ["", terpasang() ? butuhNama(beranda) : beranda];
}

const TANPA_KIRIM = new Set(["sesi", "ubah", "latihan", "pasang", "tunggu", "antrian"]);

// The network in words, what waits, and a button to send it now.
function gambarJaringan(nama) {
  const [n, foto] = [banyakMenunggu(), fotoMenunggu()];
  const menunggu = n ? `${n} menunggu kirim` : foto ? `${foto} foto menunggu kirim` : "";
  document.getElementById("jaringan").replaceChildren(
    ikon(app.daring ? "wifi" : "wifi-off"),
    h("span", {}, h("span.kata", {}, app.daring ? "Ada sinyal" : "Tanpa sinyal — aman"), menunggu && h("span.hitung", {}, menunggu)));
  const antre = document.getElementById("antre");
  antre.hidden = !menunggu || TANPA_KIRIM.has(nama);
  antre.replaceChildren(tombol("Kirim sekarang", () => app.kirim(true), { kelas: "kedua", gambar: "send" }));
}

function kembalikan([id, nilai, fokus]) {
  const kotak = document.getElementById(id);
  if (!kotak) return;
  kotak.value = nilai;
  if (fokus) kotak.focus({ preventScroll: true });
}

// Draws the screen. In the background only what shows states, never under somebody's fingers.
app.gambar = ({ latar = false } = {}) => {
  const [nama, layar] = pilihLayar();
  gambarJaringan(nama);
  const [, kode] = bagianAlamat();
  const diam = nama === "" || (nama === "sesi" && !berjalan(app.alur.get(kode)));
  if (latar && nama !== "antrian" && (app.terkunci || !diam)) return;
  const s = nama === "latihan" ? app.latihan?.s : app.alur.get(kode);
  const layarIni = [nama, kode, s?.langkah, s?.ui?.apa, s?.ui?.nomor, s?.lewati, s?.ubah?.nomor, app.terkunci, app.pasang?.langkah].join("/");
  const [fokus, pindah] = [document.activeElement?.dataset?.k, layarIni !== layarLalu];
  if (!latar) matikanKamera();
  const isi = layar().flat(3).filter(Boolean);
  const rusak = percaya() ? [] : [h("div", { role: "alert" }, pesan("galat", RUSAK.pesan))];
  const teguran = app.pesan ? [h("div", { role: "alert" }, pesan("galat", app.pesan))] : [];
  const halangan = ["dicabut", "karantina", "berhenti", "jam", "tanda"].includes(app.kabar?.keadaan) && percaya() ? [pesan("awas", app.kabar.pesan)] : [];
  const baru = [...rusak, ...teguran, ...halangan, ...isi];
  if (latar && baru.map((satu) => satu.outerHTML).join("") === utama.innerHTML) return; // a tap may be on its way
  const tertulis = pindah ? [] : [...utama.querySelectorAll("input[id]:not([type=password])")].map((satu) => [satu.id, satu.value, satu === document.activeElement]);
  utama.replaceChildren(...baru);
  tertulis.forEach(kembalikan); // what was typed while the disk worked stays
  document.body.dataset.layar = nama || "beranda";
  gambarBawah(nama);
  layarLalu = layarIni;
  if (pindah && !latar) {
    window.scrollTo(0, 0);
    utama.querySelector("h1")?.focus({ preventScroll: true });
  } else if (fokus) utama.querySelector(`[data-k="${CSS.escape(fokus)}"]`)?.focus({ preventScroll: true });
};

function gambarBawah(nama) {
  const bilah = document.getElementById("bilah");
  bilah.hidden = ["sesi", "latihan", "ubah", "pasang", "tunggu"].includes(nama);
  const kini = `#/${nama}`;
  bilah.replaceChildren(...BAWAH.map(([alamat, kata, gambar]) => h("a", { href: alamat, "aria-current": alamat === kini ? "page" : null }, ikon(gambar), h("span", {}, kata))));
}

// Sends what waits; after a failure again, later and later. Called by taps, by the network and by time.
app.kirim = async (ditekan = false) => {
  clearTimeout(pewaktu);
  if (mengirim || !terpasang()) return;
  mengirim = true;
  const ada = banyakMenunggu() + fotoMenunggu() > 0;
  const kabar = await kirimSemua();
  mengirim = false;
  if (ada || kabar.keadaan === "luring") app.daring = kabar.keadaan !== "luring";
  await segarkan();
  const lagi = banyakMenunggu() + fotoMenunggu() > 0;
  percobaan = kabar.keadaan === "lengkap" ? 0 : percobaan + 1;
  if (lagi) pewaktu = setTimeout(app.kirim, tunda(Math.max(percobaan - 1, 0)));
  if (ditekan) umumkan(lagi ? kabar.pesan || "Belum semua terkirim. Catatan tetap aman." : "Semua sudah terkirim.");
  app.gambar({ latar: true });
  daftarLatar();
};

async function daftarLatar() {
  try {
    const pendaftaran = await navigator.serviceWorker?.getRegistration("/lapangan");
    if (banyakMenunggu() + fotoMenunggu()) await pendaftaran?.sync?.register("kirim");
  } catch { /* background sync is a gift of some browsers; opening the page sends as well */ }
}

async function perbaruiBekal() {
  if (!terpasang() || app.terkunci || !app.kunci || app.alat.state === "menunggu") return;
  const { bekal, kabar } = await ambilBekal(app.kunci);
  app.daring = kabar?.keadaan !== "luring";
  if (bekal) app.bekal = bekal;
  else await kabari(kabar);
  await segarkan();
  app.gambar({ latar: true });
}

// Right PIN: the names open, and the step that was under way comes back.
app.buka = async (kunci) => {
  app.kunci = kunci;
  app.terkunci = false;
  terakhirSentuh = Date.now();
  await bersihkan(sekarang());
  app.bekal = await bukaBekal(kunci);
  await segarkan();
  const lanjut = app.bekal?.sessions.find((satu) => berjalan(app.alur.get(satu.code)));
  if (lanjut && !bagianAlamat().length) history.replaceState(null, "", `#/sesi/${lanjut.code}`);
  app.gambar();
  await perbaruiBekal();
  app.kirim();
};

function kunciBilaDiam() {
  if (app.terkunci || Date.now() - terakhirSentuh < DIAM) return;
  Object.assign(app, { terkunci: true, kunci: null, bekal: null });
  app.gambar();
}

const diminta = new Set();

// The minute of the count in between has come: the phone shakes once, and the list of people asks for it.
function mintaHitung() {
  const sesi = app.bekal?.sessions.find((satu) => !diminta.has(satu.code) && perluPeriksa(satu, app.alur.get(satu.code), sekarang()));
  if (!sesi || app.terkunci) return;
  diminta.add(sesi.code);
  getar(200);
  umumkan("Hitung orang sekarang.");
  const [layar, kode] = bagianAlamat();
  if (layar !== "sesi" || kode !== sesi.code || app.alur.get(kode).ui) return;
  app.gambar();
  window.scrollTo(0, 0);
}

async function siapkanPekerja() {
  if (!navigator.serviceWorker) return;
  const alamat = "/lapangan/sw.js";
  const aturan = globalThis.trustedTypes?.createPolicy("masohi", { createScriptURL: (satu) => (satu === alamat ? satu : "") });
  try {
    await navigator.serviceWorker.register(aturan?.createScriptURL(alamat) ?? alamat, { type: "module", scope: "/lapangan", updateViaCache: "none" });
  } catch { /* without it the page still records; it only needs network to open */ }
}

async function mulaiPasang() {
  if (location.pathname !== "/lapangan/pasang") return;
  const token = location.hash.slice(1);
  app.pasang = token && !token.startsWith("/") ? { token, langkah: "nama" } : ((await ambil("pasang")) ?? { langkah: "nama" });
  history.replaceState(null, "", "/lapangan/pasang"); // the token leaves the address bar and the history
  if (app.pasang.token) await taruh("pasang", app.pasang);
}

function dengarkan() {
  window.addEventListener("hashchange", () => {
    app.pesan = "";
    if (bagianAlamat()[0] === "latihan") app.latihan = null;
    app.gambar();
  });
  window.addEventListener("online", () => { app.daring = true; perbaruiBekal().then(() => app.kirim()); });
  window.addEventListener("offline", () => { app.daring = false; gambarJaringan(pilihLayar()[0]); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { kunciBilaDiam(); app.kirim(); } });
  for (const apa of ["pointerdown", "keydown"]) window.addEventListener(apa, () => (terakhirSentuh = Date.now()), { passive: true });
  window.addEventListener("beforeinstallprompt", (undangan) => { undangan.preventDefault(); app.undangan = undangan; });
  new BroadcastChannel("masohi").addEventListener("message", async () => { await segarkan(); app.gambar({ latar: true }); });
  setInterval(kunciBilaDiam, 30_000);
  setInterval(mintaHitung, 5_000);
  setInterval(perbaruiBekal, 10 * 60_000);
  setInterval(() => app.gambar({ latar: true }), 60_000); // a spot count falls due, a day begins
}

async function mulai() {
  terapkanTampilan();
  await muatSelisih();
  await bersihkan(sekarang());
  await buang(sekarang());
  await mulaiPasang();
  await segarkan();
  dengarkan();
  app.gambar();
  document.documentElement.dataset.siap = "ya";
  await siapkanPekerja();
  app.kirim();
}

mulai();
