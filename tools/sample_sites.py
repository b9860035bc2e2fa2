"""The sample list of sites: places of the demo data of Ambon and some more, with openings and supervisors of the sample."""

HEADINGS = ["Nama Lokasi", "Dinas", "Kegiatan", "Kode Kelurahan", "Lintang", "Bujur", "Koordinat diperiksa", "Risiko"]
HEADINGS += ["Di dalam ruangan", "Cocok untuk anak", "Bahaya", "APD", "Pernyataan (tanggal)", "Penanda tangan"]
HEADINGS += ["Hari", "Jam mulai", "Jam selesai", "Kuota", "Pengawas"]

DLHP, DINSOS = "Kepala DLHP", "Kepala Dinas Sosial"
ONE, TWO, THREE = "contoh-pengawas-1", "contoh-pengawas-2", "contoh-pengawas-3"
MERDEKA = ["Lapangan Merdeka dan Gong Perdamaian", "DLHP", "Kebersihan taman", "81.71.02.1017", "-3,69600", "128,18000"]
RSUD = [
    "RSUD dr. M. Haulussy Kudamati",
    "Dinsos",
    "Membantu kebersihan dan taman",
    "81.71.01.1009",
    "-3,70600",
    "128,16600",
]

DESCRIBED = [
    (
        [*MERDEKA, "tidak", "rendah", "tidak", "ya", "panas matahari", "sarung tangan, topi", "11/03/2026", DLHP],
        [("Senin, Rabu", "08.00", "12.00", 8, ONE), ("Sabtu", "08.00", "13.00", 10, TWO)],
    ),
    (
        ["Pasar dan Terminal Mardika", "DLHP", "Kebersihan pasar (siang hari)", "81.71.02.1011", "-3,69100", "128,18600"]
        + ["tidak", "sedang", "tidak", "tidak", "bau", "sarung tangan, masker, sepatu bot", "11/03/2026", DLHP],
        [("Selasa, Kamis", "13.00", "17.00", 8, ONE), ("Sabtu", "13.00", "17.00", 8, ONE)],
    ),
    (
        ["Terminal Transit Passo", "DLHP", "Kebersihan terminal", "81.71.03.2001", "-3,62500", "128,25500"]
        + ["tidak", "rendah", "tidak", "tidak", "-", "sarung tangan", "11/03/2026", DLHP],
        [("Senin, Kamis", "08.00", "12.00", 6, TWO), ("Sabtu", "08.00", "13.00", 6, ONE)],
    ),
    (
        ["Pantai Namalatu Latuhalat", "DLHP", "Bersih pantai", "81.71.01.2001", "-3,78000", "128,10000"]
        + ["tidak", "rendah", "tidak", "ya", "panas matahari", "sarung tangan, topi", "12 Maret 2026", DLHP],
        [("Rabu", "08.00", "12.00", 8, TWO), ("Sabtu", "08.00", "13.00", 12, f"{ONE}; {TWO}")],
    ),
    (
        ["TPA Toisapu", "DLHP", "Pemilahan sampah", "81.71.05.2006", "-3,66000", "128,27000"]
        + ["tidak", "tinggi", "tidak", "tidak", "angkat berat, bau", "sepatu bot, masker, helm", "12 Maret 2026", DLHP],
        [("Selasa, Jumat", "08.00", "11.00", 4, TWO)],
    ),
    (
        ["Kantor Desa Nania", "Dinsos", "Administrasi dan kebersihan kantor", "81.71.03.2005", "-3,62766", "128,23289"]
        + ["ya", "rendah", "ya", "ya", "-", "-", "2026-03-13", DINSOS],
        [("Senin, Rabu", "08.00", "12.00", 4, THREE)],
    ),
    (
        ["Balai Kota Ambon", "DLHP", "Kebersihan halaman", "81.71.02.1017", "-3,69500", "128,18100"]
        + ["tidak", "rendah", "tidak", "ya", "-", "sarung tangan", "11/03/2026", DLHP],
        [("Selasa, Kamis", "08.00", "12.00", 8, ONE), ("Senin-Jumat", "13.00", "17.00", 4, ONE)],
    ),
    (
        [*RSUD, "tidak", "sedang", "ya", "tidak", "-", "masker, sarung tangan", "13/03/2026", DINSOS],
        [("Senin, Rabu", "08.00", "13.00", 8, THREE), ("Jumat", "07.30", "11.30", 6, THREE), ("Sabtu", "08.00", "13.00", 8, THREE)],
    ),
    (
        ["Taman Pattimura", "DLHP", "Merawat taman", "81.71.02.1017", "-3,69650", "128,18150"]
        + ["tidak", "rendah", "tidak", "ya", "panas matahari", "sarung tangan, topi", "11/03/2026", DLHP],
        [("Senin-Jumat", "08.00", "16.00", 6, ONE), ("Sabtu", "08.00", "13.00", 6, ONE)],
    ),
    (
        ["Panti Lansia Inakaka Passo", "Dinsos", "Membantu dapur dan kebersihan", "81.71.03.2001", "-3,61500", "128,25000"]
        + ["tidak", "rendah", "ya", "tidak", "-", "celemek", "13/03/2026", DINSOS],
        [("Selasa, Kamis", "08.00", "12.00", 5, THREE), ("Sabtu", "08.00", "12.00", 5, THREE)],
    ),
    (
        ["Perpustakaan Kota Ambon", "Dinsos", "Menata buku dan membersihkan ruang baca", "81.71.02.1019", "-3,69900", "128,18300"]
        + ["tidak", "rendah", "ya", "ya", "-", "-", "13/03/2026", DINSOS],
        [("Senin-Kamis", "08.00", "12.00", 5, THREE), ("Sabtu", "08.00", "13.00", 5, THREE)],
    ),
    (
        ["Kebun Bibit Waiheru", "DLHP", "Menyemai dan menyiram bibit", "81.71.03.2006", "-3,62400", "128,22000"]
        + ["tidak", "rendah", "tidak", "ya", "panas matahari", "sarung tangan, topi", "11/03/2026", DLHP],
        [("Selasa, Jumat", "07.30", "11.30", 6, TWO), ("Sabtu", "08.00", "12.00", 6, TWO)],
    ),
    (
        ["Talud Pantai Galala", "DLHP", "Bersih pantai dan talud", "81.71.02.2002", "-3,66500", "128,20000"]
        + ["tidak", "sedang", "tidak", "tidak", "air, panas matahari", "sepatu bot, sarung tangan", "-", "-"],
        [("Rabu", "08.00", "12.00", 6, TWO)],
    ),
]  # fmt: skip


def rows() -> list[list[object]]:
    """One row for each opening; only the first row of a site describes it."""
    found: list[list[object]] = []
    for described, openings in DESCRIBED:
        for place, opening in enumerate(openings):
            site = described if place == 0 else [*described[:2], *[""] * (len(described) - 2)]
            found.append([*site, *opening])
    return found
