import { useState } from "react";

import { toastSuccess } from "#components/ui/toast.ts";
import { useCommand } from "#lib/client/use-command.ts";
import { useQuery } from "#lib/client/use-query.ts";
import type { InputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import type { UserDetail } from "#lib/contract/users.ts";

type Change = Omit<InputOf<typeof api.users.modify>, "user_id">;

type EditOptions = {
  user: UserDetail;
  /** The success message. */
  done: string;
  onClose: () => void;
};

/** Changes an account, and checks the result. Reloads it even after a failure. */
export function useEdit({ user, done, onClose }: EditOptions) {
  const { run, error, isRunning } = useCommand(api.users.modify);
  const { refresh } = useQuery(api.users.get, { user_id: user.name });
  const [isNotSo, setNotSo] = useState(false);

  /** @param isSo Whether the account has the new value: checked afterwards. */
  const save = async (change: Change, isSo: (now: UserDetail) => boolean) => {
    setNotSo(false);
    const answer = await run({ user_id: user.name, ...change });
    // Synapse makes changes one by one: some may have been made before it failed.
    if (!answer) return void refresh();
    if (!isSo(answer.user)) return setNotSo(true);
    // The next dialog must open with current data.
    await refresh();
    toastSuccess(done);
    onClose();
  };

  return { save, error, isNotSo, isRunning };
}
