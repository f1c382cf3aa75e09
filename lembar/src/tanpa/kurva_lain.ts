/**
 * Stands in for what age can do besides X25519: post-quantum and P-256 recipients. The format has neither, so they
 * stay out of the bundle; whoever asks for one is refused.
 */

const tidak = (): never => {
    throw new Error("only X25519 recipients");
};

export const MLKEM768X25519 = { getPublicKey: tidak, encapsulate: tidak, decapsulate: tidak, keygen: tidak };
export const MLKEM768P256 = MLKEM768X25519;
export const p256 = { Point: { fromBytes: tidak }, getSharedSecret: tidak, getPublicKey: tidak };
