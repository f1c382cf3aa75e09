// X25519 alone, out of the same audited ladder that the whole package uses. The package's own file also brings
// Edwards curves, signatures and hashing to curves: a third of the program's weight that a worksheet never runs.
// Its table for fixed bases is left out; a laptop multiplies a base point a few times a day.
import { mod, pow2 } from "@noble/curves/abstract/modular.js";
import { montgomery } from "@noble/curves/abstract/montgomery.js";

const P = BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");
const n = (angka) => BigInt(angka);

/** x^(p-2), by the addition chain of RFC 7748's reference. */
function powPminus2(x) {
    const b2 = (((x * x) % P) * x) % P;
    const b4 = (pow2(b2, n(2), P) * b2) % P;
    const b5 = (pow2(b4, n(1), P) * x) % P;
    const b10 = (pow2(b5, n(5), P) * b5) % P;
    const b20 = (pow2(b10, n(10), P) * b10) % P;
    const b40 = (pow2(b20, n(20), P) * b20) % P;
    const b80 = (pow2(b40, n(40), P) * b40) % P;
    const b160 = (pow2(b80, n(80), P) * b80) % P;
    const b240 = (pow2(b160, n(80), P) * b80) % P;
    const b250 = (pow2(b240, n(10), P) * b10) % P;
    const pangkat = (pow2(b250, n(2), P) * x) % P;
    return mod(pow2(pangkat, n(3), P) * b2, P);
}

function adjustScalarBytes(bytes) {
    bytes[0] &= 248;
    bytes[31] &= 127;
    bytes[31] |= 64;
    return bytes;
}

export const x25519 = montgomery({ P, type: "x25519", powPminus2, adjustScalarBytes });
