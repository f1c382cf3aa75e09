// Files out and back. Written is not enough: what lies on the stick is read again and compared before anybody says
// "tersalin".
import { hashHex } from "./foto";

interface PemegangBerkas {
    createWritable(): Promise<{ write(isi: BufferSource): Promise<void>; close(): Promise<void>; abort(): Promise<void> }>;
    getFile(): Promise<File>;
}
interface JendelaBerkas {
    showSaveFilePicker?: (opsi: {
        suggestedName: string;
        types: { description: string; accept: Record<string, string[]> }[];
    }) => Promise<PemegangBerkas>;
}

export type HasilTulis =
    /** Read back from where it was written; the hash is of what was read. */
    | { cara: "dibaca"; sha256: string }
    /** Downloaded by the browser: the operator still has to show us the file. */
    | { cara: "unduh" }
    | { cara: "batal" };

/** The stick was full, pulled out, or gave other bytes back. */
export class TulisGagal extends Error {}

export const canReadBack = (): boolean => typeof (window as unknown as JendelaBerkas).showSaveFilePicker === "function";

export async function writeFile(isi: Uint8Array<ArrayBuffer>, nama: string, sha256: string): Promise<HasilTulis> {
    const pilih = (window as unknown as JendelaBerkas).showSaveFilePicker;
    if (!pilih) {
        download(new Blob([isi], { type: "application/octet-stream" }), nama);
        return { cara: "unduh" };
    }
    let pegang: PemegangBerkas;
    try {
        const akhiran = /\.[a-z]+$/.exec(nama)?.[0] ?? ".age";
        pegang = await pilih.call(window, {
            suggestedName: nama,
            types: [{ description: "Paket OpenSIKS", accept: { "application/octet-stream": [akhiran] } }],
        });
    } catch (e) {
        if (e instanceof DOMException && e.name === "AbortError") return { cara: "batal" };
        download(new Blob([isi], { type: "application/octet-stream" }), nama);
        return { cara: "unduh" };
    }
    try {
        const tulis = await pegang.createWritable();
        await tulis.write(isi);
        await tulis.close();
        const dibaca = new Uint8Array(await (await pegang.getFile()).arrayBuffer());
        const sidik = await hashHex(dibaca);
        if (sidik !== sha256) throw new TulisGagal("Isi flashdisk berbeda dengan paketnya. Pakai flashdisk lain.");
        return { cara: "dibaca", sha256: sidik };
    } catch (e) {
        if (e instanceof TulisGagal) throw e;
        throw new TulisGagal("Flashdisk penuh, tercabut, atau rusak. Berkas BELUM jadi. Keputusan tetap di laptop ini; pasang flashdisk, lalu salin lagi.");
    }
}

export function download(isi: Blob, nama: string): void {
    const tautan = document.createElement("a");
    tautan.href = URL.createObjectURL(isi);
    tautan.download = nama;
    document.body.append(tautan);
    tautan.click();
    tautan.remove();
    // Some browsers read the address only after the click returns.
    setTimeout(() => URL.revokeObjectURL(tautan.href), 60_000);
}

export type HasilBagi = "terbagi" | "batal" | "tidak_bisa";

/** Web Share of the armoured text. WhatsApp keeps a .txt as it is; a photo it would not. */
export async function shareFile(isi: Uint8Array<ArrayBuffer>, nama: string, pesan: string): Promise<HasilBagi> {
    const data = { files: [new File([isi], nama, { type: "text/plain" })], title: nama, text: pesan };
    if (typeof navigator.canShare !== "function" || !navigator.canShare(data)) return "tidak_bisa";
    try {
        await navigator.share(data);
        return "terbagi";
    } catch (e) {
        return e instanceof DOMException && e.name === "AbortError" ? "batal" : "tidak_bisa";
    }
}

export const readFile = async (berkas: File): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await berkas.arrayBuffer());
