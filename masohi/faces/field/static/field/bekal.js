// The list of names for the next days: fetched, shut away under the PIN's key, and forgotten in time.

import { b64, sha256 } from "./dasar.js";
import { bukaIsi, tutup } from "./kunci.js";
import { ambilAlih, bergantian, kabari, muatSinkron, sebutGagal } from "./kirim.js";
import { json, minta, RUSAK, sebutPenolakan } from "./minta.js";
import { ambil, lupakan, perbarui, semuaCatatan, semuaKunci, taruh } from "./simpan.js";
import { sekarang, setel } from "./waktu.js";

const HARI = 86_400_000;

// {bekal} or {kabar}: what stands in the way, in words. The roster is stored only sealed; `kunci` null stores none.
export const ambilBekal = (kunci) =>
  bergantian(async () => {
    const alat = await ambil("alat");
    const sinkron = await muatSinkron(alat.device);
    if (!sinkron.percaya) return { kabar: { ...RUSAK, sebab: sinkron.sebab } };
    try {
      const jawab = await minta(alat, "GET", "bekal", { tanya: `?seen=${sinkron.size}` });
      if (jawab.status !== 200) return { kabar: sebutPenolakan(jawab) };
      await ambilAlih(sinkron, jawab.data);
      await perbarui("alat", (lama) => ({ ...lama, state: "aktif" }));
      await kabari({ keadaan: "lengkap", pesan: "" });
      return { bekal: await simpanBekal(kunci, jawab.data) };
    } catch (salah) {
      return { kabar: sebutGagal(salah) };
    }
  });

// Meetings of classes have the form of sessions and stand among them; `kelas` tells them apart.
async function simpanBekal(kunci, { name, sessions: sesi, lessons = [] }) {
  const kelas = lessons.map((satu) => ({ ...satu, kelas: 1 }));
  const sessions = [...sesi, ...kelas].sort((a, b) => a.starts_at.localeCompare(b.starts_at));
  const isi = { name, sessions };
  // codes alone stand outside the seal: the roster must go in time also while nobody knows the PIN
  const sampul = { diambil: sekarang(), sesi: sessions.map((satu) => satu.code) };
  if (kunci) await taruh("bekal", { ...(await tutup(kunci, isi)), ...sampul });
  return isi;
}

export async function bukaBekal(kunci) {
  const simpanan = await ambil("bekal");
  return simpanan ? bukaIsi(kunci, simpanan) : null;
}

const BUBAR = new Set(["end", "void", "lesson"]);

// Forgets the roster 24 h after all its sessions have arrived, or when it is 7 days old; and drafts of old sessions.
export async function bersihkan(saat) {
  const simpanan = await ambil("bekal");
  if (simpanan) {
    const akhir = new Map();
    for (const satu of await semuaCatatan())
      if (BUBAR.has(satu.type) && satu.sampai) akhir.set(satu.session, satu.sampai);
    const tuntas =
      simpanan.sesi.length > 0 && simpanan.sesi.every((kode) => akhir.has(kode) && saat - akhir.get(kode) > HARI);
    if (tuntas || saat - simpanan.diambil > 7 * HARI) await lupakan("bekal");
  }
  for (const kunci of await semuaKunci()) {
    if (!kunci.startsWith("alur:")) continue;
    if (saat - ((await ambil(kunci))?.diubah ?? 0) > 7 * HARI) await lupakan(kunci);
  }
}

export async function angkaCocok(umum) {
  const awal = new DataView((await sha256(umum)).buffer).getUint32(0);
  return String(awal % 10_000).padStart(4, "0");
}

// Offers this phone's public key to the office. {alat} or {pesan}.
export async function daftarkan({ token, pasangan, nama }) {
  try {
    const isi = { v: 1, token, alg: pasangan.alg, key: b64(pasangan.umum), name: nama };
    const jawab = await minta(null, "POST", "pasang", json(isi));
    if (jawab.status === 201) {
      setel(jawab.data.server_time);
      // the number comes from this phone's own key: nobody in between can put another key in its place
      const check = await angkaCocok(pasangan.umum);
      return { alat: { device: jawab.data.device, state: "menunggu", check, nama, ...pasangan } };
    }
    if (jawab.status === 410)
      return { pesan: "Kode QR ini sudah terpakai atau lewat waktunya. Minta kode baru kepada PK." };
    return { pesan: "Kantor belum bisa menerima. Isian Anda masih ada. Coba lagi sebentar." };
  } catch {
    return { pesan: "Tidak ada sinyal. Memasang HP perlu sinyal satu kali. Coba lagi." };
  }
}
