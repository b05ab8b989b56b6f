import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { RECORDED_ACTIONS } from "#components/audit/action-name.ts";
import { SIDES } from "#components/audit/audit-search.ts";
import { GROUPINGS } from "#components/connections/connection-groups.ts";
import { VERIFICATIONS } from "#components/devices/device-keys.ts";
import { USER_ACTIONS } from "#components/users/actions/user-actions.ts";
import { GROUPS } from "#components/users/bulk/bulk-dock.tsx";
import { BULK_ACTIONS, LOSSES } from "#components/users/bulk/bulk-task.ts";
import { STATE_CHANGES } from "#components/users/states/state-changes.ts";
import { USER_TASKS } from "#components/users/bulk/user-task-dialog.tsx";
import { ADMINS, GUESTS, KINDS, STATES } from "#components/users/users-search.ts";
import { END_STEPS } from "#lib/contract/account-end.ts";
import { OUTCOMES, SPANS } from "#lib/contract/audit.ts";
import { DOCTOR_RESULTS, DOCTOR_STEPS } from "#lib/contract/doctor.ts";
import { IMPORT_FIELDS } from "#lib/contract/import-columns.ts";
import {
  IMPORT_MODES,
  IMPORT_PLANS,
  IMPORT_PROBLEMS,
  IMPORT_WARNINGS,
  LEFT_REASONS,
} from "#lib/contract/imports.ts";
import { actionById } from "#lib/contract/index.ts";
import { ITEM_STATES, JOB_KINDS, JOB_STATES } from "#lib/contract/jobs.ts";
import { MEMBERSHIPS } from "#lib/contract/memberships.ts";
import { TOKEN_KINDS } from "#lib/contract/tokens.ts";
import { PASSWORD_RULES } from "#lib/contract/password-policy.ts";
import { THEMES } from "#lib/contract/preferences.ts";
import { FIND_WAYS } from "#lib/contract/user-lookups.ts";
import { ERROR_STATUS } from "#lib/errors.ts";
import { SIGN_IN_REASONS, USER_TABS } from "#lib/routes.ts";
import messages from "#messages/en.json";

const keysOf = (tree: object, path = ""): string[] =>
  Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "string" ? [`${path}${key}`] : keysOf(value as object, `${path}${key}.`),
  );
const all = new Set(keysOf(messages));
const missing = (keys: string[]) => keys.filter((key) => !all.has(key));

