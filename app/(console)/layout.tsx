import type { ReactNode } from "react";

import { JobsTray } from "#components/jobs/jobs-tray.tsx";
import { Frame } from "#components/layout/frame.tsx";
import { Words } from "#components/layout/words.tsx";
import { MasProvider } from "#lib/client/mas.tsx";
import { SynapseVersionProvider } from "#lib/client/synapse-version.tsx";
import { PreferencesProvider } from "#lib/client/preferences.tsx";
import { synapseVersion } from "#lib/server/discovery/discover.ts";
import { serverChoice } from "#lib/server/discovery/resolve.ts";
import { homeserver } from "#lib/server/session/connect.ts";
import { readPreferences } from "#lib/server/http/preferences-cookie.ts";
import { requirePageSession } from "#lib/server/session/session.ts";
import { otherSessions } from "#lib/server/session/other-sessions.ts";

/** The gate and the frame of all pages below. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await requirePageSession();
  // Not awaited: a hanging homeserver must not block the page.
  const version = synapseVersion(await homeserver(session));
  return (
    <Words of="console">
      <PreferencesProvider saved={await readPreferences()}>
        <MasProvider issuer={session.masIssuer}>
          <SynapseVersionProvider version={version}>
            <Frame
              userId={session.userId}
              // The Matrix Authentication Service takes no word from us about a token that is not ours.
              hasPastedToken={session.keepsToken && session.masIssuer === null}
              sessionId={session.id}
              beside={serverChoice().is === "chosen" ? await otherSessions() : undefined}
              version={version}
              tray={<JobsTray />}
            >
              {children}
            </Frame>
          </SynapseVersionProvider>
        </MasProvider>
      </PreferencesProvider>
    </Words>
  );
}
