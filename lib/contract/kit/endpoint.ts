import * as z from "zod/mini";

import { AppError } from "#lib/errors.ts";

import { isUsableSegment } from "./path-segments.ts";
import type { SynapseFeature } from "./synapse-versions.ts";
import type { UnderMas } from "./mas.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** The `{names}` in a path template, as a union of string literals. */
type PathKeys<Path extends string> = Path extends `${string}{${infer Key}}${infer Rest}`
  ? Key | PathKeys<Rest>
  : never;

type Input<Shape extends z.core.$ZodShape = z.core.$ZodShape> = z.ZodMiniObject<
  Shape,
  z.core.$strict
>;

type Described<I extends Input = Input, O extends z.ZodMiniType = z.ZodMiniType> = {
  readonly input: I;
  readonly output: O;
  /** True when it changes nothing. */
  readonly reads: boolean;
  /** Other groups whose data this changes. Its own group is implied. */
  readonly changes: readonly string[];
  /** The input field with the target, for the audit trail. */
  readonly target: string | undefined;
  /**
   * Whether the audit trail records it: every write, unless there is a reason not to, and reads of private
   * data.
   */
  readonly isRecorded: boolean;
  /** How the action differs under the Matrix Authentication Service. */
  readonly underMas?: UnderMas;
};

/** How a job runs a write on many targets. */
export type Bulk = {
  /** Read, with the target only, to learn whether a write happened when its answer was lost. */
  verify: Endpoint;
  isSettled: (now: Record<string, unknown>, input: Record<string, unknown>) => boolean;
  /** The limit of concurrent calls. */
  concurrency: number;
};

/** One call to the homeserver. */
export type Endpoint<
  I extends Input = Input,
  O extends z.ZodMiniType = z.ZodMiniType,
  M extends Method = Method,
> = Described<I, O> & {
  readonly kind: "endpoint";
  readonly method: M;
  readonly path: string;
  /** The Synapse feature it needs, if not all versions have it, for the error. */
  readonly feature?: SynapseFeature;
  /** Absent: no bulk action. */
  readonly bulk?: Bulk;
  /**
   * Whether an input locks the account `user_id` out, or removes its admin rights. This is refused for one's
   * own account and for the last admin.
   */
  readonly locksOut?: (input: Record<string, unknown>) => boolean;
  /** Whether the account `user_id` must exist: Synapse would create it. */
  readonly mustExist?: boolean;
};

/** Our own action of several calls, or none, in `lib/server/operations`. */
export type Operation<I extends Input = Input, O extends z.ZodMiniType = z.ZodMiniType> = Described<
  I,
  O
> & { readonly kind: "operation" };

export type Action = Endpoint | Operation;

/** An endpoint or operation that the browser may call, with its id `group.name`. */
export type Published<A extends Action = Action, Id extends string = string> = A & {
  readonly id: Id;
};

export type InputOf<A extends Action> = z.input<A["input"]>;
export type ParsedInputOf<A extends Action> = z.output<A["input"]>;
export type OutputOf<A extends Action> = z.output<A["output"]>;

/** Describes one homeserver call. Field names are the wire's own, so Synapse's docs and the code grep alike. */
export function endpoint<
  const Path extends string,
  const Shape extends z.core.$ZodShape & Record<PathKeys<Path>, z.core.$ZodType>,
  O extends z.ZodMiniType,
  const M extends Method,
>(
  spec: {
    method: M;
    path: Path;
    input: Shape;
    output: O;
    feature?: SynapseFeature;
    changes?: readonly string[];
    bulk?: Bulk;
    locksOut?: (input: Record<string, unknown>) => boolean;
    mustExist?: boolean;
    isRecorded?: boolean;
    // A write that does not say who does it does not compile: menus and the server's guard ask it alone.
  } & (M extends "GET" ? { underMas?: Pick<UnderMas, "sends"> } : { underMas: UnderMas }),
): Endpoint<Input<Shape>, O, M> {
  const pathKeys = [...spec.path.matchAll(PATH_KEY)].map(([, key = ""]) => key);
  const input = z.strictObject(spec.input).check(
    z.superRefine((value: Record<string, unknown>, context) => {
      for (const key of pathKeys) {
        if (isUsableSegment(String(value[key]))) continue;
        context.addIssue({ code: "custom", path: [key], params: { code: "unusable_id" } });
      }
    }),
  );
  const reads = spec.method === "GET";
  const described = { changes: [], target: pathKeys[0], isRecorded: !reads };
  return { ...described, ...spec, kind: "endpoint", reads, input };
}

