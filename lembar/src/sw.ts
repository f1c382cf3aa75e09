// Keeps the worksheet openable without a line. All files of a version or none of it; a new version waits until the
// operator asks for it; the version before stays until the new one has run; the rescue page changes last of all.

interface Rincian {
    versi: string;
    berkas: string[];
    /** The kill switch: this worker removes its caches and itself. What the operator recorded is not in them. */
    mati?: boolean;
}
interface Peristiwa extends Event {
    waitUntil(janji: Promise<unknown>): void;
}
interface PeristiwaAmbil extends Peristiwa {
    request: Request;
    respondWith(janji: Promise<Response>): void;
}
interface Pekerja {
    LEMBAR?: Rincian;
    location: Location;
    registration: { unregister(): Promise<boolean> };
    clients: { claim(): Promise<void> };
    skipWaiting(): Promise<void>;
    addEventListener(jenis: "install" | "activate", kerja: (e: Peristiwa) => void): void;
    addEventListener(jenis: "fetch", kerja: (e: PeristiwaAmbil) => void): void;
    addEventListener(jenis: "message", kerja: (e: MessageEvent<{ jenis?: string } | null>) => void): void;
}

const diri = self as unknown as Pekerja;
const { versi, berkas, mati } = diri.LEMBAR ?? { versi: "tanpa", berkas: [], mati: false };
const AWALAN = "lembar-";
const KINI = `${AWALAN}${versi}`;
const PENYELAMAT = "penyelamat-lembar";
const KEADAAN = "keadaan-lembar";
const KULIT = "/lembar/";
const HALAMAN_SELAMAT = "/lembar/penyelamat/";
/** Openings of an untried version before the one before it is shown again. */
const MAKS_COBA = 3;

interface Status {
    /** The version that ran last without a failure at its start. */
    sehat: string;
    coba: number;
    untuk: string;
    /** Caches that were there when this version took over: theirs is the past, and only they may be let go. */
    lama: string[];
}

async function readStatus(): Promise<Status> {
    const isi = await (await caches.open(KEADAAN)).match("/lembar/keadaan");
    return isi ? ((await isi.json()) as Status) : { sehat: "", coba: 0, untuk: "", lama: [] };
}
const writeStatus = async (s: Status): Promise<void> => (await caches.open(KEADAAN)).put("/lembar/keadaan", new Response(JSON.stringify(s)));

/** Everything under its own address, fresh from the server. One file missing: nothing is installed. */
async function install(): Promise<void> {
    const sudah = (await readStatus()).sehat === versi;
    const kotak = await caches.open(KINI);
    try {
        await Promise.all(
            berkas.map(async (alamat) => {
                const jawab = await fetch(alamat, { cache: "reload", credentials: "same-origin", redirect: "error" });
                if (!jawab.ok) throw new Error(`${jawab.status}`);
                await kotak.put(alamat, jawab);
            }),
        );
        if (!(await caches.has(PENYELAMAT))) await copyPenyelamat();
    } catch (galat) {
        // Only what this attempt left half done; files of a version that already runs stay.
        if (!sudah) await caches.delete(KINI);
        throw galat;
    }
}

/** The rescue page and what it loads, out of this version's files. */
async function copyPenyelamat(): Promise<void> {
    const [dari, ke] = [await caches.open(KINI), await caches.open(PENYELAMAT)];
    const perlu = berkas.filter((b) => b === HALAMAN_SELAMAT || /penyelamat|opensiks|tanda/.test(b));
    const isi = await Promise.all(perlu.map(async (b) => [b, await dari.match(b)] as const));
    if (isi.some(([, jawab]) => !jawab)) return;
    for (const kunci of await ke.keys()) await ke.delete(kunci);
    for (const [b, jawab] of isi) if (jawab) await ke.put(b, jawab);
}

