import { describe, expect, test } from "vitest";

import { TokenText } from "#lib/contract/tokens.ts";
import { readServer } from "#lib/matrix/server-name.ts";
import { trimPasted } from "#lib/matrix/trim-pasted.ts";

const AROUND = [
  "\u200B",
  "\u200C",
  "\u2060",
  "\uFEFF",
  "\u00AD",
  "\u202A",
  "\u00A0",
  "\0",
  " \t\r\n",
];

describe.each(AROUND)("%j around pasted text", (invisible) => {
  test("trims the edges", () => {
    const around = (text: string) => `${invisible}${text}${invisible}`;
    expect(trimPasted(around("Ada"))).toBe("Ada");
    expect(TokenText.parse(around("syt_secret"))).toBe("syt_secret");
    expect(readServer(around("example.org"))).toBe("example.org");
    expect(readServer(around("@ada:example.org"))).toBe("example.org");
    expect(readServer(around("https://matrix.example.org"))).toBe("https://matrix.example.org");
  });
});

test("keeps what is inside", () => {
  expect(trimPasted(" a\u200Db c ")).toBe("a\u200Db c");
});

test("leaves nothing of invisible text", () => {
  expect(trimPasted("\u200B \uFEFF")).toBe("");
});
