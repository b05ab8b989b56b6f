"use client";

import { useState, type ComponentProps } from "react";

import { Field } from "#components/ui/field.tsx";

type TypedAnswer = Pick<
  ComponentProps<typeof Field>,
  "label" | "name" | "inputMode" | "autoCapitalize" | "spellCheck"
> & {
  isRight: (typed: string) => boolean;
  /** The text for a wrong entry. */
  wrong: string;
};

/** Requires a text, so that an action is no accident. */
export function useConfirmText({ isRight, wrong, ...field }: TypedAnswer) {
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  return {
    /** Whether the text is right. The field says if it is not. */
    check: (): boolean => {
      setWrong(!isRight(typed));
      return isRight(typed);
    },
    field: (
      <Field
        {...field}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setWrong(false);
        }}
        error={isWrong && wrong}
      />
    ),
  };
}
