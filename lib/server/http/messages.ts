import "server-only";
import { getRequestConfig } from "next-intl/server";

import messages from "#messages/en.json";

/** next-intl asks for this once a request. Times are UTC until the page is live in the browser. */
export default getRequestConfig(() =>
  Promise.resolve({ locale: "en-GB", messages, timeZone: "UTC", now: new Date() }),
);
