import { useState } from "react";

import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { brokenRules } from "#lib/contract/password-policy.ts";
import { generatePassword } from "#lib/passwords/generate-password.ts";

/**
 * A password that is generated as the homeserver's policy has it, until somebody types another one. A
 * policy that is told late makes another one too: what was sent is to be kept apart.
 */
export function useNewPassword() {
  // A homeserver that does not tell its policy has none to be shown.
  const { data: policy } = useQuery(api.users.passwordPolicy, {});
  const [typed, setTyped] = useState<string>();
  const [generated, setGenerated] = useState(() => generatePassword());
  if (policy && brokenRules(policy, generated).length > 0) setGenerated(generatePassword(policy));
  return {
    value: typed ?? generated,
    isTyped: typed !== undefined,
    policy,
    type: setTyped,
    generate: () => {
      setTyped(undefined);
      setGenerated(generatePassword(policy));
    },
  };
}
export type NewPasswordState = ReturnType<typeof useNewPassword>;
