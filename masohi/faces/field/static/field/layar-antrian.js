// What waits, what has arrived, and a file of what waits in case the phone breaks.

import { judul, kartu, kembali, pesan, tombol } from "./bagian.js";
import { b64, h, ikon, jamSaat, namaTanggal, tanggal } from "./dasar.js";
import { app, banyakMenunggu, fotoMenunggu, ke, menunggu } from "./keadaan.js";
import { sekarang } from "./waktu.js";

const JENIS = {
  start: "Mulai", late: "Datang terlambat", leave: "Pulang", incident: "Kejadian", spot: "Hitungan tengah", end: "Selesai",
  photo: "Foto", correct: "Koreksi", walkin: "Orang di luar daftar", void: "Sesi batal", lesson: "Daftar hadir kelas",
};

const baca = (blob) => blob.arrayBuffer().then(b64);

// Bytes and signatures as they are: the office can take them in without this phone.
export async function isiBerkas() {
  const tunggu = app.baris.filter(menunggu);
  const foto = app.foto.filter((satu) => !satu.sampai);
  return {
    v: 1,
    device: app.alat?.device ?? "",
    entries: tunggu.map((satu) => ({ device: satu.device, dseq: satu.dseq, bytes: b64(satu.bytes), sig: b64(satu.sig) })),
    photos: await Promise.all(foto.map(async (satu) => ({ sha256: satu.sha, jpeg: await baca(satu.blob) }))),
  };
}

async function simpanBerkas() {
  const isi = new Blob([JSON.stringify(await isiBerkas())], { type: "application/json" });
  const tautan = h("a", { href: URL.createObjectURL(isi), download: `masohi-antrian-${tanggal(sekarang())}.json` });
  tautan.click();
  setTimeout(() => URL.revokeObjectURL(tautan.href), 60_000);
}

function baris(satu) {
  const [tunggu, kelas] = [menunggu(satu), satu.tolak ? "tolak" : menunggu(satu) ? "tunggu" : "sampai"];
  const kata = satu.tolak ? `Belum diterima kantor: ${satu.tolak}` : tunggu ? "Menunggu kirim" : `Terkirim ${jamSaat(satu.sampai)} WIT`;
  const gambar = satu.tolak ? "alert-triangle" : tunggu ? "hourglass" : "circle-check";
  return h("li", { class: kelas }, h("b", {}, `${JENIS[satu.type] ?? satu.type} · ${jamSaat(satu.dibuat)}`), h("span", {}, ikon(gambar), kata));
}

export function layarAntrian() {
  const [n, foto] = [banyakMenunggu(), fotoMenunggu()];
  const terbaru = [...app.baris].sort((a, b) => b.dibuat - a.dibuat).slice(0, 60);
  const hari = Map.groupBy ? Map.groupBy(terbaru, (satu) => tanggal(satu.dibuat)) : new Map([["", terbaru]]);
  return [
    judul("Antrian kirim"),
    kartu(
      h("p.kapan", {}, h("b", {}, String(n)), " catatan menunggu", foto ? h("span", {}, `, ${foto} foto`) : ""),
      h("p", {}, n || foto ? "Semua tersimpan di HP ini. Tidak ada yang hilang walau HP dimatikan." : "Semua catatan sudah sampai di kantor."),
      n || foto ? tombol("Kirim sekarang", () => app.kirim(true), { kelas: "utama", gambar: "send" }) : null,
      n || foto ? tombol("Simpan ke berkas", simpanBerkas, { kelas: "kedua", gambar: "download" }) : null,
    ),
    app.kabar?.pesan && n + foto > 0 ? pesan("", app.kabar.pesan) : null,
    ...[...hari].map(([tanggalnya, isi]) => [tanggalnya ? h("h2.bagian", {}, namaTanggal(tanggalnya)) : null, h("ul.antrian", {}, ...isi.map(baris))]),
    terbaru.length ? null : pesan("", "Belum ada catatan di HP ini."),
    kembali("Hari ini", () => ke("#/")),
  ];
}
