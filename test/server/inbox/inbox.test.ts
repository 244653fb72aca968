/** Webhooks of any source: kept once, handled once, by whichever process is free. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Inbox, inbox, inboxWaits } from "../../../server/inbox/inbox.ts";
import type { Handler, Handlers, Told } from "../../../server/inbox/types.ts";
import { personWithWaId } from "../../../server/people/people.ts";
import { write } from "../../../server/store/index.ts";
import { type Ground, startGround } from "../delivery/ground.ts";

const portalId = "100";
const other = "200";

let ground: Ground;
beforeEach(async () => {
  ground = await startGround();
  await ground.addPortal(portalId);
  await ground.addPortal(other);
});
afterEach(() => ground.close());

const answer = (dedupeKey: string, portal = portalId): Told => ({
  source: "typeform",
  portalId: portal,
  kind: "form_response",
  dedupeKey,
  body: { answer: "Stella from the form" },
});

/** Counts what it handled in the database, so that a doubled handling is seen. */
function counting(handled: unknown[] = []): Handlers {
  return {
    typeform: async ({ store }, kept) => {
      handled.push(kept);
      const { db } = store.of(kept.portalId);
      const row = { lane: `handled/${handled.length}`, holder: kept.kind, until: 0 };
      return [write(db.insertInto("lanes").values(row), 1)];
    },
  };
}

const said = (word: string, personId?: string, also: Partial<Told> = {}): Told => ({
  ...answer(word),
  personId,
  body: word,
  ...also,
});

/** Notes each word once it was handled; `meanwhile` may take its time over it, or fail. */
function noting(handled: unknown[], meanwhile: (word: unknown) => Promise<void> = async () => undefined): Handlers {
  const handle: Handler = async (_, { body }) => {
    await meanwhile(body);
    handled.push(body);
    return [];
  };
  return { typeform: handle, surveymonkey: handle };
}

const rows = (portal = portalId) => {
  const tenant = ground.context.store.of(portal);
  return tenant.all(tenant.db.selectFrom("inbox").selectAll().orderBy("received_at"));
};
const effects = async () => {
  const tenant = ground.context.store.of(portalId);
  return (await tenant.all(tenant.db.selectFrom("lanes").select("lane"))).length;
};
const run = (box: Inbox, portal = portalId) => box.sleeper.run(`inbox/${portal}`);

describe("what a source tells", () => {
  it("is kept once per portal, unreadable, however often it is delivered", async () => {
    const box = inbox(ground.context, counting());
    await box.keep([answer("evt-1"), answer("evt-1"), answer("evt-2"), answer("evt-1", other)]);
    await box.keep([answer("evt-1")]);
    expect((await rows()).map(({ dedupe_key }) => dedupe_key).sort()).toEqual(["evt-1", "evt-2"]);
    expect(await rows(other)).toHaveLength(1);
    expect(JSON.stringify(await rows())).not.toMatch(/Stella/);
  });

  it("is handed on with its portal and person, and what it changes is committed with its end", async () => {
    const handled: unknown[] = [];
    const personId = await personWithWaId(ground.context, portalId, "393205550001");
    const box = inbox(ground.context, counting(handled));
    await box.keep([{ ...answer("evt-1"), personId }]);
    expect(await box.sleeper.upcoming(10)).toMatchObject([{ lane: `inbox/${portalId}` }]);
    expect(await run(box)).toBeUndefined();
    expect(handled).toEqual([{ portalId, personId, kind: "form_response", body: { answer: "Stella from the form" } }]);
    expect(await rows()).toMatchObject([{ status: "done", attempts: 1 }]);
    expect(await effects()).toBe(1);
  });

  it("without anybody who handles it is kept until there is somebody", async () => {
    const old = inbox(ground.context, {});
    await old.keep([answer("evt-1")]);
    for (let hours = 0; hours < 24 * 30; hours += 24) {
      await run(old);
      ground.passTime(24 * 3_600_000);
    }
    await run(inbox(ground.context, counting()));
    expect(await rows()).toMatchObject([{ status: "done" }]);
  });

  it("that nobody can handle is given up in the end, in sight", async () => {
    const box = inbox(ground.context, { typeform: () => Promise.reject(new TypeError("a bug")) });
    await box.keep([answer("evt-1")]);
    for (const wait of [...inboxWaits, 0]) {
      await run(box);
      ground.passTime(wait);
    }
    expect(await rows()).toMatchObject([{ status: "dead", attempts: inboxWaits.length + 1 }]);
    expect(await effects()).toBe(0);
  });
});

