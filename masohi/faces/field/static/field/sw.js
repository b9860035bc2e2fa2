// The service worker. VERSI, ASET and kirimSemua stand above: the server writes them in front, so that a change in any
// file of the app is a change of this one. Shell and files are one set: a page never mixes two versions. The worker
// touches the memory of the phone only through the sender.

const SIMPANAN = `lapangan-${VERSI}`;
const HALAMAN = "/lapangan";

self.addEventListener("install", (peristiwa) => {
  peristiwa.waitUntil(
    (async () => {
      const simpanan = await caches.open(SIMPANAN);
      await simpanan.addAll([new Request(HALAMAN, { cache: "reload" }), ...ASET]); // names of files change with content
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (peristiwa) => {
  peristiwa.waitUntil(
    (async () => {
      for (const nama of await caches.keys()) if (nama.startsWith("lapangan-") && nama !== SIMPANAN) await caches.delete(nama);
      await self.clients.claim();
    })(),
  );
});

// The network first, for 3 s, and only a page of this very version; else the page that lies here with its files.
async function halaman(permintaan) {
  const disimpan = await (await caches.open(SIMPANAN)).match(HALAMAN);
  try {
    const jawab = await fetch(permintaan, { signal: AbortSignal.timeout(3000) });
    if (jawab.ok && (!disimpan || jawab.headers.get("X-Masohi-Versi") === VERSI)) return jawab;
    if (jawab.ok) self.registration.update();
  } catch {
    // no network, or too slow
  }
  return disimpan ?? Response.error();
}

self.addEventListener("fetch", (peristiwa) => {
  const { request } = peristiwa;
  const alamat = new URL(request.url);
  if (request.method !== "GET" || alamat.origin !== location.origin || alamat.pathname.startsWith("/lapangan/api/")) return;
  if (request.mode === "navigate" && /^\/lapangan(\/pasang)?$/.test(alamat.pathname)) peristiwa.respondWith(halaman(request));
  else if (alamat.pathname.startsWith("/lapangan/aset/"))
    peristiwa.respondWith(caches.match(request).then((ada) => ada ?? fetch(request)));
});

self.addEventListener("sync", (peristiwa) => {
  if (peristiwa.tag === "kirim") peristiwa.waitUntil(kirimSemua().then((kabar) => {
    if (kabar.keadaan === "luring") throw new Error("luring"); // the browser tries again by itself
  }));
});
