// The service worker of the selling page. VERSI and ASET stand above: the server writes them in front.

const SIMPANAN = `bazar-${VERSI}`;
const HALAMAN = "/bazar";

self.addEventListener("install", (peristiwa) => {
  peristiwa.waitUntil(
    (async () => {
      const simpanan = await caches.open(SIMPANAN);
      await simpanan.addAll([HALAMAN, ...ASET].map((alamat) => new Request(alamat, { cache: "reload" })));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (peristiwa) => {
  peristiwa.waitUntil(
    (async () => {
      for (const nama of await caches.keys()) if (nama.startsWith("bazar-") && nama !== SIMPANAN) await caches.delete(nama);
      await self.clients.claim();
    })(),
  );
});

// The network first, for 3 s; else the page that lies here with its files.
async function halaman(permintaan) {
  const disimpan = await (await caches.open(SIMPANAN)).match(HALAMAN);
  try {
    const jawab = await fetch(permintaan, { signal: AbortSignal.timeout(3000) });
    if (jawab.ok) return jawab;
  } catch {
    // no network, or too slow
  }
  return disimpan ?? Response.error();
}

// Files of this set from here; what they ask for themselves (the font) is kept when it comes.
async function berkas(permintaan) {
  const simpanan = await caches.open(SIMPANAN);
  const ada = await simpanan.match(permintaan);
  if (ada) return ada;
  const jawab = await fetch(permintaan);
  if (jawab.ok) await simpanan.put(permintaan, jawab.clone());
  return jawab;
}

self.addEventListener("fetch", (peristiwa) => {
  const { request } = peristiwa;
  const alamat = new URL(request.url);
  if (request.method !== "GET" || alamat.origin !== location.origin) return;
  if (request.mode === "navigate" && alamat.pathname === HALAMAN) peristiwa.respondWith(halaman(request));
  else if (alamat.pathname.startsWith("/static/")) peristiwa.respondWith(berkas(request));
});
