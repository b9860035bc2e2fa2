// Parts of screens. Every button is at least 60 points high and carries a word.

import { h, ikon, jam } from "./dasar.js";

export const tombol = (teks, onclick, { kelas = "", gambar = "", ...sifat } = {}) =>
  h("button", { type: "button", class: `tombol ${kelas}`, onclick, "data-k": teks, ...sifat }, gambar && ikon(gambar), h("span", {}, teks));

export const judul = (teks, kecil = "") =>
  h("header.judul", {}, kecil && h("p.kecil", {}, kecil), h("h1", { tabindex: "-1" }, teks));

export const kembali = (teks, onclick) => tombol(teks, onclick, { kelas: "kembali", gambar: "arrow-left" });

export const pesan = (jenis, teks, ...isi) => {
  const gambar = { awas: "alert-triangle", galat: "alert-triangle", ok: "circle-check" }[jenis] ?? "info-circle";
  return h("div", { class: `pesan ${jenis}` }, ikon(gambar), h("div", {}, h("p", {}, teks), ...isi));
};

export const kartu = (...isi) => h("section.kartu", {}, ...isi);

// Numbers 0 … n, the head count. One tap chooses.
export function kisiAngka(n, terpilih, pilih, nama) {
  const angka = Array.from({ length: n + 1 }, (_, i) =>
    h("button.angka", { type: "button", "aria-pressed": String(i === terpilih), "data-k": `angka${i}`, onclick: () => pilih(i) }, String(i)),
  );
  return h("div.kisi-angka", { role: "group", "aria-label": nama }, ...angka);
}

// Choices of which one holds; `pilihan` is {key: words}.
export const cip = (pilihan, terpilih, pilih, nama) =>
  h("div.cip", { role: "group", "aria-label": nama },
    ...Object.entries(pilihan).map(([kunci, kata]) =>
      h("button", { type: "button", "aria-pressed": String(kunci === terpilih), "data-k": `${nama}${kunci}`, onclick: () => pilih(kunci) }, kata)));

// A time in steps of an hour or of five minutes, never before `paling`.
export function jamUbah(nama, menit, ubah, paling = 0) {
  const bulat = (baru, beda) => (Math.abs(beda) > 5 ? baru : Math.round(baru / 5) * 5);
  const geser = (beda, kata, sebut) =>
    h("button", { type: "button", "aria-label": `${nama} ${sebut}`, "data-k": nama + beda, onclick: () => ubah(Math.min(1435, Math.max(paling, bulat(menit + beda, beda)))) }, kata);
  return h("div.jam-ubah", { role: "group", "aria-label": nama },
    h("span.nama", {}, nama),
    h("output", {}, jam(menit)),
    geser(-60, "−1 jam", "1 jam lebih awal"), geser(-5, "−5", "5 menit lebih awal"),
    geser(5, "+5", "5 menit lebih lambat"), geser(60, "+1 jam", "1 jam lebih lambat"));
}

export const isian = (label, sifat = {}, keterangan = "") =>
  h("label.isian", {}, h("span", {}, label), keterangan && h("small", {}, keterangan), h("input", { type: "text", autocomplete: "off", ...sifat }));

// A number that can be called, or the words as they are.
export function telepon(teks, kelas = "kedua") {
  const nomor = teks.replace(/[^\d+]/g, "");
  if (nomor.length < 6) return h("p", {}, teks);
  return h("a", { class: `tombol ${kelas}`, href: `tel:${nomor}` }, ikon("phone"), h("span", {}, "Telepon PK", h("br"), teks.replaceAll("-", "\u2011")));
}

export const rincian = (teks, ...isi) => h("details.rincian", {}, h("summary", {}, teks), h("div", {}, ...isi));

const SVG = "http://www.w3.org/2000/svg";
const lingkaran = (sifat) => {
  const satu = document.createElementNS(SVG, "circle");
  for (const [kunci, nilai] of Object.entries({ cx: 60, cy: 60, r: 52, ...sifat })) satu.setAttribute(kunci, nilai);
  return satu;
};

// The ring: so many of so many.
export function cincin(isi, semua, teks) {
  const gambar = document.createElementNS(SVG, "svg");
  gambar.setAttribute("viewBox", "0 0 120 120");
  gambar.setAttribute("aria-hidden", "true");
  const bagian = semua ? (isi / semua) * 100 : 0;
  gambar.append(
    lingkaran({ class: "alas" }),
    lingkaran({ class: "isi", pathLength: 100, "stroke-dasharray": `${bagian} 100`, transform: "rotate(-90 60 60)" }),
  );
  return h("div.cincin", { role: "img", "aria-label": `${isi} dari ${semua} ${teks}` }, gambar, h("b", {}, `${isi}/${semua}`));
}

export const kaki = (...isi) => h("div.kaki-layar", {}, ...isi);
