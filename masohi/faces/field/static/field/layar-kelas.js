// The sheet of a class: count, then names, saved in one go. The office makes the record of it once it has arrived.

import { HADIR, masalahAwal, rentang, sebut, TIDAK } from "./alur.js";
import { cincin, cip, jamUbah, judul, kaki, kembali, kisiAngka, pesan, tombol } from "./bagian.js";
import { h, ikon } from "./dasar.js";
import { app, ke, menunggu } from "./keadaan.js";

const SEBAGIAN = { terlambat: HADIR.terlambat, pulang_awal: HADIR.pulang_awal };
const SEMUA = { hadir: HADIR.hadir, ...SEBAGIAN, ...TIDAK };
const lama = (sesi) => Math.round((Date.parse(sesi.ends_at) - Date.parse(sesi.starts_at)) / 60_000);
const sebagian = (s, nomor) => s.sebagian?.[nomor];
const keadaan = (s, nomor) => sebagian(s, nomor)?.outcome ?? s.absen[nomor] ?? "hadir";

// What is signed: everybody on the list, once.
export const faktaKelas = (sesi, s) => ({
  heads: s.heads,
  people: sesi.people.map(({ appointment }) => ({
    enrolment: appointment, outcome: keadaan(s, appointment), minutes: sebagian(s, appointment)?.minutes ?? 0,
  })),
});

function hitung(ctx) {
  const { sesi, s } = ctx;
  return [
    kembali("Hari ini", () => ke("#/")),
    judul("Berapa orang hadir?", `Langkah 1 dari 2 · ${sesi.site}`),
    h("p", {}, "Hitung orang di depan Anda, lalu ketuk angkanya."),
    kisiAngka(sesi.people.length, s.heads, (heads) => ctx.simpan({ ...s, heads, langkah: "nama" }), "Jumlah orang yang hadir"),
  ];
}

// The same person with another state; minutes are asked where somebody was there for a part of it.
function ditandai(ctx, nomor, outcome) {
  const { [nomor]: tidak, ...absen } = ctx.s.absen;
  const { [nomor]: bagian, ...lain } = ctx.s.sebagian ?? {};
  const minutes = Math.max(1, lama(ctx.sesi) - 15);
  if (outcome in TIDAK) absen[nomor] = outcome;
  if (outcome in SEBAGIAN) lain[nomor] = { outcome, minutes };
  return ctx.simpan({ ...ctx.s, absen, sebagian: lain });
}

function jamSebagian(ctx, orang, { outcome, minutes }) {
  const total = lama(ctx.sesi);
  const [awal, akhir] = [orang.starts, orang.starts + total];
  const ubah = (jam) => {
    const baru = outcome === "terlambat" ? akhir - jam : jam - awal;
    const isi = { outcome, minutes: Math.min(total - 1, Math.max(1, baru)) };
    return ctx.simpan({ ...ctx.s, sebagian: { ...ctx.s.sebagian, [orang.appointment]: isi } });
  };
  return outcome === "terlambat" ? jamUbah("Datang", akhir - minutes, ubah, awal + 1) : jamUbah("Pulang", awal + minutes, ubah, awal + 1);
}

function baris(ctx, orang) {
  const nomor = orang.appointment;
  const kini = keadaan(ctx.s, nomor);
  const ketuk = () => ditandai(ctx, nomor, kini === "hadir" ? "tidak_hadir" : "hadir");
  return h("li", {},
    h("button.orang", { type: "button", "aria-pressed": String(kini !== "hadir"), "data-k": `o${nomor}`, onclick: ketuk },
      h("span.nama", {}, orang.name), h("span.tanda", {}, ikon(kini in TIDAK ? "x" : "check"), sebut(kini))),
    kini !== "hadir" && cip(SEMUA, kini, (pilih) => ditandai(ctx, nomor, pilih), `Keterangan ${orang.name}`),
    kini in SEBAGIAN && jamSebagian(ctx, orang, sebagian(ctx.s, nomor)));
}

function nama(ctx) {
  const { sesi, s } = ctx;
  const masalah = masalahAwal(sesi, s);
  const simpan = () => ctx.tulis({ type: "lesson", facts: faktaKelas(sesi, s) }, { ...s, langkah: "selesai" });
  return [
    kembali("Ubah hitungan", () => ctx.simpan({ ...s, langkah: "hitung" })),
    judul("Siapa yang tidak hadir?", `Langkah 2 dari 2 · Anda menghitung ${s.heads} orang`),
    h("p", {}, "Ketuk nama yang tidak hadir, terlambat, atau pulang awal."),
    h("ul.orang-daftar", {}, ...sesi.people.map((orang) => baris(ctx, orang))),
    kaki(masalah ? pesan("awas", masalah) : tombol("Simpan", simpan, { kelas: "utama", gambar: "check" })),
  ];
}

function selesai({ sesi, s }) {
  const tunggu = app.baris.some((satu) => satu.session === sesi.code && menunggu(satu));
  return [
    judul(tunggu ? "Tersimpan di HP ini" : "Tersimpan", sesi.site),
    cincin(sesi.people.length - Object.keys(s.absen).length, sesi.people.length, "orang hadir"),
    h("p.rata", {}, `${rentang(sesi)} WIT`),
    pesan(tunggu ? "" : "ok", tunggu ? "Akan terkirim sendiri saat ada sinyal." : "Terkirim. Kantor sudah menerima."),
    h("p.tenang", {}, "Keliru? Perbaiki di laptop, di halaman pertemuan ini."),
    kaki(tombol("Ke Hari ini", () => ke("#/"), { kelas: "utama", gambar: "home" })),
  ];
}

export const layarKelas = (ctx) => ({ hitung, nama }[ctx.s.langkah] ?? selesai)(ctx);
