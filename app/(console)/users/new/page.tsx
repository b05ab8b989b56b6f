import { getTranslations } from "next-intl/server";

import { CreateUser } from "#components/users/create/create-user.tsx";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";
import { requirePageSession } from "#lib/server/session/session.ts";
import { serverOf } from "#lib/matrix/user-id.ts";

export const generateMetadata = async () => ({
  title: (await getTranslations("createUser"))("title"),
});

export default async function NewUserPage() {
  const { userId } = await requirePageSession();
  return (
    <PrefetchedProvider answers={await prefetch(query(api.users.waysToSignIn, {}))}>
      <CreateUser server={serverOf(userId)} />
    </PrefetchedProvider>
  );
}
