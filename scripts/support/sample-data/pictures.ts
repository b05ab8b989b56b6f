import { Picture, type Color } from "./png.ts";
import type { Random } from "./random.ts";

type Palette = readonly [Color, Color, Color, Color];
type Paint = (picture: Picture, palette: Palette, random: Random) => void;

const hex = (text: string): Color => [
  Number.parseInt(text.slice(0, 2), 16),
  Number.parseInt(text.slice(2, 4), 16),
  Number.parseInt(text.slice(4, 6), 16),
];

const PALETTES: Palette[] = [
  [hex("f4d9c6"), hex("e58f65"), hex("b5534a"), hex("5c3b3f")],
  [hex("d7ecd9"), hex("86bb9a"), hex("3f8073"), hex("244b4a")],
  [hex("dfe7f5"), hex("8fb0dc"), hex("4f75b3"), hex("2a3f6b")],
  [hex("f8e6b8"), hex("eebb5c"), hex("cf7f3a"), hex("6d4230")],
  [hex("eadcf2"), hex("b494cf"), hex("7d5ba6"), hex("432f63")],
  [hex("d9f0ee"), hex("7fc6c2"), hex("2f8f94"), hex("1d4f5c")],
  [hex("fbdfe2"), hex("ee9ba4"), hex("c85f75"), hex("6b2f47")],
  [hex("ebe7dd"), hex("c2b59b"), hex("8a7a5f"), hex("4a4235")],
];
const SKIN = ["f6d7c0", "eabf9f", "d39a72", "a86f4b", "7b4b32"].map(hex);
const HAIR = ["2b211e", "5a3a26", "8d5a34", "c99a5b", "9a9590", "4a2d4f"].map(hex);
const WHITE = hex("fdfbf7");
const INK = hex("1c1716");

const mix = (from: Color, to: Color, share: number): Color => {
  const channel = (at: 0 | 1 | 2) => from[at] + (to[at] - from[at]) * share;
  return [channel(0), channel(1), channel(2)];
};
const circle = (centerX: number, centerY: number, radius: number) => (x: number, y: number) =>
  Math.hypot(x - centerX, y - centerY) - radius;
const box = (left: number, top: number, width: number, height: number) => (x: number, y: number) =>
  Math.max(Math.abs(x - left - width / 2) - width / 2, Math.abs(y - top - height / 2) - height / 2);

const glow: Paint = (picture, [pale, light, middle, dark], random) => {
  const size = picture.width;
  const tilt = random.between(0, 1);
  picture.fill((x, y) => mix(light, middle, x * tilt + y * (1 - tilt)));
  picture.shape(
    circle(size * random.between(0.1, 0.5), size * random.between(0.7, 1), size * 0.5),
    dark,
    0.35,
  );
  picture.shape(
    circle(size * random.between(0.5, 0.9), size * random.between(0.1, 0.4), size * 0.33),
    pale,
    0.55,
  );
};

const face: Paint = (picture, [pale, light, middle, dark], random) => {
  const size = picture.width;
  const center = size / 2;
  const skin = random.pick(SKIN);
  const hair = random.pick(HAIR);
  const hasLongHair = random.chance(0.5);
  picture.fill((_, y) => mix(pale, light, y));
  if (hasLongHair) picture.shape(box(size * 0.24, size * 0.42, size * 0.52, size * 0.36), hair);
  picture.shape(circle(center, size * 0.42, size * 0.28), hair);
  picture.shape(box(size * 0.43, size * 0.6, size * 0.14, size * 0.16), mix(skin, INK, 0.12));
  picture.shape(circle(center, size * 1.12, size * 0.41), random.pick([middle, dark]));
  picture.shape(circle(center, size * 0.47, size * 0.225), skin);
  const fringe = size * random.between(0.17, 0.215);
  const side = random.pick([-1, 1]) * size * 0.06;
  const head = circle(center, size * 0.47, size * 0.235);
  const cap = circle(center + side, size * 0.28, fringe);
  picture.shape((x, y) => Math.max(head(x, y), cap(x, y)), hair);
  for (const eye of [-0.085, 0.085]) {
    picture.shape(circle(center + size * eye, size * 0.49, size * 0.022), INK);
  }
  if (random.chance(0.3)) {
    for (const eye of [-0.085, 0.085]) {
      const rim = circle(center + size * eye, size * 0.49, size * 0.06);
      picture.shape((x, y) => Math.abs(rim(x, y)) - size * 0.008, INK);
    }
    picture.shape(box(size * 0.475, size * 0.484, size * 0.05, size * 0.014), INK);
  }
  const smile = circle(center, size * 0.545, size * 0.06);
  picture.shape(
    (x, y) => Math.max(Math.abs(smile(x, y)) - size * 0.01, size * 0.56 - y),
    mix(skin, hex("8d2f35"), 0.6),
  );
};

