// The plain frame of every screen before the worksheet is open.
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { BarAtas } from "../kerangka";

export function Bingkai({ judul, lebar, children }: { judul: string; lebar?: boolean; children: ComponentChildren }) {
    useEffect(() => {
        document.title = `${judul}, OpenSIKS`;
    }, [judul]);
    return (
        <>
            <a class="lompat" href="#isi" onClick={(e) => { e.preventDefault(); document.getElementById("isi")?.focus(); }}>Lompat ke isi</a>
            <BarAtas />
            <main id="isi" tabIndex={-1} class={`masuk${lebar ? " masuk-lebar" : ""}`}>{children}</main>
        </>
    );
}
