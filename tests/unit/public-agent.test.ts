import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { lookup as lookUpName } from "node:dns";
import { generate } from "selfsigned";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Agent, request } from "undici";

import { isPublicAddress, publicConnector } from "#lib/server/homeserver/public-agent.ts";

describe("refused addresses", () => {
  test.each([
    ["this machine", ["127.0.0.1", "127.255.0.1", "::1", "0.0.0.0", "::"]],
    [
      "private networks",
      ["10.0.0.1", "172.16.0.1", "192.168.1.1", "fc00::1", "fd12::1", "fec0::1"],
    ],
    ["link-local addresses and cloud metadata", ["169.254.169.254", "fe80::1", "fe80::1%eth0"]],
    ["addresses shared by customers of a provider", ["100.64.0.1", "100.127.255.255"]],
    ["multicast", ["224.0.0.1", "239.1.2.3", "ff02::1", "255.255.255.255"]],
    [
      "IPv6 that leads to IPv4",
      ["::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"],
    ],
    [
      "reserved addresses",
      ["192.0.2.1", "198.18.0.1", "240.0.0.1", "2001:db8::1", "100::1", "5f00::1"],
    ],
    ["unassigned addresses", ["4000::1", "e000::1"]],
    ["invalid addresses", ["", "example.org", "1.2.3"]],
  ])("refuses %s", (_, addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });
});

test("accepts public addresses", () => {
  const addresses = ["8.8.8.8", "100.63.255.255", "172.32.0.1", "2606:4700::1111"];
  expect(addresses.filter((address) => !isPublicAddress(address))).toEqual([]);
});

describe("a connection", () => {
  const HOSTS: Record<string, string[]> = {
    "public.test": ["127.0.0.1"],
    "private.test": ["127.0.0.2"],
    "both.test": ["127.0.0.1", "127.0.0.2"],
  };
  let asked: string[] = [];
  // Loopback is all there is in a test: here its first address plays the internet.
  const isAllowed = (address: string) => address === "127.0.0.1";
  const lookup = ((name: string, _options: object, callback: (...words: unknown[]) => void) => {
    asked.push(name);
    callback(
      null,
      (HOSTS[name] ?? []).map((address) => ({ address, family: 4 })),
    );
  }) as unknown as typeof lookUpName;
  let port = 0;
  let reached = 0;
  let agent: Agent;

  beforeAll(async () => {
    const extensions = [
      { name: "subjectAltName" as const, altNames: [{ type: 2 as const, value: "public.test" }] },
    ];
    const { private: key, cert } = await generate([{ name: "commonName", value: "public.test" }], {
      extensions,
    });
    const server = createServer({ key, cert }, (_request, response) => {
      reached += 1;
      response.end("hello");
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    ({ port } = server.address() as AddressInfo);
    agent = new Agent({ connect: publicConnector({ isAllowed, lookup, ca: cert }) });
    return () => server.close();
  });
  afterAll(() => agent.close());

  const get = async (url: string) => (await request(url, { dispatcher: agent })).body.text();

  test("connects to the checked address, after a single lookup", async () => {
    asked = [];
    expect(await get(`https://public.test:${port}/`)).toBe("hello");
    expect(asked).toEqual(["public.test"]);
    expect(reached).toBe(1);
  });

  test.each([
    ["a name that leads to a refused address", () => `https://private.test:${port}/`],
    ["a name with one refused address", () => `https://both.test:${port}/`],
    ["a refused address", () => `https://127.0.0.2:${port}/`],
    ["IPv6 in brackets", () => `https://[::1]:${port}/`],
    ["IPv4 in another notation", () => `https://2130706434:${port}/`],
  ])("does not connect to %s", async (_, url) => {
    const before = reached;
    await expect(get(url())).rejects.toMatchObject({ code: "ADDRESS_REFUSED" });
    expect(reached).toBe(before);
  });

  test("does not connect over http", async () => {
    await expect(get(`http://public.test:${port}/`)).rejects.toMatchObject({ code: "HTTPS_ONLY" });
  });
});
