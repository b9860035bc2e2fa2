// The flow of one session on one page: count, names, work, count, photo, saved.

import * as A from "./alur.js";
import { cincin, cip, jamUbah, judul, kaki, kembali, kisiAngka, pesan, telepon, tombol } from "./bagian.js";
import { h, ikon, jam, lamanya } from "./dasar.js";
import { layarFoto } from "./layar-foto.js";
import { layarKerja, TIDAK_DIHITUNG } from "./layar-kerja.js";
import { app, ke, tegur } from "./keadaan.js";
import { bacaTempat } from "./foto.js";
import { sekarang, terverifikasi } from "./waktu.js";

let tempat = { nilai: { none: "belum terbaca" } };

const waktuTenang = (ctx) =>
  !ctx.latihan && !terverifikasi(app.anchor) &&
  pesan("", "Jam HP belum dicocokkan. Tetap catat; petugas kedua akan memeriksa.");

const tempatTenang = () =>
  "none" in tempat.nilai && tempat.nilai.none !== "belum terbaca" && h("p.tenang", {}, ikon("map-pin"), " Lokasi tidak terbaca. Lanjut saja.");

const lampau = (sesi) => A.lampau(sesi, sekarang());

const langkahKe = (s) => {
  const nomor = { hitung: 1, nama: 2, kerja: 3, "hitung-akhir": 4, foto: 5 }[s.langkah];
  return nomor ? `Langkah ${nomor} dari 5` : "";
};

function hitung(ctx) {
  const { sesi, s } = ctx;
  if (s.ui?.apa === "batal") return batal(ctx);
  return [
    kembali("Hari ini", () => ke("#/")),
    judul(`Berapa orang hadir${lampau(sesi) ? " waktu itu" : ""}?`, `${langkahKe(s)} · ${sesi.site}`),
    h("p", {}, lampau(sesi) ? "Ketuk angkanya." : "Hitung orang di depan Anda, lalu ketuk angkanya."),
    waktuTenang(ctx),
    kisiAngka(sesi.people.length, s.heads, (heads) => {
      tempat = bacaTempat();
      ctx.simpan({ ...s, heads, mulai: s.mulai ?? A.usulMulai(sesi, sekarang()), langkah: "nama" });
    }, "Jumlah orang yang hadir"),
    h("p.tenang", {}, "Ada orang di luar daftar? Jangan dihitung di sini. Nanti ada tombolnya."),
    tombol("Sesi batal", () => ctx.simpan({ ...s, ui: { apa: "batal" } }), { kelas: "kedua", gambar: "ban" }),
  ];
}

function batal(ctx) {
  const { sesi, s } = ctx;
  const pilih = s.ui.outcome ?? "";
  const tulis = () =>
    ctx.tulis({ type: "void", place: tempat.nilai, facts: { people: A.terdaftar(sesi), outcome: pilih, reason: A.BATAL[pilih] } }, { ...s, langkah: "batal", ui: null });
  return [
    kembali("Kembali", () => ctx.simpan({ ...s, ui: null })),
    judul("Sesi batal", sesi.site),
    h("p", {}, "Tidak ada orang yang bekerja. Mengapa?"),
    cip(A.BATAL, pilih, (outcome) => ctx.simpan({ ...s, ui: { apa: "batal", outcome } }), "Alasan batal"),
    waktuTenang(ctx),
    kaki(tombol("Simpan: sesi batal", tulis, { kelas: "bahaya", disabled: !pilih })),
  ];
}

function orangAwal(ctx, orang) {
  const { s } = ctx;
  const nomor = orang.appointment;
  const tidak = nomor in s.absen;
  const ubah = (absen) => ctx.simpan({ ...s, absen });
  const ketuk = () => {
    const { [nomor]: ada, ...lain } = s.absen;
    ubah(ada ? lain : { ...s.absen, [nomor]: "tidak_hadir" });
  };
  return h("li", {},
    h("button.orang", { type: "button", "aria-pressed": String(tidak), "data-k": `o${nomor}`, onclick: ketuk },
      h("span.nama", {}, orang.name), h("span.tanda", {}, ikon(tidak ? "x" : "check"), tidak ? A.TIDAK[s.absen[nomor]] : "Hadir")),
    tidak && cip(A.TIDAK, s.absen[nomor], (outcome) => ubah({ ...s.absen, [nomor]: outcome }), `Keterangan ${orang.name}`));
}

