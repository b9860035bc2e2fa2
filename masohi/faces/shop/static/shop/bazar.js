// Selling at a fair. Every sale lies on the phone before the seller is told that it is noted; it is sent whenever there
// is a network, and stays until the server has answered for it.

const $ = (id) => document.getElementById(id);
const rupiah = (angka) => `Rp${angka.toLocaleString("id-ID")}`;
const CARA = { qris: "QRIS", tunai: "Tunai", transfer: "Transfer" };

// --- what lies on the phone ---------------------------------------------------------------------------------------

let gudang;
function buka() {
  gudang ??= new Promise((jadi, gagal) => {
    const minta = indexedDB.open("bazar", 1);
    minta.onupgradeneeded = () => {
      minta.result.createObjectStore("bekal");
      minta.result.createObjectStore("catatan", { keyPath: "id" });
    };
    minta.onsuccess = () => jadi(minta.result);
    minta.onerror = () => gagal(minta.error);
  });
  return gudang;
}

async function simpan(lemari, cara, ...isi) {
  const tulis = cara !== "get" && cara !== "getAll";
  const transaksi = (await buka()).transaction(lemari, tulis ? "readwrite" : "readonly", { durability: "strict" });
  const minta = transaksi.objectStore(lemari)[cara](...isi);
  return new Promise((jadi, gagal) => {
    transaksi.oncomplete = () => jadi(minta.result);
    transaksi.onabort = transaksi.onerror = () => gagal(transaksi.error);
  });
}

// --- what is on the screen ----------------------------------------------------------------------------------------

let bekal = { bazar: [] };
let catatan = [];
let keranjang = new Map();
let cara = "";

function buat(nama, isi = {}, ...anak) {
  const unsur = Object.assign(document.createElement(nama), isi);
  unsur.append(...anak);
  return unsur;
}

const terbuka = () => bekal.bazar.find((satu) => satu.kode === $("pilih").value) ?? bekal.bazar[0];
const menunggu = () => catatan.filter((satu) => !satu.kode);

function sisa(barang) {
  const belum = menunggu().reduce((jumlah, satu) => jumlah + (satu.barang[barang.kode] ?? 0), 0);
  return barang.sisa - belum;
}

function ubah(barang, arah) {
  const jumlah = Math.max(0, Math.min(sisa(barang), (keranjang.get(barang.kode) ?? 0) + arah));
  jumlah ? keranjang.set(barang.kode, jumlah) : keranjang.delete(barang.kode);
  gambar();
  document.querySelector(`[data-kode="${barang.kode}"] button:${arah > 0 ? "last" : "first"}-of-type`)?.focus();
}

function baris(barang) {
  const jumlah = keranjang.get(barang.kode) ?? 0;
  const kurang = buat("button", { type: "button", className: "tombol kedua", textContent: "−", disabled: !jumlah });
  kurang.setAttribute("aria-label", `Kurangi ${barang.nama}`);
  kurang.onclick = () => ubah(barang, -1);
  const tambah = buat("button", { type: "button", className: "tombol kedua", textContent: "+", disabled: jumlah >= sisa(barang) });
  tambah.setAttribute("aria-label", `Tambah ${barang.nama}`);
  tambah.onclick = () => ubah(barang, 1);
  const nama = buat("span", { className: "nama" }, buat("b", { textContent: barang.nama }), ` ${rupiah(barang.harga)} · sisa ${sisa(barang)}`);
  const unsur = buat("li", {}, nama, kurang, buat("output", { textContent: jumlah }), tambah);
  unsur.dataset.kode = barang.kode;
  return unsur;
}

function gambar() {
  const bazar = terbuka();
  $("jual").hidden = !bazar;
  $("kosong").hidden = Boolean(bazar);
  $("pilih-isian").hidden = bekal.bazar.length < 2;
  const jumlah = bazar ? bazar.barang.reduce((semua, satu) => semua + satu.harga * (keranjang.get(satu.kode) ?? 0), 0) : 0;
  if (bazar) {
    $("judul").textContent = bazar.judul;
    $("barang").replaceChildren(...bazar.barang.map(baris));
  }
  $("jumlah").textContent = rupiah(jumlah);
  for (const tombol of document.querySelectorAll("[data-cara]")) tombol.setAttribute("aria-pressed", String(tombol.dataset.cara === cara));
  $("catat").disabled = !jumlah || !cara;
  const belum = menunggu();
  $("belum").textContent = belum.length ? `${belum.length} penjualan belum terkirim. Tersimpan di HP ini.` : "Semua penjualan sudah terkirim.";
  const ditolak = belum.filter((satu) => satu.pesan);
  $("ditolak").replaceChildren(...ditolak.map((satu) => buat("li", { textContent: `${waktu(satu.pada)} · ${isi(satu)} · ${satu.pesan}` })));
  $("ditolak-judul").hidden = !ditolak.length;
  const akhir = catatan.slice(-8).reverse();
  $("daftar").replaceChildren(...akhir.map((satu) => buat("li", { textContent: `${waktu(satu.pada)} · ${isi(satu)} · ${CARA[satu.bayar]}${satu.kode ? "" : " · belum terkirim"}` })));
}

