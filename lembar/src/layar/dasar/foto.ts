// Photos are drawn again on a canvas: small enough for a thin line, and what the camera wrote beside the picture
// (place, time, device) does not come along.

export const FOTO_SISI = 1600;
export const FOTO_BYTE = 300 * 1024;
export const PDF_BYTE = 2 * 1024 * 1024;

export interface Lampiran {
    isi: Uint8Array<ArrayBuffer>;
    jenis: "image/jpeg" | "application/pdf";
    sha256: string;
}

/** A file that cannot be taken; the message is for the operator. */
export class BerkasDitolak extends Error {}

export async function hashHex(isi: Uint8Array<ArrayBuffer>): Promise<string> {
    const sidik = new Uint8Array(await crypto.subtle.digest("SHA-256", isi));
    return Array.from(sidik, (b) => b.toString(16).padStart(2, "0")).join("");
}

/** Sizes and qualities to try, best first; the first that fits is kept. */
export function* listTries(sisi: number): Generator<{ sisi: number; mutu: number }> {
    for (const batas of [1600, 1280, 1024, 800, 640]) {
        if (batas > sisi && batas > 640 && sisi > 640) continue;
        for (const mutu of [0.85, 0.72, 0.6]) yield { sisi: Math.min(batas, sisi), mutu };
    }
}

const toBlob = (kanvas: HTMLCanvasElement, mutu: number): Promise<Blob | null> =>
    new Promise((jadi) => kanvas.toBlob(jadi, "image/jpeg", mutu));

async function shrink(berkas: Blob): Promise<Uint8Array<ArrayBuffer>> {
    let gambar: ImageBitmap;
    try {
        gambar = await createImageBitmap(berkas, { imageOrientation: "from-image" });
    } catch {
        throw new BerkasDitolak("Foto ini tidak bisa dibaca. Ambil foto lagi, atau pilih berkas JPEG atau PNG.");
    }
    const kanvas = document.createElement("canvas");
    const pena = kanvas.getContext("2d");
    if (!pena) throw new BerkasDitolak("Peramban ini tidak bisa mengecilkan foto. Perbarui peramban, lalu coba lagi.");
    try {
        const panjang = Math.max(gambar.width, gambar.height);
        for (const { sisi, mutu } of listTries(panjang)) {
            const skala = Math.min(1, sisi / panjang);
            kanvas.width = Math.max(1, Math.round(gambar.width * skala));
            kanvas.height = Math.max(1, Math.round(gambar.height * skala));
            // A transparent picture would turn black in a JPEG.
            pena.fillStyle = "#fff";
            pena.fillRect(0, 0, kanvas.width, kanvas.height);
            pena.drawImage(gambar, 0, 0, kanvas.width, kanvas.height);
            const blob = await toBlob(kanvas, mutu);
            if (blob && blob.size <= FOTO_BYTE) return new Uint8Array(await blob.arrayBuffer());
        }
    } finally {
        gambar.close();
        kanvas.width = 0;
    }
    throw new BerkasDitolak("Foto ini tetap terlalu besar. Ambil foto lagi dari lebih dekat.");
}

/** What the operator chose, ready to be kept: a photo drawn again, or a PDF as it is. */
export async function readLampiran(berkas: File, pdf = false): Promise<Lampiran> {
    if (berkas.type === "application/pdf" || /\.pdf$/i.test(berkas.name)) {
        if (!pdf) throw new BerkasDitolak("Pilih foto, bukan PDF.");
        if (berkas.size > PDF_BYTE) throw new BerkasDitolak("PDF ini lebih dari 2 MB. Pindai lagi dengan mutu lebih rendah.");
        const isi = new Uint8Array(await berkas.arrayBuffer());
        if (String.fromCharCode(...isi.slice(0, 5)) !== "%PDF-") throw new BerkasDitolak("Berkas ini bukan PDF yang utuh.");
        return { isi, jenis: "application/pdf", sha256: await hashHex(isi) };
    }
    const isi = await shrink(berkas);
    return { isi, jenis: "image/jpeg", sha256: await hashHex(isi) };
}
