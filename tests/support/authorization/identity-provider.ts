import { freePort } from "#scripts/support/port.ts";
import { startTestSynapse } from "#tests/support/test-run.ts";

import { startProvider } from "./provider.ts";

const CLIENT = { client_id: "synapse", client_secret: "known to this test alone, and long enough" };

/** A homeserver whose people sign in with a company's OpenID provider, as anybody they say. */
export async function startSingleSignOn() {
  const port = await freePort();
  const callback = `http://127.0.0.1:${port}/_synapse/client/oidc/callback`;
  const provider = await startProvider({
    configuration: {
      clients: [{ ...CLIENT, redirect_uris: [callback], grant_types: ["authorization_code"] }],
      claims: { openid: ["sub", "name"] },
      conformIdTokenClaims: false,
    },
  });
  const synapse = await startTestSynapse(
    {
      oidc_providers: [
        {
          ...CLIENT,
          idp_id: "company",
          idp_name: "Company SSO",
          issuer: provider.issuer,
          skip_verification: true,
          scopes: ["openid"],
          user_mapping_provider: {
            config: {
              localpart_template: "{{ user.sub }}",
              display_name_template: "{{ user.name }}",
            },
          },
        },
      ],
      // Dashboards in tests are there: people are sent back without being asked.
      sso: { client_whitelist: ["http://localhost:"] },
    },
    undefined,
    "sso.localhost",
    port,
  );
  return {
    synapse,
    [Symbol.asyncDispose]: async () => {
      await synapse.stop();
      await provider[Symbol.asyncDispose]();
    },
  };
}
