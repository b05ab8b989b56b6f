"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";

import { IconButton } from "./button.tsx";
import { CopyTextButton } from "./copy-button.tsx";

type SecretOnceProps = {
  secret: string;
  /** Its name, for the buttons. */
  label: string;
  show: string;
  hide: string;
  copy: string;
  /** The consequence of showing it once. */
  note: string;
};

/** A secret shown once: hidden until revealed. */
export function SecretOnce({ secret, label, show, hide, copy, note }: SecretOnceProps) {
  const [isShown, setShown] = useState(false);
  return (
    <div className="grid gap-2 rounded-md border border-line bg-sunken p-3">
      <div className="flex flex-wrap items-center gap-2">
        <output
          aria-label={label}
          className="min-w-0 flex-1 basis-52 font-mono text-small break-all"
        >
          {isShown ? secret : "•".repeat(24)}
        </output>
        <IconButton label={isShown ? hide : show} onClick={() => setShown(!isShown)}>
          {isShown ? <EyeOff /> : <Eye />}
        </IconButton>
        <CopyTextButton text={secret} label={copy} />
      </div>
      <p className="text-small text-ink-2">{note}</p>
    </div>
  );
}
