import { getTranslations } from "next-intl/server";

import { CreateUser } from "#components/users/create/create-user.tsx";
import { FirstAnswersProvider } from "#lib/client/first-answers.tsx";
import { api } from "#lib/contract/index.ts";
import { firstAnswers, question } from "#lib/server/first-answers.ts";
import { requirePageSession } from "#lib/server/session.ts";
import { serverOf } from "#lib/user-name.ts";

export const generateMetadata = async () => ({
  title: (await getTranslations("createUser"))("title"),
});

export default async function NewUserPage() {
  const { userId } = await requirePageSession();
  return (
    <FirstAnswersProvider answers={await firstAnswers(question(api.users.waysToSignIn, {}))}>
      <CreateUser server={serverOf(userId)} />
    </FirstAnswersProvider>
  );
}
