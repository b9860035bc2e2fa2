// Pair this phone: name, PIN, key, a number to compare with the office's screen. And the PIN that opens the names: ten
// wrong tries and the names are gone from this phone; records are not.

import { ambilBekal, daftarkan } from "./bekal.js";
import { isian, judul, kaki, pesan, tombol } from "./bagian.js";
import { AWAL } from "./catatan.js";
import { h } from "./dasar.js";
import { app, banyakMenunggu, segarkan, terpasang } from "./keadaan.js";
import { sinkronAwal } from "./kirim.js";
import { bukaPin, buatPasangan, pasangPin } from "./kunci.js";
import { ambil, lupakan, taruh } from "./simpan.js";

const ENAM = { type: "password", inputmode: "numeric", pattern: "[0-9]{6}", maxlength: "6", autocomplete: "off" };

let teguran = "";

async function coba(pin) {
  const { kunci, sisa } = await bukaPin(pin);
  teguran = kunci ? "" : sisa ? `PIN belum cocok. Masih ${sisa} kali lagi.` : "";
  if (kunci) return app.buka(kunci);
  await segarkan();
  app.gambar();
}

export function layarPin() {
  if (!app.pinAda)
    return [
      judul("Daftar nama sudah dihapus"),
      pesan("awas", "PIN salah terlalu sering. Daftar nama dihapus dari HP ini demi keamanan."),
      h("p", {}, "Catatan Anda tetap aman dan tetap terkirim. Minta PK kode QR baru untuk memasang HP ini lagi."),
    ];
  const kotak = h("input", {
    ...ENAM, id: "pin", "aria-describedby": "pin-pesan",
    oninput: ({ target }) => {
      if (!/^\d{6}$/.test(target.value)) return;
      target.disabled = true;
      coba(target.value);
    },
  });
  return [
    judul("Masukkan PIN", "Lapangan"),
    h("label.isian.pin", {}, h("span", {}, "PIN 6 angka"), kotak),
    h("div", { id: "pin-pesan", role: "alert" }, teguran && pesan("awas", teguran)),
    h("p", {}, "PIN membuka daftar nama. Lupa PIN? Minta PK kode QR baru. Catatan yang belum terkirim tetap aman."),
  ];
}

// Choosing a PIN twice. `selesai(pin)` is called once both are alike.
function pilihPin(selesai) {
  let pertama = "";
  const wadah = h("div");
  const tampil = (kata, salah = "") => {
    const kotak = isian(kata, { ...ENAM, id: "pin-baru", class: "pin" }, "Enam angka. Jangan pakai 123456 atau tanggal lahir.");
    const lanjut = () => {
      const pin = wadah.querySelector("input").value;
      if (!/^\d{6}$/.test(pin) || /^(\d)\1{5}$/.test(pin) || "01234567890 09876543210".includes(pin)) return tampil(kata, "Pilih enam angka yang tidak mudah ditebak.");
      if (!pertama) { pertama = pin; return tampil("Tulis PIN sekali lagi"); }
      if (pin === pertama) return selesai(pin);
      pertama = "";
      return tampil("Pilih PIN", "Dua PIN itu berbeda. Pilih lagi.");
    };
    wadah.replaceChildren(kotak, h("div", { role: "alert" }, salah && pesan("awas", salah)), kaki(tombol("Lanjut", lanjut, { kelas: "utama", gambar: "arrow-right" })));
    wadah.querySelector("input").focus();
  };
  tampil("Pilih PIN");
  return wadah;
}

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
    h("p", {}, "Bacakan angka ini kepada PK. PK mengetiknya di kantor."),
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
