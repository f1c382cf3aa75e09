/** Codes that people read aloud and compare: twelve characters of a hash, and six words of a key. */

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The first 60 bits of a hash as "7K4M-2Q9D-XTR8"; the server's `list_code` gives the same. */
export function kodeDaftar(sha: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha)) throw new TypeError("kodeDaftar needs a SHA-256 in hex");
    const bit = BigInt(`0x${sha.slice(0, 15)}`);
    let huruf = "";
    for (let geser = 55n; geser >= 0n; geser -= 5n) huruf += CROCKFORD[Number((bit >> geser) & 31n)];
    return `${huruf.slice(0, 4)}-${huruf.slice(4, 8)}-${huruf.slice(8)}`;
}

/** What people type back: small letters, spaces, O for 0 and I or L for 1 are forgiven, as Crockford meant. */
export function rapikanKode(teks: string): string {
    const polos = teks.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
    return polos.length === 12 ? `${polos.slice(0, 4)}-${polos.slice(4, 8)}-${polos.slice(8)}` : polos;
}
