// Photos come from the camera, now; never from the gallery. The canvas leaves no EXIF behind.

import { sha256heks } from "./dasar.js";

const PALING_LEBAR = 1600;
const PALING_BESAR = 1_400_000;

export async function bukaKamera(video) {
  const aliran = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: "environment", width: { ideal: PALING_LEBAR } },
  });
  video.srcObject = aliran;
  await video.play();
  return () => aliran.getTracks().forEach((jalur) => jalur.stop());
}

const keJpeg = (kanvas, mutu) => new Promise((selesai) => kanvas.toBlob(selesai, "image/jpeg", mutu));

// {sha, blob}: a JPEG of at most 1,600 points a side and 1.4 MB.
export async function potret(video) {
  const skala = Math.min(1, PALING_LEBAR / Math.max(video.videoWidth, video.videoHeight));
  const kanvas = document.createElement("canvas");
  kanvas.width = Math.round(video.videoWidth * skala);
  kanvas.height = Math.round(video.videoHeight * skala);
  kanvas.getContext("2d").drawImage(video, 0, 0, kanvas.width, kanvas.height);
  for (const mutu of [0.8, 0.65, 0.5, 0.35]) {
    const blob = await keJpeg(kanvas, mutu);
    if (blob && blob.size <= PALING_BESAR) return { blob, sha: await sha256heks(await blob.arrayBuffer()) };
  }
  throw new DOMException("foto terlalu besar", "DataError");
}

// One reading, at most 8 s, in the background: it marks the record and never holds anybody up.
export function bacaTempat() {
  const hasil = { nilai: { none: "belum terbaca" } };
  if (!navigator.geolocation) hasil.nilai = { none: "tidak ada" };
  else
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const [lat, lon] = [coords.latitude, coords.longitude].map((nilai) => Math.round(nilai * 1e7));
        hasil.nilai = { lat, lon, acc: Math.round(coords.accuracy) };
      },
      (salah) => {
        hasil.nilai = { none: salah.code === 1 ? "tidak diizinkan" : "tidak terbaca" };
      },
      { enableHighAccuracy: true, timeout: 8000, maximumAge: 60_000 },
    );
  return hasil;
}
