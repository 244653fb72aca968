/** The server's wire to the outside, on which single answers can be bent: other JSON, another status, none at all. */

export type Bend =
  /** Changes the answer's JSON. */
  | { readonly json: (answer: Record<string, unknown>) => unknown }
  | { readonly answer: () => Response }
  /** What `fetch` rejects with for this failure of the network. */
  | { readonly fails: string }
  | { readonly dateShiftMs: number };

export interface BendingWire {
  readonly fetch: typeof globalThis.fetch;
  /** From now on, calls whose `METHOD URL` matches are bent. */
  bend(call: RegExp, how: Bend): void;
  straighten(): void;
}

/** @param now the world's clock: Meta's time goes along with it */
export function bendingWire(now: () => number): BendingWire {
  let bends: { call: RegExp; how: Bend }[] = [];
  const dated = (response: Response, shiftMs = 0): Response => {
    const headers = new Headers(response.headers);
    headers.set("date", new Date(now() + shiftMs).toUTCString());
    const bodiless = [204, 304].includes(response.status);
    return new Response(bodiless ? null : response.body, { status: response.status, headers });
  };
  return {
    bend: (call, how) => void bends.push({ call, how }),
    straighten: () => {
      bends = [];
    },
    fetch: async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      const name = `${init?.method ?? "GET"} ${url}`;
      const how = bends.find(({ call }) => call.test(name))?.how;
      if (!how) return dated(await fetch(input, init));
      if ("fails" in how) throw Object.assign(new TypeError("fetch failed"), { cause: { code: how.fails } });
      if ("answer" in how) return dated(how.answer());
      if ("dateShiftMs" in how) return dated(await fetch(input, init), how.dateShiftMs);
      const answer: unknown = await (await fetch(input, init)).json();
      return dated(Response.json(how.json(typeof answer === "object" && answer !== null ? { ...answer } : {})));
    },
  };
}
