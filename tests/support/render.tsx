import { render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import {
  AppRouterContext,
  type AppRouterInstance,
} from "next/dist/shared/lib/app-router-context.shared-runtime.js";
import { NuqsTestingAdapter, type OnUrlUpdateFunction } from "nuqs/adapters/testing";
import type { ReactNode } from "react";
import { SWRConfig } from "swr";

import { MasProvider } from "#lib/client/mas.tsx";
import { PreferencesProvider } from "#lib/client/preferences.tsx";
import { SynapseVersionProvider } from "#lib/client/synapse-version.tsx";
import { Preferences } from "#lib/contract/preferences.ts";
import messages from "#messages/en.json";

type Options = {
  /** The address's query, and what happens when it changes. */
  address?: string;
  onAddress?: OnUrlUpdateFunction;
  /** Where a person is led. */
  onGo?: (href: string) => void;
  /** Issuer of the Matrix Authentication Service that has the accounts. */
  mas?: string | null;
  /** The homeserver's version. Null: not known. */
  synapse?: string | null;
};

const noRouter = () => {
  throw new Error("nothing in this test should go anywhere that way");
};
const routerOf = (push: AppRouterInstance["push"]): AppRouterInstance => ({
  push,
  bfcacheId: "",
  replace: noRouter,
  refresh: noRouter,
  prefetch: noRouter,
  back: noRouter,
  forward: noRouter,
});

/** Renders as a page of the console does, with a cache of its own. */
export function renderApp(children: ReactNode, options: Options = {}) {
  const { address = "", onAddress, onGo, mas = null, synapse = null } = options;
  const version = Promise.resolve(synapse);
  return render(
    <AppRouterContext value={routerOf(onGo ?? noRouter)}>
      <NextIntlClientProvider locale="en-GB" messages={messages} timeZone="UTC" now={new Date()}>
        <NuqsTestingAdapter
          searchParams={address}
          hasMemory
          {...(onAddress && { onUrlUpdate: onAddress })}
        >
          <SWRConfig value={{ provider: () => new Map(), dedupingInterval: 0 }}>
            <PreferencesProvider saved={Preferences.parse({})}>
              <MasProvider issuer={mas}>
                <SynapseVersionProvider version={version}>{children}</SynapseVersionProvider>
              </MasProvider>
            </PreferencesProvider>
          </SWRConfig>
        </NuqsTestingAdapter>
      </NextIntlClientProvider>
    </AppRouterContext>,
  );
}
