import "server-only";
import { notFound } from "next/navigation";

import { decodeAddress } from "#lib/routes.ts";
import { visibleIdentifier } from "#lib/matrix/visible-text.ts";

type Params = Promise<{ userId: string }>;

/*
 * Next 16 gives pages and layouts the raw parameters of an address, and decoded ones to `generateMetadata`.
 * Decoding twice breaks a user ID with a percent sign, so decode only here.
 */

/** The user of a page or layout under `/users/[userId]`. */
export const userIdOf = async (params: Params): Promise<string> =>
  decodeAddress((await params).userId) ?? notFound();

/** For `generateMetadata` there. */
export const userTitle = async ({ params }: { params: Params }) => ({
  title: visibleIdentifier((await params).userId),
});
