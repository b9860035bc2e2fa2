// While people work: who leaves, who comes late, what happens, a count in between.

import * as A from "./alur.js";
import { cip, isian, jamUbah, judul, kaki, kembali, kisiAngka, pesan, telepon, tombol } from "./bagian.js";
import { h, ikon, jam, lamanya, menitHari } from "./dasar.js";
import { layarFoto } from "./layar-foto.js";
import { ke } from "./keadaan.js";
import { sekarang } from "./waktu.js";

const ALASAN_PULANG = { sakit: "Sakit", keluarga: "Urusan keluarga", pk: "Izin PK", sikap: "Menolak bekerja", lain: "Lainnya" };
const kini = () => menitHari(sekarang());
const batal = (ctx, teks = "Kembali") => kembali(teks, () => ctx.simpan({ ...ctx.s, ui: null }));
const buka = (ctx, ui) => () => ctx.simpan({ ...ctx.s, ui });
const isi = (id) => document.getElementById(id)?.value.trim() ?? "";

function barisOrang(ctx, orang) {
  const keadaan = A.keadaan(ctx.s, orang.appointment);
  const ada = A.masihAda(ctx.sesi, ctx.s).includes(orang);
  return h("li", {},
    h("button.orang", { type: "button", "data-k": `o${orang.appointment}`, onclick: buka(ctx, { apa: "orang", nomor: orang.appointment }) },
      h("span.nama", {}, orang.name),
      h("span.tanda", { class: ada ? "tanda" : "tanda pergi" }, ikon(ada ? "check" : "x"), A.sebut(keadaan)), ikon("chevron-right")));
}

function daftar(ctx, akhiri) {
  const { sesi, s } = ctx;
  const ada = A.masihAda(sesi, s).length;
  return [
    kembali("Hari ini", () => ke("#/")),
    judul("Kerja berjalan", `Langkah 3 dari 5 · ${sesi.site}`),
    h("p.besar", {}, h("b", {}, `${ada} orang`), ` di lokasi. Mulai ${jam(s.mulai)}.`),
    A.perluPeriksa(sesi, s, sekarang()) && h("section.kartu.minta", {}, h("h2", {}, "Hitung sekarang"),
      h("p", {}, "Hitungan di tengah kerja. Cukup sekali."), tombol("Hitung sekarang", buka(ctx, { apa: "periksa" }), { kelas: "utama", gambar: "users" })),
    h("p", {}, "Ketuk nama bila ada yang pulang, terlambat, atau terluka."),
    h("ul.orang-daftar", {}, ...sesi.people.map((orang) => barisOrang(ctx, orang))),
    h("div.tumpuk", {},
      tombol("Kejadian", buka(ctx, { apa: "kejadian", nomor: null }), { kelas: "kedua", gambar: "alert-triangle" }),
      tombol("Orang tidak ada di daftar", buka(ctx, { apa: "tamu" }), { kelas: "kedua", gambar: "plus" }),
      s.fotoSebelum ? pesan("ok", "Foto sebelum kerja sudah tersimpan.") : tombol("Foto sebelum kerja", buka(ctx, { apa: "foto" }), { kelas: "kedua", gambar: "kamera" })),
    kaki(tombol("Akhiri", akhiri, { kelas: "utama", gambar: "circle-check" })),
  ];
}

function orang(ctx, satu) {
  const { s, sesi } = ctx;
  const nomor = satu.appointment;
  const ada = A.masihAda(sesi, s).includes(satu);
  const absen = nomor in s.absen && !(nomor in s.terlambat);
  const ke2 = (apa, lebih = {}) => buka(ctx, { apa, nomor, ...lebih });
  return [
    batal(ctx, "Semua orang"),
    judul(satu.name, `${jam(satu.starts)}–${jam(satu.starts + satu.minutes)} · ${lamanya(satu.minutes)}`),
    pesan("", `Tercatat: ${A.sebut(A.keadaan(s, nomor))}.`),
    satu.note && pesan("awas", satu.note),
    h("div.tumpuk", {},
      ada && tombol("Pulang awal", ke2("pulang", { outcome: "pulang_awal", jam: kini() }), { kelas: "kedua", gambar: "logout" }),
      ada && tombol("Dipulangkan", ke2("pulang", { outcome: "dipulangkan", jam: kini() }), { kelas: "kedua", gambar: "ban" }),
      absen && tombol("Datang terlambat", ke2("terlambat", { jam: kini() }), { kelas: "kedua", gambar: "clock" }),
      tombol("Kejadian", ke2("kejadian"), { kelas: "kedua", gambar: "alert-triangle" })),
    ctx.sesi.phone && telepon(ctx.sesi.phone),
  ];
}

