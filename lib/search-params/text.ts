import { createParser } from "nuqs/server";

import { isUsableText } from "#lib/contract/kit/path-segments.ts";

/** Text of an address. What neither Synapse nor the store can hold, such as a NUL, is not asked for. */
export const parseAsText = createParser({
  parse: (text) => (isUsableText(text) ? text : null),
  serialize: String,
});
