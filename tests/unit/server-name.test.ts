import { expect, test } from "vitest";

import { readServer } from "#lib/matrix/server-name.ts";

test.each([
  ["example.org", "example.org"],
  ["  Example.ORG ", "example.org"],
  ["example.org:8448", "example.org:8448"],
  ["@ada:example.org", "example.org"],
  ["@ada:example.org:8448", "example.org:8448"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["[2606:4700::1]:8448", "[2606:4700::1]:8448"],
  // However it is written, an address is one address.
  ["0x7f.1", "127.0.0.1"],
  ["https://matrix.example.org/", "https://matrix.example.org"],
  ["HTTPS://Matrix.Example.org/prefix/", "https://matrix.example.org/prefix"],
  ["http://matrix.example.org", "http://matrix.example.org"],
])("reads %j as the server %j", (typed, server) => {
  expect(readServer(typed)).toBe(server);
});

test.each([
  "",
  "   ",
  "@ada",
  "ada@example.org",
  "example.org/path",
  "a b",
  "ftp://example.org",
  "https://u:p@example.org",
  "https://example.org/?q",
  "exa\\mple.org",
  "exam%70le.org",
  ":8448",
])("rejects %j as a server name", (typed) => {
  expect(readServer(typed)).toBeNull();
});
