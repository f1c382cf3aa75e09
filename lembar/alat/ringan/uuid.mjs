// UUID version 7 with a counter, value for value what the whole package makes of the same clock and randomness: within a
// millisecond and over a clock that went back a little the next one is still greater.
const hex = (n, panjang) => n.toString(16).padStart(panjang, "0");
const MAKS = 2 ** 42 - 1;

export class V7Generator {
    constructor(acak) {
        this.acak = acak;
        this.saat = -1;
        this.hitung = 0;
    }
    generateOrResetCore(ms, bolehMundur) {
        if (ms > this.saat || ms + bolehMundur < this.saat) this.start(ms);
        else if (++this.hitung > MAKS) this.start(this.saat + 1);
        const waktu = hex(this.saat, 12);
        const ekor = hex((0x80000000 | (this.hitung & (2 ** 30 - 1))) >>> 0, 8);
        const atas = hex(Math.trunc(this.hitung / 2 ** 30), 3);
        return `${waktu.slice(0, 8)}-${waktu.slice(8)}-7${atas}-${ekor.slice(0, 4)}-${ekor.slice(4)}${hex(this.acak.nextUint32(), 8)}`;
    }
    start(ms) {
        this.saat = ms;
        this.hitung = this.acak.nextUint32() * 0x400 + (this.acak.nextUint32() & 0x3ff);
    }
}
