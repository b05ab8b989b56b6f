import "server-only";
import { notFound } from "next/navigation";

import { decodeAddress } from "#lib/routes.ts";
import { visibleIdentifier } from "#lib/matrix/visible-text.ts";

type Params = Promise<{ userId: string }>;

/*
 * Next 16 hands pages and layouts the parameters of an address as they stand there, and `generateMetadata`
 * the same ones decoded. To decode twice breaks on a user ID with a percent sign, so nobody else does it.
 */

/** The user that a page or layout under `/users/[userId]` is about. */
export const userIdOf = async (params: Params): Promise<string> =>
  decodeAddress((await params).userId) ?? notFound();

/** For `generateMetadata` there. */
export const userTitle = async ({ params }: { params: Params }) => ({
  title: visibleIdentifier((await params).userId),
});
