import "server-only";
import { createPublicKey, verify } from "node:crypto";

type Signed = Record<string, unknown> & {
  signatures?: Record<string, Record<string, string>> | undefined;
};

/**
 * Whether an object has a valid signature of this user's key. Its presence proves nothing: a client may
 * upload any signature with its keys.
 * https://spec.matrix.org/latest/appendices/#signing-json
 */
export function isSigned(object: Signed, userId: string, publicKey: string): boolean {
  const { signatures, unsigned: _, ...content } = object;
  const signature = signatures?.[userId]?.[`ed25519:${publicKey}`];
  if (signature === undefined) return false;
  try {
    const x = Buffer.from(publicKey, "base64").toString("base64url");
    const key = createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x } });
    const message = Buffer.from(canonicalJson(content));
    return verify(null, message, key, Buffer.from(signature, "base64"));
  } catch {
    // An invalid key, or an object that cannot be signed.
    return false;
  }
}

/**
 * The canonical form of an object, which is what was signed:
 * https://spec.matrix.org/latest/appendices/#canonical-json
 */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(",")}}`;
}
