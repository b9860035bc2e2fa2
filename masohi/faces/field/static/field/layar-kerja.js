// While people work: who leaves, who comes late, what happens, a count in between.

import * as A from "./alur.js";
import { cip, isian, jamUbah, judul, kaki, kembali, kisiAngka, pesan, telepon, tombol } from "./bagian.js";
import { h, ikon, jam, lamanya } from "./dasar.js";
import { layarFoto } from "./layar-foto.js";
import { ke, tegur } from "./keadaan.js";
import { sekarang } from "./waktu.js";

const ALASAN_PULANG = { sakit: "Sakit", keluarga: "Urusan keluarga", pk: "Izin PK", sikap: "Menolak bekerja", lain: "Lainnya" };
const batal = (ctx, teks = "Kembali") => kembali(teks, () => ctx.simpan({ ...ctx.s, ui: null }));
const buka = (ctx, ui) => () => ctx.simpan({ ...ctx.s, ui });
export const TIDAK_DIHITUNG = () => h("p.tenang", {}, "Orang di luar daftar jangan dihitung.");
const isi = (id) => document.getElementById(id)?.value.trim() ?? "";

function barisOrang(ctx, orang) {
  const keadaan = A.keadaan(ctx.s, orang.appointment);
  const ada = A.masihAda(ctx.sesi, ctx.s).includes(orang);
  return h("li", {},
    h("button.orang", { type: "button", "data-k": `o${orang.appointment}`, onclick: buka(ctx, { apa: "orang", nomor: orang.appointment }) },
      h("span.nama", {}, orang.name),
      h("span.tanda", { class: ada ? "tanda" : "tanda pergi" }, ikon(ada ? "check" : "x"), A.sebut(keadaan)), ikon("chevron-right")));
}

// What else is written down already, so that nobody writes it twice.
function catatan({ kejadian = 0, tamu }) {
  const isi = [kejadian && `${kejadian} kejadian`, tamu && `${tamu} orang di luar daftar`].filter(Boolean);
  return isi.length > 0 && h("p", {}, `${isi.join(", ")} tercatat.`);
}

