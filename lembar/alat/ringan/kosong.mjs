// Stands in for parts of the sealing package that a package of ours never uses: post-quantum and hardware recipients,
// pass phrases. The profile of opensiks-paket/1 knows X25519 recipients only.
const tolak = () => {
    throw new Error("tidak dipakai dalam paket OpenSIKS");
};
export const MLKEM768P256 = { getPublicKey: tolak, encapsulate: tolak, decapsulate: tolak };
export const MLKEM768X25519 = MLKEM768P256;
export const p256 = { Point: { fromHex: tolak, fromBytes: tolak } };
export const scrypt = tolak;
