/* Small helps of every page. Each one is an addition: without this file everything still works. */

const page = document.documentElement;

/* One click, one request: further clicks on a sent form do nothing until the page is shown again. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.terkirim) { event.preventDefault(); return; }
  if (event.defaultPrevented || form.method === "dialog" || form.hasAttribute("data-boleh-ulang")) return;
  form.dataset.terkirim = "ya";
  // Later, so that the name and value of the pressed button are still sent.
  setTimeout(() => { for (const button of buttonsOf(form)) button.setAttribute("aria-disabled", "true"); });
});
addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.terkirim;
    for (const button of buttonsOf(form)) button.removeAttribute("aria-disabled");
  }
});
const buttonsOf = (form) => [...form.elements].filter((part) => part.matches("button:not([type=button]), input[type=submit]"));

/* Display mode at once, without a new page; the cookie is the same that the server sets. */
for (const form of document.querySelectorAll("[data-mode-form]")) {
  form.addEventListener("submit", (event) => {
    const mode = event.submitter?.value;
    if (!mode) return;
    event.preventDefault();
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `tampilan=${mode}; path=/; max-age=31536000; SameSite=Lax${secure}`;
    page.dataset.tema = mode === "gelap" ? "gelap" : "terang";
    if (mode === "lapangan") page.dataset.mode = mode; else delete page.dataset.mode;
    for (const button of document.querySelectorAll("[data-mode-form] button")) {
      button.setAttribute("aria-pressed", String(button.value === mode));
    }
  });
}

/* "/" and Ctrl+K go to the search box. */
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const wanted = (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey)
    || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey);
  const box = wanted && [...document.querySelectorAll("[data-cari]")].find((input) => input.offsetParent);
  if (box) { event.preventDefault(); box.focus(); box.select(); }
});

/* Drawers close with Escape and with a click beside them. */
const drawers = () => document.querySelectorAll("details.laci[open]");
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const drawer of drawers()) { drawer.open = false; drawer.querySelector("summary").focus(); }
});
addEventListener("click", (event) => {
  for (const drawer of drawers()) if (!drawer.contains(event.target)) drawer.open = false;
});

/* Faults first: the summary takes the focus. */
document.querySelector("[data-ringkasan-galat]")?.focus();

/* Bulk bar: [data-massal] holds the check boxes and, in [data-jumlah], how many are chosen. */
for (const group of document.querySelectorAll("[data-massal]")) {
  const boxes = () => [...group.querySelectorAll("input[type=checkbox][name]")];
  const tell = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    for (const place of group.querySelectorAll("[data-jumlah]")) place.textContent = chosen;
  };
  group.addEventListener("change", (event) => {
    if (event.target.matches("[data-semua]")) for (const box of boxes()) box.checked = event.target.checked;
    tell();
  });
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const box of group.querySelectorAll("input[type=checkbox]")) box.checked = false;
    tell();
  });
  tell();
}
