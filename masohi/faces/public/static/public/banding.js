/* Two pictures side by side become one with a slider. Without this file both are shown beside each other. */
for (const figure of document.querySelectorAll("[data-banding]")) {
  const range = figure.querySelector("input[type=range]");
  const tell = () => figure.style.setProperty("--letak", `${range.value}%`);
  range.addEventListener("input", tell);
  figure.classList.add("hidup");
  tell();
}
