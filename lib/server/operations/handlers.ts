import "server-only";

import type { Operation, OutputOf, ParsedInputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";

import type { Context } from "#lib/server/session/context.ts";

type Groups = typeof api;
export type Group = keyof Groups;

/** The input of one operation, as its handler gets it. */
export type Input<G extends Group, Name extends keyof Groups[G]> = Groups[G][Name] extends Operation
  ? ParsedInputOf<Groups[G][Name]>
  : never;

export type Output<
  G extends Group,
  Name extends keyof Groups[G],
> = Groups[G][Name] extends Operation ? OutputOf<Groups[G][Name]> : never;

/**
 * What each operation of a group does, by name. One that the contract publishes and that has no handler
 * does not compile.
 */
export type Handlers<G extends Group> = {
  [Name in keyof Groups[G] as Groups[G][Name] extends Operation ? Name : never]: (
    context: Context,
    input: Input<G, Name>,
  ) => Promise<Output<G, Name>>;
};
