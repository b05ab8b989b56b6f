"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";

import { useErrorText } from "#components/errors/error-text.ts";
import { Field } from "#components/ui/field.tsx";
import { useDebounced } from "#lib/client/use-debounced.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import type { AppError } from "#lib/errors.ts";
import { trimPasted } from "#lib/matrix/trim-pasted.ts";

/** Why Synapse rejects a name, by its error. Each has a text in `createUser.names`. */
const REASONS: Record<string, "taken" | "invalid" | "reserved"> = {
  M_USER_IN_USE: "taken",
  M_INVALID_USERNAME: "invalid",
  M_EXCLUSIVE: "reserved",
};

/** Whether a name is available. Checked after typing stops; aborts the previous check. */
export function useNameCheck(localpart: string) {
  const asked = useDebounced(localpart);
  const isAsked = asked !== "" && asked === localpart;
  const { data, error } = useQuery(api.users.nameAvailable, isAsked ? { username: asked } : null, {
    revalidateOnFocus: false,
  });
  return {
    isFree: isAsked && data?.available === true,
    /** Synapse said no. Any other failure says nothing about the name. */
    isRefused: isAsked && REASONS[error?.details.errcode ?? ""] !== undefined,
    error: isAsked ? error : undefined,
  };
}

type NameFieldProps = {
  value: string;
  server: string;
  check: ReturnType<typeof useNameCheck>;
  /** The form's own error. */
  wrong: string | undefined;
  onChange: (localpart: string) => void;
};

export function NameField({ value, server, check, wrong, onChange }: NameFieldProps) {
  const t = useTranslations("createUser");
  const whyNot = useWhyNot();
  const error = wrong ?? (check.error && whyNot(check.error));
  return (
    <Field
      label={t("name")}
      name="name"
      required
      // New names have no capitals: the field shows the final name.
      value={value}
      onChange={(event) => onChange(bareName(event.target.value, server))}
      maxLength={255}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      className="font-mono"
      buttons={
        <span className="max-w-1/2 shrink truncate pe-2.5 font-mono text-small text-ink-3">
          :{server}
        </span>
      }
      error={error}
      hint={
        <span role="status" className="flex min-h-[18px] items-center gap-1">
          {check.isFree && !error && (
            <>
              <CircleCheck className="size-3.5 text-ok" aria-hidden="true" />
              {t("names.free")}
            </>
          )}
          {!check.isFree && !error && t(value === "" ? "nameHint" : "names.checking")}
        </span>
      }
    />
  );
}

function useWhyNot(): (error: AppError) => string {
  const t = useTranslations("createUser.names");
  const errorText = useErrorText();
  return (error) => {
    const reason = REASONS[error.details.errcode ?? ""];
    return reason ? t(reason) : t("unchecked", { why: errorText(error.toBody()).title });
  };
}

/** A whole Matrix ID of this server may be pasted. */
const bareName = (typed: string, server: string): string =>
  trimPasted(typed).replace(/^@/, "").toLowerCase().replace(`:${server.toLowerCase()}`, "");
