"use client";

import { clsx } from "clsx";
import { useState } from "react";

type AvatarProps = {
  name: string;
  /** URLs of a picture at 32 and 96 px. Without them, or if they fail, initials are shown. */
  picture?: { small: string; large: string } | undefined;
  size: "mark" | "row" | "page";
};

const SIZES = {
  mark: "size-5 text-[10px]",
  row: "size-7 text-[11.5px]",
  page: "size-13 text-subtitle",
};

/** Pairs of background and text colour, legible in both themes. */
const TINTS = [
  "bg-[light-dark(#f6e3d3,#4a3120)] text-[light-dark(#7a4217,#f0c9a6)]",
  "bg-[light-dark(#dbe9f6,#1e3a52)] text-[light-dark(#1f4f7a,#a9d0f2)]",
  "bg-[light-dark(#e3ebd3,#333f1c)] text-[light-dark(#4a5f16,#cfe0a0)]",
  "bg-[light-dark(#d9ece6,#1b3f35)] text-[light-dark(#1b5f4c,#9fdcc8)]",
  "bg-[light-dark(#f6dde1,#4d2229)] text-[light-dark(#8a2b3c,#f3b3bf)]",
  "bg-[light-dark(#ecdff0,#402a49)] text-[light-dark(#66357a,#dcb6ea)]",
];

/** Decoration: the name is next to it. */
export function Avatar({ name, picture, size }: AvatarProps) {
  const [failed, setFailed] = useState<string>();
  const shape = clsx("shrink-0 rounded-full select-none", SIZES[size]);

  if (picture && failed !== picture.small) {
    return (
      // next/image would fetch and resize what the homeserver has already made small.
      // eslint-disable-next-line nextjs/no-img-element
      <img
        src={size === "page" ? picture.large : picture.small}
        srcSet={size === "row" ? `${picture.small} 1x, ${picture.large} 2x` : undefined}
        alt=""
        loading="lazy"
        decoding="async"
        className={clsx(shape, "bg-sunken object-cover")}
        onError={() => setFailed(picture.small)}
      />
    );
  }
  return (
    <span
      aria-hidden="true"
      className={clsx(shape, "grid place-items-center font-heading", tint(name))}
    >
      {initials(name)}
    </span>
  );
}

const tint = (name: string) => {
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return TINTS[sum % TINTS.length];
};

/** The first letters of the first two words that have one; `@ada:example.org` gives A. */
function initials(name: string): string {
  const words = name.split(/[\s:._-]+/u).flatMap((word) => /\p{L}|\p{N}/u.exec(word)?.[0] ?? []);
  const letters = name.startsWith("@") ? words.slice(0, 1) : words.slice(0, 2);
  return letters.join("").toUpperCase() || "?";
}
