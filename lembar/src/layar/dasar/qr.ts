// A QR code (ISO 18004, byte mode, level M, versions 1 to 20), for a request or a list code that travels by camera.
// Written out here because it is one page, and a library would be a dependency for one picture.

// Per version at level M: error words per block, blocks of the first group, data words in each, then of the second.
const BLOK: readonly (readonly [number, number, number, number])[] = [
    [10, 1, 16, 0], [16, 1, 28, 0], [26, 1, 44, 0], [18, 2, 32, 0], [24, 2, 43, 0], [16, 4, 27, 0], [18, 4, 31, 0],
    [22, 2, 38, 2], [22, 3, 36, 2], [26, 4, 43, 1], [30, 1, 50, 4], [22, 6, 36, 2], [22, 8, 37, 1], [24, 4, 40, 5],
    [24, 5, 41, 5], [28, 7, 45, 3], [28, 10, 46, 1], [26, 9, 43, 4], [26, 3, 44, 11], [26, 3, 41, 13],
];

const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i += 1) {
    EXP[i] = EXP[i + 255] = x;
    LOG[x] = i;
    x = (x << 1) ^ (x & 0x80 ? 0x11d : 0);
}
const kali = (a: number, b: number): number => (a && b ? (EXP[(LOG[a] ?? 0) + (LOG[b] ?? 0)] ?? 0) : 0);

function listKoreksi(data: number[], n: number): number[] {
    let pembagi = [1];
    for (let i = 0; i < n; i += 1) {
        const baru = new Array<number>(pembagi.length + 1).fill(0);
        pembagi.forEach((p, j) => {
            baru[j] = (baru[j] ?? 0) ^ p;
            baru[j + 1] = (baru[j + 1] ?? 0) ^ kali(p, EXP[i] ?? 0);
        });
        pembagi = baru;
    }
    const sisa = [...data, ...new Array<number>(n).fill(0)];
    for (let i = 0; i < data.length; i += 1) {
        const k = sisa[i] ?? 0;
        if (k) pembagi.forEach((p, j) => void (sisa[i + j] = (sisa[i + j] ?? 0) ^ kali(p, k)));
    }
    return sisa.slice(data.length);
}

function listKata(isi: Uint8Array, versi: number): number[] {
    const [ec, b1, d1, b2] = BLOK[versi - 1] ?? [0, 0, 0, 0];
    const muat = b1 * d1 + b2 * (d1 + 1);
    const bit: number[] = [];
    const tulis = (nilai: number, n: number): void => {
        for (let i = n - 1; i >= 0; i -= 1) bit.push((nilai >> i) & 1);
    };
    tulis(4, 4);
    tulis(isi.length, versi < 10 ? 8 : 16);
    for (const b of isi) tulis(b, 8);
    tulis(0, Math.min(4, muat * 8 - bit.length));
    while (bit.length % 8) bit.push(0);
    const data: number[] = [];
    for (let i = 0; i < bit.length; i += 8) data.push(bit.slice(i, i + 8).reduce((a, b) => (a << 1) | b, 0));
    for (let i = 0; data.length < muat; i += 1) data.push(i % 2 ? 0x11 : 0xec);
    const blok: number[][] = [];
    for (let i = 0, dari = 0; i < b1 + b2; i += 1) {
        const panjang = i < b1 ? d1 : d1 + 1;
        blok.push(data.slice(dari, dari + panjang));
        dari += panjang;
    }
    const koreksi = blok.map((b) => listKoreksi(b, ec));
    const hasil: number[] = [];
    for (let i = 0; i <= d1; i += 1) for (const b of blok) if (i < b.length) hasil.push(b[i] ?? 0);
    for (let i = 0; i < ec; i += 1) for (const k of koreksi) hasil.push(k[i] ?? 0);
    return hasil;
}

