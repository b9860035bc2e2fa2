// Cards to learn from, help, and how the screen looks.

import { cip, judul, kartu, kembali, pesan, telepon, tombol } from "./bagian.js";
import { h, ikon } from "./dasar.js";
import { app, banyakMenunggu, fotoMenunggu, ke, segarkan, terpasang } from "./keadaan.js";
import { lupakan, perbarui } from "./simpan.js";

const KARTU = [
  ["users", "Cara menghitung", ["Kumpulkan semua orang.", "Hitung kepala, baru buka daftar nama.", "Hitung lagi saat selesai. Angka boleh berbeda, asal benar."]],
  ["shield-check", "Keselamatan", ["Periksa alat sebelum dipakai.", "Sarung tangan dan sepatu tertutup untuk semua.", "Minum dan berteduh tiap jam. Berhenti saat petir atau ombak besar."]],
  ["heart-handshake", "Bila ada yang luka", ["Tolong orangnya dulu.", "Telepon 119 bila gawat.", "Hubungi PK, lalu ketuk Kejadian di HP ini."]],
  ["wifi-off", "Bila tidak ada sinyal", ["Tetap catat seperti biasa.", "Catatan tersimpan di HP ini dan terkirim sendiri.", "Buka aplikasi ini sekali sehari di tempat bersinyal."]],
  ["kamera", "Apa yang tidak boleh difoto", ["Wajah, nama, dan kartu orang.", "Rumah atau pelat nomor.", "Foto tempat dan hasil kerja saja."]],
];

export const layarBelajar = () => [
  judul("Kartu belajar", "Lima kartu pendek"),
  ...KARTU.map(([gambar, nama, isi], i) =>
    kartu(h("h2.kartu-judul", {}, ikon(gambar), `${i + 1}. ${nama}`), h("ol.kartu-isi", {}, ...isi.map((satu) => h("li", {}, satu))))),
  tombol("Mulai latihan", () => ke("#/latihan"), { kelas: "utama", gambar: "list-check" }),
];

async function lepas() {
  await segarkan();
  if (banyakMenunggu() + fotoMenunggu() === 0) {
    await lupakan("bekal", "kunci", "coba");
    await perbarui("alat", (lama) => ({ ...lama, state: "dilepas" }));
    Object.assign(app, { bekal: null, kunci: null, terkunci: true });
    await segarkan();
    return ke("#/");
  }
  app.pesan = `${banyakMenunggu()} catatan dan ${fotoMenunggu()} foto belum terkirim. HP belum dilepas. Kirim dulu, lalu lepas.`;
  app.gambar();
}

export function layarBantuan() {
  const nomor = app.bekal?.sessions?.find((satu) => satu.phone)?.phone;
  return [
    judul("Bantuan"),
    kartu(h("h2", {}, "Tanya PK"), nomor ? telepon(nomor, "utama") : h("p", {}, "Nomor PK tampil di sini sesudah daftar nama terisi.")),
    kartu(h("h2", {}, "Keadaan darurat"), h("a", { class: "tombol bahaya", href: "tel:119" }, ikon("phone"), h("span", {}, "Telepon 119"))),
    kartu(h("h2", {}, "Yang perlu diingat"),
      h("ul", {}, h("li", {}, "Catatan di HP ini tidak hilang walau tidak ada sinyal."), h("li", {}, "Salah catat? Ketuk Ubah. Catatan lama tetap ada."), h("li", {}, "HP hilang? Beri tahu PK hari itu juga."))),
    tombol("Tampilan", () => ke("#/tampilan"), { kelas: "kedua", gambar: "circle-half" }),
    terpasang() && tombol("Lepas HP ini", lepas, { kelas: "kedua", gambar: "logout" }),
  ];
}

const simpanPilihan = (kunci) => (nilai) => {
  localStorage.setItem(kunci, nilai);
  terapkanTampilan();
  app.gambar();
};

// Black on white in large type is how this page begins; dark only by choice.
export function terapkanTampilan() {
  const akar = document.documentElement.dataset;
  akar.layar = localStorage.getItem("layar") ?? "terang";
  akar.huruf = localStorage.getItem("huruf") ?? "biasa";
}

const terpilih = (kunci, baku) => localStorage.getItem(kunci) ?? baku;

export const layarTampilan = () => [
  kembali("Bantuan", () => ke("#/bantuan")),
  judul("Tampilan"),
  kartu(h("h2", {}, "Layar"), cip({ terang: "Hitam di atas putih", gelap: "Gelap (malam)" }, terpilih("layar", "terang"), simpanPilihan("layar"), "Layar"),
    pesan("", "Di bawah matahari, hitam di atas putih paling jelas.")),
  kartu(h("h2", {}, "Huruf"), cip({ biasa: "Biasa", besar: "Lebih besar" }, terpilih("huruf", "biasa"), simpanPilihan("huruf"), "Huruf")),
  kartu(h("h2", {}, "Getar saat tersimpan"), cip({ hidup: "Hidup", mati: "Mati" }, terpilih("getar", "hidup"), simpanPilihan("getar"), "Getar")),
];