/** This version takes over: what stands beside its own files now is older. A newer one that waits comes later. */
async function takeOver(): Promise<void> {
    const s = await readStatus();
    await writeStatus({ ...s, lama: (await caches.keys()).filter((nama) => nama.startsWith(AWALAN) && nama !== KINI) });
    await diri.clients.claim();
}

/** It has run. Only now the versions before it go, and the rescue page becomes this one's. */
async function tidyUp(): Promise<void> {
    const { lama } = await readStatus();
    await writeStatus({ sehat: versi, coba: 0, untuk: versi, lama: [] });
    for (const nama of lama) await caches.delete(nama);
    // Somebody cleared the browser's cache but not the worker: fill it again while there is a line.
    const ada = await (await caches.open(KINI)).keys();
    if (ada.length < berkas.length) await install().catch(() => undefined);
    await copyPenyelamat();
}

async function turnOff(): Promise<void> {
    for (const nama of await caches.keys()) if (nama.startsWith(AWALAN) || nama === PENYELAMAT || nama === KEADAAN) await caches.delete(nama);
    await diri.registration.unregister();
}

/** Which version's files to show: this one, or the one before while this one has not run yet. */
async function chooseSlot(): Promise<Cache> {
    const s = await readStatus();
    if (s.sehat === versi || !s.sehat) return caches.open(KINI);
    const coba = s.untuk === versi ? s.coba + 1 : 1;
    await writeStatus({ ...s, coba, untuk: versi });
    const lama = `${AWALAN}${s.sehat}`;
    return coba > MAKS_COBA && (await caches.has(lama)) ? caches.open(lama) : caches.open(KINI);
}

/** Caches that do not answer are no reason to show nothing while there is a line. */
const orServer = (permintaan: Request, jawab: Promise<Response>): Promise<Response> => jawab.catch(() => fetch(permintaan));

async function answerPage(permintaan: Request, alamat: string): Promise<Response> {
    const kotak = alamat === HALAMAN_SELAMAT ? await caches.open(PENYELAMAT) : await chooseSlot();
    return (await kotak.match(alamat)) ?? (await (await caches.open(KINI)).match(alamat)) ?? fetch(permintaan);
}

async function answerFile(permintaan: Request, alamat: string): Promise<Response> {
    const s = await readStatus();
    const lama = s.untuk === versi && s.coba > MAKS_COBA && s.sehat !== versi ? `${AWALAN}${s.sehat}` : null;
    // The rescue page keeps its own program until a version has run; the same address may hold another one by now.
    const urut = (/penyelamat/.test(alamat) ? [PENYELAMAT, KINI] : [lama, KINI, PENYELAMAT]).filter((n): n is string => n !== null);
    for (const nama of urut) {
        const ada = (await caches.has(nama)) ? await (await caches.open(nama)).match(alamat) : undefined;
        if (ada) return ada;
    }
    // A page of the version before may still ask for its own files.
    return (await caches.match(permintaan)) ?? fetch(permintaan);
}

diri.addEventListener("install", (e) => e.waitUntil(mati ? diri.skipWaiting() : install()));
diri.addEventListener("activate", (e) => e.waitUntil(mati ? turnOff() : takeOver()));
diri.addEventListener("message", (e) => {
    if (e.data?.jenis === "pasang") void diri.skipWaiting();
    if (e.data?.jenis === "sehat" && !mati) void tidyUp();
});
diri.addEventListener("fetch", (e) => {
    const alamat = new URL(e.request.url);
    if (mati || e.request.method !== "GET" || alamat.origin !== diri.location.origin) return;
    const jalur = alamat.pathname;
    if (jalur.startsWith("/lembar/api/") || jalur === "/lembar/sw.js") return;
    if (e.request.mode === "navigate") {
        if (jalur === KULIT || jalur === HALAMAN_SELAMAT) e.respondWith(orServer(e.request, answerPage(e.request, jalur)));
    } else if (berkas.includes(jalur) || jalur.startsWith("/static/")) e.respondWith(orServer(e.request, answerFile(e.request, jalur)));
});
