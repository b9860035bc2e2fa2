/* The board by keyboard and by dragging. Both end in the form that the card's own menu links to: nothing moves before it
   is saved. Without this file the menus do all of it. */

const board = document.querySelector("[data-papan]");
const news = document.querySelector("[data-kabar]");
const FAR = 6; // pixels that make a press a drag
let held = null;

const say = (kind, words = {}) => {
  news.textContent = Object.entries(words).reduce((text, [key, value]) => text.replace(key, value), board.dataset[kind]);
};
const columns = () => [...board.querySelectorAll("[data-kolom]")];
const cards = (column) => [...column.querySelectorAll("[data-kartu]")];
const handle = (card) => card.querySelector("summary");
const title = (column) => column.querySelector("[data-judul]").textContent;
const name = (card) => card.querySelector("[data-nama]").textContent;

/* One stop of the Tab key for the whole board; arrows go on from there. */
const go = (card) => {
  if (!card) return;
  for (const other of board.querySelectorAll("[data-kartu] > details > summary")) other.tabIndex = -1;
  handle(card).tabIndex = 0;
  handle(card).focus();
  const column = card.closest("[data-kolom]"), all = cards(column);
  say("kabarLetak", { KOLOM: title(column), NOMOR: all.indexOf(card) + 1, BANYAK: all.length });
};

const aside = (card, step) => {
  const all = columns().filter((column) => cards(column).length), column = card.closest("[data-kolom]");
  const next = all[all.indexOf(column) + step];
  return next && cards(next)[Math.min(cards(column).indexOf(card), cards(next).length - 1)];
};

const steps = {
  ArrowDown: (card, all) => all[all.indexOf(card) + 1],
  ArrowUp: (card, all) => all[all.indexOf(card) - 1],
  ArrowRight: (card) => aside(card, 1),
  ArrowLeft: (card) => aside(card, -1),
  Home: (_card, all) => all[0],
  End: (_card, all) => all.at(-1),
};

const keys = (event) => {
  const card = event.target.closest("[data-kartu]");
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  const menu = card.querySelector("details"), links = [...menu.querySelectorAll("a")], at = links.indexOf(event.target);
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    handle(card).focus();
  } else if (event.target === handle(card) && /^(Enter| )$/.test(event.key)) {
    menu.open = !menu.open; // at once: the next key must find the menu
    if (menu.open) links[0].focus();
  } else if (menu.open && /^Arrow(Up|Down)$/.test(event.key)) {
    (links[at + (event.key === "ArrowDown" ? 1 : -1)] ?? handle(card)).focus();
  } else if (event.target === handle(card) && steps[event.key]) {
    go(steps[event.key](card, cards(card.closest("[data-kolom]"))));
  } else return;
  event.preventDefault();
};

const opened = (event) => {
  const menu = event.target;
  if (!menu.open || !menu.matches("[data-kartu] > details")) return;
  for (const other of board.querySelectorAll("details[open]")) if (other !== menu) other.open = false;
};

const way = (column) => column && held.card.querySelector(`a[data-ke="${column.dataset.kolom}"]`);

const lift = () => {
  held.ghost = Object.assign(document.createElement("div"), { className: "bayangan", textContent: name(held.card) });
  document.body.append(held.ghost);
  held.card.classList.add("diangkat");
  for (const column of columns()) column.classList.toggle("boleh", Boolean(way(column)));
  say("kabarAngkat", { KARTU: name(held.card) });
};

const drop = () => {
  held?.ghost?.remove();
  held?.card.classList.remove("diangkat");
  for (const column of board.querySelectorAll(".boleh, .di-atas")) column.classList.remove("boleh", "di-atas");
  held = null;
};

const move = (event) => {
  if (!held || event.pointerId !== held.pointer) return;
  if (!held.ghost && Math.hypot(event.clientX - held.x, event.clientY - held.y) < FAR) return;
  if (!held.ghost) lift();
  held.ghost.style.transform = `translate(${event.clientX + 8}px, ${event.clientY + 8}px)`;
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-kolom]");
  if (over === held.over) return;
  held.over?.classList.remove("di-atas");
  held.over = over;
  if (way(over)) over.classList.add("di-atas");
};

const release = (event) => {
  if (!held || event.pointerId !== held.pointer) return;
  const dragged = held.ghost, link = dragged && way(held.over), column = held.over;
  drop();
  if (!dragged) return;
  addEventListener("click", stop, { capture: true, once: true }); // the click that ends a drag opens nothing
  setTimeout(() => removeEventListener("click", stop, { capture: true }));
  if (!link) return say("kabarBatal");
  say("kabarBuka", { KOLOM: title(column) });
  location.assign(link.href);
};
const stop = (event) => { event.preventDefault(); event.stopPropagation(); };

if (board) {
  const all = [...board.querySelectorAll("[data-kartu]")];
  for (const [place, card] of all.entries()) {
    handle(card).tabIndex = place ? -1 : 0;
    card.querySelector("[data-nama]").tabIndex = -1; // its menu opens it too
  }
  board.classList.add("bisa-geser");
  board.addEventListener("keydown", keys);
  board.addEventListener("toggle", opened, true);
  board.addEventListener("dragstart", (event) => event.preventDefault());
  board.addEventListener("pointerdown", (event) => {
    const card = event.target.closest("[data-kartu]");
    if (!card || event.button !== 0 || event.pointerType === "touch" || event.target.closest("details")) return;
    held = { card, pointer: event.pointerId, x: event.clientX, y: event.clientY };
  });
  addEventListener("pointermove", move);
  addEventListener("pointerup", release);
  addEventListener("pointercancel", drop);
  addEventListener("keydown", (event) => { if (event.key === "Escape" && held?.ghost) { drop(); say("kabarBatal"); } });
}
