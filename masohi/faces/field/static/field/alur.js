// The flow of a session as plain data: every tap makes a new state that is stored, so that a killed page goes on at the
// same step. States hold numbers of appointments, never names.

import { jam, menitHari, tanggal } from "./dasar.js";

export const TIDAK = { tidak_hadir: "Tidak hadir", izin: "Izin", sakit: "Sakit" };
export const PULANG = { pulang_awal: "Pulang awal", dipulangkan: "Dipulangkan" };
export const HADIR = { hadir: "Hadir", terlambat: "Terlambat", ...PULANG };
export const BATAL = { lokasi_tutup: "Lokasi tutup", cuaca: "Cuaca buruk", tanpa_pengawas: "Tidak ada pengawas" };
export const KEJADIAN = { luka: "Ada yang luka", sakit: "Ada yang sakit", alat: "Alat rusak", tengkar: "Ada pertengkaran", lain: "Lainnya" };
const DEKAT = 15; // minutes around the plan within which the planned time is proposed

export const awal = (saat) => ({
  langkah: "hitung", heads: null, absen: {}, terlambat: {}, pulang: {}, mulai: null, selesai: null, rest: 0,
  headsAkhir: null, periksa: null, tamu: 0, fotoSebelum: false, fotoSesudah: "", mulaiEvent: "", akhirEvent: "",
  koreksi: {}, peristiwa: {}, kejadian: 0, diubah: saat,
});

// A day that is over is recorded from memory: its plan is proposed, never the clock of today.
export const lampau = (sesi, saat) => sesi.day < tanggal(saat);

const rencana = (sesi) => ({ mulai: menitHari(Date.parse(sesi.starts_at)), selesai: menitHari(Date.parse(sesi.ends_at)) });

// Minutes of the day proposed: for the beginning the plan where it is near, else the clock in steps of 5; for the end
// the clock, at most the plan, never before the beginning.
export function usulMulai(sesi, saat) {
  const [rencanaMulai, kini] = [rencana(sesi).mulai, menitHari(saat)];
  return lampau(sesi, saat) || kini <= rencanaMulai + DEKAT ? rencanaMulai : Math.floor(kini / 5) * 5;
}

export function usulSelesai(sesi, s, saat) {
  const batas = rencana(sesi).selesai;
  return Math.max(s.mulai, lampau(sesi, saat) ? batas : Math.min(batas, menitHari(saat)));
}

// Earliest minute at which somebody can have come late, or have left: after their own beginning and the plan's.
export const palingAwal = (sesi, s, nomor, apa) =>
  apa === "terlambat" ? s.mulai : Math.max(s.terlambat[nomor] ?? s.mulai, rencana(sesi).mulai) + 1;

export const usulJam = (sesi, s, nomor, apa, saat) =>
  Math.max(palingAwal(sesi, s, nomor, apa), !lampau(sesi, saat) ? menitHari(saat) : apa === "pulang" ? rencana(sesi).selesai : s.mulai);

export const keAkhir = (sesi, s, saat) => ({ ...s, langkah: "hitung-akhir", selesai: usulSelesai(sesi, s, saat), ui: null });

export const hadirAwal = (sesi, s) => sesi.people.filter((orang) => !(orang.appointment in s.absen));
export const datang = (sesi, s) =>
  sesi.people.filter(({ appointment }) => !(appointment in s.absen) || appointment in s.terlambat);
export const masihAda = (sesi, s) => datang(sesi, s).filter(({ appointment }) => !(appointment in s.pulang));

// What a person is recorded as so far, in a word of the outcomes.
export function keadaan(s, nomor) {
  const koreksi = s.koreksi[nomor];
  if (koreksi) return koreksi.outcome;
  if (nomor in s.pulang) return s.pulang[nomor].outcome;
  if (nomor in s.terlambat) return "terlambat";
  return s.absen[nomor] ?? "hadir";
}

export const sebut = (kunci) => HADIR[kunci] ?? TIDAK[kunci] ?? kunci;

const BILANGAN = ["nol", "satu", "dua", "tiga", "empat", "lima"];
const sebutBanyak = (n) => BILANGAN[n] ?? String(n);

