// A private window throws everything away when it closes. It is refused before anybody types a word.

import { isSamaran } from "./samaran_pin";

interface Ingatan {
    jsHeapSizeLimit: number;
}

export interface Penyimpanan {
    /** Why nothing may be typed here; null when it may. */
    tolak: "samaran" | "tidak_ada" | null;
    /** The browser promised not to clear it by itself. */
    awet: boolean;
}

/** Asks for storage that stays. */
export async function checkPenyimpanan(): Promise<Penyimpanan> {
    if (!("indexedDB" in window) || !navigator.storage?.estimate || !crypto.subtle) return { tolak: "tidak_ada", awet: false };
    const persisted = await navigator.storage.persisted().catch(() => false);
    const { quota = 0 } = await navigator.storage.estimate().catch(() => ({ quota: 0 }));
    const heap = (performance as unknown as { memory?: Ingatan }).memory?.jsHeapSizeLimit ?? null;
    let opfsTertutup = false;
    try {
        await navigator.storage.getDirectory?.();
    } catch {
        opfsTertutup = heap === null;
    }
    if (isSamaran({ persisted, quota, heap, opfsTertutup })) return { tolak: "samaran", awet: false };
    const awet = persisted || (await navigator.storage.persist?.().catch(() => false)) || false;
    return { tolak: null, awet };
}

interface PasangEvent extends Event {
    prompt(): Promise<unknown>;
}
let tawaran: PasangEvent | null = null;
addEventListener("beforeinstallprompt", (e) => {
    e.preventDefault();
    tawaran = e as PasangEvent;
});

/** Whether the browser itself can install the worksheet as an app now. */
export const canInstall = (): boolean => tawaran !== null;

/** Installs as an app where the browser offers it, then asks again for storage that stays. */
export async function installApp(): Promise<boolean> {
    await tawaran?.prompt().catch(() => undefined);
    tawaran = null;
    return (await navigator.storage.persist?.().catch(() => false)) ?? false;
}
