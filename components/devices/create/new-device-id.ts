const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Ten capital letters, like Synapse's own. */
export const newDeviceId = (): string =>
  Array.from(
    crypto.getRandomValues(new Uint32Array(10)),
    (number) => LETTERS[number % LETTERS.length],
  ).join("");
