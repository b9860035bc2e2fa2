// The phone's memory. Everything that is written is written here, with durability "strict": "Tersimpan" on the screen
// means that the disk has it. `buang` is the only function that removes entries or photos, and it refuses unsent ones.

const NAMA = "masohi-lapangan";
const SIMPAN_HARI = 30;
const STRICT = { durability: "strict" };
export const BENTUK = 1;

let terbuka = null;

export function buka() {
  terbuka ??= new Promise((baik, buruk) => {
    const minta = indexedDB.open(NAMA, BENTUK);
    // a new version only adds stores: rows that wait to be sent stay as they are
    minta.onupgradeneeded = () => {
      const ada = minta.result.objectStoreNames;
      if (!ada.contains("tetap")) minta.result.createObjectStore("tetap");
      if (!ada.contains("catatan")) minta.result.createObjectStore("catatan", { keyPath: ["device", "dseq"] });
      if (!ada.contains("foto")) minta.result.createObjectStore("foto", { keyPath: "sha" });
    };
    minta.onsuccess = () => {
      minta.result.onversionchange = () => {
        minta.result.close();
        terbuka = null;
      };
      baik(minta.result);
    };
    minta.onerror = () => {
      terbuka = null;
      buruk(minta.error);
    };
  });
  return terbuka;
}

const hasil = (minta) =>
  new Promise((baik, buruk) => {
    minta.onsuccess = () => baik(minta.result);
    minta.onerror = () => buruk(minta.error);
  });

async function kerja(toko, cara, langkah) {
  const tx = (await buka()).transaction(toko, cara, cara === "readwrite" ? STRICT : {});
  const selesai = new Promise((baik, buruk) => {
    tx.oncomplete = () => baik();
    tx.onabort = () => buruk(tx.error ?? new DOMException("dibatalkan", "AbortError"));
  });
  selesai.catch(() => {});
  let jawab;
  try {
    jawab = await langkah(tx);
  } catch (salah) {
    if (tx.error === null) try { tx.abort(); } catch { /* it has ended by itself */ }
    throw tx.error ?? salah;
  }
  await selesai;
  return jawab;
}

export const ambil = (kunci) => kerja("tetap", "readonly", (tx) => hasil(tx.objectStore("tetap").get(kunci)));
export const taruh = (kunci, nilai) =>
  kerja("tetap", "readwrite", (tx) => hasil(tx.objectStore("tetap").put(nilai, kunci)));
export const semuaKunci = () => kerja("tetap", "readonly", (tx) => hasil(tx.objectStore("tetap").getAllKeys()));

// What may be forgotten: roster, drafts, keys of the roster. Never entries, never photos, never the signing key.
const BOLEH_LUPA = /^(bekal|kunci|alur:.*|pasang|coba)$/;
export async function lupakan(...kunci) {
  const terlarang = kunci.find((satu) => !BOLEH_LUPA.test(satu));
  if (terlarang) throw new Error(`${terlarang} tidak boleh dihapus`);
  await kerja("tetap", "readwrite", (tx) => {
    for (const satu of kunci) tx.objectStore("tetap").delete(satu);
  });
}

// Read, change and write values of `tetap` in one transaction. `ubah` must not wait for anything.
export function perbarui(kunci, ubah) {
  return kerja("tetap", "readwrite", async (tx) => {
    const toko = tx.objectStore("tetap");
    const baru = ubah(await hasil(toko.get(kunci)));
    if (baru !== undefined) await hasil(toko.put(baru, kunci));
    return baru;
  });
}

// A new entry, its photo, the head of the chain and the step of the flow: all or nothing. False where another page
// was faster and `lama` is the head no longer.
export function catat({ lama, catatan, foto, alur }) {
  return kerja(["tetap", "catatan", "foto"], "readwrite", async (tx) => {
    const tetap = tx.objectStore("tetap");
    const kepala = await hasil(tetap.get("kepala"));
    if (kepala.dseq !== lama.dseq || kepala.prev !== lama.prev || kepala.device !== lama.device) return false;
    if (foto) await hasil(tx.objectStore("foto").put(foto));
    await hasil(tx.objectStore("catatan").add(catatan));
    await hasil(tetap.put({ device: lama.device, dseq: catatan.dseq, prev: catatan.hash }, "kepala"));
    if (alur) await hasil(tetap.put(alur.isi, alur.kunci));
    return true;
  });
}

const milik = (device, dari = 0) => IDBKeyRange.bound([device, dari], [device, Number.MAX_SAFE_INTEGER]);
export const catatanSejak = (device, dari, banyak) =>
  kerja("catatan", "readonly", (tx) => hasil(tx.objectStore("catatan").getAll(milik(device, dari), banyak)));
export const semuaCatatan = () => kerja("catatan", "readonly", (tx) => hasil(tx.objectStore("catatan").getAll()));
export const semuaFoto = () => kerja("foto", "readonly", (tx) => hasil(tx.objectStore("foto").getAll()));

// The server's cursor and what it said of each entry, in one transaction; nothing is removed.
export function terima(sinkron, jawaban, device, saat) {
  return kerja(["tetap", "catatan"], "readwrite", async (tx) => {
    await hasil(tx.objectStore("tetap").put(sinkron, "sinkron"));
    const toko = tx.objectStore("catatan");
    for (const satu of jawaban) {
      const baris = await hasil(toko.get([device, satu.dseq]));
      if (!baris || satu.dseq > sinkron.cursor) continue;
      const tolak = satu.status === "tolak" ? satu.message || satu.code : "";
      await hasil(toko.put({ ...baris, sampai: baris.sampai || saat, tolak }));
    }
  });
}

export function ubahFoto(sha, beda) {
  return kerja("foto", "readwrite", async (tx) => {
    const toko = tx.objectStore("foto");
    const baris = await hasil(toko.get(sha));
    if (baris) await hasil(toko.put({ ...baris, ...beda }));
  });
}

// Removes what the server's cursor covers and what is older than 30 days. Whatever is asked: an unsent entry and a
// photo that has not arrived stay. Returns how many rows went.
export function buang(saat) {
  const batas = saat - SIMPAN_HARI * 86_400_000;
  return kerja(["tetap", "catatan", "foto"], "readwrite", async (tx) => {
    const sinkron = await hasil(tx.objectStore("tetap").get("sinkron"));
    const [catatan, foto] = [tx.objectStore("catatan"), tx.objectStore("foto")];
    let hilang = 0;
    for (const baris of await hasil(catatan.getAll())) {
      const tertutup = sinkron?.percaya && sinkron.device === baris.device && baris.dseq <= sinkron.cursor;
      if (!tertutup || !baris.sampai || baris.sampai > batas) continue;
      catatan.delete([baris.device, baris.dseq]);
      hilang += 1;
    }
    for (const baris of await hasil(foto.getAll())) {
      if (!baris.sampai || baris.sampai > batas) continue;
      foto.delete(baris.sha);
      hilang += 1;
    }
    return hilang;
  });
}

export const penuh = (salah) => salah?.name === "QuotaExceededError";
