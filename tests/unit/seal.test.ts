import { sealData } from "iron-session";
import { describe, expect, test } from "vitest";

import { keyFor, keysFor } from "#lib/server/crypto/keys.ts";
import { seal, unseal } from "#lib/server/crypto/seal.ts";

test("opens what it sealed", async () => {
  const sealed = await seal("store", "syt_secret");
  expect(sealed).not.toContain("syt_secret");
  expect(await unseal("store", sealed)).toBe("syt_secret");
});

describe("refusing to open", () => {
  test.each([
    ["an empty text", ""],
    ["a forged seal", "Fe26.2*1*abc*def*ghi**jkl*mno"],
    ["nonsense", "x".repeat(5000)],
  ])("refuses to open %s", async (_, sealed) => {
    expect(await unseal("store", sealed)).toBeUndefined();
  });

  test("refuses to open altered data", async () => {
    const sealed = await seal("store", "syt_secret");
    const middle = Math.floor(sealed.length / 2);
    const other = sealed.charAt(middle) === "A" ? "B" : "A";
    expect(
      await unseal("store", sealed.slice(0, middle) + other + sealed.slice(middle + 1)),
    ).toBeUndefined();
  });

  test("refuses to open data sealed with another secret", async () => {
    const sealed = await sealData({ value: "syt" }, { password: "another".repeat(8), ttl: 0 });
    expect(await unseal("store", sealed)).toBeUndefined();
  });

  test("refuses to open data sealed for another purpose", async () => {
    expect(await unseal("store", await seal("session-cookie", "syt_secret"))).toBeUndefined();
  });
});

test("opens data sealed with the previous secret, and seals with the current one", async () => {
  const [present, previous] = keysFor("store");
  const old = await sealData({ value: "syt_old" }, { password: `${previous}`, ttl: 0 });
  expect(await unseal("store", old)).toBe("syt_old");
  expect(keyFor("store")).toBe(present);
});

test("uses a separate key for each purpose", () => {
  expect(new Set([keyFor("session-cookie"), keyFor("next-auth"), keyFor("store")]).size).toBe(3);
});
