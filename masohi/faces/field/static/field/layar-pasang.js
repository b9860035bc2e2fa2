// Pair this phone: name, PIN, key, a number to compare with the office's screen.

import { ambilBekal, daftarkan } from "./bekal.js";
import { isian, judul, kaki, pesan, tombol } from "./bagian.js";
import { AWAL } from "./catatan.js";
import { h } from "./dasar.js";
import { app, banyakMenunggu, segarkan, terpasang } from "./keadaan.js";
import { sinkronAwal } from "./kirim.js";
import { buatPasangan, pasangPin } from "./kunci.js";
import { pilihPin } from "./layar-pin.js";
import { ambil, lupakan, taruh } from "./simpan.js";

const TIAP = 4000;
let pewaktu = 0;

// Whether a phone may be paired again: never while records of the present pairing wait, unless it was revoked.
export function bolehPasang() {
  if (!terpasang() || app.alat.state === "menunggu") return true;
  const putus = !app.pinAda || ["dicabut", "tanda"].includes(app.kabar?.keadaan);
  return putus && (banyakMenunggu() === 0 || ["dicabut", "tanda"].includes(app.kabar?.keadaan));
}

const tahap = (s) => async () => {
  await taruh("pasang", s);
  app.pasang = s;
  app.gambar();
};

function namai(s) {
  const lanjut = () => tahap({ ...s, nama: document.getElementById("nama-hp").value.trim() || "HP lapangan", langkah: "pin" })();
  return [
    judul("Beri nama HP ini", "Langkah 1 dari 3"),
    h("p", {}, "Nama ini tampil di layar PK. Contoh: HP Budi hitam."),
    isian("Nama HP", { id: "nama-hp", maxlength: "40", value: s.nama ?? "" }),
    kaki(tombol("Lanjut", lanjut, { kelas: "utama", gambar: "arrow-right" })),
  ];
}

const pin = (s) => [
  judul("Pilih PIN", "Langkah 2 dari 3"),
  h("p", {}, "PIN menjaga daftar nama bila HP hilang."),
  pilihPin((nilai) => kirim(s, nilai)),
];

async function kirim(s, nilai) {
  app.pasang = { ...s, langkah: "kirim" };
  app.gambar();
  app.pasangan ??= (await ambil("calon")) ?? (await buatPasangan());
  await taruh("calon", app.pasangan); // an answer lost on the way: the next try offers the same key
  const { alat, pesan: salah } = await daftarkan({ token: s.token, pasangan: app.pasangan, nama: s.nama });
  if (!alat) {
    app.pasang = { ...s, langkah: "pin", salah };
    return app.gambar();
  }
  await lupakan("bekal");
  app.kunci = await pasangPin(nilai);
  await taruh("alat", alat);
  await taruh("kepala", { device: alat.device, dseq: 0, prev: AWAL });
  await taruh("sinkron", sinkronAwal(alat.device));
  await taruh("calon", null);
  await taruh("kabar", null);
  app.pasangan = null;
  app.terkunci = false;
  app.pasang = null;
  await lupakan("pasang");
  history.replaceState(null, "", "/lapangan#/");
  await segarkan();
  navigator.storage?.persist?.();
  app.gambar();
}

async function tanya() {
  clearTimeout(pewaktu);
  if (app.alat?.state !== "menunggu") return;
  const { bekal } = await ambilBekal(app.kunci);
  if (bekal) {
    app.bekal = bekal;
    app.baru = true;
    await segarkan();
    return app.gambar();
  }
  pewaktu = setTimeout(tanya, TIAP);
}

export function layarTunggu() {
  clearTimeout(pewaktu);
  pewaktu = setTimeout(tanya, 500);
  return [
    judul("Menunggu persetujuan", "Langkah 3 dari 3"),
    h("p", {}, "Petugas mencocokkan angka ini dengan layar di kantor:"),
    h("p.cocok", {}, app.alat.check),
    pesan("", "Halaman ini lanjut sendiri sesudah petugas menyetujui. Biarkan terbuka."),
  ];
}

export function layarPasang() {
  const s = app.pasang;
  if (!bolehPasang()) {
    const n = banyakMenunggu();
    return [
      judul("HP ini sudah dipasang"),
      n ? pesan("awas", `${n} catatan belum terkirim. Kirim dulu, baru pasang lagi. Catatan tetap aman.`)
        : pesan("", "Untuk memasang lagi, lepas dulu HP ini di halaman Bantuan."),
      kaki(tombol("Ke Hari ini", () => { history.replaceState(null, "", "/lapangan#/"); app.pasang = null; app.gambar(); }, { kelas: "utama" })),
    ];
  }
  if (!s?.token) return [judul("Kode QR belum terbaca"), pesan("", "Minta PK menunjukkan kode QR, lalu arahkan kamera HP ke kode itu.")];
  if (s.langkah === "kirim") return [judul("Mendaftarkan HP…", "Langkah 2 dari 3"), h("p", {}, "Tunggu sebentar.")];
  return [...(s.salah ? [pesan("awas", s.salah)] : []), ...(s.langkah === "pin" ? pin(s) : namai(s))];
}
