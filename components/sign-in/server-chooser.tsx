"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { createContext, use, useEffect, useState, useTransition, type ReactNode } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ServerChoice } from "#lib/contract/sign-in/discovery.ts";
import { routes } from "#lib/routes.ts";
import { readServer } from "#lib/matrix/server-name.ts";
import { readUserName } from "#lib/matrix/user-id.ts";
import { trimPasted } from "#lib/matrix/trim-pasted.ts";

/** What the sign-in forms share with the choice of server, which outlives them. */
type Chosen = {
  user: string;
  setUser: (user: string) => void;
  /** Switches to the server of a Matrix ID, if allowed. */
  follow: (user: string) => void;
};

const Context = createContext<Chosen | null>(null);

/** Null if there is only one homeserver. */
export const useServerChoice = (): Chosen | null => use(Context);

type ServerChooserProps = {
  choice: Extract<ServerChoice, { is: "chosen" }>;
  /** The server whose sign-in is shown. */
  server: string | undefined;
  to: string;
  /** An admin adds a second session. */
  isAnother: boolean;
  children: ReactNode;
};

/** How long typing pauses before the server is examined. */
const QUIET_MS = 700;

/** The homeserver to sign in to. Part of the URL, so that a link can lead to one. */
export function ServerChooser({ choice, server, to, isAnother, children }: ServerChooserProps) {
  const router = useRouter();
  const [user, setUser] = useState("");
  const [isGoing, startGoing] = useTransition();

  const go = (next: string) => {
    if (next === server) return;
    const address = routes.signIn({
      ...(to !== routes.home() && { callbackUrl: to }),
      ...(isAnother && { another: "1" }),
      server: next,
    });
    startGoing(() => router.replace(address));
  };
  const follow = (typed: string) => {
    const name = readUserName(typed)?.server;
    const next = name && readServer(name);
    if (next && (choice.mayType || choice.names.includes(next))) go(next);
  };
  const onTyped = (typed: string) => {
    const next = readServer(typed);
    if (next === null) return;
    if (trimPasted(typed).startsWith("@")) setUser(trimPasted(typed));
    go(next);
  };

  return (
    <Context value={{ user, setUser, follow }}>
      {choice.mayType ? (
        <TypedServer names={choice.names} server={server} onTyped={onTyped} />
      ) : (
        <ListedServer names={choice.names} server={server} onChosen={go} />
      )}
      <div aria-busy={isGoing} className={isGoing ? "grid gap-5 opacity-50" : "grid gap-5"}>
        {children}
      </div>
    </Context>
  );
}

type ListedServerProps = {
  names: readonly string[];
  server: string | undefined;
  onChosen: (server: string) => void;
};

function ListedServer({ names, server, onChosen }: ListedServerProps) {
  const t = useTranslations("servers");
  if (names.length === 1) return null;
  const choices = names.map((name) => ({ value: name, label: name }));
  return (
    <div className="grid gap-1.5">
      <span aria-hidden="true" className="font-strong">
        {t("label")}
      </span>
      <Select
        label={t("label")}
        value={server ?? ""}
        onChange={(chosen) => chosen && onChosen(chosen)}
        choices={server ? choices : [{ value: "", label: t("choose") }, ...choices]}
      />
    </div>
  );
}

type TypedServerProps = {
  names: readonly string[];
  server: string | undefined;
  onTyped: (typed: string) => void;
};

function TypedServer({ names, server, onTyped }: TypedServerProps) {
  const t = useTranslations("servers");
  const [typed, setTyped] = useState(server ?? "");
  const [shown, setShown] = useState(server);
  // A Matrix ID in the form below changed the server.
  if (shown !== server) {
    setShown(server);
    if (server && readServer(typed) !== server) setTyped(server);
  }
  useEffect(() => {
    if (readServer(typed) === null || readServer(typed) === server) return;
    const timer = setTimeout(() => onTyped(typed), QUIET_MS);
    return () => clearTimeout(timer);
  }, [typed, server, onTyped]);

  return (
    <form
      method="get"
      onSubmit={(event) => {
        event.preventDefault();
        onTyped(typed);
      }}
      className="grid gap-3"
    >
      <Field
        label={t("label")}
        name="server"
        required
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={300}
        hint={t("hint")}
      />
      {names.length > 0 && (
        <div role="group" aria-label={t("listed")} className="flex flex-wrap gap-2">
          {names.map((name) => (
            <Button
              key={name}
              aria-pressed={name === server}
              onClick={() => {
                setTyped(name);
                onTyped(name);
              }}
            >
              {name}
            </Button>
          ))}
        </div>
      )}
      {server === undefined && <Button type="submit">{t("look")}</Button>}
    </form>
  );
}