const waktu = (pada) => new Date(pada).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jayapura" });
const isi = (satu) => Object.entries(satu.nama).map(([nama, jumlah]) => `${jumlah} × ${nama}`).join(", ");

function kabar(kalimat) {
  $("kabar").textContent = kalimat;
}

// --- noting and sending -------------------------------------------------------------------------------------------

async function catat() {
  const bazar = terbuka();
  if (!bazar || !keranjang.size || !cara) return;
  $("catat").disabled = true;
  const satu = { id: crypto.randomUUID(), bazar: bazar.kode, bayar: cara, pada: new Date().toISOString(), barang: Object.fromEntries(keranjang), nama: {} };
  for (const barang of bazar.barang) if (keranjang.has(barang.kode)) satu.nama[barang.nama] = keranjang.get(barang.kode);
  try {
    await simpan("catatan", "put", satu);
  } catch {
    kabar("Belum tercatat: HP menolak menyimpan. Tulis di kertas, lalu kosongkan ruang HP.");
    gambar();
    return;
  }
  catatan.push(satu);
  keranjang = new Map();
  cara = "";
  kabar("Tercatat di HP.");
  gambar();
  await kirim();
}

let berjalan = null;
const kirim = () => (berjalan ??= kirimSemua().finally(() => (berjalan = null)));

async function kirimSemua() {
  try {
    const jawab = await fetch("/bazar/bekal.json", { headers: { Accept: "application/json" } });
    $("masuk").hidden = jawab.status !== 401;
    if (jawab.status === 401) return kabar("Masuk dulu supaya catatan terkirim. Catatan aman di HP ini.");
    if (!jawab.ok) return kabar("Belum dapat mengirim. Catatan aman di HP ini.");
    const baru = await jawab.json();
    const belum = menunggu();
    if (belum.length && !(await antar(belum, baru.token))) return kabar("Belum dapat mengirim. Catatan aman di HP ini.");
    const lagi = belum.length ? await fetch("/bazar/bekal.json") : null;
    bekal = lagi?.ok ? await lagi.json() : baru;
    await simpan("bekal", "put", { bazar: bekal.bazar }, "bekal");
    pilihan();
    kabar(belum.length ? "Catatan terkirim." : "Tersambung.");
  } catch {
    kabar("Tidak ada sinyal. Catatan aman di HP ini dan terkirim sendiri nanti.");
  } finally {
    gambar();
  }
}

async function antar(belum, token) {
  const kirimannya = belum.map(({ id, bazar, bayar, pada, barang }) => ({ id, bazar, bayar, pada, barang }));
  const jawab = await fetch("/bazar/kirim", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ catatan: kirimannya }),
  });
  if (!jawab.ok) return false;
  for (const hasil of (await jawab.json()).hasil) {
    const satu = catatan.find((satu) => satu.id === hasil.id);
    if (!satu) continue;
    delete satu.pesan;
    Object.assign(satu, hasil.ok ? { kode: hasil.kode } : { pesan: hasil.pesan });
    await simpan("catatan", "put", satu);
  }
  return true;
}

function pilihan() {
  const dulu = $("pilih").value;
  $("pilih").replaceChildren(...bekal.bazar.map((satu) => buat("option", { value: satu.kode, textContent: `${satu.judul}, ${satu.tempat}` })));
  if (bekal.bazar.some((satu) => satu.kode === dulu)) $("pilih").value = dulu;
}

async function mulai() {
  navigator.serviceWorker?.register("/bazar/sw.js", { scope: "/bazar" });
  navigator.storage?.persist?.();
  bekal = (await simpan("bekal", "get", "bekal")) ?? bekal;
  catatan = (await simpan("catatan", "getAll")).sort((satu, lain) => satu.pada.localeCompare(lain.pada));
  pilihan();
  gambar();
  for (const tombol of document.querySelectorAll("[data-cara]"))
    tombol.onclick = () => {
      cara = tombol.dataset.cara;
      gambar();
    };
  $("pilih").onchange = () => {
    keranjang = new Map();
    gambar();
  };
  $("catat").onclick = catat;
  $("kirim").onclick = kirim;
  addEventListener("online", kirim);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && kirim());
  await kirim();
}

mulai();
