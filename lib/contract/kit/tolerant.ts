import * as z from "zod/mini";

/** A field's raw value as JSON, by field name: sent by the homeserver, and rejected by its schema. */
type Malformed = Record<string, string>;

/** Enough to recognise a value. */
const MAX_RAW = 200;

const rawText = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "";
  return text.length > MAX_RAW ? `${text.slice(0, MAX_RAW)}…` : text;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a tolerant schema parses with, for tests that walk the contract. */
const innerSchemas = new WeakMap<z.core.$ZodType, z.core.$ZodType>();
export const innerSchema = (schema: z.core.$ZodType) => innerSchemas.get(schema);

type Fields = z.core.$ZodShape;
type Parsed<Shape extends Fields> = z.output<z.ZodMiniObject<Shape>> & {
  malformed?: Malformed | undefined;
};
type Tolerant<Shape extends Fields> = z.ZodMiniType<Parsed<Shape>, z.input<z.ZodMiniObject<Shape>>>;

/**
 * An object of an answer, parsed field by field: a rejected field is absent, which means unknown, and its raw
 * value is in `malformed`. Only a required field can make it fail, so only identifiers are required.
 */
export function tolerant<Shape extends Fields>(shape: Shape): Tolerant<Shape> {
  const strict = z.object(shape);
  const schema = z.pipe(
    z.unknown(),
    z.transform((value, context) => {
      const whole = strict.safeParse(value);
      if (whole.success) return whole.data;
      const { fields, malformed } = withoutRejected(value, whole.error.issues);
      const rest = strict.safeParse(fields);
      if (rest.success) return { ...rest.data, malformed };
      for (const { path, message } of rest.error.issues) {
        context.issues.push({ code: "custom", path, message, input: value });
      }
      return z.NEVER;
    }),
  );
  innerSchemas.set(schema, strict);
  return schema as unknown as Tolerant<Shape>;
}

function withoutRejected(value: unknown, issues: readonly z.core.$ZodIssue[]) {
  const rejected = new Set(issues.map(({ path }) => String(path[0])));
  const all = isRecord(value) ? Object.entries(value) : [];
  const malformed = all.filter(([name]) => rejected.has(name));
  return {
    fields: Object.fromEntries(all.filter(([name]) => !rejected.has(name))),
    malformed: Object.fromEntries(malformed.map(([name, raw]) => [name, rawText(raw)])),
  };
}

/**
 * A list of an answer, parsed row by row: one invalid row never fails the answer. A row without an identifier
 * is dropped. Describe every array from a homeserver with this; a test checks it.
 */
export function rows<S extends z.ZodMiniType>(row: S): z.ZodMiniType<z.output<S>[], z.input<S>[]> {
  const schema = z.pipe(
    z.array(z.unknown()),
    z.transform((values) => values.flatMap((value) => fitting(row, value))),
  );
  innerSchemas.set(schema, row);
  return schema as unknown as z.ZodMiniType<z.output<S>[], z.input<S>[]>;
}

type Entries<S extends z.ZodMiniType> = z.ZodMiniType<
  Record<string, z.output<S>>,
  Record<string, z.input<S>>
>;

/** The same for an object with data as keys, such as device IDs. */
export function entries<S extends z.ZodMiniType>(entry: S): Entries<S> {
  const schema = z.pipe(
    z.record(z.string(), z.unknown()),
    z.transform((record) =>
      Object.fromEntries(
        Object.entries(record).flatMap(([key, value]) =>
          fitting(entry, value).map((fits) => [key, fits] as const),
        ),
      ),
    ),
  );
  innerSchemas.set(schema, entry);
  return schema as unknown as Entries<S>;
}

function fitting<S extends z.ZodMiniType>(schema: S, value: unknown): z.output<S>[] {
  const parsed = schema.safeParse(value);
  return parsed.success ? [parsed.data] : [];
}
