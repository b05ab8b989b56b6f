import { sealData } from "iron-session";
import { describe, expect, test } from "vitest";

import { keyFor, keysFor } from "#lib/server/crypto/keys.ts";
import { seal, unseal } from "#lib/server/crypto/seal.ts";

test("what was sealed is opened again", async () => {
  const sealed = await seal("store", "syt_secret");
  expect(sealed).not.toContain("syt_secret");
  expect(await unseal("store", sealed)).toBe("syt_secret");
});

describe("does not open", () => {
  test.each([
    ["nothing", ""],
    ["what was made up", "Fe26.2*1*abc*def*ghi**jkl*mno"],
    ["nonsense", "x".repeat(5000)],
  ])("%s", async (_, sealed) => {
    expect(await unseal("store", sealed)).toBeUndefined();
  });

  test("what was changed", async () => {
    const sealed = await seal("store", "syt_secret");
    const middle = Math.floor(sealed.length / 2);
    const other = sealed.charAt(middle) === "A" ? "B" : "A";
    expect(
      await unseal("store", sealed.slice(0, middle) + other + sealed.slice(middle + 1)),
    ).toBeUndefined();
  });

  test("what was sealed with another secret", async () => {
    const sealed = await sealData({ value: "syt" }, { password: "another".repeat(8), ttl: 0 });
    expect(await unseal("store", sealed)).toBeUndefined();
  });

  test("what was sealed for another purpose", async () => {
    expect(await unseal("store", await seal("session-cookie", "syt_secret"))).toBeUndefined();
  });
});

test("what the previous secret sealed is opened, and the present one seals", async () => {
  const [present, previous] = keysFor("store");
  const old = await sealData({ value: "syt_old" }, { password: `${previous}`, ttl: 0 });
  expect(await unseal("store", old)).toBe("syt_old");
  expect(keyFor("store")).toBe(present);
});

test("each purpose has a key of its own", () => {
  expect(new Set([keyFor("session-cookie"), keyFor("next-auth"), keyFor("store")]).size).toBe(3);
});
