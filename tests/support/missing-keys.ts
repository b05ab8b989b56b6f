import type * as z from "zod/mini";

import { innerSchema } from "#lib/contract/kit/tolerant.ts";

/**
 * Lists the keys of a schema that a raw answer lacks, such as `users[].locked`. An empty list or record proves
 * nothing about its rows, so it is listed too, as `users[]` or `features{}`.
 *
 * Parsing can't find a renamed key: a tolerant schema reads it as one that is absent.
 */
export const missingKeys = (schema: z.core.$ZodType, answer: unknown): string[] => [
  ...new Set(missing(schema, answer, "")),
];

type Def = {
  type: string;
  in?: z.core.$ZodType;
  innerType?: z.core.$ZodType;
  shape?: z.core.$ZodShape;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
};

function missing(schema: z.core.$ZodType, value: unknown, path: string): string[] {
  const def: Def = schema._zod.def;
  const inner = innerSchema(schema);
  if (inner) {
    // The outer schema tells `rows` and `entries` from `tolerant`.
    const outer = def.in?._zod.def.type;
    if (outer === "array") return inEach(inner, value, `${path}[]`);
    if (outer === "record") return inEach(inner, value, `${path}{}`);
    return missing(inner, value, path);
  }
  // The key is there, with nothing inside.
  if (value === null) return [];
  if (def.innerType) return missing(def.innerType, value, path);
  if (def.in) return missing(def.in, value, path);
  if (def.element) return inEach(def.element, value, `${path}[]`);
  if (def.valueType) return inEach(def.valueType, value, `${path}{}`);
  return Object.entries(def.shape ?? {}).flatMap(([key, field]) => {
    const at = path ? `${path}.${key}` : key;
    const fields = Object(value) as Record<string, unknown>;
    return Object.hasOwn(fields, key) ? missing(field, fields[key], at) : [at];
  });
}

function inEach(schema: z.core.$ZodType, value: unknown, path: string): string[] {
  const values = Object.values(Object(value) as Record<string, unknown>);
  return values.length === 0 ? [path] : values.flatMap((one) => missing(schema, one, path));
}
