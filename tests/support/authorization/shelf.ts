import type { Adapter, AdapterPayload } from "oidc-provider";

/** What a provider keeps, for as long as it runs. */
export class Shelf {
  readonly #kept = new Map<string, AdapterPayload>();

  adapterFor(model: string): Adapter {
    const key = (id: string) => `${model} ${id}`;
    const find = (has: (payload: AdapterPayload) => boolean) =>
      [...this.#kept].find(([kept, payload]) => kept.startsWith(`${model} `) && has(payload))?.[1];
    return {
      upsert: async (id, payload) => void this.#kept.set(key(id), payload),
      find: async (id) => this.#kept.get(key(id)),
      findByUid: async (uid) => find((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode),
      consume: async (id) => {
        // As MAS does: a refresh token works again until its successor was used.
        if (model !== "RefreshToken") this.#setConsumed(key(id));
      },
      destroy: async (id) => void this.#kept.delete(key(id)),
      revokeByGrantId: async (grantId) => this.revoke(grantId),
    };
  }

  /** The latest tokens of a grant are in use: former refresh tokens are worth nothing any more. */
  settle(grantId: string): void {
    const tokens = [...this.#kept].filter(
      ([key, payload]) => key.startsWith("RefreshToken ") && payload.grantId === grantId,
    );
    for (const [key] of tokens.slice(0, -1)) this.#setConsumed(key);
  }

  revoke(grantId: string): void {
    for (const [key, payload] of this.#kept) {
      if (payload.grantId === grantId) this.#kept.delete(key);
    }
  }

  #setConsumed(key: string): void {
    const payload = this.#kept.get(key);
    if (payload) payload.consumed = Math.floor(Date.now() / 1000);
  }
}
