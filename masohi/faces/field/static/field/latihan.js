// A practice session with three fictional people. It lives in this page only: no disk, no key, no server.

import { awal } from "./alur.js";
import { iso, sekarang } from "./waktu.js";
import { menitHari, tanggal } from "./dasar.js";

const ORANG = ["Rekaan Ongen", "Rekaan Rina", "Rekaan Yopi"];

export function sesiLatihan() {
  const saat = Math.floor(sekarang() / 300_000) * 300_000;
  return {
    code: "LATIHAN", site: "Latihan: Pantai Rekaan", day: tanggal(saat), starts_at: iso(saat), ends_at: iso(saat + 4 * 3_600_000),
    ticket: "", spot: null, state: "terjadwal", phone: "",
    people: ORANG.map((name, i) => ({ appointment: i + 1, name, starts: menitHari(saat), minutes: 240, card: "", note: "" })),
  };
}

export const latihanBaru = () => ({ sesi: sesiLatihan(), s: awal(sekarang()) });
