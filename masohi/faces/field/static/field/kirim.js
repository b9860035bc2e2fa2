// The sender, one for the page and the service worker. Entries go first, photos wait in a queue of their own. Only an
// answer whose cursor covers an entry makes it "Terkirim"; every other outcome leaves everything as it is.

import { b64 } from "./dasar.js";
import { json, LURING, minta, PENUH, RUSAK, sebutPenolakan } from "./minta.js";
import { terimaKepala, TidakPercaya } from "./periksa.js";
import { ambil, catatanSejak, penuh, semuaFoto, taruh, terima, ubahFoto } from "./simpan.js";
import { iso, jangkar, muatSelisih, sekarang, setel, simpanSelisih } from "./waktu.js";

const PALING_BANYAK = 100;
const PALING_BESAR = 480 * 1024;
const POTONG = 262_144;
const DI_HALAMAN = typeof document !== "undefined";

export const bergantian = (kerja) => navigator.locks.request("masohi-pusat", kerja);
export const sinkronAwal = (device) => ({
  device, epoch: 0, cursor: 0, size: 0, root: "", origin: "", percaya: true, sebab: "",
});
export const muatSinkron = async (device) => {
  const lama = await ambil("sinkron");
  return lama?.device === device ? lama : sinkronAwal(device);
};

// 1, 2, 4 … 300 s, each with full jitter, so that phones that met the same outage do not come back together.
export const tunda = (ke, acak = Math.random) => Math.round(Math.min(300, 2 ** ke) * 1000 * acak());

export async function kabari(kabar) {
  try {
    await taruh("kabar", { ...kabar, saat: sekarang() });
  } catch (salah) {
    if (!penuh(salah)) throw salah;
  }
  if (typeof BroadcastChannel === "undefined") return;
  const siaran = new BroadcastChannel("masohi");
  siaran.postMessage("berubah");
  siaran.close();
}

// Takes over what an answer says of log and cursor. Raises TidakPercaya and remembers the distrust.
export async function ambilAlih(sinkron, data, results = []) {
  let baru;
  try {
    baru = await terimaKepala(sinkron, data);
    // the server names the entry at its cursor: another one there means that two phones write with this key
    const [kita] = data.last ? await catatanSejak(sinkron.device, baru.cursor, 1) : [];
    if (kita?.dseq === baru.cursor && kita.hash !== data.last) throw new TidakPercaya("kantor memegang catatan lain atas nama HP ini");
  } catch (salah) {
    if (salah instanceof TidakPercaya) await taruh("sinkron", { ...sinkron, percaya: false, sebab: salah.message });
    throw salah;
  }
  setel(data.server_time);
  await simpanSelisih();
  if (DI_HALAMAN) await taruh("anchor", jangkar(baru, iso(Date.parse(data.server_time))));
  await terima(baru, results, sinkron.device, sekarang());
  return baru;
}

async function bungkus(alat, sinkron) {
  const baris = await catatanSejak(alat.device, sinkron.cursor + 1, PALING_BANYAK);
  const [entries, urutan] = [[], []];
  let besar = 0;
  for (const satu of baris) {
    const entri = { bytes: b64(satu.bytes), sig: b64(satu.sig) };
    besar += entri.bytes.length + entri.sig.length + 32;
    if (entries.length && besar > PALING_BESAR) break;
    entries.push(entri);
    urutan.push(satu.dseq);
  }
  return { urutan, isi: { v: 1, device: alat.device, epoch: sinkron.epoch, from_dseq: urutan[0], seen: sinkron.size, entries } };
}

// What the cursor covers has arrived, also where a lost answer never named it.
const tertutup = (urutan, data) => {
  const disebut = new Map((data.results ?? []).map((satu) => [satu.dseq, satu]));
  return urutan.filter((n) => n <= data.cursor).map((n) => disebut.get(n) ?? { dseq: n, status: "sudah" });
};

async function kirimCatatan(alat) {
  let sinkron = await muatSinkron(alat.device);
  let mundur = 0;
  for (;;) {
    if (!sinkron.percaya) return { ...RUSAK, sebab: sinkron.sebab };
    const { urutan, isi } = await bungkus(alat, sinkron);
    if (!urutan.length) return null;
    const jawab = await minta(alat, "POST", "kirim", json(isi));
    if (jawab.status !== 200) return sebutPenolakan(jawab);
    const baru = await ambilAlih(sinkron, jawab.data, tertutup(urutan, jawab.data));
    // a lower cursor is a server that was restored: send again from there, but do not run in circles
    if (baru.cursor <= sinkron.cursor && (baru.cursor === sinkron.cursor || ++mundur > 2))
      return { keadaan: "macet", pesan: "Kantor belum mencatat kiriman. Catatan di HP ini tetap aman. Hubungi PK." };
    sinkron = baru;
  }
}

const MENUNGGU = { keadaan: "foto", pesan: "Foto menunggu catatannya diterima kantor. Foto tetap aman di HP ini." };

async function kirimSatuFoto(alat, foto) {
  const apa = `foto/${foto.sha}`;
  const tanya = await minta(alat, "HEAD", apa);
  if (tanya.status === 404) return MENUNGGU; // the entry that names it has not been taken yet
  if (tanya.status !== 200 || !Number.isSafeInteger(tanya.letak)) return sebutPenolakan(tanya);
  const isi = new Uint8Array(await foto.blob.arrayBuffer());
  let [letak, ulang] = [tanya.letak, 0];
  while (letak < isi.length) {
    const jawab = await minta(alat, "PATCH", apa, {
      isi: isi.slice(letak, letak + POTONG),
      kepala: {
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": String(letak),
        "Upload-Length": String(isi.length),
      },
    });
    if (jawab.status === 204 && jawab.letak > letak) letak = jawab.letak;
    else if (jawab.status === 409 && Number.isSafeInteger(jawab.letak) && ++ulang <= 3) letak = jawab.letak;
    else if (jawab.status === 422 && ++ulang <= 3) letak = 0;
    else return sebutPenolakan(jawab);
  }
  await ubahFoto(foto.sha, { sampai: sekarang() });
  return null;
}

async function kirimFoto(alat) {
  let tunggu = null;
  for (const foto of await semuaFoto()) {
    if (foto.sampai || foto.device !== alat.device) continue;
    const halangan = await kirimSatuFoto(alat, foto);
    if (halangan && halangan !== MENUNGGU) return halangan;
    tunggu ??= halangan;
  }
  return tunggu;
}

// No whole answer, an answer that cannot be trusted, or a phone without room to note it: in words.
export function sebutGagal(salah) {
  if (salah instanceof TidakPercaya) return { ...RUSAK, sebab: salah.message };
  return penuh(salah) ? PENUH : { ...LURING, sebab: String(salah) };
}

// Sends all that waits. Returns {keadaan: "lengkap"} or what stands in the way, in words; it raises nothing.
export const kirimSemua = () =>
  bergantian(async () => {
    const alat = await ambil("alat");
    if (!alat) return { keadaan: "belum", pesan: "" };
    if (!DI_HALAMAN) await muatSelisih(); // the page has done so already
    let kabar;
    try {
      kabar = (await kirimCatatan(alat)) ?? (await kirimFoto(alat)) ?? { keadaan: "lengkap", pesan: "" };
    } catch (salah) {
      kabar = sebutGagal(salah);
    }
    await kabari(kabar);
    return kabar;
  });
