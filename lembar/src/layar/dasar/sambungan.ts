// The line. Only an answer of our own server says that there is one: `onLine` knows the cable, not the Dinas.
import { readRetryAfter } from "../serah/jeda";
import { makeSinyal } from "./sinyal";

export interface Saya {
    akun: number;
    nama: string;
    desa: { kode: string; nama: string };
    csrf: string;
    periode: string;
    /** The user name: what a request file names. */
    masuk?: string;
    /** The server's clock at this answer. */
    pada?: string;
}
export type Garis = "mencoba" | "tersambung" | "belum_masuk" | "tanpa";

export const garis = makeSinyal<Garis>("mencoba");
export const saya = makeSinyal<Saya | null>(null);
/** The server's clock at its last answer, for the store's clock warning. */
export const waktuServer = makeSinyal<string | null>(null);

/** The worksheet lives at <root>/lembar/; its doors are beside it. */
export const AKAR = new URL("./", document.baseURI).pathname.replace(/lembar\/.*$/, "lembar/");

/** The server said no, or said nothing; `tunggu` (ms) is what it asked for. */
export class GagalKirim extends Error {
    constructor(kalimat: string, readonly status: number, readonly tunggu: number | null = null) {
        super(kalimat);
    }
}

const KALIMAT: Readonly<Record<number, string>> = {
    401: "Anda belum masuk. Masuk dahulu ke OpenSIKS, lalu coba lagi.",
    403: "Akun ini tidak boleh memakai lembar kerja desa ini.",
    404: "Belum ada di Dinas.",
    413: "Berkas terlalu besar. Kirim tanpa foto dahulu.",
    429: "Dinas sedang sibuk. Dicoba lagi sebentar lagi.",
    503: "Dinas sedang sibuk. Dicoba lagi sebentar lagi.",
    507: "Penyimpanan Dinas penuh. Titipan BELUM diterima. Simpan berkasnya, lalu coba lagi nanti.",
};

/** One request to our own server. Everything but a good answer is a GagalKirim with a sentence. */
export async function callApi(jalur: string, opsi: RequestInit & { batas?: number } = {}): Promise<Response> {
    const henti = new AbortController();
    const jam = setTimeout(() => henti.abort(), opsi.batas ?? 20_000);
    const kepala = new Headers(opsi.headers);
    if (opsi.method === "POST" && saya.nilai) kepala.set("X-CSRFToken", saya.nilai.csrf);
    let jawab: Response;
    try {
        jawab = await fetch(new URL(jalur, new URL(AKAR, location.origin)), {
            ...opsi, headers: kepala, credentials: "same-origin", cache: "no-store", redirect: "manual", signal: henti.signal,
        });
    } catch {
        garis.set("tanpa");
        throw new GagalKirim("Tidak ada sambungan ke Dinas.", 0);
    } finally {
        clearTimeout(jam);
    }
    const tanggal = Date.parse(jawab.headers.get("Date") ?? "");
    if (!Number.isNaN(tanggal)) waktuServer.set(new Date(tanggal).toISOString());
    // A login page answers with a redirect: the line is there, the person is not.
    const status = jawab.type === "opaqueredirect" ? 401 : jawab.status;
    if (status === 401) {
        garis.set("belum_masuk");
        saya.set(null);
    }
    if (!jawab.ok) {
        const kata = (await jawab.json().catch(() => null)) as { kalimat?: string; langkah?: string } | null;
        const kalimat = kata?.kalimat ? `${kata.kalimat} ${kata.langkah ?? ""}`.trim() : (KALIMAT[status] ?? `Ada gangguan di pihak kami. Data Anda aman. Kode: ${status}`);
        throw new GagalKirim(kalimat, status, readRetryAfter(jawab.headers.get("Retry-After")));
    }
    return jawab;
}

const INGAT = "opensiks-lembar-saya";
export type SayaIngat = Pick<Saya, "akun" | "nama" | "desa" | "masuk">;

/** Who was signed in here last: without a line the laptop still knows whose request it makes. */
function remember({ akun, nama, desa, masuk }: Saya): void {
    try {
        localStorage.setItem(INGAT, JSON.stringify({ akun, nama, desa, masuk } satisfies SayaIngat));
    } catch {
        // Storage is off: said by the check of private windows.
    }
}

export function recallSaya(): SayaIngat | null {
    try {
        return JSON.parse(localStorage.getItem(INGAT) ?? "null") as SayaIngat | null;
    } catch {
        return null;
    }
}

/** Asks who I am; sets the line's state. Never throws. */
export async function checkGaris(): Promise<Saya | null> {
    try {
        const jawab = await callApi("api/saya/", { batas: 8_000 });
        if (!jawab.headers.get("Content-Type")?.includes("json")) throw new GagalKirim("", 401);
        const isi = (await jawab.json()) as Saya;
        saya.set(isi);
        remember(isi);
        garis.set("tersambung");
        return isi;
    } catch (e) {
        if (e instanceof GagalKirim && e.status === 0) garis.set("tanpa");
        else if (e instanceof GagalKirim && (e.status === 401 || e.status === 403)) garis.set("belum_masuk");
        else garis.set("tanpa");
        return null;
    }
}

let mulai = false;
/** Watches the line: at once, when the cable says something, and every five minutes while somebody looks. */
export function watchGaris(): void {
    if (mulai) return;
    mulai = true;
    void checkGaris();
    addEventListener("online", () => void checkGaris());
    addEventListener("offline", () => garis.set("tanpa"));
    setInterval(() => {
        if (document.visibilityState === "visible" && navigator.onLine) void checkGaris();
    }, 300_000);
}
