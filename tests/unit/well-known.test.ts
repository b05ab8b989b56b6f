import { describe, expect, test } from "vitest";

import { AppError } from "#lib/errors.ts";
import { readWellKnown, type AskPage } from "#lib/server/discovery/well-known.ts";

type Answer = { status?: number; location?: string; body?: string };

/** A web where each address has its answer; everything else is not there. */
const web =
  (answers: Record<string, Answer | AppError>, seen: string[] = []): AskPage =>
  async (url) => {
    seen.push(url.href);
    const answer = answers[url.href] ?? { status: 404 };
    if (answer instanceof AppError) throw answer;
    const { status = 200, location, body = "" } = answer;
    return { status, location, bytes: Buffer.from(body) };
  };

const AT = "https://example.org/.well-known/matrix/client";
const says = (base_url: unknown) => ({
  body: JSON.stringify({ "m.homeserver": { base_url }, "m.identity_server": "whatever" }),
});
const read = (answer: Answer | AppError, name = "example.org") =>
  readWellKnown(name, web({ [AT]: answer }));

test("names the homeserver without its last slash", async () => {
  expect(await read(says("https://matrix.example.org/"))).toBe("https://matrix.example.org");
  expect(await read(says("https://example.org/matrix/"))).toBe("https://example.org/matrix");
});

test("accepts a byte order mark", async () => {
  const { body } = says("https://matrix.example.org");
  expect(await read({ body: `\uFEFF${body}` })).toBe("https://matrix.example.org");
});

test("is requested from the host, without the port of the server name", async () => {
  expect(await read(says("https://matrix.example.org"), "example.org:8448")).toBe(
    "https://matrix.example.org",
  );
});

test("tries the name itself without a well-known (IGNORE)", async () => {
  expect(await read({ status: 404 })).toBeNull();
});

describe("FAIL_PROMPT: an address may be entered", () => {
  test.each([
    ["a failing server", { status: 500 }, "HTTP 500"],
    ["an empty file", { body: "" }, "empty"],
    ["no JSON", { body: "<html>" }, "no m.homeserver.base_url"],
    ["no base URL", { body: "{}" }, "no m.homeserver.base_url"],
    ["an empty base URL", says(""), "no m.homeserver.base_url"],
    ["a base URL of another type", says(7), "no m.homeserver.base_url"],
    ["a redirect to http", { status: 301, location: "http://example.org/" }, "redirect to http"],
    ["a redirect to nowhere", { status: 302 }, "redirect to nowhere"],
    [
      "no connection",
      new AppError("homeserver_unreachable", { technical: "ENOTFOUND" }),
      "ENOTFOUND",
    ],
    [
      "a bad certificate",
      new AppError("certificate_invalid", { technical: "CERT_HAS_EXPIRED" }),
      "CERT_HAS_EXPIRED",
    ],
    ["a huge file", new AppError("answer_too_large"), "answer_too_large"],
  ] as const)("asks for an address: %s", async (_, answer, technical) => {
    await expect(read(answer)).rejects.toMatchObject({
      code: "well_known_failed",
      details: { server: "example.org", technical },
    });
  });
});

describe("FAIL_ERROR: the lookup stops", () => {
  test.each([
    "matrix.example.org",
    "ftp://example.org",
    "https://user:pass@example.org",
    "https://",
  ])("rejects %j as the base URL", async (baseUrl) => {
    await expect(read(says(baseUrl))).rejects.toMatchObject({ code: "well_known_wrong" });
  });
});

describe("redirects", () => {
  test("follows redirects, relative ones too", async () => {
    const seen: string[] = [];
    const ask = web(
      {
        [AT]: { status: 301, location: "https://www.example.org/.well-known/matrix/client" },
        "https://www.example.org/.well-known/matrix/client": {
          status: 307,
          location: "/client.json",
        },
        "https://www.example.org/client.json": says("https://matrix.example.org"),
      },
      seen,
    );
    expect(await readWellKnown("example.org", ask)).toBe("https://matrix.example.org");
    expect(seen).toHaveLength(3);
  });

  test("gives up on circular redirects", async () => {
    const seen: string[] = [];
    const ask = web({ [AT]: { status: 302, location: AT } }, seen);
    await expect(readWellKnown("example.org", ask)).rejects.toMatchObject({
      details: { technical: "too many redirects" },
    });
    expect(seen).toHaveLength(6);
  });

  test("reports a redirect to a private address", async () => {
    const ask = web({
      [AT]: { status: 302, location: "https://10.0.0.1/" },
      "https://10.0.0.1/": new AppError("address_refused"),
    });
    await expect(readWellKnown("example.org", ask)).rejects.toMatchObject({
      code: "address_refused",
      details: { server: "10.0.0.1" },
    });
  });
});
