// Signed requests to the server, and the words for every way in which it may refuse. Nothing here deletes anything.

import { b64, keBait, sha256heks } from "./dasar.js";
import { tanda } from "./kunci.js";
import { sekarang, setel, simpanSelisih } from "./waktu.js";

export const API = "/lapangan/api/";
const SABAR = 20_000;

async function kepalaSah(alat, cara, jalan, isi) {
  const saat = sekarang();
  const teks = `masohi/request/v1\n${cara}\n${jalan}\n${await sha256heks(isi)}\n${saat}`;
  return `Masohi ${alat.device} ${saat} ${b64(await tanda(alat, keBait(teks)))}`;
}

async function sekali(alat, cara, jalan, tanya, isi, kepala) {
  const [muatan, tambahan] = [isi ?? new Uint8Array(0), alat ? { Authorization: "" } : {}];
  if (alat) tambahan.Authorization = await kepalaSah(alat, cara, jalan, muatan);
  const jawab = await fetch(jalan + tanya, {
    method: cara,
    headers: { ...kepala, ...tambahan },
    body: isi ?? undefined,
    credentials: "omit",
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(SABAR),
  });
  let data = {};
  if (cara !== "HEAD" && jawab.status !== 204) {
    const teks = await jawab.text();
    try {
      data = JSON.parse(teks);
    } catch {
      if (jawab.ok) throw new TypeError("jawaban terpotong");
    }
  }
  return { status: jawab.status, data: data ?? {}, letak: Number(jawab.headers.get("Upload-Offset") ?? NaN) };
}

// One request; where the server says that our clock is wrong, its time is taken over and it is asked once more.
// Raises TypeError or DOMException where no (whole) answer came.
export async function minta(alat, cara, apa, { tanya = "", isi = null, kepala = {} } = {}) {
  const jalan = API + apa;
  const jawab = await sekali(alat, cara, jalan, tanya, isi, kepala);
  if (jawab.status !== 401 || jawab.data.error !== "clock" || !jawab.data.server_time) return jawab;
  setel(jawab.data.server_time);
  await simpanSelisih();
  return sekali(alat, cara, jalan, tanya, isi, kepala);
}

export const json = (nilai) => ({
  isi: keBait(JSON.stringify(nilai)),
  kepala: { "Content-Type": "application/json" },
});

const AMAN = "Catatan di HP ini tetap aman.";
const KATA = {
  waiting: ["menunggu", `HP ini menunggu persetujuan petugas kedua. ${AMAN}`],
  revoked: ["dicabut", `Izin HP ini sudah dicabut. ${AMAN} Hubungi PK.`],
  quarantined: ["karantina", `Kantor menahan kiriman HP ini untuk diperiksa. ${AMAN} Hubungi PK.`],
  equivocation: ["karantina", `Kantor punya catatan lain dengan nomor yang sama. ${AMAN} Hubungi PK.`],
  halted: ["berhenti", `Kantor sedang berhenti menerima catatan. ${AMAN} HP mencoba lagi sendiri.`],
  clock: ["jam", `Jam HP ini berbeda jauh dari jam kantor. ${AMAN} Setel jam HP ke otomatis.`],
  signature: ["tanda", `Kantor tidak mengenali tanda tangan HP ini. ${AMAN} Hubungi PK.`],
  role: ["dicabut", `Anda tidak lagi bertugas sebagai pengawas di sini. ${AMAN} Hubungi PK.`],
  device: ["tanda", `Kantor tidak mengenali HP ini. ${AMAN} Hubungi PK.`],
};

// {keadaan, pesan} for an answer that is not the one hoped for.
export function sebutPenolakan({ status, data }) {
  const dikenal = [401, 403, 409, 503].includes(status) ? KATA[data.error] : null;
  const [keadaan, pesan] = dikenal ?? ["gangguan", `Layanan sedang bermasalah. ${AMAN} HP mencoba lagi sendiri.`];
  return { keadaan, pesan };
}

export const LURING = { keadaan: "luring", pesan: `Belum ada sinyal. ${AMAN} HP mengirim sendiri saat ada sinyal.` };
export const PENUH = { keadaan: "penuh", pesan: "Memori HP penuh. Hapus foto lama, catatan tetap aman." };
export const RUSAK = {
  keadaan: "takpercaya",
  pesan: `Catatan di kantor berubah secara tidak wajar. HP ini berhenti mengirim. ${AMAN} Tunjukkan layar ini kepada PK.`,
};