function nama(ctx) {
  const { sesi, s } = ctx;
  const masalah = A.masalahAwal(sesi, s);
  const simpan = () =>
    ctx.tulis({ type: "start", place: tempat.nilai, facts: A.faktaMulai(sesi, s) }, (event) => ({ ...s, langkah: "kerja", mulaiEvent: event }));
  return [
    kembali("Ubah hitungan", () => ctx.simpan({ ...s, langkah: "hitung" })),
    judul("Siapa yang tidak hadir?", `${langkahKe(s)} · Anda menghitung ${s.heads} orang`),
    jamUbah("Mulai", s.mulai, (mulai) => ctx.simpan({ ...s, mulai })),
    h("p", {}, "Ketuk nama yang tidak hadir."),
    h("ul.orang-daftar", {}, ...sesi.people.map((orang) => orangAwal(ctx, orang))),
    tempatTenang(),
    waktuTenang(ctx),
    kaki(masalah ? pesan("awas", masalah) : tombol("Simpan, mulai kerja", simpan, { kelas: "utama", gambar: "check" })),
  ];
}

const ISTIRAHAT = { 0: "Tidak ada", 15: "15 menit", 30: "30 menit", 60: "1 jam" };

function hitungAkhir(ctx) {
  const { sesi, s } = ctx;
  const masalah = A.masalahAkhir(sesi, s);
  const siap = s.headsAkhir !== null && !masalah;
  const simpan = () =>
    ctx.tulis({ type: "end", place: tempat.nilai, facts: A.faktaAkhir(s) }, (event) => ({ ...s, langkah: "foto", akhirEvent: event, ui: null }));
  return [
    kembali("Kembali ke kerja", () => ctx.simpan({ ...s, langkah: "kerja", headsAkhir: null, selesai: null })),
    judul(`Berapa orang ${lampau(sesi) ? "saat selesai" : "sekarang"}?`, `${langkahKe(s)} · ${sesi.site}`),
    h("p", {}, lampau(sesi) ? "Ketuk angkanya." : "Hitung lagi orang di depan Anda."),
    TIDAK_DIHITUNG(),
    kisiAngka(sesi.people.length, s.headsAkhir, (headsAkhir) => ctx.simpan({ ...s, headsAkhir }), "Jumlah orang saat selesai"),
    jamUbah("Selesai", s.selesai, (selesai) => ctx.simpan({ ...s, selesai }), s.mulai),
    h("p.label", {}, "Istirahat"),
    cip(ISTIRAHAT, String(s.rest), (rest) => ctx.simpan({ ...s, rest: Number(rest) }), "Istirahat"),
    tempatTenang(),
    waktuTenang(ctx),
    kaki(masalah ? pesan("awas", masalah) : tombol("Simpan", simpan, { kelas: "utama", gambar: "check", disabled: !siap })),
  ];
}

export const keliru = (sesi) => [h("p", {}, "Keliru? Telepon PK."), sesi.phone && telepon(sesi.phone)];

function selesai(ctx) {
  const { sesi, s } = ctx;
  const ada = A.datang(sesi, s).length;
  const milik = ctx.latihan ? [] : app.baris.filter((baris) => baris.session === sesi.code);
  const tunggu = milik.some((baris) => baris.dseq > app.sinkron.cursor);
  const status = ctx.latihan ? "Latihan selesai. Tidak ada yang dikirim atau disimpan." : tunggu ? "Akan terkirim sendiri saat ada sinyal." : "Terkirim. Kantor sudah menerima.";
  const rata = s.langkah === "batal" ? null : cincin(ada, sesi.people.length, "orang hadir");
  return [
    judul(ctx.latihan ? "Bagus, Anda sudah bisa" : tunggu ? "Tersimpan di HP ini" : "Tersimpan", sesi.site),
    rata,
    s.langkah === "batal" ? [pesan("", "Sesi dicatat batal."), ...keliru(sesi)] :
      h("p.rata", {}, `Mulai ${jam(s.mulai)}, selesai ${jam(s.selesai)} WIT.`, h("br"), s.rest ? `Istirahat ${lamanya(s.rest)}.` : "Tanpa istirahat."),
    pesan(ctx.latihan || !tunggu ? "ok" : "", status),
    waktuTenang(ctx),
    kaki(
      tombol("Ke Hari ini", () => ke("#/"), { kelas: "utama", gambar: "home" }),
      !ctx.latihan && s.langkah === "selesai" && tombol("Ubah", () => ke(`#/ubah/${sesi.code}`), { kelas: "kedua", gambar: "edit" }),
    ),
  ];
}

