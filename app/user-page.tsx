import { notFound } from "next/navigation";
import { Suspense, type ReactNode } from "react";

import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { visibleIdentifier } from "#lib/matrix/visible-text.ts";
import { decodeAddress } from "#lib/routes.ts";
import { prefetch, type Query } from "#lib/server/api/prefetch.ts";
import { requirePageSession } from "#lib/server/session/session.ts";

type Params = Promise<{ userId: string }>;
type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The user that a page or layout under `/users/[userId]` is about. */
export type AboutUser = {
  userId: string;
  /** The signed-in admin. */
  isOwn: boolean;
  /** The device that the dashboard uses, if it is one of this user's. */
  ownDeviceId: string | undefined;
};

type UserPageOptions = {
  /** What the page asks for first: its answers come with it. */
  queries?: (about: AboutUser, searchParams: SearchParams) => Query[] | Promise<Query[]>;
  /** Shown until the answers are there. */
  loading?: ReactNode;
};

/** Makes a page under `/users/[userId]`, for a session that may see it. */
export const userPage = (
  show: (about: AboutUser) => ReactNode,
  { queries, loading }: UserPageOptions = {},
) =>
  async function UserPage({
    params,
    searchParams,
  }: {
    params: Params;
    searchParams: SearchParams;
  }) {
    const about = await aboutUser(params);
    if (!queries) return show(about);
    const answers = await prefetch(...(await queries(about, searchParams)));
    return (
      <PrefetchedProvider answers={answers}>
        <Suspense fallback={loading}>{show(about)}</Suspense>
      </PrefetchedProvider>
    );
  };

/*
 * Next 16 gives pages and layouts the raw parameters of an address, and decoded ones to `generateMetadata`.
 * Decoding twice breaks a user ID with a percent sign, so decode only here.
 */

export async function aboutUser(params: Params): Promise<AboutUser> {
  const session = await requirePageSession();
  const userId = decodeAddress((await params).userId) ?? notFound();
  const isOwn = userId === session.userId;
  return { userId, isOwn, ownDeviceId: (isOwn && session.deviceId) || undefined };
}

/** For `generateMetadata` there. */
export const userTitle = async ({ params }: { params: Params }) => ({
  title: visibleIdentifier((await params).userId),
});
