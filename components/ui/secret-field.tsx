"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";

import { IconButton } from "./button.tsx";
import { Field } from "./field.tsx";

type SecretFieldProps = Omit<ComponentProps<typeof Field>, "type" | "buttons"> & {
  show: string;
  hide: string;
};

/** A field whose value is revealed on demand. */
export function SecretField({ show, hide, ...field }: SecretFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Field
      {...field}
      type={isShown ? "text" : "password"}
      buttons={
        <IconButton label={isShown ? hide : show} onClick={() => setShown(!isShown)}>
          {isShown ? <EyeOff /> : <Eye />}
        </IconButton>
      }
    />
  );
}
