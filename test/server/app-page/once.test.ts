/** A press on the app page is done once, however often it is asked for, and its end can be waited for. */
import { beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { OutsideError } from "../../../core/errors.ts";
import { type Press, presses } from "../../../server/app-page/once.ts";
import type { Context } from "../../../server/context.ts";
import { testContext } from "../context.ts";
import { addPortal } from "../rows.ts";

const portalId = "4417203";
const answerSchema = z.object({ steps: z.number() });
type Answer = z.infer<typeof answerSchema>;

let context: Context;
let passTime: (ms: number) => void;
let background: Promise<void>[];
beforeEach(async () => {
  ({ context, passTime } = await testContext());
  await addPortal(context, portalId);
  background = [];
});

/** A process of its own, as far as anybody can tell. */
const process = (patienceMs = 10_000) =>
  presses(context, { patienceMs, inBackground: (work) => background.push(work) });

/** Work that the test ends by hand, and how often it was begun. */
function handWork() {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const made = { times: 0 };
  const press: Press<Answer> = {
    ...{ portalId, userId: "7", action: "/hubspot/page/replay", key: "a-key-of-sixteen-letters", answer: answerSchema },
    work: () => {
      made.times += 1;
      begin();
      return promise;
    },
  };
  return { press, made, begun, end: () => resolve({ steps: 3 }), fail: reject };
}

const answered = { kind: "answered", answer: { steps: 3 } };

describe("a press", () => {
  it("is done once, whoever repeats it while it runs and afterwards", async () => {
    const { press, made, end } = handWork();
    const first = process();
    const both = [first.once(press), first.once(press)];
    end();
    expect(await Promise.all(both)).toEqual([answered, answered]);
    expect(await first.once(press)).toEqual(answered);
    expect(await process().once(press)).toEqual(answered);
    expect(made.times).toBe(1);
  });

  it("that takes longer than a request may is told to run, and its end is there for who asks again", async () => {
    const { press, made, end } = handWork();
    const here = process(0);
    expect(await here.once(press)).toEqual({ kind: "running" });
    expect(await process(0).once(press)).toEqual({ kind: "running" });
    end();
    await Promise.all(background);
    expect(await here.once(press)).toEqual(answered);
    expect(made.times).toBe(1);
  });

  it("at which another process is, is waited for", async () => {
    const { press, made, begun, end } = handWork();
    const one = process().once(press);
    await begun;
    const other = process().once(press);
    end();
    expect(await Promise.all([one, other])).toEqual([answered, answered]);
    expect(made.times).toBe(1);
  });

  it("that the world refused may be tried again with its key", async () => {
    const { press, fail } = handWork();
    const refused = process().once(press);
    fail(new OutsideError("WhatsApp is busy.", { code: "whatsapp.unavailable", remedy: "retry" }));
    await expect(refused).rejects.toMatchObject({ code: "whatsapp.unavailable" });
    const again = handWork();
    again.end();
    expect(await process().once(again.press)).toEqual(answered);
    expect(again.made.times).toBe(1);
  });

  it("whose process died is lost, and not done once more by itself", async () => {
    const { press, made } = handWork();
    expect(await process(0).once(press)).toEqual({ kind: "running" });
    passTime(6 * 60_000);
    expect(await process(0).once(press)).toEqual({ kind: "lost" });
    expect(made.times).toBe(1);
  });

  it("of another portal has keys of its own; another action's key is refused", async () => {
    const mine = handWork();
    mine.end();
    await process().once(mine.press);
    await addPortal(context, "5520881");
    const theirs = handWork();
    theirs.end();
    expect(await process().once({ ...theirs.press, portalId: "5520881" })).toEqual(answered);
    expect(theirs.made.times).toBe(1);
    const other = { ...handWork().press, action: "/hubspot/page/publish" };
    await expect(process().once(other)).rejects.toMatchObject({ code: "page.key_reused" });
  });

  it("is forgotten after a week", async () => {
    const old = handWork();
    old.end();
    await process().once(old.press);
    passTime(8 * 24 * 3_600_000);
    const again = handWork();
    again.end();
    await process().once({ ...again.press, key: "another-key-of-sixteen" });
    const { db, all } = context.store.of(portalId);
    const rows = await all(db.selectFrom("page_actions").select("idempotency_key"));
    expect(rows).toEqual([{ idempotency_key: "another-key-of-sixteen" }]);
  });
});
