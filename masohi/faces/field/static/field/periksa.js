// A phone is a witness too: the log of the server may only grow, and it has to prove it (RFC 6962, C2SP checkpoint).

import { dariB64, dariHeks, heks, sama, sambung, sha256 } from "./dasar.js";

const SIMPUL = Uint8Array.of(1);

export class TidakPercaya extends Error {}

// {origin, size, root (hex)} of a checkpoint note; raises TidakPercaya for what is none.
export function bacaKepala(nota) {
  const [origin, ukuran, akar] = (nota ?? "").split("\n");
  if (!origin || !/^(0|[1-9]\d{0,14})$/.test(ukuran ?? "")) throw new TidakPercaya("kepala catatan tidak terbaca");
  let root;
  try {
    root = heks(dariB64(akar));
  } catch {
    throw new TidakPercaya("kepala catatan tidak terbaca");
  }
  if (root.length !== 64) throw new TidakPercaya("kepala catatan tidak terbaca");
  return { origin, size: Number(ukuran), root };
}

const gabung = (kiri, kanan) => sha256(sambung(SIMPUL, kiri, kanan));
const ganjil = (n) => n % 2 === 1;
const paruh = (n) => Math.floor(n / 2);

// Whether the tree of `lama` is the beginning of the tree of `baru` (RFC 9162, 2.1.4.2).
export async function konsisten(lama, baru, bukti) {
  if (lama.size === 0) return bukti.length === 0;
  if (lama.size === baru.size) return bukti.length === 0 && lama.root === baru.root;
  if (lama.size > baru.size) return false;
  const jalan = [...bukti];
  if (Number.isInteger(Math.log2(lama.size))) jalan.unshift(dariHeks(lama.root));
  let [kiri, kanan] = [lama.size - 1, baru.size - 1];
  while (ganjil(kiri)) [kiri, kanan] = [paruh(kiri), paruh(kanan)];
  let [akarLama, akarBaru] = [jalan[0], jalan[0]];
  if (!akarLama) return false;
  for (const satu of jalan.slice(1)) {
    if (kanan === 0) return false;
    if (ganjil(kiri) || kiri === kanan) {
      [akarLama, akarBaru] = [await gabung(satu, akarLama), await gabung(satu, akarBaru)];
      while (kiri !== 0 && !ganjil(kiri)) [kiri, kanan] = [paruh(kiri), paruh(kanan)];
    } else akarBaru = await gabung(akarBaru, satu);
    [kiri, kanan] = [paruh(kiri), paruh(kanan)];
  }
  return kanan === 0 && sama(akarLama, dariHeks(lama.root)) && sama(akarBaru, dariHeks(baru.root));
}

// The new state of what this phone has seen, or TidakPercaya. `lama`: {epoch, cursor, size, root, origin}.
export async function terimaKepala(lama, jawaban) {
  const kepala = bacaKepala(jawaban.checkpoint);
  if (!Number.isSafeInteger(jawaban.epoch) || !Number.isSafeInteger(jawaban.cursor) || jawaban.cursor < 0)
    throw new TidakPercaya("jawaban kantor tidak lengkap");
  if (jawaban.epoch < lama.epoch) throw new TidakPercaya("kantor kembali ke masa lama");
  const dasar = { ...lama, ...kepala, epoch: jawaban.epoch, cursor: jawaban.cursor, percaya: true, sebab: "" };
  if (jawaban.epoch > lama.epoch || lama.size === 0) return dasar;
  if (kepala.origin !== lama.origin) throw new TidakPercaya("nama catatan kantor berubah");
  let bukti;
  try {
    bukti = (jawaban.consistency ?? []).map(dariB64);
  } catch {
    throw new TidakPercaya("bukti catatan kantor tidak terbaca");
  }
  if (!(await konsisten(lama, kepala, bukti))) throw new TidakPercaya("catatan kantor tidak menyambung");
  return dasar;
}
