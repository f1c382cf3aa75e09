// The three encodings of bytes that the sealing package asks for, as strict as the whole package: one spelling for every
// value. What is not canonical is refused, whoever wrote it.
const B64 = /^[A-Za-z0-9+/]*$/;

const toB64 = (bytes) => {
    let teks = "";
    for (let i = 0; i < bytes.length; i += 8192) teks += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return btoa(teks);
};
const fromB64 = (teks) => {
    if (!B64.test(teks) || teks.length % 4 === 1) throw new Error("base64");
    const ekor = teks.slice(teks.length - (teks.length % 4 || 4));
    // The unused bits of the last letter are zero.
    if (btoa(atob(ekor)).replace(/=+$/, "") !== ekor) throw new Error("base64: padding");
    return Uint8Array.from(atob(teks), (c) => c.charCodeAt(0));
};

export const base64nopad = { encode: (bytes) => toB64(bytes).replace(/=+$/, ""), decode: fromB64 };
export const base64 = {
    encode: toB64,
    decode: (teks) => {
        if (teks.length % 4 || /=[^=]|===/.test(teks)) throw new Error("base64: length");
        return fromB64(teks.replace(/=+$/, ""));
    },
};

const HURUF = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const SUKU = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const step = (nilai, kata) => SUKU.reduce((n, suku, i) => n ^ ((nilai >> (25 + i)) & 1 ? suku : 0), ((nilai & 0x1ffffff) << 5) ^ kata);

/** BIP 173: six letters over the prefix and the words. */
function checksum(awal, kata) {
    const kode = [...awal].map((c) => c.charCodeAt(0));
    const sisa = [...kode.map((c) => c >> 5), 0, ...kode.map((c) => c & 31), ...kata, 0, 0, 0, 0, 0, 0].reduce(step, 1) ^ 1;
    return [25, 20, 15, 10, 5, 0].map((geser) => HURUF[(sisa >>> geser) & 31]).join("");
}

function regroup(daftar, dari, ke, genap) {
    const hasil = [];
    let [isi, bit] = [0, 0];
    for (const n of daftar) {
        isi = ((isi << dari) | n) & 0xffff;
        bit += dari;
        for (; bit >= ke; bit -= ke) hasil.push((isi >> (bit - ke)) & (2 ** ke - 1));
    }
    const ekor = (isi << (ke - bit)) & (2 ** ke - 1);
    if (genap) {
        if (bit >= dari || ekor) throw new Error("bech32: padding");
    } else if (bit) hasil.push(ekor);
    return hasil;
}
const isPrintable = (teks) => /^[\x21-\x7e]+$/.test(teks);
const within = (panjang, batas) => {
    if (batas !== false && panjang > batas) throw new TypeError("bech32: length");
};

export const bech32 = {
    toWords: (bytes) => regroup(bytes, 8, 5, false),
    fromWords: (kata) => Uint8Array.from(regroup(kata, 5, 8, true)),
    encode(awal, kata, batas = 90) {
        within(awal.length + 7 + kata.length, batas);
        if (!isPrintable(awal)) throw new Error("bech32: prefix");
        const kecil = awal.toLowerCase();
        return `${kecil}1${[...kata].map((n) => HURUF[n]).join("")}${checksum(kecil, kata)}`;
    },
    decode(teks, batas = 90) {
        within(teks.length, batas);
        const kecil = teks.toLowerCase();
        if (!isPrintable(teks) || (teks !== kecil && teks !== teks.toUpperCase())) throw new Error("bech32: letters");
        const batasAwal = kecil.lastIndexOf("1");
        const [prefix, data] = [kecil.slice(0, Math.max(batasAwal, 0)), kecil.slice(batasAwal + 1)];
        const kata = [...data].map((c) => HURUF.indexOf(c));
        if (!prefix || data.length < 6 || kata.includes(-1)) throw new Error("bech32: form");
        const words = kata.slice(0, -6);
        if (!data.endsWith(checksum(prefix, words))) throw new Error("bech32: checksum");
        return { prefix, words };
    },
    encodeFromBytes: (awal, bytes) => bech32.encode(awal, bech32.toWords(bytes)),
    decodeToBytes(teks, batas = 90) {
        const { prefix, words } = bech32.decode(teks, batas);
        return { prefix, words, bytes: bech32.fromWords(words) };
    },
};
