import { Agent, request } from "undici";

import type { Dashboard } from "#scripts/support/dashboard.ts";
import type { Visitor } from "#tests/support/visitor.ts";

import { round, type Figure } from "./figures.ts";
import { inTurn, median, p99, perSecondInTurn } from "./timing.ts";

type Homeserver = { baseUrl: string; accessToken: string };

const ROWS = 100;
/** Until the compilers of both sides have seen enough. */
const WARM_UP = 100;
const CALLS = 200;
const AT_ONCE = 8;

/** The list of users through the door, beside the same call straight to Synapse. */
export async function measureDoor(
  homeserver: Homeserver,
  dashboard: Dashboard,
  visitor: Visitor,
  users: number,
): Promise<Figure[]> {
  const dispatcher = new Agent({ keepAliveTimeout: 60_000 });
  const fetchWhole = async (url: string, headers: Record<string, string>) => {
    const { statusCode, body } = await request(url, { dispatcher, headers });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`${statusCode} ${text.slice(0, 200)}`);
  };
  // Other rows each time, so that nothing can be answered from before; near the beginning, where
  // Synapse is quickest and the door would show most.
  const from = (index: number) => index;
  const straight = (index: number) => {
    const query = {
      from: `${from(index)}`,
      limit: `${ROWS}`,
      locked: "true",
      order_by: "name",
      dir: "f",
    };
    return fetchWhole(
      `${homeserver.baseUrl}/_synapse/admin/v3/users?${new URLSearchParams(query)}`,
      {
        authorization: `Bearer ${homeserver.accessToken}`,
      },
    );
  };
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const through = (index: number) => {
    const input = JSON.stringify({ from: from(index), limit: ROWS });
    return fetchWhole(`${dashboard.url}/api/admin/users.list?${new URLSearchParams({ input })}`, {
      cookie,
    });
  };

  await inTurn(straight, through, WARM_UP);
  const [direct, door] = await inTurn(straight, through, CALLS);
  const added = median(door.map((ms, index) => ms - (direct[index] ?? Number.NaN)));
  const [directRate, doorRate] = await perSecondInTurn(straight, through, {
    atOnce: AT_ONCE,
    calls: 64,
    rounds: 5,
  });
  await dispatcher.close();

  const what = `users.list through the door, ${ROWS} rows of ${users.toLocaleString("en")} users`;
  const beside = (ms: number) => `${round(ms)} ms straight to Synapse`;
  return [
    {
      id: "door.median",
      what: `${what}: median`,
      value: median(door) / median(direct),
      unit: "×",
      comparedWith: `${round(median(door))} ms, ${beside(median(direct))}`,
      budget: { atMost: 1.25 },
    },
    {
      id: "door.added",
      what: "the same: what the door adds to a call, median",
      value: added,
      unit: "ms",
      comparedWith: beside(median(direct)),
      budget: { atMost: 5 },
    },
    {
      id: "door.p99",
      what: "the same: 99th percentile",
      value: p99(door),
      unit: "ms",
      comparedWith: beside(p99(direct)),
    },
    {
      id: "door.rate",
      what: `the same, ${AT_ONCE} at once: requests per second`,
      value: doorRate / directRate,
      unit: "×",
      comparedWith: `${round(doorRate)} /s, ${round(directRate)} /s straight to Synapse`,
      budget: { atLeast: 0.8 },
    },
  ];
}
