/* Nothing typed is lost: long forms marked data-draft are kept in this tab until the server has them. Only in the tab,
   because offices share computers. Never kept: passwords, files, hidden fields, fields marked data-rahasia, and NIK. */

const PREFIX = "draf:";
const secret = (field) => ["password", "hidden", "file", "submit", "button"].includes(field.type)
  || field.hasAttribute("data-rahasia") || /nik|sandi|pass|token|kode/i.test(field.name);
const keyOf = (form, index) => `${PREFIX}${document.body.dataset.akun || ""}:${location.pathname}:${form.dataset.draft || index}`;
const SENT = "draf-dikirim";
const store = (() => { try { sessionStorage.setItem(PREFIX, "1"); sessionStorage.removeItem(PREFIX); return sessionStorage; } catch { return null; } })();

const read = (form) => [...form.elements]
  .filter((field) => field.name && !secret(field))
  .map((field) => [field.name, field.value, "checked" in field && /checkbox|radio/.test(field.type) ? field.checked : null]);

function write(form, values) {
  const left = [...values];
  for (const field of form.elements) {
    if (!field.name || secret(field)) continue;
    const box = /checkbox|radio/.test(field.type);
    const at = left.findIndex(([name, value]) => name === field.name && (!box || value === field.value));
    if (at < 0) continue;
    const [[, value, checked]] = left.splice(at, 1);
    if (box) field.checked = checked; else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function keep(form, key) {
  const first = JSON.stringify(read(form));
  let timer, touched = false;
  const save = () => {
    if (!touched) return; // a draft that was offered but not yet taken stays
    const now = JSON.stringify(read(form));
    if (now === first) store.removeItem(key);
    else store.setItem(key, now);
  };
  form.addEventListener("input", () => { touched = true; clearTimeout(timer); timer = setTimeout(save, 400); });
  form.addEventListener("submit", () => { clearTimeout(timer); save(); store.setItem(SENT, key); });
  addEventListener("pagehide", () => { clearTimeout(timer); if (!form.dataset.terkirim) save(); });
}

/* A draft is offered, never forced: the notice in the page (data-draf-ada) holds two buttons. */
function offer(form, key) {
  const found = JSON.parse(store.getItem(key) || "null");
  const notice = form.querySelector("[data-draf-ada]");
  if (!found) return;
  if (!notice) { write(form, found); return; }
  notice.hidden = false;
  notice.querySelector("[data-draf-pakai]")?.addEventListener("click", () => { write(form, found); notice.hidden = true; form.dispatchEvent(new Event("input", { bubbles: true })); });
  notice.querySelector("[data-draf-buang]")?.addEventListener("click", () => { store.removeItem(key); notice.hidden = true; });
}

/* After a sent form the draft goes only when this page proves that the server took it: a success message and no
   faults. The sign-in after a lost session, an error page or the first step of the same form prove nothing. */
function settle() {
  const sent = store.getItem(SENT);
  store.removeItem(SENT);
  const refused = document.querySelector("[data-ringkasan-galat], [data-halaman-galat], input[type=password]");
  if (sent && !refused && document.querySelector(".pesan.ok")) store.removeItem(sent);
}

if (store) {
  const forms = [...document.querySelectorAll("form[data-draft]")];
  settle();
  forms.forEach((form, index) => {
    if (!form.querySelector("[aria-invalid=true]")) offer(form, keyOf(form, index));
    keep(form, keyOf(form, index));
  });
  // Signing out on a shared computer leaves nothing behind.
  document.addEventListener("submit", (event) => {
    if (event.target.hasAttribute("data-keluar")) store.clear();
  });
}

/* Ask before leaving a changed form that keeps no draft. */
let changed = false;
for (const form of document.querySelectorAll("form[data-jaga]")) {
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
}
addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

/* Two minutes before the session ends. Staying asks the server for any page, which renews the session. */
const warning = document.querySelector("[data-peringatan-sesi]");
const seconds = Number(document.body.dataset.sesiDetik);
if (warning && seconds > 0) {
  let timer;
  const arm = () => { clearTimeout(timer); timer = setTimeout(() => { warning.hidden = false; }, Math.max(seconds - 120, 1) * 1000); };
  warning.querySelector("[data-tetap-masuk]").addEventListener("click", async (event) => {
    event.preventDefault();
    const answer = await fetch(event.currentTarget.href || location.href, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
    if (answer?.ok) { warning.hidden = true; arm(); } else location.reload();
  });
  arm();
}