describe("has words for", () => {
  test("every error", () => {
    const codes = Object.keys(ERROR_STATUS);
    expect(
      missing(codes.flatMap((code) => [`errors.${code}.title`, `errors.${code}.body`])),
    ).toEqual([]);
  });

  test("every reason to sign in", () => {
    expect(missing(SIGN_IN_REASONS.map((reason) => `signIn.reason.${reason}`))).toEqual([]);
  });

  test("every choice", () => {
    expect(
      missing([
        ...STATES.map((value) => `users.filters.states.${value}`),
        ...KINDS.map((value) => `users.filters.kinds.${value}`),
        ...ADMINS.map((value) => `users.filters.adminChoices.${value}`),
        ...GUESTS.map((value) => `users.filters.guestChoices.${value}`),
        ...GROUPINGS.flatMap((by) =>
          ["groupings", "columns", "others", "one", "counts", "copy", "copyShort"].map(
            (kind) => `connections.${kind}.${by}`,
          ),
        ),
        ...VERIFICATIONS.flatMap((value) => [
          `devices.verification.${value}`,
          `devices.verificationHelp.${value}`,
        ]),
        ...MEMBERSHIPS.map((value) => `memberships.names.${value}`),
        ...DOCTOR_STEPS.flatMap((step) => [`doctor.steps.${step}`, `doctor.advice.${step}`]),
        ...DOCTOR_RESULTS.map((value) => `doctor.results.${value}`),
        ...USER_TABS.map((value) => `user.tabTitles.${value}`),
        ...USER_ACTIONS.flat().map(({ id }) => `userActions.${id}`),
        ...Object.keys(STATE_CHANGES).flatMap((value) =>
          ["title", "submit", "done", "does", "notices", "keeps", "undo"].map(
            (part) => `states.${value}.${part}`,
          ),
        ),
        ...END_STEPS.map((value) => `accountEnd.steps.${value}`),
        ...["admin", ...TOKEN_KINDS].map((value) => `tokens.kinds.${value}`),
        ...THEMES.map((value) => `frame.themes.${value}`),
        ...OUTCOMES.map((value) => `audit.outcomes.${value}`),
        ...["any", ...SPANS].map((value) => `audit.filters.spans.${value}`),
        ...SIDES.map((value) => `audit.history.sides.${value}`),
        ...BULK_ACTIONS.flatMap((value) =>
          ["actions", "titles", "explain"].map((kind) => `bulk.${kind}.${value}`),
        ),
        ...LOSSES.map((value) => `bulk.lost.${value}`),
        ...USER_TASKS.flatMap((value) => [`bulk.one.${value}`, `bulk.oneSubmit.${value}`]),
        ...GROUPS.map(({ id }) => `bulk.groups.${id}`),
        ...FIND_WAYS.flatMap((value) =>
          ["ways", "values", "hints", "found", "nobody"].map((kind) => `find.${kind}.${value}`),
        ),
        ...JOB_KINDS.map((value) => `jobs.kinds.${value}`),
        ...IMPORT_FIELDS.map((value) => `imports.fields.${value}`),
        ...IMPORT_PLANS.map((value) => `imports.plans.${value}`),
        ...IMPORT_PROBLEMS.map((value) => `imports.problems.${value}`),
        ...IMPORT_WARNINGS.map((value) => `imports.warnings.${value}`),
        ...PASSWORD_RULES.map((value) => `password.rules.${value}`),
        ...LEFT_REASONS.map((value) => `imports.reasons.${value}`),
        ...IMPORT_MODES.flatMap((value) => [
          `imports.modes.${value}`,
          `imports.modeTexts.${value}`,
        ]),
        ...JOB_STATES.map((value) => `jobs.states.${value}`),
        ...ITEM_STATES.map((value) => `jobs.itemStates.${value}`),
      ]),
    ).toEqual([]);
  });

  test("every action that leaves a record, and for no other", () => {
    const words = Object.keys(messages.audit.actions).flatMap((group) =>
      keysOf(messages.audit.actions[group as "users"], `${group}.`),
    );
    expect(words.toSorted()).toEqual([...RECORDED_ACTIONS].sort());
  });

  test("every issue that a schema of ours raises", () => {
    const ours = [
      "unusable_id",
      "too_short",
      "not_json",
      "not_a_user_name",
      "a_refresh_token",
      "not_a_refresh_token",
      "damaged",
    ];
    const zods = [
      "too_small",
      "too_big",
      "invalid_type",
      "invalid_value",
      "invalid_format",
      "unrecognized_keys",
    ];
    expect(missing([...ours, ...zods].map((code) => `issues.${code}`))).toEqual([]);
  });
});

/** Keys that are put together from a value; the tests above hold those. */
const COMPOSED =
  /^(errors\.|doctor\.(steps|results|advice)\.|issues\.|duration\.|signIn\.(reason|wayNames)\.|users\.(filters|badges|badgeHelp)\.|audit\.(actions|outcomes|filters\.spans|history)\.|imports\.(fields|plans|problems|reasons|modes|modeTexts)\.|frame\.themes\.|user\.(types|unknown|invalid|tabTitles)\.|userActions\.|states\.(lock|unlock|suspend|unsuspend|shadowBan|shadowUnban)\.|password\.(strengths|notHere|switchedOff)\.|fields\.|tokens\.kinds\.|ui\.copied|ui\.copyFailed|connections\.(groupings|columns|others|one|counts|copy|copyShort)\.)/;

test("says nothing that is shown nowhere", () => {
  const files = globSync("{app,components,lib}/**/*.{ts,tsx}");
  const source = files.map((file) => readFileSync(file, "utf8")).join("\n");
  const isUsed = (key: string) => {
    const parts = key.split(".");
    // `useTranslations("a.b")` and then `t("c")`, or `t("b.c")`, or `messages.a` and `{ c }`.
    return parts.some((_, at) => source.includes(`"${parts.slice(at).join(".")}"`));
  };
  const plain = [...all].filter((key) => !COMPOSED.test(key) && !key.startsWith("wrongHost."));
  expect(plain.filter((key) => !isUsed(key))).toEqual([]);
});

test("every name of an input has its words", () => {
  const asked = ["display_name", "new_password"];
  const known = new Set([...actionById.values()].flatMap(({ input }) => Object.keys(input.shape)));
  expect(asked.filter((name) => !known.has(name))).toEqual([]);
  expect(missing(asked.map((name) => `fields.${name}`))).toEqual([]);
});