const akhiri = (ctx) => {
  tempat = bacaTempat();
  const tertunda = A.perluPeriksa(ctx.sesi, ctx.s, sekarang());
  ctx.simpan(tertunda ? { ...ctx.s, ui: { apa: "periksa", akhir: true } } : A.keAkhir(ctx.sesi, ctx.s, sekarang()));
};

const fotoAkhir = (ctx) =>
  layarFoto(ctx, "sesudah", `${langkahKe(ctx.s)} · ${ctx.sesi.site}`, (fotoSesudah) => ({ ...ctx.s, fotoSesudah, langkah: "selesai" }));

export function layarSesi(ctx) {
  const layar = { hitung, nama, kerja: (c) => layarKerja(c, () => akhiri(c)), "hitung-akhir": hitungAkhir, foto: fotoAkhir };
  return (layar[ctx.s.langkah] ?? selesai)(ctx);
}

// Fix a mistake: the old entry stays, a correction is added. Four taps: Ubah, the name, what is right, why.
const ALASAN_UBAH = { nama: "Salah pilih nama", jam: "Salah jam", kabar: "Baru ada kabar", lain: "Alasan lain" };
const PILIHAN = { ...A.HADIR, ...A.TIDAK };

function daftarUbah(ctx) {
  const { sesi, s } = ctx;
  return [
    kembali("Hari ini", () => ke("#/")),
    judul("Ubah catatan", sesi.site),
    h("p", {}, "Ketuk nama yang perlu diperbaiki. Catatan lama tetap tersimpan."),
    h("ul.orang-daftar", {}, ...sesi.people.map((orang) =>
      h("li", {}, h("button.orang", { type: "button", "data-k": `u${orang.appointment}`, onclick: () => ctx.simpan({ ...s, ubah: { nomor: orang.appointment } }) },
        h("span.nama", {}, orang.name), h("span.tanda", {}, A.sebut(A.keadaan(s, orang.appointment))), ikon("chevron-right"))))),
  ];
}

function ubahOrang(ctx, orang) {
  const { sesi, s } = ctx;
  const nomor = orang.appointment;
  const lama = { ...A.jamOrang(sesi, s, orang), outcome: A.keadaan(s, nomor) };
  const isi = { ...lama, ...s.ubah };
  const hadir = isi.outcome in A.HADIR;
  const ubah = (beda) => ctx.simpan({ ...s, ubah: { ...s.ubah, ...beda } });
  const tulis = (alasan) => {
    if (["outcome", ...(hadir ? ["began", "ended", "rest"] : [])].every((satu) => isi[satu] === lama[satu])) return tegur("Ubah jamnya dulu.");
    const koreksi = { outcome: isi.outcome, began: hadir ? isi.began : 0, ended: hadir ? isi.ended : 0, rest: hadir ? isi.rest : 0 };
    const facts = { appointment: nomor, ...koreksi, reason: ALASAN_UBAH[alasan] };
    ctx.tulis({ type: "correct", ref: s.akhirEvent, facts }, { ...s, ubah: null, koreksi: { ...s.koreksi, [nomor]: koreksi } });
  };
  return [
    kembali("Semua orang", () => ctx.simpan({ ...s, ubah: null })),
    judul(orang.name, "Apa yang benar?"),
    cip(PILIHAN, isi.outcome, (outcome) => ubah({ outcome }), "Keadaan yang benar"),
    hadir && jamUbah("Mulai", isi.began, (began) => ubah({ began })),
    hadir && jamUbah("Selesai", isi.ended, (ended) => ubah({ ended }), isi.began),
    h("h2", {}, "Mengapa diubah?"),
    h("p", {}, "Ketuk alasannya untuk menyimpan."),
    cip(ALASAN_UBAH, "", tulis, "Alasan ubah"),
  ];
}

export function layarUbah(ctx) {
  const { sesi, s } = ctx;
  if (!s || s.langkah !== "selesai") return [kembali("Hari ini", () => ke("#/")), judul("Ubah catatan"), pesan("", "Sesi ini belum selesai dicatat di HP ini.")];
  const orang = sesi.people.find((satu) => satu.appointment === s.ubah?.nomor);
  return orang ? ubahOrang(ctx, orang) : daftarUbah(ctx);
}
