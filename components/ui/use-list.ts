import { useState } from "react";

/** The typed text, parsed: an item, or a sentence on why it is invalid. */
export type Read<Item> = { item: Item } | { wrong: string };

type ListOptions<Item> = {
  initial?: readonly Item[];
  read: (typed: string) => Read<Item>;
  /** Identifies an item, and is its label. */
  nameOf: (item: Item) => string;
};

/** A list of items, typed one after another. */
export function useList<Item>({ initial = [], read, nameOf }: ListOptions<Item>) {
  const [items, setItems] = useState<readonly Item[]>(initial);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string>();

  /** The items with the field's pending text; undefined if that is invalid. The field says why. */
  const settle = (): readonly Item[] | undefined => {
    if (typed.trim() === "") return items;
    const answer = read(typed);
    if ("wrong" in answer) {
      setWrong(answer.wrong);
      return undefined;
    }
    const isThere = items.some((item) => nameOf(item) === nameOf(answer.item));
    const all = isThere ? items : [...items, answer.item];
    setItems(all);
    setTyped("");
    setWrong(undefined);
    return all;
  };

  return {
    items,
    nameOf,
    typed,
    wrong,
    settle,
    type: (text: string) => {
      setTyped(text);
      setWrong(undefined);
    },
    remove: (gone: Item) => setItems(items.filter((item) => item !== gone)),
  };
}

export type List<Item> = ReturnType<typeof useList<Item>>;
