// Counts the invitation's time down; without it the page still says how long the code is good for.
const tampil = document.querySelector("[data-detik]");
const habis = Date.now() + Number(tampil.dataset.detik) * 1000;
const awal = tampil.textContent;
const detak = setInterval(() => {
  const sisa = Math.max(0, Math.ceil((habis - Date.now()) / 1000));
  tampil.textContent = sisa ? `${awal} ${Math.floor(sisa / 60)}:${String(sisa % 60).padStart(2, "0")}` : tampil.dataset.habis;
  if (sisa) return;
  clearInterval(detak);
  document.querySelector(".kode-qr").remove();
  document.querySelector("[data-undangan]").parentElement.remove();
}, 1000);
