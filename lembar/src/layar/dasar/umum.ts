// One polite and one assertive live region for the whole worksheet; and where the focus goes next.

/** Says a sentence to readers of the screen. A failure is said at once. */
export function umumkan(kalimat: string, gawat = false): void {
    const daerah = document.getElementById(gawat ? "gawat" : "umum");
    if (!daerah) return;
    daerah.textContent = "";
    // A region that is emptied and filled in one task is not read again.
    setTimeout(() => {
        daerah.textContent = kalimat;
    }, 60);
}

/** Moves the focus after the next paint, when the new screen is there. */
export function focusLater(pemilih: string): void {
    requestAnimationFrame(() =>
        requestAnimationFrame(() => document.querySelector<HTMLElement>(pemilih)?.focus({ preventScroll: false })),
    );
}

/** A function that runs once at a time: a second press while the first still runs does nothing. */
export function makeOnce<A extends unknown[]>(kerja: (...isi: A) => Promise<void>): (...isi: A) => Promise<void> {
    let jalan = false;
    return async (...isi) => {
        if (jalan) return;
        jalan = true;
        try {
            await kerja(...isi);
        } finally {
            jalan = false;
        }
    };
}
