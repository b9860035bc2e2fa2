/* While a verdict is typed, the server is asked what the law says. Without this module the button "Hitung" does it. */
const form = document.querySelector("form[data-hitung]");
const place = form?.querySelector("[data-hitungan]");
let timer, running;

async function ask() {
  running?.abort();
  running = new AbortController();
  const sent = new FormData(form);
  sent.set("langkah", "ulas");
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: new URLSearchParams(sent), credentials: "same-origin", redirect: "error", signal: running.signal });
    if (!answer.ok) return;
    const text = await answer.text();
    if (text !== place.dataset.terakhir) place.innerHTML = text; // our own server's page; nothing else may run here (CSP)
    place.dataset.terakhir = text;
  } catch { /* no connection: the button is still there, and nothing typed is lost */ }
}

if (place) {
  form.querySelector("[data-tombol-hitung]").hidden = true;
  const later = () => { clearTimeout(timer); timer = setTimeout(ask, 500); };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
}