const BCH = (nilai: number, pembagi: number, n: number): number => {
    let sisa = nilai << n;
    for (let i = 31; i >= n; i -= 1) if ((sisa >>> i) & 1) sisa ^= pembagi << (i - n);
    return (nilai << n) | sisa;
};
const POLA: readonly ((x: number, y: number) => boolean)[] = [
    (x, y) => (x + y) % 2 === 0, (_, y) => y % 2 === 0, (x) => x % 3 === 0, (x, y) => (x + y) % 3 === 0,
    (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0, (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
    (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function listLetak(versi: number): number[] {
    if (versi === 1) return [];
    const n = Math.floor(versi / 7) + 2;
    const langkah = Math.floor((versi * 8 + n * 3 + 5) / (n * 4 - 4)) * 2;
    const hasil = [6];
    for (let i = 0, p = versi * 4 + 10; i < n - 1; i += 1, p -= langkah) hasil.splice(1, 0, p);
    return hasil;
}

interface Bidang {
    hitam: boolean[][];
    tetap: boolean[][];
}

function makeBidang(versi: number): Bidang {
    const n = versi * 4 + 17;
    const hitam = Array.from({ length: n }, () => new Array<boolean>(n).fill(false));
    const tetap = Array.from({ length: n }, () => new Array<boolean>(n).fill(false));
    const titik = (x: number, y: number, h: boolean): void => {
        const [bh, bt] = [hitam[y], tetap[y]];
        if (!bh || !bt || x < 0 || x >= n) return;
        bh[x] = h;
        bt[x] = true;
    };
    for (let i = 0; i < n; i += 1) {
        titik(6, i, i % 2 === 0);
        titik(i, 6, i % 2 === 0);
    }
    const letak = listLetak(versi);
    const akhir = letak.length - 1;
    letak.forEach((x, i) => letak.forEach((y, j) => {
        if ((!i && !j) || (!i && j === akhir) || (i === akhir && !j)) return;
        for (let a = -2; a <= 2; a += 1) for (let b = -2; b <= 2; b += 1) titik(x + a, y + b, Math.max(Math.abs(a), Math.abs(b)) !== 1);
    }));
    for (const [x, y] of [[3, 3], [n - 4, 3], [3, n - 4]] as const)
        for (let a = -4; a <= 4; a += 1)
            for (let b = -4; b <= 4; b += 1) {
                const jauh = Math.max(Math.abs(a), Math.abs(b));
                titik(x + a, y + b, jauh !== 2 && jauh !== 4);
            }
    if (versi >= 7) {
        const kode = BCH(versi, 0x1f25, 12);
        for (let i = 0; i < 18; i += 1) {
            const [a, b] = [n - 11 + (i % 3), Math.floor(i / 3)];
            titik(a, b, ((kode >> i) & 1) === 1);
            titik(b, a, ((kode >> i) & 1) === 1);
        }
    }
    return { hitam, tetap };
}

function drawFormat({ hitam, tetap }: Bidang, pola: number): void {
    const n = hitam.length;
    const kode = BCH(pola, 0x537, 10) ^ 0x5412;
    const titik = (x: number, y: number, i: number): void => {
        const [bh, bt] = [hitam[y], tetap[y]];
        if (bh && bt) [bh[x], bt[x]] = [((kode >> i) & 1) === 1, true];
    };
    for (let i = 0; i < 6; i += 1) titik(8, i, i);
    titik(8, 7, 6);
    titik(8, 8, 7);
    titik(7, 8, 8);
    for (let i = 9; i < 15; i += 1) titik(14 - i, 8, i);
    for (let i = 0; i < 8; i += 1) titik(n - 1 - i, 8, i);
    for (let i = 8; i < 15; i += 1) titik(8, n - 15 + i, i);
    const bawah = hitam[n - 8];
    const bawahTetap = tetap[n - 8];
    if (bawah && bawahTetap) [bawah[8], bawahTetap[8]] = [true, true];
}

function countPenalti(h: boolean[][]): number {
    const n = h.length;
    let nilai = 0;
    let gelap = 0;
    const garis = (ambil: (i: number) => boolean): void => {
        let panjang = 0;
        let riwayat = 0;
        for (let i = 0; i < n; i += 1) {
            panjang = i && ambil(i) === ambil(i - 1) ? panjang + 1 : 1;
            if (panjang === 5) nilai += 3;
            else if (panjang > 5) nilai += 1;
            riwayat = ((riwayat << 1) | (ambil(i) ? 1 : 0)) & 0x7ff;
            if (i >= 10 && (riwayat === 0x5d0 || riwayat === 0x05d)) nilai += 40;
        }
    };
    for (let y = 0; y < n; y += 1) {
        garis((x) => h[y]?.[x] ?? false);
        garis((x) => h[x]?.[y] ?? false);
        for (let x = 0; x < n; x += 1) {
            if (h[y]?.[x]) gelap += 1;
            if (x && y && new Set([h[y]?.[x], h[y - 1]?.[x], h[y]?.[x - 1], h[y - 1]?.[x - 1]]).size === 1) nilai += 3;
        }
    }
    return nilai + Math.floor(Math.abs((gelap * 20) / (n * n) - 10)) * 10;
}

/** The modules of a QR code for this text, row by row; null when it is too long for one picture. */
export function makeQr(teks: string): boolean[][] | null {
    const isi = new TextEncoder().encode(teks);
    const versi = BLOK.findIndex(([, b1, d1, b2], i) => isi.length + (i < 9 ? 2 : 3) <= b1 * d1 + b2 * (d1 + 1)) + 1;
    if (!versi) return null;
    const kata = listKata(isi, versi);
    let terbaik: boolean[][] | null = null;
    let terendah = Infinity;
    for (let pola = 0; pola < 8; pola += 1) {
        const b = makeBidang(versi);
        drawFormat(b, pola);
        const n = b.hitam.length;
        let i = 0;
        for (let kanan = n - 1; kanan >= 1; kanan -= 2) {
            if (kanan === 6) kanan = 5;
            for (let v = 0; v < n; v += 1)
                for (const x of [kanan, kanan - 1]) {
                    const y = ((kanan + 1) & 2) === 0 ? n - 1 - v : v;
                    const baris = b.hitam[y];
                    if (!baris || b.tetap[y]?.[x]) continue;
                    const bit = i < kata.length * 8 && (((kata[i >> 3] ?? 0) >> (7 - (i & 7))) & 1) === 1;
                    baris[x] = bit !== (POLA[pola]?.(x, y) ?? false);
                    i += 1;
                }
        }
        const nilai = countPenalti(b.hitam);
        if (nilai < terendah) [terbaik, terendah] = [b.hitam, nilai];
    }
    return terbaik;
}

/** One path for an SVG of n × n modules. */
export const drawQr = (modul: boolean[][]): string =>
    modul.flatMap((baris, y) => baris.map((h, x) => (h ? `M${x} ${y}h1v1h-1z` : ""))).join("");
