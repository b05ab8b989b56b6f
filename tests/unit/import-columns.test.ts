import { describe, expect, test } from "vitest";

import { columnsAsChosen, columnsByName } from "#lib/contract/import-columns.ts";
import { USER_COLUMNS } from "#lib/server/domain/exports/users.ts";

const fieldsOf = (...names: string[]) => columnsByName(names).map(({ field }) => field);

describe("column names", () => {
  test("recognises columns in any case, with spaces or dashes", () => {
    expect(fieldsOf(" User ID", "Display-Name", "E-MAIL", "Shoe size")).toEqual([
      "user_id",
      "displayname",
      "emails",
      null,
    ]);
  });

  test("recognises the columns of our own export", () => {
    const fields = columnsByName(USER_COLUMNS.map(({ name }) => name));
    const taken = fields.filter(({ field }) => field !== null);
    expect(taken.map(({ name }) => name)).toEqual([
      "name",
      "displayname",
      "user_type",
      "is_guest",
      "admin",
      "deactivated",
      "locked",
      "avatar_url",
    ]);
    expect(taken[0]?.field).toBe("user_id");
  });

  test("recognises Ketesa's columns, where id outranks name", () => {
    expect(fieldsOf("name", "id", "displayname", "is_admin", "threepids", "password")).toEqual([
      null,
      "user_id",
      "displayname",
      "admin",
      "threepids",
      "password",
    ]);
  });

  test("reads a name next to a user name as the display name", () => {
    expect(fieldsOf("username", "name", "password")).toEqual([
      "user_id",
      "displayname",
      "password",
    ]);
    expect(fieldsOf("name", "password")).toEqual(["user_id", "password"]);
  });

  test("uses each column once", () => {
    expect(fieldsOf("user_id", "user_id", "email", "mail")).toEqual([
      "user_id",
      null,
      "emails",
      null,
    ]);
  });
});

test("prefers the admin's choice of columns where it fits the file", () => {
  expect(columnsAsChosen(["Kennung", "Ort"], ["user_id", null])).toEqual([
    { name: "Kennung", field: "user_id" },
    { name: "Ort", field: null },
  ]);
  expect(columnsAsChosen(["Kennung"], ["user_id", null])).toBeUndefined();
  expect(columnsAsChosen(["a", "b"], ["user_id", "user_id"])).toBeUndefined();
});
