/* Drag a name onto another session: opens the same form as the link "Pindahkan", with that session chosen already.
   Without this file, with a keyboard, or on a screen that scrolls, the link does the same. */

const week = document.querySelector("[data-pindah]");
const FAR = 6; // pixels that make a press a drag
let held = null;

const place = (x, y) => document.elementFromPoint(x, y)?.closest("[data-tujuan]");
const mine = (target) => target && target.dataset.tujuan !== held.person.dataset.asal;

const lift = () => {
  held.ghost = Object.assign(document.createElement("div"), { className: "bayangan", textContent: held.name });
  held.ghost.setAttribute("role", "status");
  held.ghost.setAttribute("aria-label", week.dataset.kabar);
  document.body.append(held.ghost);
  held.person.classList.add("diangkat");
  for (const target of week.querySelectorAll("[data-tujuan]")) target.classList.toggle("boleh", mine(target));
};

const drop = () => {
  held?.ghost?.remove();
  held?.person.classList.remove("diangkat");
  for (const target of week.querySelectorAll(".boleh, .di-atas")) target.classList.remove("boleh", "di-atas");
  held = null;
};

const move = (event) => {
  if (!held || event.pointerId !== held.pointer) return;
  if (!held.ghost && Math.hypot(event.clientX - held.x, event.clientY - held.y) < FAR) return;
  if (!held.ghost) lift();
  held.at = [event.clientX, event.clientY];
  held.frame ??= requestAnimationFrame(() => {
    if (!held) return;
    held.frame = null;
    const [x, y] = held.at;
    held.ghost.style.transform = `translate(${x + 8}px, ${y + 8}px)`;
    const over = place(x, y);
    if (over === held.over) return;
    held.over?.classList.remove("di-atas");
    held.over = mine(over) ? over : null;
    held.over?.classList.add("di-atas");
  });
};

const release = (event) => {
  if (!held || event.pointerId !== held.pointer) return;
  const over = held.ghost && place(event.clientX, event.clientY);
  const address = mine(over) && `${held.person.dataset.orang}?tujuan=${encodeURIComponent(over.dataset.tujuan)}`;
  drop();
  if (address) location.assign(address);
};

if (week) {
  week.classList.add("bisa-geser");
  week.addEventListener("pointerdown", (event) => {
    const person = event.target.closest("[data-orang]");
    if (!person || event.button !== 0 || event.target.closest("a")) return;
    held = { person, pointer: event.pointerId, x: event.clientX, y: event.clientY, name: person.querySelector("span").textContent };
  });
  addEventListener("pointermove", move);
  addEventListener("pointerup", release);
  addEventListener("pointercancel", drop);
  addEventListener("keydown", (event) => { if (event.key === "Escape") drop(); });
}
