import { request } from "undici";

/**
 * Signs in and allows what is asked for, as a browser does on the pages of `provider.ts`. Answers the
 * address that leads back to `home`; null where a page is the end of it.
 */
export async function walk(start: string, user: string, home: string): Promise<URL | null> {
  const jar = new Map<string, string>();
  let at = new URL(start);
  let form: string | undefined;
  for (let steps = 0; steps < 30; steps += 1) {
    if (at.href.startsWith(home)) return at;
    const answer = await request(at, {
      method: form === undefined ? "GET" : "POST",
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(form !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(form !== undefined && { body: form }),
    });
    for (const cookie of [answer.headers["set-cookie"] ?? []].flat()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    const text = await answer.body.text();
    const { location } = answer.headers;
    form = undefined;
    if (location !== undefined) at = new URL(String(location), at);
    else if (text.includes("<form")) form = `${new URLSearchParams({ user })}`;
    else return null;
  }
  throw new Error(`No end of the way from ${start}`);
}
