import { beforeEach, describe, expect, test } from "vitest";

import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { pictureType } from "#lib/server/domain/users/avatar.ts";
import { createAccount } from "#lib/server/operations/accounts.ts";
import { modifyAccount, renewAccount } from "#lib/server/operations/modify-account.ts";
import { anOpenSession, aUserDetail } from "#tests/support/builders.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";
import { sendJson } from "#tests/support/fake-homeserver.ts";

const user_id = "@ada:test";
const synapse = fakeHomeserver();
beforeEach(() => {
  synapse.refuse(api.users.findByThreepid, 404, "M_NOT_FOUND");
  synapse.refuse(api.users.findByExternalId, 404, "M_NOT_FOUND");
});

const context = () => ({
  session: anOpenSession(),
  homeserver: {
    baseUrl: synapse.baseUrl,
    accessToken: "syt_secret",
    userId: "@admin:test",
    realm: "test",
    timeoutMs: 300,
  },
});
const puts = () => synapse.seen.filter(({ method }) => method === "PUT").map(({ body }) => body);

describe("createAccount", () => {
  const create = (input: object = {}) =>
    createAccount(context(), api.users.create.input.parse({ user_id, ...input }));
  /** An account that is there from the write on, which answers with this. */
  const answerPut = (status: number, body: object) => {
    let isThere = false;
    synapse.reply(api.users.get, (_, response) =>
      isThere
        ? sendJson(response, 200, aUserDetail({ name: user_id }))
        : sendJson(response, 404, { errcode: "M_NOT_FOUND" }),
    );
    synapse.reply(matrix.putUser, (_, response) => {
      isThere = true;
      sendJson(response, status, body);
    });
  };

  test("writes nothing where there is an account", async () => {
    synapse.answer(api.users.get, aUserDetail({ name: user_id }) as never);
    await expect(create()).rejects.toMatchObject({ code: "already_exists" });
    expect(puts()).toEqual([]);
  });

  test("reports an account that another admin creates between the check and the write", async () => {
    answerPut(200, {});
    await expect(create()).rejects.toMatchObject({ code: "overwritten" });
  });

  test("reports failures after the account is created, and still joins the rooms", async () => {
    answerPut(409, { errcode: "M_UNKNOWN", error: "External id is already in use." });
    synapse.answer(matrix.joinRoom, {});
    expect(await create({ rooms: ["!a:test"] })).toMatchObject({
      user: { name: user_id },
      broke_off: { code: "rejected" },
      rooms: [{ room: "!a:test", error: null }],
    });
  });

  test("fails when the account is not created", async () => {
    synapse.refuse(api.users.get, 404, "M_NOT_FOUND");
    synapse.refuse(matrix.putUser, 403, "M_FORBIDDEN");
    await expect(create()).rejects.toMatchObject({ code: "forbidden" });
  });

  test("rejects an address that belongs to another account", async () => {
    synapse.refuse(api.users.get, 404, "M_NOT_FOUND");
    synapse.answer(api.users.findByThreepid, { user_id: "@owner:test" });
    const threepids = [{ medium: "email", address: "Ada@Example.org" }];
    await expect(create({ threepids })).rejects.toMatchObject({
      code: "address_taken",
      details: { owner: "@owner:test", about: "ada@example.org" },
    });
    expect(puts()).toEqual([]);
  });
});

describe("updateAccount", () => {
  const modify = (input: object) =>
    modifyAccount(context(), api.users.modify.input.parse({ user_id, ...input }));
  const email = (address: string) => ({ medium: "email", address });
  const isThere = (account: Parameters<typeof aUserDetail>[0] = {}) => {
    synapse.answer(api.users.get, aUserDetail({ name: user_id, ...account }) as never);
    synapse.answer(matrix.putUser, {});
  };

  test("creates no account from a mistyped ID", async () => {
    synapse.refuse(api.users.get, 404, "M_NOT_FOUND");
    const input = { was: { displayname: "" }, displayname: "Ada" };
    await expect(modify(input)).rejects.toMatchObject({ code: "not_found" });
    expect(puts()).toEqual([]);
  });

  test("keeps what another admin changed in the meantime", async () => {
    isThere({ threepids: [email("a@test"), email("b@test")] });
    const input = { was: { threepids: [email("a@test")] }, threepids: [] };
    await expect(modify(input)).rejects.toMatchObject({ code: "too_late" });
    expect(puts()).toEqual([]);
  });

  test("requires the previous value of every changed field", async () => {
    isThere();
    await expect(modify({ was: {}, displayname: "Ada" })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  test("writes only the given fields, and never a password", async () => {
    isThere({ displayname: "Old", threepids: [email("Odd Old One")] });
    await modify({
      was: { threepids: [email("Odd Old One")], displayname: "Old" },
      displayname: "",
      threepids: [email("Odd Old One"), email("new@test")],
    });
    const threepids = [email("Odd Old One"), email("new@test")];
    expect(puts()).toEqual([{ displayname: "", threepids }]);
    expect(() => modify({ was: {}, password: "a password of ten" })).toThrow("unrecognized_keys");
  });

  test("rejects an address that Synapse would store in another form", async () => {
    isThere();
    const input = { was: { threepids: [] }, threepids: [email("New@Test")] };
    await expect(modify(input)).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("moves an address only from the confirmed owner, and never moves a sign-in", async () => {
    isThere({ external_ids: [] });
    synapse.answer(api.users.findByThreepid, { user_id: "@owner:test" });
    const take = { was: { threepids: [] }, threepids: [email("a@test")] };
    await expect(modify({ ...take, taken_from: ["@other:test"] })).rejects.toMatchObject({
      code: "address_taken",
    });
    await modify({ ...take, taken_from: ["@owner:test"] });
    expect(puts()).toHaveLength(1);
  });
});

test("rejects an expiry time where accounts do not expire, and sends none", async () => {
  synapse.answer(api.users.get, aUserDetail({ name: user_id }) as never);
  synapse.refuse(matrix.renewValidity, 500, "M_UNKNOWN");
  await expect(renewAccount(context(), { user_id })).rejects.toMatchObject({
    code: "validity_off",
  });
  expect(synapse.seen.at(-1)?.body).toEqual({ user_id });
});

describe("detecting an image type", () => {
  test.each([
    ["image/png", "89504e470d0a1a0a0000000d"],
    ["image/jpeg", "ffd8ffe000104a46"],
    ["image/gif", "474946383961"],
    ["image/webp", "52494646a1b2c3d457454250"],
  ])("recognises %s by its first bytes", (type, hex) =>
    expect(pictureType(Buffer.from(hex, "hex"))).toBe(type),
  );

  test.each(["<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>", "", "RIFF    WAVE"])(
    "recognises no image in %j",
    (text) => expect(pictureType(Buffer.from(text))).toBeUndefined(),
  );
});
