// What the screens know right now, and how they ask for another screen. The disk is the truth; this is a copy of it.

import { h } from "./dasar.js";
import { ambil, semuaCatatan, semuaFoto, semuaKunci } from "./simpan.js";
import { muatSinkron } from "./kirim.js";

export const app = {
  alat: null, terkunci: true, kunci: null, bekal: null, alur: new Map(), baris: [], foto: [], sinkron: null, anchor: null,
  kabar: null, pesan: "", latihan: null, daring: navigator.onLine, pinAda: false, pasangan: null, pasang: null,
  gambar: () => {}, kirim: () => {}, buka: async () => {}, mulaiSesi: async () => {},
};

export async function segarkan() {
  app.alat = (await ambil("alat")) ?? null;
  app.sinkron = await muatSinkron(app.alat?.device ?? "");
  app.anchor = (await ambil("anchor")) ?? null;
  app.kabar = (await ambil("kabar")) ?? null;
  app.pinAda = Boolean(await ambil("kunci"));
  app.baris = await semuaCatatan();
  app.foto = await semuaFoto();
  for (const kunci of await semuaKunci()) if (kunci.startsWith("alur:")) app.alur.set(kunci.slice(5), await ambil(kunci));
}

// Only what the server's cursor covers is "Terkirim"; after a restore a lower cursor makes it wait again.
export const menunggu = (baris) =>
  baris.device === app.sinkron?.device ? baris.dseq > app.sinkron.cursor : !baris.sampai;
export const banyakMenunggu = () => app.baris.filter(menunggu).length;
export const fotoMenunggu = () => app.foto.filter((satu) => !satu.sampai).length;
export const terpasang = () => Boolean(app.alat) && app.alat.state !== "dilepas";
export const percaya = () => app.sinkron?.percaya !== false;

export const ke = (alamat) => {
  if (location.hash === alamat) app.gambar();
  else location.hash = alamat;
};

export const getar = (lama = 30) => {
  if (localStorage.getItem("getar") !== "mati") navigator.vibrate?.(lama);
};

// Says why a tap did nothing, where it is seen.
export function tegur(teks) {
  app.pesan = teks;
  app.gambar();
  window.scrollTo(0, 0);
}

export function umumkan(teks) {
  const tempat = document.getElementById("kabar-layar");
  tempat.replaceChildren(h("span", {}, teks));
}
