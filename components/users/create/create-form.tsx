"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { NewPasswordField } from "#components/users/reset-password/new-password-field.tsx";
import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button, buttonLook } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { Field } from "#components/ui/field.tsx";
import { Link } from "#components/ui/link.tsx";
import { ListField } from "#components/ui/list-field.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { DISPLAYNAME_MAX } from "#lib/contract/accounts.ts";
import { routes } from "#lib/routes.ts";

import { ExternalIdsField } from "./external-ids-field.tsx";
import type { NewAccount, SignInMethods } from "./created-user.ts";
import { NameField } from "./name-field.tsx";
import { useCreateForm } from "./use-create-form.ts";

type CreateFormProps = {
  ways: SignInMethods;
  server: string;
  onDone: (account: NewAccount) => void;
};

export function CreateForm({ ways, server, onDone }: CreateFormProps) {
  const t = useTranslations("createUser");
  const ui = useTranslations("ui");
  const form = useCreateForm(ways, server, onDone);
  const { fields, set, lists, wrong, error, isRunning } = form;
  return (
    <form
      className="grid max-w-180 grid-cols-1 gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <Section title={t("account")}>
        <NameField
          value={fields.name}
          server={server}
          check={form.check}
          wrong={wrong.name}
          onChange={set.setName}
        />
        <Field
          label={t("displayName")}
          name="displayname"
          value={fields.displayname}
          onChange={(event) => set.setDisplayname(event.target.value)}
          maxLength={DISPLAYNAME_MAX}
          autoComplete="off"
          hint={t("displayNameHint")}
        />
      </Section>

      <Section title={t("signIn")}>
        <RadioCards
          legend={t("password")}
          name="with_password"
          value={fields.withPassword ? "with" : "without"}
          onChange={(value) => set.setWithPassword(value === "with")}
          options={[
            { value: "with", title: t("withPassword"), text: t("withPasswordText") },
            { value: "without", title: t("withoutPassword"), text: t("withoutPasswordText") },
          ]}
        />
        {fields.withPassword && (
          <NewPasswordField
            password={fields.password}
            about={[fields.name, fields.displayname, server]}
            error={wrong.password}
          />
        )}
        {ways.providers.length > 0 && (
          <ExternalIdsField providers={ways.providers} {...lists.externalIds} />
        )}
      </Section>

      <Section title={t("contact")}>
        <ListField list={lists.emails} label={t("email")} inputMode="email" hint={t("emailHint")} />
        <ListField list={lists.phones} label={t("phone")} inputMode="tel" hint={t("phoneHint")} />
      </Section>

      <Section title={t("rooms")}>
        <ListField
          list={lists.rooms}
          label={t("room")}
          className="font-mono"
          placeholder={`#welcome:${server}`}
          hint={t("roomHint")}
        />
      </Section>

      <Section title={t("kind")}>
        <RadioCards
          legend={t("type")}
          name="user_type"
          value={fields.userType}
          onChange={set.setUserType}
          options={(["person", "bot", "support"] as const).map((type) => ({
            value: type,
            title: t(`types.${type}`),
            text: t(`typeTexts.${type}`),
          }))}
        />
        <label className="flex gap-2.5">
          <Checkbox
            name="admin"
            className="mt-0.5"
            checked={fields.isAdmin}
            onChange={(event) => set.setAdmin(event.target.checked)}
          />
          <span>
            <span className="block font-strong">{t("admin")}</span>
            <span className="block text-ink-2">{t("adminText")}</span>
          </span>
        </label>
      </Section>

      {error && (
        <ErrorNotice body={error.toBody()}>
          {form.existing && (
            <Link href={routes.user(form.existing)} className={buttonLook("plain")}>
              {t("look")}
            </Link>
          )}
        </ErrorNotice>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Link href={routes.users()} className={buttonLook("plain")}>
          {ui("cancel")}
        </Link>
        <Button type="submit" look="primary" disabled={isRunning}>
          {t(isRunning ? "submitting" : "submit")}
        </Button>
      </div>
    </form>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Panel title={title}>
      <div className="grid grid-cols-1 gap-4 px-4 py-4">{children}</div>
    </Panel>
  );
}