/** Describes an action of our own server. */
export function operation<const Shape extends z.core.$ZodShape, O extends z.ZodMiniType>(
  spec: {
    input: Shape;
    output: O;
    changes?: readonly string[];
    target?: keyof Shape & string;
    isRecorded?: boolean;
  } & ({ reads: true } | { reads: false; underMas: Pick<UnderMas, "refuses"> }),
): Operation<Input<Shape>, O> {
  const described = { changes: [], target: undefined, isRecorded: !spec.reads };
  return { ...described, ...spec, kind: "operation", input: z.strictObject(spec.input) };
}

/**
 * Whether a read has no side effects: the browser uses GET, freely, and equal concurrent reads share one
 * call.
 */
export const isPureRead = ({ reads, isRecorded }: Pick<Action, "reads" | "isRecorded">) =>
  reads && !isRecorded;

/** The values of an input's secret fields, which must never be quoted. */
export const secretsIn = (
  { input }: Pick<Action, "input">,
  given: Record<string, unknown>,
): string[] =>
  Object.entries(input.shape)
    .filter(([, schema]) => hasSecret(schema))
    .flatMap(([name]) => (typeof given[name] === "string" ? [given[name]] : []));

const secrets = new WeakSet<z.core.$ZodType>();

/** Marks a field of an input that is never stored or logged. */
export function secret<S extends z.core.$ZodType>(schema: S): S {
  secrets.add(schema);
  return schema;
}

/** An input for storage: without the values of its secret fields, but with their presence. */
export const withoutSecrets = (
  { input }: Pick<Action, "input">,
  given: Record<string, unknown>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const schema = Object.hasOwn(input.shape, name) ? input.shape[name] : undefined;
      return [name, schema && !hasSecret(schema) ? value : SECRET];
    }),
  );

/** Whether a schema or any of its parts is secret: an optional secret is one too. */
function hasSecret(schema: z.core.$ZodType): boolean {
  return secrets.has(schema) || Object.values(schema._zod.def).some(partHasSecret);
}

/** `z.core.$ZodType` as a value would load all of zod into the browser. */
const isSchema = (part: object): part is z.core.$ZodType => "_zod" in part;

function partHasSecret(part: unknown): boolean {
  if (typeof part !== "object" || part === null) return false;
  return isSchema(part) ? hasSecret(part) : Object.values(part).some(partHasSecret);
}

/** Replaces a secret. */
export const SECRET = "[secret]";

const PATH_KEY = /\{(\w+)\}/g;

type Groups = Record<string, Record<string, Action>>;
type Publish<G extends Groups> = {
  readonly [Group in keyof G & string]: {
    readonly [Name in keyof G[Group] & string]: Published<G[Group][Name], `${Group}.${Name}`>;
  };
};

/** Gives every action the id `group.name`. Only published actions can be called from outside. */
export function publish<const G extends Groups>(groups: G): Publish<G> {
  const mapEntries = <A, B>(record: Record<string, A>, map: (value: A, key: string) => B) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));

  // TypeScript forgets which entry is which when an object becomes entries and back.
  return mapEntries(groups, (group, groupName) =>
    mapEntries(group, (action, name) => ({ ...action, id: `${groupName}.${name}` })),
  ) as unknown as Publish<G>;
}

export const groupOf = (id: string): string => id.slice(0, id.indexOf("."));

/** The cache key of a read: the same for the browser's hook and the server's first answer. */
export const queryKey = <A extends Published>(action: A, input: InputOf<A>) =>
  [action.id, input] as const;

/**
 * Splits input into the parts of an HTTP request to the homeserver.
 * @throws AppError `invalid_input` if a path segment would change the endpoint.
 */
export function toHttp(
  { method, path, reads }: Pick<Endpoint, "method" | "path" | "reads">,
  input: Record<string, unknown>,
): { target: string; body: string | undefined } {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const filled = path.replace(PATH_KEY, (_, key: string) => {
    const value = String(rest.get(key));
    rest.delete(key);
    // Checked where the path is built: operations and jobs pass values that no schema has seen.
    if (!isUsableSegment(value)) {
      throw new AppError("invalid_input", { fields: { [key]: { code: "unusable_id" } } });
    }
    return encodeURIComponent(value);
  });
  if (!reads) {
    return {
      target: filled,
      body:
        method === "DELETE" && rest.size === 0
          ? undefined
          : JSON.stringify(Object.fromEntries(rest)),
    };
  }

  const query = new URLSearchParams();
  for (const [key, value] of rest) {
    for (const item of [value].flat()) query.append(key, String(item));
  }
  return { target: query.size > 0 ? `${filled}?${query}` : filled, body: undefined };
}