function pulang(ctx, satu) {
  const { s } = ctx;
  const { nomor, outcome, alasan = "", jam: ended } = s.ui;
  const tulis = () =>
    ctx.tulis(
      { type: "leave", facts: { appointment: nomor, outcome, ended, reason: ALASAN_PULANG[alasan], note: isi("catatan-pulang") } },
      { ...s, pulang: { ...s.pulang, [nomor]: { outcome, ended } }, ui: null },
    );
  const ubah = (beda) => ctx.simpan({ ...s, ui: { ...s.ui, ...beda, teks: isi("catatan-pulang") } });
  return [
    batal(ctx),
    judul(A.PULANG[outcome], satu.name),
    h("p.label", {}, "Mengapa?"),
    cip(ALASAN_PULANG, alasan, (pilih) => ubah({ alasan: pilih }), "Alasan pulang"),
    jamUbah("Pulang", ended, (baru) => ubah({ jam: baru })),
    isian("Catatan (boleh kosong)", { id: "catatan-pulang", maxlength: "200", value: s.ui.teks ?? "" }, "Jangan tulis nama orang."),
    kaki(tombol("Simpan", tulis, { kelas: "utama", gambar: "check", disabled: !alasan })),
  ];
}

function terlambat(ctx, satu) {
  const { s } = ctx;
  const { nomor, jam: began } = s.ui;
  const tulis = () =>
    ctx.tulis({ type: "late", facts: { appointment: nomor, began } }, { ...s, terlambat: { ...s.terlambat, [nomor]: began }, ui: null });
  return [
    batal(ctx),
    judul("Datang terlambat", satu.name),
    h("p", {}, "Jam dihitung sejak orang ini datang."),
    jamUbah("Datang", began, (baru) => ctx.simpan({ ...s, ui: { ...s.ui, jam: baru } })),
    kaki(tombol("Simpan", tulis, { kelas: "utama", gambar: "check" })),
  ];
}

function kejadian(ctx, satu) {
  const { s, sesi } = ctx;
  const { nomor, jenis = "" } = s.ui;
  const tulis = () =>
    ctx.tulis({ type: "incident", facts: { kind: jenis, appointment: nomor, note: isi("catatan-kejadian") } }, { ...s, ui: null });
  return [
    batal(ctx),
    judul("Kejadian", satu ? satu.name : sesi.site),
    pesan("awas", "Ada yang luka? Tolong dulu orangnya, baru catat."),
    cip(A.KEJADIAN, jenis, (pilih) => ctx.simpan({ ...s, ui: { ...s.ui, jenis: pilih, teks: isi("catatan-kejadian") } }), "Jenis kejadian"),
    sesi.phone && telepon(sesi.phone),
    isian("Catatan (boleh kosong)", { id: "catatan-kejadian", maxlength: "200", value: s.ui.teks ?? "" }, "Jangan tulis nama orang."),
    kaki(tombol("Simpan", tulis, { kelas: "utama", gambar: "check", disabled: !jenis })),
  ];
}

function tamu(ctx) {
  const { s } = ctx;
  const tulis = () =>
    ctx.tulis({ type: "walkin", facts: { card: isi("kartu").toUpperCase(), note: isi("catatan-tamu"), began: kini() } }, { ...s, tamu: s.tamu + 1, ui: null });
  return [
    batal(ctx),
    judul("Orang tidak ada di daftar", "PK akan memeriksa orang ini"),
    isian("Nomor kartu", { id: "kartu", maxlength: "12", autocapitalize: "characters" }, "8 huruf dan angka di kartu. Boleh kosong."),
    isian("Catatan", { id: "catatan-tamu", maxlength: "200" }, "Contoh: orang datang tanpa kartu."),
    pesan("", "Jam orang ini belum dihitung sebelum PK memeriksa."),
    kaki(tombol("Simpan", tulis, { kelas: "utama", gambar: "check" })),
  ];
}

function periksa(ctx) {
  const { s, sesi } = ctx;
  const pilih = s.ui.heads ?? null;
  const tulis = () => ctx.tulis({ type: "spot", facts: { heads: pilih, asked: sesi.spot } }, { ...s, periksa: { heads: pilih }, ui: null });
  return [
    batal(ctx),
    judul("Hitung sekarang", "Berapa orang sedang bekerja?"),
    kisiAngka(sesi.people.length, pilih, (heads) => ctx.simpan({ ...s, ui: { ...s.ui, heads } }), "Jumlah orang sekarang"),
    kaki(tombol("Simpan", tulis, { kelas: "utama", gambar: "check", disabled: pilih === null })),
  ];
}

const BAGIAN = { orang, pulang, terlambat, kejadian, tamu, periksa };

export function layarKerja(ctx, akhiri) {
  const { apa, nomor } = ctx.s.ui ?? {};
  if (apa === "foto")
    return layarFoto(ctx, "sebelum", ctx.sesi.site, () => ({ ...ctx.s, fotoSebelum: true, ui: null }), batal(ctx));
  const satu = ctx.sesi.people.find((orang) => orang.appointment === nomor) ?? null;
  return BAGIAN[apa] ? BAGIAN[apa](ctx, satu) : daftar(ctx, akhiri);
}
