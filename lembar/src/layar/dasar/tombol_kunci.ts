// Single-letter keys. They work only outside fields, never with Ctrl, Alt or Meta, and can be switched off.
import { useLayoutEffect } from "preact/hooks";

export interface Kunci {
    kunci: string;
    kata: string;
    kerja: () => void;
}

const daftar: Kunci[][] = [];
let nyala = localStorage.getItem("opensiks-tombol-huruf") !== "tidak";

export const areKeysOn = (): boolean => nyala;
export function switchKeys(ya: boolean): void {
    nyala = ya;
    localStorage.setItem("opensiks-tombol-huruf", ya ? "ya" : "tidak");
}

const diIsian = (el: EventTarget | null): boolean =>
    el instanceof HTMLElement && (el.isContentEditable || el.matches("input:not([type=checkbox]):not([type=radio]), textarea, select"));

function handle(e: KeyboardEvent): void {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]")) return;
    if (e.key !== "Escape" && diIsian(e.target)) return;
    if (!nyala && e.key.length === 1) return;
    // Enter and Space belong to the button or link that has the focus.
    if ((e.key === "Enter" || e.key === " ") && e.target instanceof HTMLElement && e.target.matches("a, button, summary, input")) return;
    for (let i = daftar.length - 1; i >= 0; i -= 1) {
        const satu = daftar[i]?.find((k) => k.kunci.toLowerCase() === e.key.toLowerCase());
        if (satu) {
            e.preventDefault();
            satu.kerja();
            return;
        }
    }
}
addEventListener("keydown", handle);

/**
 * The keys of one screen, as long as it is shown; the newest screen is asked first. They change before the screen is
 * painted: a key pressed at once must never decide about the family that was shown before.
 */
export function useKeys(kunci: Kunci[], syarat: readonly unknown[]): void {
    useLayoutEffect(() => {
        daftar.push(kunci);
        return () => {
            const i = daftar.indexOf(kunci);
            if (i >= 0) daftar.splice(i, 1);
        };
    }, [...syarat]);
}

/** Every key that works now, for the help. */
export const listKeys = (): Kunci[] => daftar.flat().filter((k) => k.kata);
