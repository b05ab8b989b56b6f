"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { Button, IconButton } from "./button.tsx";

type CopyButtonProps = {
  text: string;
  /** What is copied, for screen readers. */
  label: string;
  /** Next to text. */
  isSmall?: boolean;
};

export function CopyButton({ text, label, isSmall = false }: CopyButtonProps) {
  const { state, copy } = useCopy(text);
  return (
    <>
      <IconButton label={label} onClick={copy} isSmall={isSmall}>
        {state === "copied" ? <Check className="text-ok" /> : <Copy />}
      </IconButton>
      <CopyStatus state={state} />
    </>
  );
}

/** The same with words, where copying is the point. */
export function CopyTextButton({ text, label }: CopyButtonProps) {
  const { state, copy } = useCopy(text);
  const t = useTranslations("ui");
  return (
    <Button onClick={copy}>
      {state === "copied" ? <Check className="text-ok" /> : <Copy />}
      {state === "idle" ? label : t(state)}
    </Button>
  );
}

type State = "idle" | "copied" | "copyFailed";

function useCopy(text: string) {
  const [state, setState] = useState<State>("idle");
  const copy = async () => {
    try {
      // Missing on plain http from elsewhere.
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      setState("copyFailed");
    }
    setTimeout(() => setState("idle"), 2000);
  };
  return { state, copy };
}

function CopyStatus({ state }: { state: State }) {
  const t = useTranslations("ui");
  return (
    <span role="status" className="sr-only">
      {state !== "idle" && t(state)}
    </span>
  );
}
