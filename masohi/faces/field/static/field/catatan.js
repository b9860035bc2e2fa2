// One entry: its bytes are made once, hashed, signed and stored together with the head of the chain. Never again made.

import { acak, heks, keBait, sha256heks, uuid7 } from "./dasar.js";
import { tandaCatatan } from "./kunci.js";
import { ambil, catat } from "./simpan.js";
import { BOOT, iso, mono, sekarang } from "./waktu.js";

export const AWAL = "0".repeat(64);
const VERSI_APLIKASI = 1;

const bergiliran = (kerja) =>
  globalThis.navigator?.locks ? navigator.locks.request("masohi-catatan", kerja) : kerja();

function hanyaBulatDanTeks(nilai) {
  if (typeof nilai === "number") return Number.isSafeInteger(nilai);
  if (nilai === null || typeof nilai === "string") return true;
  return typeof nilai === "object" && Object.values(nilai).every(hanyaBulatDanTeks);
}

// isi: {type, session, ticket, facts, place?, photos?, ref?}; foto: {sha, blob, session}; alur: {kunci, isi} of the flow.
// `alur.isi` may be a function of the new event. Raises what the disk raises; then nothing at all was stored.
export const tulis = (isi, { foto = null, alur = null } = {}) =>
  bergiliran(async () => {
    for (;;) {
      const alat = await ambil("alat");
      const lama = await ambil("kepala");
      const event = uuid7();
      const entri = {
        v: 1,
        event,
        device: alat.device,
        dseq: lama.dseq + 1,
        prev: lama.prev,
        type: isi.type,
        session: isi.session,
        ticket: isi.ticket,
        claimed_at: iso(sekarang()),
        boot: BOOT,
        mono_ms: mono(),
        anchor: (await ambil("anchor")) ?? null,
        place: isi.place ?? { none: "tidak diminta" },
        photos: isi.photos ?? [],
        ref: isi.ref ?? "",
        app: VERSI_APLIKASI,
        salt: heks(acak(16)),
        facts: isi.facts ?? {},
      };
      if (!hanyaBulatDanTeks(entri)) throw new TypeError("catatan hanya memuat bilangan bulat dan teks");
      const bytes = keBait(JSON.stringify(entri));
      const baris = {
        device: alat.device,
        dseq: entri.dseq,
        event,
        type: entri.type,
        session: entri.session,
        bytes,
        hash: await sha256heks(bytes),
        sig: await tandaCatatan(alat, bytes),
        photos: entri.photos,
        dibuat: sekarang(),
        sampai: 0,
        tolak: "",
      };
      const langkah = alur && { kunci: alur.kunci, isi: typeof alur.isi === "function" ? alur.isi(event) : alur.isi };
      if (await catat({ lama, catatan: baris, foto, alur: langkah })) return baris;
    }
  });
