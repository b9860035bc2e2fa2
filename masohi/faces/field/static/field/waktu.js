// Time as an interval: the last checkpoint seen (anchor) plus this page's own clock. A page that was opened without
// network has no anchor of its own: its times are "belum dicocokkan" and a second officer looks at them.

import { acak, heks } from "./dasar.js";
import { ambil, perbarui } from "./simpan.js";

export const BOOT = heks(acak(8));
const BATAS = 5 * 60_000;
let selisih = 0;

export const mono = () => Math.round(performance.now());
export const sekarang = () => Date.now() + selisih;
export const iso = (saat) => new Date(saat).toISOString();

// What the server's clock said just now; the phone's own clock is never set, only corrected by the difference.
export function setel(waktuServer) {
  const saat = Date.parse(waktuServer);
  if (Number.isFinite(saat)) selisih = saat - Date.now();
  return selisih;
}

export async function muatSelisih() {
  selisih = (await ambil("selisih")) ?? 0;
}

export const simpanSelisih = () => perbarui("selisih", () => selisih);

export const jangkar = (kepala, waktuServer) => ({
  size: kepala.size,
  root: kepala.root,
  time: waktuServer,
  boot: BOOT,
  mono_ms: mono(),
});

// Whether a time claimed now can be checked from the server: same page load, and both clocks tell the same story.
export function terverifikasi(anchor, saat = sekarang()) {
  if (!anchor || anchor.boot !== BOOT) return false;
  return Math.abs(saat - (Date.parse(anchor.time) + mono() - anchor.mono_ms)) <= BATAS;
}
