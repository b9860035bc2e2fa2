/* Read a card aloud with the voice of the device. Where there is none, the button stays hidden and the text remains. */
const button = document.querySelector("[data-dengarkan]");
if (button && "speechSynthesis" in window) {
  const text = () => [...document.querySelectorAll("[data-teks]")].map((part) => part.textContent.trim()).join(". ");
  const show = (speaking) => {
    button.setAttribute("aria-pressed", String(speaking));
    button.querySelector("span").textContent = speaking ? button.dataset.berhenti : button.dataset.mulai;
  };
  button.hidden = false;
  show(false);
  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) { speechSynthesis.cancel(); show(false); return; }
    const speech = new SpeechSynthesisUtterance(text());
    speech.lang = document.documentElement.lang === "en" ? "en" : "id-ID";
    speech.rate = 0.95;
    speech.onend = speech.onerror = () => show(false);
    speechSynthesis.speak(speech);
    show(true);
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
