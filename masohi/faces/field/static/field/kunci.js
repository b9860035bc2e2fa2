// Keys of this phone. The signing key is made here and cannot be taken out; the PIN opens only the list of names.

import { acak, keBait, keTeks, sambung } from "./dasar.js";
import { ambil, lupakan, penuh, perbarui, taruh } from "./simpan.js";

const PUTARAN = 310_000;
export const PALING_SALAH = 10;
const CATATAN = keBait("masohi/entry/v1\n");
const CARA = {
  ed25519: { buat: { name: "Ed25519" }, tanda: { name: "Ed25519" } },
  p256: { buat: { name: "ECDSA", namedCurve: "P-256" }, tanda: { name: "ECDSA", hash: "SHA-256" } },
};

// A pair whose private half never leaves: Ed25519 where the browser has it, else ECDSA P-256. `alg` stays with the key.
export async function buatPasangan(urutan = ["ed25519", "p256"]) {
  for (const alg of urutan) {
    try {
      const pasangan = await crypto.subtle.generateKey(CARA[alg].buat, false, ["sign", "verify"]);
      const umum = new Uint8Array(await crypto.subtle.exportKey("raw", pasangan.publicKey));
      return { alg, rahasia: pasangan.privateKey, umum };
    } catch (salah) {
      if (salah?.name !== "NotSupportedError" || alg === urutan.at(-1)) throw salah;
    }
  }
  throw new DOMException("tidak ada cara tanda tangan", "NotSupportedError");
}

export const tanda = async (alat, bait) =>
  new Uint8Array(await crypto.subtle.sign(CARA[alat.alg].tanda, alat.rahasia, bait));
export const tandaCatatan = (alat, bait) => tanda(alat, sambung(CATATAN, bait));

async function kunciPin(pin, garam) {
  const bahan = await crypto.subtle.importKey("raw", keBait(pin), "PBKDF2", false, ["deriveKey"]);
  const cara = { name: "PBKDF2", hash: "SHA-256", salt: garam, iterations: PUTARAN };
  return crypto.subtle.deriveKey(cara, bahan, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

const bukaBungkus = (bungkus, kunci, iv) =>
  crypto.subtle.unwrapKey("raw", bungkus, kunci, { name: "AES-GCM", iv }, { name: "AES-GCM" }, false, [
    "encrypt",
    "decrypt",
  ]);

// Makes the key of the roster and shuts it behind the PIN. Returns it, non-extractable.
export async function pasangPin(pin) {
  const [garam, iv] = [acak(16), acak(12)];
  const penutup = await kunciPin(pin, garam);
  const data = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const bungkus = await crypto.subtle.wrapKey("raw", data, penutup, { name: "AES-GCM", iv });
  await taruh("kunci", { garam, iv, bungkus });
  await taruh("coba", 0);
  return bukaBungkus(bungkus, penutup, iv);
}

// A phone whose memory is full still opens: who works must see what the matter is.
async function hitungCoba(ubah) {
  try {
    return await perbarui("coba", ubah);
  } catch (salah) {
    if (!penuh(salah)) throw salah;
    return 1;
  }
}

// {kunci} for the right PIN, {sisa: tries left} for a wrong one; at the tenth the list of names goes, nothing else.
export async function bukaPin(pin) {
  const simpanan = await ambil("kunci");
  if (!simpanan) return { sisa: 0 };
  const ke = await hitungCoba((lama) => (lama ?? 0) + 1); // counted before it is tried: a killed page is a try
  try {
    const kunci = await bukaBungkus(simpanan.bungkus, await kunciPin(pin, simpanan.garam), simpanan.iv);
    await hitungCoba(() => 0);
    return { kunci };
  } catch {
    if (ke >= PALING_SALAH) await lupakan("bekal", "kunci");
    return { sisa: Math.max(PALING_SALAH - ke, 0) };
  }
}

export async function tutup(kunci, isi) {
  const iv = acak(12);
  return { iv, sandi: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, kunci, keBait(JSON.stringify(isi))) };
}

export const bukaIsi = async (kunci, { iv, sandi }) =>
  JSON.parse(keTeks(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, kunci, sandi)));
