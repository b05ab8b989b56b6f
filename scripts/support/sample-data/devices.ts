import type { Random } from "./random.ts";

type Use = { time: number; ip: string };
export type Device = {
  id: string;
  name: string;
  userAgent: string;
  /** When it logged in, was used, and was last seen. */
  uses: [Use, ...Use[]];
};
export type Span = { from: number; to: number };

const CHROME = (system: string, version: number) =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
const FIREFOX = (system: string, version: number) =>
  `Mozilla/5.0 (${system}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`;

const MODELS: [name: string, userAgent: string][] = [
  [
    "Element X on Pixel 9",
    "Element X/25.09.1 (Google Pixel 9; Android 16; BP2A.250805.005; Sdk 25.9.3)",
  ],
  [
    "Element X on Galaxy S24",
    "Element X/25.08.3 (samsung SM-S921B; Android 15; AP3A.240905.015; Sdk 25.8.18)",
  ],
  ["Element X on iPhone 16", "Element X/25.09.0 (iPhone 16; iOS 26.0; Scale/3.00)"],
  ["Element X on iPhone SE", "Element X/25.07.2 (iPhone SE; iOS 18.6; Scale/2.00)"],
  ["Element X on iPad Air", "Element X/25.08.0 (iPad Air; iPadOS 18.6; Scale/2.00)"],
  [
    "Element Desktop on Windows",
    CHROME("Windows NT 10.0; Win64; x64", 140).replace("Chrome", "Element/1.12.0 Chrome"),
  ],
  [
    "Element Desktop on macOS",
    CHROME("Macintosh; Intel Mac OS X 10_15_7", 138).replace("Chrome", "Element/1.11.108 Chrome"),
  ],
  [
    "Element Desktop on Linux",
    CHROME("X11; Linux x86_64", 140).replace("Chrome", "Element/1.12.0 Chrome"),
  ],
  ["app.element.io: Firefox on Ubuntu", FIREFOX("X11; Ubuntu; Linux x86_64", 143)],
  ["app.element.io: Chrome on Windows", CHROME("Windows NT 10.0; Win64; x64", 141)],
  ["app.element.io: Chrome on ChromeOS", CHROME("X11; CrOS x86_64 14541.0.0", 139)],
  [
    "app.element.io: Safari on macOS",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
  ],
  [
    "SchildiChat Next on Fairphone 5",
    "SchildiChat Next/25.8.0 (Fairphone FP5; Android 14; Sdk 25.8.4)",
  ],
  ["FluffyChat on Android", "Dart/3.8 (dart:io) FluffyChat/2.1.1"],
  ["Cinny: Firefox on Windows", FIREFOX("Windows NT 10.0; Win64; x64", 142)],
  ["Fractal on GNOME", "Fractal/12.1 matrix-rust-sdk/0.13"],
  ["nheko on thinkpad", "mtxclient v0.10.1"],
  ["Thunderbird", FIREFOX("X11; Linux x86_64", 140).replace("Firefox", "Thunderbird")],
  ["gomuks in tmux", "gomuks/25.08 mautrix-go/0.25.1 go/1.25"],
];
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
// Ranges for documentation: RFC 5737 and RFC 3849.
const NETWORKS = ["192.0.2", "198.51.100", "203.0.113"];

/** One owner's devices. The first is the one last seen; the others fell out of use earlier. */
export function makeDevices(count: number, span: Span, random: Random): Device[] {
  const home = makeIp(random);
  const mobile = makeIp(random);
  return Array.from({ length: count }, (_, index) => {
    const to = index === 0 ? span.to : random.between(span.from, span.to);
    const from = index === 0 ? earlyIn(span, random) : random.between(span.from, to);
    const [name, userAgent] = random.pick(MODELS);
    const later = Array.from({ length: random.integer(0, 2) }, () => random.between(from, to));
    const [login = from, ...rest] = [from, ...later.sort((a, b) => a - b), to];
    const place = () => (random.chance(0.7) ? home : mobile);
    return {
      id: Array.from({ length: 10 }, () => random.pick(LETTERS)).join(""),
      name,
      userAgent,
      uses: [{ time: login, ip: place() }, ...rest.map((time) => ({ time, ip: place() }))],
    };
  });
}

/** Most users keep their first device. */
const earlyIn = ({ from, to }: Span, random: Random) =>
  from + (to - from) * random.between(0, 0.15);

const makeIp = (random: Random) =>
  random.chance(0.8)
    ? `${random.pick(NETWORKS)}.${random.integer(1, 254)}`
    : `2001:db8:${random.integer(1, 0xffff).toString(16)}::${random.integer(1, 0xffff).toString(16)}`;

export const loggedInAt = ({ uses }: Device) => uses[0].time;
export const lastUsedAt = ({ uses }: Device) => uses[uses.length - 1]?.time ?? uses[0].time;
