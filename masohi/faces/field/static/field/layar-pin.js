// The PIN opens the names. Ten wrong tries and the names are gone from this phone; records are not.

import { isian, judul, kaki, pesan, tombol } from "./bagian.js";
import { h } from "./dasar.js";
import { bukaPin } from "./kunci.js";
import { app, segarkan } from "./keadaan.js";

export const ENAM = { type: "password", inputmode: "numeric", pattern: "[0-9]{6}", maxlength: "6", autocomplete: "off" };

let teguran = "";

async function coba(pin) {
  const { kunci, sisa } = await bukaPin(pin);
  teguran = kunci ? "" : sisa ? `PIN belum cocok. Masih ${sisa} kali lagi.` : "";
  if (kunci) return app.buka(kunci);
  await segarkan();
  app.gambar();
}

export function layarPin() {
  if (!app.pinAda)
    return [
      judul("Daftar nama sudah dihapus"),
      pesan("awas", "PIN salah terlalu sering. Daftar nama dihapus dari HP ini demi keamanan."),
      h("p", {}, "Catatan Anda tetap aman dan tetap terkirim. Minta PK kode QR baru untuk memasang HP ini lagi."),
    ];
  const kotak = h("input", {
    ...ENAM, id: "pin", "aria-describedby": "pin-pesan",
    oninput: ({ target }) => {
      if (!/^\d{6}$/.test(target.value)) return;
      target.disabled = true;
      coba(target.value);
    },
  });
  return [
    judul("Masukkan PIN", "Lapangan"),
    h("label.isian.pin", {}, h("span", {}, "PIN 6 angka"), kotak),
    h("div", { id: "pin-pesan", role: "alert" }, teguran && pesan("awas", teguran)),
    h("p", {}, "PIN membuka daftar nama. Lupa PIN? Minta PK kode QR baru. Catatan yang belum terkirim tetap aman."),
  ];
}

// Choosing a PIN twice. `selesai(pin)` is called once both are alike.
export function pilihPin(selesai) {
  let pertama = "";
  const wadah = h("div");
  const tampil = (kata, salah = "") => {
    const kotak = isian(kata, { ...ENAM, id: "pin-baru", class: "pin" }, "Enam angka. Jangan pakai 123456 atau tanggal lahir.");
    const lanjut = () => {
      const pin = wadah.querySelector("input").value;
      if (!/^\d{6}$/.test(pin) || /^(\d)\1{5}$/.test(pin) || "01234567890 09876543210".includes(pin)) return tampil(kata, "Pilih enam angka yang tidak mudah ditebak.");
      if (!pertama) { pertama = pin; return tampil("Tulis PIN sekali lagi"); }
      if (pin === pertama) return selesai(pin);
      pertama = "";
      return tampil("Pilih PIN", "Dua PIN itu berbeda. Pilih lagi.");
    };
    wadah.replaceChildren(kotak, h("div", { role: "alert" }, salah && pesan("awas", salah)), kaki(tombol("Lanjut", lanjut, { kelas: "utama", gambar: "arrow-right" })));
    wadah.querySelector("input").focus();
  };
  tampil("Pilih PIN");
  return wadah;
}
