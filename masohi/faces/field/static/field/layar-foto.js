// The camera of this page. What it shows is not stored before "Pakai foto ini".

import { cip, judul, kaki, pesan, tombol } from "./bagian.js";
import { h } from "./dasar.js";
import { bukaKamera, potret } from "./foto.js";

const ALASAN = { kamera: "Kamera tidak jalan", orang: "Ada wajah yang tidak mau difoto", cuaca: "Hujan", penuh: "Memori penuh" };

let tutup = () => {};
let giliran = 0;

// Whatever screen comes next: the camera goes out.
export function matikanKamera() {
  giliran += 1;
  tutup();
  tutup = () => {};
}

async function hidupkan(video, siap, gagal) {
  const milik = giliran;
  try {
    const berhenti = await bukaKamera(video);
    if (milik !== giliran) return berhenti();
    tutup = berhenti;
    siap();
  } catch {
    if (milik === giliran) gagal();
  }
}

function tampilHasil(bingkai, hasil, ulang, pakai) {
  const alamat = URL.createObjectURL(hasil.blob);
  const gambar = h("img", { src: alamat, alt: "Foto yang baru diambil", onload: () => URL.revokeObjectURL(alamat) });
  bingkai.replaceChildren(gambar, kaki(tombol("Pakai foto ini", pakai, { kelas: "utama", gambar: "check" }), tombol("Ulangi", ulang, { kelas: "kedua", gambar: "arrow-back-up" })));
  bingkai.querySelector("button").focus();
}

function lewati(ctx, kapan, sesudah, atas) {
  const tulis = (alasan) =>
    ctx.tulis({ type: "photo", facts: { when: kapan, skipped: ALASAN[alasan] } }, sesudah("lewati"));
  return [
    atas,
    judul("Lewati foto", "Ketuk alasannya"),
    h("p", {}, "Catatan hadir tetap tersimpan tanpa foto."),
    cip(ALASAN, "", tulis, "Alasan tanpa foto"),
    tombol("Kembali ke kamera", () => ctx.simpan({ ...ctx.s, lewati: false }), { kelas: "kedua", gambar: "arrow-left" }),
  ];
}

export function layarFoto(ctx, kapan, kecil, sesudah, atas = null) {
  if (ctx.s.lewati) return lewati(ctx, kapan, (apa) => ({ ...sesudah(apa), lewati: false }), atas);
  const video = h("video", { playsinline: true, muted: true, "aria-label": "Gambar kamera" });
  const bingkai = h("div.kamera");
  const jepret = tombol("Ambil foto", ambil, { kelas: "utama", gambar: "kamera", disabled: true });
  const lewat = tombol("Lewati foto", () => ctx.simpan({ ...ctx.s, lewati: true }), { kelas: "kedua", gambar: "x" });

  function mulai() {
    bingkai.replaceChildren(video, kaki(jepret, lewat));
    hidupkan(video, () => (jepret.disabled = false), () =>
      bingkai.replaceChildren(pesan("awas", "Kamera tidak bisa dibuka. Catatan hadir tetap aman. Izinkan kamera, atau lewati foto."),
        kaki(tombol("Coba lagi", mulai, { kelas: "utama" }), lewat)));
  }

  async function ambil() {
    jepret.disabled = true;
    const hasil = await potret(video);
    matikanKamera();
    const pakai = () =>
      ctx.tulis({ type: "photo", photos: [hasil.sha], facts: { when: kapan } }, sesudah(hasil.sha), hasil);
    tampilHasil(bingkai, hasil, mulai, pakai);
  }

  mulai();
  return [
    atas,
    judul(kapan === "sebelum" ? "Foto sebelum kerja" : "Foto hasil kerja", kecil),
    h("p", {}, "Foto tempatnya. Jangan foto wajah, nama, atau pelat nomor."),
    bingkai,
  ];
}
