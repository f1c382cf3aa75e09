// Where the operator is, in the hash: back and forward work, a reload stays, and no name is ever in an address.
import { makeSinyal, useSinyal } from "./sinyal";

export interface Rute {
    halaman: string;
    id: string;
    sub: string;
    kueri: URLSearchParams;
}

export function readRute(hash: string): Rute {
    const [jalur = "", kueri = ""] = hash.replace(/^#\/?/, "").split("?");
    const [halaman = "", id = "", sub = ""] = jalur.split("/").map(decodeURIComponent);
    return { halaman: halaman || "beranda", id, sub, kueri: new URLSearchParams(kueri) };
}

/** Asked before leaving a screen; false keeps the operator there. */
let penjaga: (() => boolean) | null = null;
export function setGuard(tanya: (() => boolean) | null): void {
    penjaga = tanya;
}

const rute = makeSinyal<Rute>(readRute(location.hash));
let kini = location.hash;
addEventListener("hashchange", () => {
    if (location.hash === kini) return;
    if (penjaga && !penjaga()) {
        history.replaceState(null, "", kini || "#/");
        return;
    }
    kini = location.hash;
    rute.set(readRute(kini));
});

export const useRute = (): Rute => useSinyal(rute);
export function goTo(jalur: string): void {
    location.hash = jalur;
}
/** Changes what is shown without a new step in the history (filters, search). */
export function replaceRute(jalur: string): void {
    history.replaceState(null, "", `#${jalur}`);
    kini = location.hash;
    rute.set(readRute(kini));
}