function daftar(ctx, akhiri) {
  const { sesi, s } = ctx;
  const ada = A.masihAda(sesi, s).length;
  return [
    kembali("Hari ini", () => ke("#/")),
    judul("Kerja berjalan", `Langkah 3 dari 5 · ${sesi.site}`),
    h("p.besar", {}, h("b", {}, `${ada} orang`), ` di lokasi. Mulai ${jam(s.mulai)}.`),
    catatan(s),
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
  const ke2 = (apa, lebih = {}) => buka(ctx, { apa, nomor, jam: A.usulJam(sesi, s, nomor, apa, sekarang()), ...lebih });
  const salah = nomor in s.pulang || nomor in s.terlambat ? A.tarik(sesi, s, nomor) : {};
  return [
    batal(ctx, "Semua orang"),
    judul(satu.name, `${jam(satu.starts)}–${jam(satu.starts + satu.minutes)} · ${lamanya(satu.minutes)}`),
    pesan("", `Tercatat: ${A.sebut(A.keadaan(s, nomor))}.`),
    satu.note && pesan("awas", satu.note),
    h("div.tumpuk", {},
      ada && tombol("Pulang awal", ke2("pulang", { outcome: "pulang_awal" }), { kelas: "kedua", gambar: "logout" }),
      ada && tombol("Dipulangkan", ke2("pulang", { outcome: "dipulangkan" }), { kelas: "kedua", gambar: "ban" }),
      absen && tombol("Datang terlambat", ke2("terlambat"), { kelas: "kedua", gambar: "clock" }),
      salah.ref !== undefined &&
        tombol(salah.kata, () => ctx.tulis({ type: "correct", ref: salah.ref, facts: salah.facts }, salah.kembali), { kelas: "kedua", gambar: "arrow-back-up" }),
      tombol("Kejadian", ke2("kejadian"), { kelas: "kedua", gambar: "alert-triangle" })),
    ctx.sesi.phone && telepon(ctx.sesi.phone),
  ];
}

function pulang(ctx, satu) {
  const { s, sesi } = ctx;
  const { nomor, outcome, alasan = "", jam: ended } = s.ui;
  const tulis = () =>
    ctx.tulis(
      { type: "leave", facts: { appointment: nomor, outcome, ended, reason: ALASAN_PULANG[alasan], note: isi("catatan-pulang") } },
      (event) => ({ ...s, pulang: { ...s.pulang, [nomor]: { outcome, ended } }, peristiwa: { ...s.peristiwa, [`pulang${nomor}`]: event }, ui: null }),
    );
  const ubah = (beda) => ctx.simpan({ ...s, ui: { ...s.ui, ...beda, teks: isi("catatan-pulang") } });
  return [
    batal(ctx),
    judul(A.PULANG[outcome], satu.name),
    h("p.label", {}, "Mengapa?"),
    cip(ALASAN_PULANG, alasan, (pilih) => ubah({ alasan: pilih }), "Alasan pulang"),
    jamUbah("Pulang", ended, (baru) => ubah({ jam: baru }), A.palingAwal(sesi, s, nomor, "pulang")),
    isian("Catatan (boleh kosong)", { id: "catatan-pulang", maxlength: "200", value: s.ui.teks ?? "" }, "Jangan tulis nama orang."),
    kaki(tombol("Simpan", tulis, { kelas: "utama", gambar: "check", disabled: !alasan })),
  ];
}

function terlambat(ctx, satu) {
  const { s } = ctx;
  const { nomor, jam: began } = s.ui;
  const tulis = () =>
    ctx.tulis({ type: "late", facts: { appointment: nomor, began } }, (event) =>
      ({ ...s, terlambat: { ...s.terlambat, [nomor]: began }, peristiwa: { ...s.peristiwa, [`terlambat${nomor}`]: event }, ui: null }));
  return [
    batal(ctx),
    judul("Datang terlambat", satu.name),
    h("p", {}, "Jam dihitung sejak orang ini datang."),
    jamUbah("Datang", began, (baru) => ctx.simpan({ ...s, ui: { ...s.ui, jam: baru } }), s.mulai),
    kaki(tombol("Simpan", tulis, { kelas: "utama", gambar: "check" })),
  ];
}

function kejadian(ctx, satu) {
  const { s, sesi } = ctx;
  const { nomor, jenis = "" } = s.ui;
  const tulis = () =>
    ctx.tulis({ type: "incident", facts: { kind: jenis, appointment: nomor, note: isi("catatan-kejadian") } }, { ...s, kejadian: (s.kejadian ?? 0) + 1, ui: null });
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
  const tulis = () => {
    const [card, note] = [isi("kartu").toUpperCase(), isi("catatan-tamu")];
    if (!card && !note) return tegur("Isi nomor kartu atau catatan. Salah satu cukup.");
    ctx.tulis({ type: "walkin", facts: { card, note, began: A.usulJam(ctx.sesi, s, null, "terlambat", sekarang()) } }, { ...s, tamu: s.tamu + 1, ui: null });
  };
  return [
    batal(ctx),
    judul("Orang tidak ada di daftar", "PK akan memeriksa orang ini"),
    isian("Nomor kartu", { id: "kartu", maxlength: "12", autocapitalize: "characters" }, "8 huruf dan angka di kartu. Tidak ada kartu? Isi catatan."),
    isian("Catatan", { id: "catatan-tamu", maxlength: "200" }, "Contoh: laki-laki, baju merah, datang 13.30."),
    pesan("", "Jam orang ini belum dihitung sebelum PK memeriksa."),
    kaki(tombol("Simpan", tulis, { kelas: "utama", gambar: "check" })),
  ];
}

function periksa(ctx) {
  const { s, sesi } = ctx;
  const pilih = s.ui.heads ?? null;
  const tulis = (heads) => {
    const lanjut = { ...s, periksa: { heads }, ui: null };
    ctx.tulis({ type: "spot", facts: { heads, asked: sesi.spot } }, s.ui.akhir ? A.keAkhir(sesi, lanjut, sekarang()) : lanjut);
  };
  return [
    batal(ctx),
    judul("Hitung sekarang", "Berapa orang sedang bekerja?"),
    s.ui.akhir ? h("p", {}, "Ketuk angkanya. Sesudah itu, akhiri kerja.") : null,
    TIDAK_DIHITUNG(),
    kisiAngka(sesi.people.length, pilih, (heads) => (s.ui.akhir ? tulis(heads) : ctx.simpan({ ...s, ui: { ...s.ui, heads } })), "Jumlah orang sekarang"),
    !s.ui.akhir && kaki(tombol("Simpan", () => tulis(pilih), { kelas: "utama", gambar: "check", disabled: pilih === null })),
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
