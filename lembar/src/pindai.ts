// The desk reads the request of a laptop from its screen: the QR in front of a camera, or a photo of it in the place of
// the request file. What was read goes up as that file would, by the same form; without this script the form stays.
import decodeQR from "qr/decode.js";

const BENTUK = "opensiks-permintaan/1";
/** Longest side of a photo that is searched; a telephone's is five times that. */
const SISI = 1600;
const JEDA = 120;

const form = document.querySelector<HTMLFormElement>("form[data-pindai]");
const kotak = document.querySelector<HTMLElement>("[data-pindai-alat]");
if (form && kotak) mulai(form, kotak);

function readQr(gambar: CanvasImageSource, lebar: number, tinggi: number, sabar: number): string {
    const kanvas = document.createElement("canvas");
    [kanvas.width, kanvas.height] = [lebar, tinggi];
    const tinta = kanvas.getContext("2d", { willReadFrequently: true });
    if (!tinta) return "";
    tinta.drawImage(gambar, 0, 0, lebar, tinggi);
    try {
        return decodeQR(tinta.getImageData(0, 0, lebar, tinggi), { timeLimit: sabar });
    } catch {
        return "";
    }
}

/** The text of the QR on a photo; "" where none is found at any of a few sizes. */
async function readFoto(berkas: File): Promise<string> {
    const gambar = await createImageBitmap(berkas).catch(() => null);
    if (!gambar) return "";
    for (const sisi of [SISI, SISI / 2, SISI * 2]) {
        const kali = Math.min(1, sisi / Math.max(gambar.width, gambar.height));
        const teks = readQr(gambar, Math.round(gambar.width * kali), Math.round(gambar.height * kali), 1_500);
        if (teks) return teks;
    }
    return "";
}

function mulai(form: HTMLFormElement, kotak: HTMLElement): void {
    const isian = form.querySelector<HTMLInputElement>("input[type=file]");
    const tombol = kotak.querySelector<HTMLButtonElement>("button");
    const video = kotak.querySelector("video");
    const kata = kotak.querySelector<HTMLElement>("[role=status]");
    if (!isian || !tombol || !video || !kata) return;
    const say = (apa: string): void => void (kata.textContent = kotak.dataset[apa] ?? "");
    let aliran: MediaStream | null = null;

    const berhenti = (): void => {
        for (const jalur of aliran?.getTracks() ?? []) jalur.stop();
        aliran = null;
        video.hidden = true;
        tombol.textContent = kotak.dataset["mulai"] ?? "";
    };
    /** True when this was a request; it is sent off. */
    const send = (teks: string): boolean => {
        if (!teks.includes(BENTUK)) {
            say(teks ? "lain" : "tidak");
            return false;
        }
        const isi = new DataTransfer();
        isi.items.add(new File([teks], "qr.json", { type: "application/json" }));
        isian.files = isi.files;
        berhenti();
        say("dapat");
        form.requestSubmit();
        return true;
    };
    const lihat = (): void => {
        if (!aliran) return;
        const teks = video.videoWidth ? readQr(video, video.videoWidth, video.videoHeight, 60) : "";
        if (teks && send(teks)) return;
        setTimeout(lihat, JEDA);
    };
    tombol.addEventListener("click", async () => {
        if (aliran) {
            berhenti();
            say("");
            return;
        }
        try {
            aliran = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
        } catch {
            say("tanpa");
            return;
        }
        video.srcObject = aliran;
        video.hidden = false;
        tombol.textContent = kotak.dataset["henti"] ?? "";
        say("arahkan");
        await video.play();
        lihat();
    });
    isian.addEventListener("change", async () => {
        const [berkas] = isian.files ?? [];
        if (!berkas?.type.startsWith("image/")) return;
        say("baca");
        if (!send(await readFoto(berkas))) isian.value = "";
    });
    addEventListener("pagehide", berhenti);
    // A page without https has no camera; the photo stays.
    tombol.hidden = !navigator.mediaDevices;
    kotak.hidden = false;
}
