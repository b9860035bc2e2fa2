/* Presses "Lanjutkan" until every row is checked. Without this file people press it themselves. */

const place = () => document.querySelector("[data-kemajuan]");

async function onwards() {
  for (let form = place()?.querySelector("form"); form; form = place()?.querySelector("form")) {
    const answer = await fetch(location.href, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-kemajuan]");
    if (!next) break;
    place().replaceWith(document.adoptNode(next));
  }
  location.replace(location.href);
}

onwards().catch(() => { /* no connection: the button is still there */ });
