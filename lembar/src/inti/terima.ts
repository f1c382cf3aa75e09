/** A receipt or worksheet from the Dinas: proven against the pinned registrar and matched to what we made. */

import type { Jwk, Lembar, PutusanBaris, TandaTerima } from "./bentuk.ts";
import { tolak } from "./batas.ts";
import { isUjung } from "./manifes.ts";
import { bukaPaket, type Paket } from "./paket.ts";
import { algDari, bacaTertanda, cariJwk, periksaTanda } from "./tanda.ts";

/** Newest worksheet that this program understands. */
export const VERSI_LEMBAR = 1;
export const TYP_TITIP = "opensiks-titip+jwt";

/** A worksheet or receipt that is genuine and yet not for now: the sentence says what to do. */
export class TidakCocok extends Error {
    override name = "TidakCocok";
    constructor(
        readonly kalimat: string,
        readonly langkah: string,
    ) {
        super(kalimat);
    }
}

export interface TerimaanTanda {
    isi: TandaTerima;
    sha256: string;
    baru: PutusanBaris[];
}

/** What we know of our own packages: the hash of the payload, and the ubahan inside by id. */
export interface PaketKita {
    manifes: string;
    urutan: number;
    id: ReadonlySet<string>;
}

/** Opens a verdict receipt. Ubahan count as answered only through one that passes here. */
export async function bacaTandaTerima(
    bytes: Uint8Array,
    identitas: readonly string[],
    registrar: readonly Jwk[],
    milik: readonly PaketKita[],
): Promise<TerimaanTanda> {
    const paket = await bukaPaket(bytes, identitas, { registrar, arah: "tanda_terima" });
    const isi = periksaTandaTerima(paket);
    const kita = milik.find((p) => p.manifes === isi.manifes);
    if (kita === undefined || kita.urutan !== isi.urutan) {
        throw new TidakCocok(
            "Tanda terima ini bukan untuk paket yang dibuat di laptop ini.",
            "Minta tanda terima untuk berkas dari laptop ini.",
        );
    }
    const asing = isi.putusan.find((p) => !kita.id.has(p.id));
    if (asing !== undefined) tolak("SALAH_BENTUK", "tanda_terima: ubahan yang tidak ada di paket");
    const terbit = paket.manifes.waktu.perangkat;
    return { isi: { ...isi, terbit, jws: paket.tanda.padat }, sha256: paket.manifesSha256, baru: isi.putusan };
}

const PUTUSAN = new Set(["DITERIMA", "SAMA", "DITOLAK", "DITAHAN", "MENUNGGU", "BELUM_DIDUKUNG"]);

function periksaTandaTerima(paket: Paket): TandaTerima {
    const t = paket.isi as unknown as TandaTerima;
    const baik =
        typeof t.bentuk === "string" &&
        t.bentuk.startsWith("tanda_terima/1") &&
        typeof t.manifes === "string" &&
        typeof t.urutan === "number" &&
        typeof t.pada === "string" &&
        Array.isArray(t.putusan) &&
        t.putusan.every((p) => typeof p.id === "string" && PUTUSAN.has(p.putusan)) &&
        Array.isArray(t.lampiran_kurang) &&
        (t.jejak === undefined || isUjung(t.jejak));
    if (!baik) tolak("SALAH_BENTUK", "tanda_terima");
    return t;
}

export interface TerimaanLembar {
    lembar: Lembar;
    registrar: Jwk;
    paket: Paket;
}

/**
 * Opens a worksheet. `registrar` empty: the first one pins its key, which then must also be the one that signed the
 * certificate for this very laptop; people compared the six words when the Dinas gave it.
 */
export async function bacaLembar(
    bytes: Uint8Array,
    identitas: readonly string[],
    registrar: readonly Jwk[],
): Promise<TerimaanLembar> {
    const pertama = registrar.length === 0;
    const paket = await bukaPaket(bytes, identitas, { registrar: pertama ? null : registrar, arah: "turun" });
    const lembar = paket.isi as unknown as Lembar;
    periksaLembar(lembar);
    const kunci = lembar.kunci.registrar?.jwk;
    if (pertama) {
        if (kunci === undefined || (await cariJwk([kunci], paket.kid)) === null) {
            return tolak("TANDA_TANGAN", "kunci registrar tidak dikenal");
        }
        await periksaTanda(paket.tanda, kunci, algDari(kunci) ?? "");
    }
    const dipakai = kunci ?? (await cariJwk(registrar, paket.kid));
    if (dipakai === null) return tolak("TANDA_TANGAN", "kunci registrar tidak dikenal");
    return { lembar, registrar: dipakai, paket };
}

function periksaLembar(lembar: Lembar): void {
    const versi = /^lembar\/([1-9][0-9]*)$/.exec(String(lembar.bentuk))?.[1];
    if (versi === undefined) tolak("SALAH_BENTUK", "lembar: bentuk");
    if (Number(versi) > VERSI_LEMBAR) {
        throw new TidakCocok(
            "Lembar ini dibuat untuk aplikasi yang lebih baru.",
            "Perbarui aplikasi saat tersambung; paket tetap dapat dibuat.",
        );
    }
    const baik =
        Array.isArray(lembar.keluarga) &&
        Array.isArray(lembar.usulan) &&
        typeof lembar.periode?.kode === "string" &&
        typeof lembar.desa?.kode === "string" &&
        typeof lembar.daftar === "object" &&
        typeof lembar.kunci?.cadangan === "string" &&
        Array.isArray(lembar.kunci.kantor) &&
        typeof lembar.sertifikat === "string";
    if (!baik) tolak("SALAH_BENTUK", "lembar");
}

export interface TandaTitip {
    sha256: string;
    ukuran: number;
    pada: string;
    nomor: string;
    jalur: string;
}

/** The server's deposit receipt for exactly these bytes; refuses one for another file. */
export async function bacaTandaTitip(jws: string, registrar: readonly Jwk[], sha256: string): Promise<TandaTitip> {
    const isi = (await bacaTertanda(jws, registrar, TYP_TITIP, "tanda_titip")) as unknown as TandaTitip;
    if (isi.sha256 !== sha256) {
        throw new TidakCocok("Tanda titip ini untuk berkas lain.", "Titipkan lagi berkas dari laptop ini.");
    }
    return { ...isi, nomor: String(isi.nomor) };
}
