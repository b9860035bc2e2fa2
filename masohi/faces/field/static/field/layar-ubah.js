// Fix a mistake: the old entry stays, a correction is added. Four taps: Ubah, the name, what is right, why.

import * as A from "./alur.js";
import { cip, jamUbah, judul, kembali, pesan } from "./bagian.js";
import { h, ikon } from "./dasar.js";
import { ke } from "./keadaan.js";

const ALASAN = { nama: "Salah pilih nama", jam: "Salah jam", kabar: "Baru ada kabar", lain: "Alasan lain" };
const PILIHAN = { ...A.HADIR, ...A.TIDAK };

function daftar(ctx) {
  const { sesi, s } = ctx;
  return [
    kembali("Hari ini", () => ke("#/")),
    judul("Ubah catatan", sesi.site),
    h("p", {}, "Ketuk nama yang perlu diperbaiki. Catatan lama tetap tersimpan."),
    h("ul.orang-daftar", {}, ...sesi.people.map((orang) =>
      h("li", {}, h("button.orang", { type: "button", "data-k": `u${orang.appointment}`, onclick: () => ctx.simpan({ ...s, ubah: { nomor: orang.appointment } }) },
        h("span.nama", {}, orang.name), h("span.tanda", {}, A.sebut(A.keadaan(s, orang.appointment))), ikon("chevron-right"))))),
  ];
}

function satuOrang(ctx, orang) {
  const { sesi, s } = ctx;
  const nomor = orang.appointment;
  const isi = { outcome: A.keadaan(s, nomor), ...A.jamOrang(sesi, s, orang), ...s.ubah };
  const hadir = isi.outcome in A.HADIR;
  const ubah = (beda) => ctx.simpan({ ...s, ubah: { ...s.ubah, ...beda } });
  const tulis = (alasan) => {
    const koreksi = { outcome: isi.outcome, began: hadir ? isi.began : 0, ended: hadir ? isi.ended : 0, rest: hadir ? isi.rest : 0 };
    const facts = { appointment: nomor, ...koreksi, reason: ALASAN[alasan] };
    ctx.tulis({ type: "correct", ref: s.akhirEvent, facts }, { ...s, ubah: null, koreksi: { ...s.koreksi, [nomor]: koreksi } });
  };
  return [
    kembali("Semua orang", () => ctx.simpan({ ...s, ubah: null })),
    judul(orang.name, "Apa yang benar?"),
    cip(PILIHAN, isi.outcome, (outcome) => ubah({ outcome }), "Keadaan yang benar"),
    hadir && jamUbah("Mulai", isi.began, (began) => ubah({ began })),
    hadir && jamUbah("Selesai", isi.ended, (ended) => ubah({ ended })),
    h("h2", {}, "Mengapa diubah?"),
    h("p", {}, "Ketuk alasannya untuk menyimpan."),
    cip(ALASAN, "", tulis, "Alasan ubah"),
  ];
}

export function layarUbah(ctx) {
  const { sesi, s } = ctx;
  if (!s || s.langkah !== "selesai") return [kembali("Hari ini", () => ke("#/")), judul("Ubah catatan"), pesan("", "Sesi ini belum selesai dicatat di HP ini.")];
  const orang = sesi.people.find((satu) => satu.appointment === s.ubah?.nomor);
  return orang ? satuOrang(ctx, orang) : daftar(ctx);
}
