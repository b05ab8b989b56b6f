import { createTranslator } from "next-intl";

import messages from "#messages/en.json" with { type: "json" };

/**
 * What the product says under a key: `words("users.title")`. Tests take long texts from here, so
 * that better words in `messages/en.json` break none of them.
 */
export const words = createTranslator({
  locale: "en-GB",
  messages,
  onError: (error) => {
    throw error;
  },
});
