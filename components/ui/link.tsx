import NextLink from "next/link";
import type { ComponentProps } from "react";

/** A link within the app. It does not prefetch: a list of 50 would cause 50 requests. */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
