// The rescue page: reads what this laptop holds, whatever became of the worksheet's program. Without a framework and
// without the core, so that hardly anything of it can break: everything is saved as it lies, sealed. What needs the PIN
// and with it the core, a package, comes after this in the same file (penyelamat_paket.ts) and may fail by itself.
import { daftarAkun, selamatkan, type Selamat } from "./simpan/selamat";

/** Set by penyelamat_paket.ts once the core has loaded. */
export interface JendelaPaket {
    buatPaketLembar?: (akun: string, pin: string) => Promise<{ bytes: Uint8Array; nama: string; kode: string }>;
}

type Isi = string | Node;

function make<K extends keyof HTMLElementTagNameMap>(nama: K, kelas: string, ...isi: Isi[]): HTMLElementTagNameMap[K] {
    const el = document.createElement(nama);
    if (kelas) el.className = kelas;
    el.append(...isi);
    return el;
}

function makeButton(kata: string, utama: boolean, kerja: () => void | Promise<void>): HTMLButtonElement {
    const b = make("button", `tombol${utama ? " tombol-utama" : ""}`, kata);
    b.type = "button";
    b.addEventListener("click", async () => {
        if (b.getAttribute("aria-busy")) return;
        b.setAttribute("aria-busy", "true");
        try {
            await kerja();
        } finally {
            b.removeAttribute("aria-busy");
        }
    });
    return b;
}

function save(isi: Uint8Array, nama: string, jenis: string): void {
    const a = document.createElement("a");
    a.href = URL.createObjectURL(new Blob([isi as Uint8Array<ArrayBuffer>], { type: jenis }));
    a.download = nama;
    document.body.append(a);
    a.click();
    a.remove();
    setTimeout(() => URL.revokeObjectURL(a.href), 60_000);
}

const angka = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ".");
const ukuran = (byte: number): string => (byte < 1e6 ? `${angka(Math.max(1, Math.round(byte / 1024)))} KB` : `${(byte / 1048576).toFixed(1).replace(".", ",")} MB`);
function hariIni(): string {
    const t = new Date();
    return [t.getFullYear(), t.getMonth() + 1, t.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

function tell(tempat: HTMLElement, kata: string, warna: "hijau" | "merah" | "kuning"): void {
    const p = make("p", `pita pita-kartu w-${warna}`, make("strong", "", warna === "merah" ? "Belum berhasil" : warna === "hijau" ? "Tersimpan" : "Perhatian"), ` ${kata}`);
    p.setAttribute("role", warna === "hijau" ? "status" : "alert");
    tempat.replaceChildren(p);
}

function readKata(galat: unknown): string {
    const g = galat as { kalimat?: string; langkah?: string; message?: string };
    return [g.kalimat ?? `Tidak terbaca (${g.message ?? "galat"}).`, g.langkah ?? ""].join(" ").trim();
}

/** One account: a raw backup, the packages that are still here, and with the PIN a new package for the Dinas. */
async function showAkun(akun: string): Promise<HTMLElement> {
    const s: Selamat = await selamatkan(akun, hariIni());
    const kotak = make("section", "kartu", make("h2", "judul-kecil", `Lembar kerja akun ${akun}`));
    const kabar = make("div", "");
    kotak.append(make("p", "", `Ada ${angka(s.ubahan)} keputusan dan ${angka(s.lampiran)} foto di sini.`));
    if (s.rusak.length) {
        const daftar = make("ul", "bacaan");
        for (const r of s.rusak) daftar.append(make("li", "", r));
        kotak.append(make("p", "", make("b", "", "Tidak terbaca:")), daftar);
    }
    const simpan = makeButton(`Simpan cadangan, ${ukuran(s.bytes.length)}`, true, () => {
        save(s.bytes, s.nama, "application/json");
        tell(kabar, `Berkas ${s.nama} ada di folder Unduhan. Isinya tersegel. Salin ke flashdisk, lalu bawa ke Dinas.`, "hijau");
    });
    kotak.append(make("p", "kartu-kaki", simpan), kabar);
    for (const p of s.paket) {
        kotak.append(make("p", "kartu-kaki", makeButton(`Simpan paket ${p.nama}, ${ukuran(p.bytes.length)}`, false, () => save(p.bytes, p.nama, "application/octet-stream"))));
    }
    kotak.append(makePin(akun));
    return kotak;
}

function makePin(akun: string): HTMLElement {
    const kabar = make("div", "");
    const isian = make("input", "masukan");
    isian.type = "password";
    isian.id = `pin-${akun}`;
    isian.autocomplete = "current-password";
    const label = make("label", "label", "PIN");
    label.htmlFor = isian.id;
    const kerja = async (): Promise<void> => {
        try {
            const buat = (globalThis as JendelaPaket).buatPaketLembar;
            if (!buat) return tell(kabar, "Bagian ini tidak jalan di peramban ini. Simpan cadangan di atas, lalu bawa ke Dinas.", "merah");
            const p = await buat(akun, isian.value);
            save(p.bytes, p.nama, "application/octet-stream");
            tell(kabar, `Paket ${p.nama}, kode ${p.kode}, ada di folder Unduhan. Bawa ke Dinas.`, "hijau");
        } catch (galat) {
            tell(kabar, readKata(galat), "merah");
        }
    };
    const form = make("form", "sela", label, isian, make("p", "", makeButton("Buat paket", false, kerja)), kabar);
    form.addEventListener("submit", (e) => {
        e.preventDefault();
        void kerja();
    });
    const lipat = make("details", "lipat kartu-kaki", make("summary", "", "Buat paket untuk Dinas dengan PIN"), form);
    return lipat;
}

/** One account that cannot be shown does not hide the others. */
function showGagal(akun: string, galat: unknown): HTMLElement {
    const kabar = make("div", "");
    tell(kabar, `Lembar kerja akun ${akun} tidak bisa disimpan di sini: ${readKata(galat)} Jangan hapus data peramban.`, "merah");
    return make("section", "kartu", kabar, makePin(akun));
}

async function start(akar: HTMLElement): Promise<void> {
    try {
        const akun = await daftarAkun();
        if (!akun.length) {
            akar.replaceChildren(make("p", "", make("b", "", "Tidak ada lembar kerja di peramban ini."), " Bila dahulu ada, data peramban sudah dihapus. Pakai berkas paket di flashdisk atau WhatsApp."));
            return;
        }
        akar.replaceChildren();
        for (const a of akun) akar.append(await showAkun(a).catch((galat) => showGagal(a, galat)));
    } catch (galat) {
        tell(akar, `Penyimpanan tidak bisa dibaca: ${readKata(galat)} Jangan hapus data peramban. Hubungi Dinas.`, "merah");
    }
}

const akar = document.getElementById("penyelamat");
if (akar) void start(akar);
