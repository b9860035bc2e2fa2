// Hari ini: what comes, what runs, what has been saved.

import { berjalan, perluTanya, rentang, sudah } from "./alur.js";
import { judul, kartu, pesan, rincian, telepon, tombol } from "./bagian.js";
import { h, ikon, jamSaat, lamanya, namaTanggal, sebutHari, tanggal } from "./dasar.js";
import { app, ke, menunggu, terpasang } from "./keadaan.js";
import { keliru } from "./layar-sesi.js";
import { sekarang } from "./waktu.js";

const mulaiLatihan = () => ke("#/latihan");

export function belumTerpasang() {
  return [
    judul("HP ini belum dipasang", "Lapangan"),
    kartu(
      h("p", {}, "Minta PK membuka halaman ", h("b", {}, "HP lapangan"), " di laptop."),
      h("p", {}, "Arahkan kamera HP ke kode QR di layar itu. Tidak perlu mengetik kata sandi."),
    ),
    tombol("Coba latihan", mulaiLatihan, { kelas: "kedua", gambar: "list-check" }),
  ];
}

function tandaKirim(sesi) {
  const kode = sesi.code;
  const milik = app.baris.filter((baris) => baris.session === kode && baris.device === app.alat.device);
  const tolak = milik.find((baris) => baris.tolak);
  if (tolak) return pesan("galat", `Kantor belum menerima satu catatan: ${tolak.tolak} Catatan tetap aman. Hubungi PK.`);
  if (milik.some(menunggu)) return pesan("", "Tersimpan di HP ini. Akan terkirim sendiri saat ada sinyal.");
  if (perluTanya(sesi) && sesi.kelas) return pesan("awas", `Terkirim, tetapi belum tercatat. ${sesi.message} Buka pertemuan ini di laptop.`);
  if (perluTanya(sesi)) return [pesan("awas", "Terkirim. PK perlu bertanya kepada Anda. Telepon PK."), sesi.phone && telepon(sesi.phone)];
  const foto = app.foto.filter((satu) => satu.session === kode && !satu.sampai).length;
  const saat = Math.max(...milik.map((baris) => baris.sampai), 0);
  if (!saat) return null;
  return pesan("ok", `Terkirim pukul ${jamSaat(saat)} WIT.${foto ? ` ${foto} foto menunggu kirim.` : ""}`);
}

const nama = (sesi) =>
  rincian(`Lihat ${sesi.people.length} nama`,
    h("ul.nama-daftar", {}, ...sesi.people.map((orang) =>
      h("li", {}, h("b", {}, orang.name), h("span", {}, lamanya(orang.minutes)), orang.note && h("span.batas", {}, orang.note)))));

const sebutan = (sesi) => (sesi.kelas ? "Kelas" : "Sesi");

function tindakan(sesi, s, lalu) {
  const buka = () => ke(`#/sesi/${sesi.code}`);
  if (berjalan(s) && s.heads !== null) return tombol("Lanjutkan", buka, { kelas: "utama", gambar: "arrow-right" });
  if (s?.langkah === "batal") return [pesan("", "Sesi dicatat batal."), tandaKirim(sesi), ...keliru(sesi)];
  if (s?.langkah === "selesai")
    return [tandaKirim(sesi), !sesi.kelas && tombol("Ubah", () => ke(`#/ubah/${sesi.code}`), { kelas: "kedua", gambar: "edit", "aria-label": `Ubah catatan ${sesi.site}` })];
  if (perluTanya(sesi)) return tandaKirim(sesi);
  if (sudah(sesi)) return pesan("ok", `${sebutan(sesi)} ini sudah tercatat di kantor.`);
  return tombol(lalu ? "Catat sekarang" : "Mulai", () => app.mulaiSesi(sesi), { kelas: "utama", gambar: "arrow-right" });
}

function kartuSesi(sesi, utama) {
  const [s, kini] = [app.alur.get(sesi.code), sekarang()];
  const hari = tanggal(kini);
  const isi = [
    h("p.kapan", {}, h("b", {}, `${sebutHari(sesi.day, kini)} ${rentang(sesi).slice(0, 5)}`), `, ${sesi.people.length} orang`),
    h("h2", {}, sesi.kelas ? `Kelas: ${sesi.site}` : sesi.site),
    h("p", {}, ikon("calendar"), ` ${namaTanggal(sesi.day)}`, h("br"), ikon("clock"), ` ${rentang(sesi)} WIT`),
  ];
  const lalu = sesi.day < hari;
  if (lalu && !s && !sudah(sesi)) isi.push(pesan("awas", `${sebutan(sesi)} ini belum dicatat.`));
  if (sesi.day <= hari) isi.push(tindakan(sesi, s, lalu));
  isi.push(nama(sesi));
  return h(utama ? "section.kartu.sekarang" : "section.kartu", {}, ...isi);
}

export function beranda() {
  if (!terpasang()) return belumTerpasang();
  const sesi = app.bekal?.sessions ?? [];
  const hari = tanggal(sekarang());
  const tercatat = (satu) => sudah(satu, app.alur.get(satu.code));
  const kini = sesi.filter((satu) => satu.day === hari && !tercatat(satu));
  const lewat = sesi.filter((satu) => satu.day < hari && !tercatat(satu));
  const jadi = sesi.filter((satu) => tercatat(satu) && (satu.day === hari || (satu.day < hari && (satu.state === "terjadwal" || perluTanya(satu)))));
  const nanti = sesi.filter((satu) => satu.day > hari);
  const isi = [judul("Hari ini", namaTanggal(hari))];
  if (!app.bekal) isi.push(pesan("awas", "Daftar nama belum ada di HP ini. Buka halaman ini sekali saat ada sinyal."));
  else if (!sesi.some((satu) => satu.day === hari)) isi.push(kosong(nanti[0]));
  isi.push(...kini.map((satu) => kartuSesi(satu, true)));
  if (app.baru && !app.baris.length) isi.push(tawarLatihan());
  if (lewat.length) isi.push(h("h2.bagian", {}, "Belum dicatat"), ...lewat.map((satu) => kartuSesi(satu, false)));
  if (jadi.length) isi.push(h("h2.bagian", {}, "Sudah dicatat"), ...jadi.map((satu) => kartuSesi(satu, false)));
  if (nanti.length) isi.push(h("h2.bagian", {}, "Berikutnya"), ...nanti.map((satu) => kartuSesi(satu, false)));
  if (!localStorage.getItem("teduh")) isi.splice(1, 0, pesan("", "Layar silau? Teduhkan layar dengan badan."));
  isi.push(tombol("Latihan", mulaiLatihan, { kelas: "kedua", gambar: "list-check" }));
  return isi;
}

const kosong = (nanti) =>
  kartu(h("p", {}, "Tidak ada sesi hari ini."),
    nanti && h("p", {}, `Sesi berikutnya: ${sebutHari(nanti.day, sekarang())} ${rentang(nanti).slice(0, 5)}, ${nanti.site}.`));

const tawarLatihan = () =>
  kartu(h("h2", {}, "HP siap dipakai"), h("p", {}, "Latihan satu menit dengan tiga orang rekaan. Tidak ada yang terkirim."),
    tombol("Mulai latihan", mulaiLatihan, { kelas: "utama", gambar: "list-check" }),
    app.undangan && tombol("Pasang ikon di layar HP", pasangIkon, { kelas: "kedua", gambar: "device-mobile" }));

async function pasangIkon() {
  const undangan = app.undangan;
  app.undangan = null;
  await undangan.prompt();
  app.gambar();
}
