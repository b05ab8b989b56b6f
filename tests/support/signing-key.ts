import { generateKeyPairSync, sign } from "node:crypto";

/** A key that signs as a Matrix client's do. */
export function newKey() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const name = unpadded(Buffer.from(`${publicKey.export({ format: "jwk" }).x}`, "base64url"));
  return {
    /** The public key. */
    name,
    id: `ed25519:${name}`,
    /** The object with a signature, said to be by the key of some name. */
    sign: <T extends object>(user_id: string, content: T, called = name) => ({
      ...content,
      signatures: {
        [user_id]: {
          [`ed25519:${called}`]: unpadded(sign(null, Buffer.from(canonical(content)), privateKey)),
        },
      },
    }),
  };
}

const unpadded = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");

/** Enough of canonical JSON for what tests sign. */
const canonical = (content: object): string =>
  JSON.stringify(content, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