// Why the names do not fit the count, in words, or "".
export function masalahAwal(sesi, s) {
  const nama = hadirAwal(sesi, s).length;
  if (s.heads === nama) return "";
  const beda = sebutBanyak(Math.abs(nama - s.heads));
  const jalan = nama > s.heads ? `Ketuk ${beda} nama lagi yang tidak hadir` : `Batalkan ${beda} tanda tidak hadir`;
  return `Hitungan ${s.heads}, tetapi ${nama} nama tercatat hadir. ${jalan}, atau ubah hitungan.`;
}

export function masalahAkhir(sesi, s) {
  const ada = masihAda(sesi, s).length;
  if (s.headsAkhir === null || s.headsAkhir === ada) return "";
  return `Hitungan ${s.headsAkhir}, tetapi ${ada} nama masih di lokasi. Kembali ke kerja dan catat siapa yang pulang, atau hitung lagi.`;
}

const kunciBilangan = (objek) => Object.keys(objek).map(Number);

export const terdaftar = (sesi) => sesi.people.map((orang) => orang.appointment);

export const faktaMulai = (sesi, s) => ({
  heads: s.heads,
  began: s.mulai,
  people: terdaftar(sesi),
  absent: kunciBilangan(s.absen).map((appointment) => ({ appointment, outcome: s.absen[appointment] })),
  late: [],
  cards: [],
});

export const faktaAkhir = (s) => ({ heads: s.headsAkhir, ended: s.selesai, rest: s.rest });

// A wrong tap of leave or late, taken back before the end: the entry quotes the wrong one, the person is as before.
export function tarik(sesi, s, nomor) {
  const apa = nomor in s.pulang ? "pulang" : "terlambat";
  const { [nomor]: salah, ...lain } = s[apa];
  const kembali = { ...s, [apa]: lain, ui: null };
  const outcome = keadaan(kembali, nomor);
  const [began, ended] = outcome in TIDAK ? [0, 0] : [s.terlambat[nomor] ?? s.mulai, rencana(sesi).selesai];
  const facts = { appointment: nomor, outcome, began, ended, rest: 0, reason: "Salah ketuk", undo: 1 };
  return { ref: s.peristiwa?.[apa + nomor], facts, kembali, kata: apa === "pulang" ? "Masih di sini (batalkan)" : "Belum datang (batalkan)" };
}

// Times of a person for a correction, before anybody changed them.
export function jamOrang(sesi, s, orang) {
  const nomor = orang.appointment;
  if (s.koreksi[nomor]?.outcome in HADIR) return s.koreksi[nomor];
  const mulai = s.terlambat[nomor] ?? Math.max(s.mulai ?? orang.starts, orang.starts);
  const batas = orang.starts + orang.minutes;
  const selesai = s.pulang[nomor]?.ended ?? Math.min(s.selesai ?? batas, batas);
  return { began: mulai, ended: Math.max(selesai, mulai), rest: s.rest };
}

export const perluPeriksa = (sesi, s, saat) =>
  Number.isInteger(sesi.spot) && s?.periksa === null && s.langkah === "kerja" && sesi.day === tanggal(saat) && menitHari(saat) >= sesi.spot;

export const rentang = (sesi) =>
  `${jam(menitHari(Date.parse(sesi.starts_at)))}–${jam(menitHari(Date.parse(sesi.ends_at)))}`;

export const berjalan = (s) => Boolean(s) && !["selesai", "batal"].includes(s.langkah);

const TANYA = new Set(["berbeda", "tertahan", "karantina"]);
export const perluTanya = (sesi) => TANYA.has(sesi.report);

// Whether a session needs no tap any more; what runs on this phone is never put aside.
export function sudah(sesi, s) {
  if (berjalan(s) && s.heads !== null) return false;
  return (Boolean(s) && !berjalan(s)) || sesi.state !== "terjadwal" || perluTanya(sesi);
}

const REKAAN = ["Rekaan Ongen", "Rekaan Rina", "Rekaan Yopi"];

// A practice session with three fictional people. It lives in the page only: no disk, no key, no server.
export function latihanBaru(kini) {
  const saat = Math.floor(kini / 300_000) * 300_000;
  const people = REKAAN.map((name, i) => ({ appointment: i + 1, name, starts: menitHari(saat), minutes: 240, card: "", note: "" }));
  const [starts_at, ends_at] = [saat, saat + 4 * 3_600_000].map((satu) => new Date(satu).toISOString());
  const sesi = { code: "LATIHAN", site: "Latihan: Pantai Rekaan", day: tanggal(saat), starts_at, ends_at, ticket: "", spot: null, state: "terjadwal", phone: "", people };
  return { sesi, s: awal(kini) };
}