describe("several processes", () => {
  it("handle each thing once", async () => {
    const handled: unknown[] = [];
    const boxes = [1, 2, 3].map(() => inbox(ground.context, counting(handled)));
    await boxes[0]?.keep(Array.from({ length: 40 }, (_, index) => answer(`evt-${index}`)));
    await Promise.all(boxes.map((box) => run(box)));
    expect(handled).toHaveLength(40);
    expect(await effects()).toBe(40);
  });

  it("take over from one that died while it handled, and nothing of a slow one's is written beside it", async () => {
    let goOn: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let begun = 0;
    const slowHandlers: Handlers = {
      typeform: async (context, kept) => {
        begun += 1;
        await stuck;
        return counting().typeform?.(context, kept) ?? [];
      },
    };
    const slow = inbox(ground.context, slowHandlers);
    await slow.keep([answer("evt-1")]);
    const running = run(slow);
    while (begun === 0) await new Promise((resolve) => setImmediate(resolve));
    const next = inbox(ground.context, counting());
    await run(next);
    expect(await effects()).toBe(0);
    ground.passTime(61_000);
    await run(next);
    expect(await effects()).toBe(1);
    goOn();
    await running;
    expect(await effects()).toBe(1);
    expect(await rows()).toMatchObject([{ status: "done", attempts: 2 }]);
  });
});

describe("what one person says", () => {
  let stella: string;
  let time: number;
  beforeEach(async () => {
    stella = await personWithWaId(ground.context, portalId, "393205550001");
    time = ground.context.now();
  });
  /** Everything comes in one moment. */
  const atOnce = () => ({ ...ground.context, now: () => time });
  /** Somebody else's word, one that is nobody's, what became of a message to her, and another source's. */
  const besides = async (): Promise<Told[]> => [
    said("Hello", await personWithWaId(ground.context, portalId, "393205550002")),
    said("a form changed"),
    said("delivered", stella, { kind: "status" }),
    said("decided", stella, { source: "surveymonkey" }),
  ];
  const free = ["Hello", "a form changed", "decided", "delivered"];

  it("waits for what they said before, which another process is at; nothing else does", async () => {
    let goOn: () => void = () => undefined;
    let begun: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const atWork = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const handled: unknown[] = [];
    const slow = inbox(
      atOnce(),
      noting(handled, async (word) => {
        if (word !== "STOP") return;
        begun();
        await stuck;
      }),
    );
    await slow.keep([said("STOP", stella), said("START", stella)]);
    const running = run(slow);
    await atWork;
    const next = inbox(atOnce(), noting(handled));
    await next.keep(await besides());
    // It looks again when the other's lease ends, not at once.
    expect(await run(next)).toBe(time + 60_000);
    expect(handled.toSorted()).toEqual(free);
    goOn();
    expect(await running).toBeUndefined();
    expect(handled.slice(free.length)).toEqual(["STOP", "START"]);
  });

  it("waits where what they said before has to be tried again; nothing else does", async () => {
    const handled: unknown[] = [];
    let failing = true;
    const box = inbox(
      atOnce(),
      noting(handled, async (word) => {
        if (word === "STOP" && failing) throw new TypeError("a bug");
      }),
    );
    await box.keep([said("STOP", stella), said("START", stella), ...(await besides())]);
    expect(await run(box)).toBe(time + 5_000);
    expect(handled.toSorted()).toEqual(free);
    failing = false;
    time += 5_000;
    expect(await run(box)).toBeUndefined();
    expect(handled.slice(free.length)).toEqual(["STOP", "START"]);
  });

  it("does not wait for days, nor behind what was given up", async () => {
    const handled: unknown[] = [];
    const box = inbox(
      atOnce(),
      noting(handled, async (word) => {
        if (word === "a picture") throw new TypeError("a bug");
      }),
    );
    await box.keep([said("a picture", stella), said("STOP", stella)]);
    for (const wait of inboxWaits.slice(0, 4)) {
      await run(box);
      expect(handled).toEqual([]);
      time += wait;
    }
    await run(box);
    expect(handled).toEqual(["STOP"]);
    for (const wait of inboxWaits.slice(4)) {
      time += wait;
      await run(box);
    }
    expect((await rows()).map(({ status }) => status)).toEqual(["dead", "done"]);
    await box.keep([said("START", stella)]);
    await run(box);
    expect(handled).toEqual(["STOP", "START"]);
  });
});
