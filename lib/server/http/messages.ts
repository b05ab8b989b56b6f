import "server-only";
import { getRequestConfig } from "next-intl/server";

import messages from "#messages/en.json";

/** next-intl calls this once per request. Times are UTC until hydration. */
export default getRequestConfig(() =>
  Promise.resolve({ locale: "en-GB", messages, timeZone: "UTC", now: new Date() }),
);
