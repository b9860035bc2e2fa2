// Small parts that everything else stands on: bytes, hashes, times in WIT, elements without markup strings.

const PENULIS = new TextEncoder();

export const keBait = (teks) => PENULIS.encode(teks);
export const keTeks = (bait) => new TextDecoder("utf-8", { fatal: true }).decode(bait);
export const heks = (bait) => Array.from(new Uint8Array(bait), (b) => b.toString(16).padStart(2, "0")).join("");
export const dariHeks = (teks) => Uint8Array.from(teks.match(/../g) ?? [], (b) => parseInt(b, 16));
export const acak = (panjang) => crypto.getRandomValues(new Uint8Array(panjang));

export function b64(bait) {
  let teks = "";
  const isi = new Uint8Array(bait);
  for (let i = 0; i < isi.length; i += 0x8000) teks += String.fromCharCode(...isi.subarray(i, i + 0x8000));
  return btoa(teks);
}

export const dariB64 = (teks) => Uint8Array.from(atob(teks), (huruf) => huruf.charCodeAt(0));

export function sambung(...bagian) {
  const hasil = new Uint8Array(bagian.reduce((n, b) => n + b.byteLength, 0));
  let letak = 0;
  for (const b of bagian) {
    hasil.set(new Uint8Array(b.buffer ?? b, b.byteOffset ?? 0, b.byteLength), letak);
    letak += b.byteLength;
  }
  return hasil;
}

export const sama = (a, b) => a.byteLength === b.byteLength && a.every((nilai, i) => nilai === b[i]);
export const sha256 = async (bait) => new Uint8Array(await crypto.subtle.digest("SHA-256", bait));
export const sha256heks = async (bait) => heks(await sha256(bait));

// UUIDv7: ordered by time for the database's sake; its time is never evidence.
export function uuid7(saat = Date.now()) {
  const bait = acak(16);
  for (let i = 0; i < 6; i++) bait[i] = Math.floor(saat / 2 ** (8 * (5 - i))) % 256;
  bait[6] = 0x70 | (bait[6] & 0x0f);
  bait[8] = 0x80 | (bait[8] & 0x3f);
  return heks(bait).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// WIT is UTC+9 all year; the phone's own zone does not matter.
const WIT = 9 * 3600_000;
const HARI = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];
const BULAN = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" ");

const wit = (saat) => new Date(Number(saat) + WIT);
export const menitHari = (saat) => wit(saat).getUTCHours() * 60 + wit(saat).getUTCMinutes();
export const tanggal = (saat) => wit(saat).toISOString().slice(0, 10);
export const jam = (menit) =>
  `${String(Math.floor(menit / 60)).padStart(2, "0")}.${String(menit % 60).padStart(2, "0")}`;
export const jamSaat = (saat) => jam(menitHari(saat));

export function namaTanggal(iso) {
  const [tahun, bulan, hari] = iso.split("-").map(Number);
  const nama = HARI[new Date(Date.UTC(tahun, bulan - 1, hari)).getUTCDay()];
  return `${nama}, ${hari} ${BULAN[bulan - 1]} ${tahun}`;
}

export function sebutHari(iso, saat) {
  const selisih = Math.round((Date.parse(iso) - Date.parse(tanggal(saat))) / 86_400_000);
  if (selisih === -1) return "Kemarin";
  return ["Hari ini", "Besok"][selisih] ?? namaTanggal(iso).split(",")[0];
}

export function lamanya(menit) {
  const [j, m] = [Math.floor(menit / 60), menit % 60];
  return [j ? `${j} jam` : "", m || !j ? `${m} menit` : ""].filter(Boolean).join(" ");
}

// h("button.utama", { onclick, "aria-pressed": "true" }, "Simpan"): text is always text, never markup.
export function h(nama, sifat = {}, ...isi) {
  const [tag, ...kelas] = nama.split(".");
  const elemen = document.createElement(tag || "div");
  if (kelas.length) elemen.className = kelas.join(" ");
  for (const [kunci, nilai] of Object.entries(sifat)) {
    if (nilai === false || nilai === null || nilai === undefined) continue;
    if (kunci.startsWith("on")) elemen.addEventListener(kunci.slice(2), nilai);
    else if (kunci in elemen && typeof nilai !== "string") elemen[kunci] = nilai;
    else elemen.setAttribute(kunci, nilai === true ? "" : nilai);
  }
  elemen.append(...isi.flat(3).filter((satu) => satu !== null && satu !== undefined && satu !== false && satu !== ""));
  return elemen;
}

export function ikon(nama) {
  const gambar = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  gambar.setAttribute("class", "ikon");
  gambar.setAttribute("aria-hidden", "true");
  const pakai = document.createElementNS("http://www.w3.org/2000/svg", "use");
  pakai.setAttribute("href", new URL(`ikon.svg#${nama}`, import.meta.url).href);
  gambar.append(pakai);
  return gambar;
}