const tiles: Paint = (picture, palette, random) => {
  const tile = picture.width / 3;
  picture.fill(() => palette[0]);
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 3; column += 1) {
      const left = column * tile;
      const top = row * tile;
      const inside = box(left, top, tile, tile);
      picture.shape(inside, random.pick(palette));
      const corner = circle(
        left + random.pick([0, 1]) * tile,
        top + random.pick([0, 1]) * tile,
        tile,
      );
      picture.shape((x, y) => Math.max(inside(x, y), corner(x, y)), random.pick(palette));
    }
  }
};

const hills: Paint = (picture, [pale, light, middle, dark], random) => {
  const { width, height } = picture;
  picture.fill((_, y) => mix(light, pale, y * 1.4 > 1 ? 1 : y * 1.4));
  picture.shape(
    circle(width * random.between(0.2, 0.8), height * random.between(0.2, 0.4), height * 0.12),
    WHITE,
    0.9,
  );
  for (const [level, color] of [
    [0.55, mix(light, middle, 0.6)],
    [0.68, middle],
    [0.82, dark],
  ] as const) {
    const phase = random.between(0, 6);
    const waves = random.between(1, 2.2);
    const swell = height * random.between(0.05, 0.1);
    picture.shape((x, y) => {
      const ridge = height * level + Math.sin((x / width) * waves * Math.PI + phase) * swell;
      return ridge - y;
    }, color);
  }
};

const orbits: Paint = (picture, [pale, light, middle, dark], random) => {
  const size = picture.width;
  picture.fill((x, y) => mix(dark, middle, (x + y) / 2));
  const center = [size * random.between(0.35, 0.65), size * random.between(0.35, 0.65)] as const;
  for (const radius of [0.18, 0.32, 0.46]) {
    const path = circle(center[0], center[1], size * radius);
    picture.shape((x, y) => Math.abs(path(x, y)) - size * 0.008, light, 0.8);
    const angle = random.between(0, Math.PI * 2);
    const x = center[0] + Math.cos(angle) * size * radius;
    const y = center[1] + Math.sin(angle) * size * radius;
    picture.shape(circle(x, y, size * random.between(0.03, 0.065)), pale);
  }
  picture.shape(circle(center[0], center[1], size * 0.08), hex("f6d77a"));
};

const blocks: Paint = (picture, [pale, light, , dark], random) => {
  const cell = picture.width / 7;
  picture.fill(() => pale);
  const color = random.pick([light, dark]);
  for (let row = 0; row < 5; row += 1) {
    for (let column = 0; column < 3; column += 1) {
      if (random.chance(0.45)) continue;
      for (const mirrored of new Set([column, 4 - column])) {
        picture.shape(box(cell * (1 + mirrored), cell * (1 + row), cell, cell), color);
      }
    }
  }
};

const cat: Paint = (picture, [pale, light, middle, dark], random) => {
  const size = picture.width;
  const fur = random.pick([middle, dark, hex("4b4743"), hex("d9a066")]);
  picture.fill((_, y) => mix(pale, light, y));
  for (const side of [-1, 1]) {
    const tip = size * (0.5 + side * 0.24);
    picture.shape(
      (x, y) => Math.max(Math.abs(x - tip) * 1.6 - (y - size * 0.16) * 0.8, y - size * 0.5) * 0.6,
      fur,
    );
  }
  picture.shape((x, y) => Math.hypot((x - size / 2) / 1.15, y - size * 0.6) - size * 0.28, fur);
  for (const side of [-1, 1]) {
    picture.shape(circle(size * (0.5 + side * 0.13), size * 0.56, size * 0.05), hex("f3e6a1"));
    picture.shape(circle(size * (0.5 + side * 0.13), size * 0.56, size * 0.024), INK);
  }
  picture.shape(circle(size / 2, size * 0.67, size * 0.028), hex("e8a0a0"));
};

const AVATARS: Paint[] = [glow, face, face, face, tiles, hills, orbits, blocks, cat];
const ROOM_AVATARS: Paint[] = [glow, tiles, hills, orbits];

const paint = (design: Paint, width: number, height: number, random: Random) => {
  const picture = new Picture(width, height);
  design(picture, random.pick(PALETTES), random);
  return picture.toPng();
};

export const userAvatar = (random: Random) => paint(random.pick(AVATARS), 128, 128, random);
export const roomAvatar = (random: Random) => paint(random.pick(ROOM_AVATARS), 128, 128, random);
export const photo = (random: Random) => paint(hills, 480, 320, random);
