import { crc32, deflateSync } from "node:zlib";

export type Color = readonly [red: number, green: number, blue: number];

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const TRUECOLOR = 2;
const FILTER_UP = 2;

/** A picture to paint on, with smooth edges. */
export class Picture {
  readonly width: number;
  readonly height: number;
  readonly #pixels: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#pixels = new Uint8Array(width * height * 3);
  }

  /** Paints every pixel with the colour for its place, given from 0 to 1. */
  fill(colorAt: (x: number, y: number) => Color): void {
    this.#paint(
      () => 1,
      (x, y) => colorAt(x / this.width, y / this.height),
    );
  }

  /** Paints where the distance to a shape's edge, in pixels, is negative. */
  shape(distance: (x: number, y: number) => number, color: Color, opacity = 1): void {
    this.#paint(
      (x, y) => Math.min(1, Math.max(0, 0.5 - distance(x, y))) * opacity,
      () => color,
    );
  }

  #paint(coverage: (x: number, y: number) => number, colorAt: (x: number, y: number) => Color) {
    const pixels = this.#pixels;
    for (let y = 0, at = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1, at += 3) {
        const share = coverage(x + 0.5, y + 0.5);
        if (share === 0) continue;
        const color = colorAt(x, y);
        for (const channel of [0, 1, 2] as const) {
          const before = pixels[at + channel] ?? 0;
          pixels[at + channel] = Math.round(before + (color[channel] - before) * share);
        }
      }
    }
  }

  /** The picture as a PNG file (https://www.w3.org/TR/png-3/). */
  toPng(): Uint8Array<ArrayBuffer> {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(this.width, 0);
    header.writeUInt32BE(this.height, 4);
    header.set([8, TRUECOLOR, 0, 0, 0], 8);
    const chunks = [
      chunk("IHDR", header),
      chunk("IDAT", deflateSync(this.#filtered())),
      chunk("IEND", Buffer.alloc(0)),
    ];
    return new Uint8Array(Buffer.concat([SIGNATURE, ...chunks]));
  }

  /** Each row as its difference to the row above, which is small in soft pictures. */
  #filtered(): Buffer {
    const stride = this.width * 3;
    const rows = Buffer.alloc((stride + 1) * this.height);
    for (let y = 0; y < this.height; y += 1) {
      rows[y * (stride + 1)] = FILTER_UP;
      for (let x = 0; x < stride; x += 1) {
        const above = y > 0 ? (this.#pixels[(y - 1) * stride + x] ?? 0) : 0;
        rows[y * (stride + 1) + 1 + x] = (this.#pixels[y * stride + x] ?? 0) - above;
      }
    }
    return rows;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
