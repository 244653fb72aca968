/** Processes that can die at a moment that is chosen beforehand: everything they touch afterwards fails, as if killed. */
import type { Access, Store, Write } from "../../server/store/index.ts";

export const moments = [
  "before the claim",
  "after the claim",
  "before the call",
  "after the call",
  "before the record",
  "after the record",
] as const;
export type Moment = (typeof moments)[number];

class Died extends Error {}

export interface Life {
  dead: boolean;
  /** Dies when it comes to this moment for the nth time. */
  death: { readonly moment: Moment; nth: number } | undefined;
  /** @throws when it is dead, or dies now */
  meet(moment: Moment): void;
  after<Answer>(moment: Moment, answer: Answer): Answer;
  /** Waits for an answer that does not come for now. */
  hang(until: Promise<void>): Promise<void>;
  /** Runs until it is done, or only waits for what hangs. */
  settle(run: Promise<unknown>): Promise<void>;
  store(store: Store): Store;
}

/** @param onDeath told at which moment */
export function newLife(onDeath: (moment: Moment) => void): Life {
  let atWork = 0;
  let hanging = 0;
  const working = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    if (life.dead) throw new Died();
    atWork += 1;
    try {
      return await work();
    } finally {
      atWork -= 1;
    }
  };
  const mortal = <Tables>(door: Access<Tables>): Access<Tables> => ({
    db: door.db,
    all: (query) => working(() => door.all(query)),
    first: (query) => working(() => door.first(query)),
    commit: (batch) =>
      working(async () => {
        const what = isClaim(batch) ? "claim" : "record";
        life.meet(`before the ${what}`);
        await door.commit(batch);
        life.meet(`after the ${what}`);
      }),
  });
  const life: Life = {
    dead: false,
    death: undefined,
    meet: (moment) => {
      if (life.dead) throw new Died();
      if (life.death?.moment !== moment) return;
      life.death.nth -= 1;
      if (life.death.nth > 0) return;
      life.dead = true;
      onDeath(moment);
      throw new Died();
    },
    after: (moment, answer) => {
      life.meet(moment);
      return answer;
    },
    hang: async (until) => {
      hanging += 1;
      await until;
      hanging -= 1;
    },
    settle: async (run) => {
      let done = false;
      const end = run.then(
        () => undefined,
        () => undefined,
      );
      void end.then(() => {
        done = true;
      });
      for (let still = 0; still < 4; ) {
        await new Promise((resolve) => setImmediate(resolve));
        const rests = atWork === 0 && (done || hanging > 0);
        still = rests ? still + 1 : 0;
      }
    },
    store: (store) => ({
      of: (portalId) => ({ portalId, ...mortal(store.of(portalId)) }),
      everyPortal: () => mortal(store.everyPortal()),
      hasRoom: () => store.hasRoom(),
      close: () => store.close(),
    }),
  };
  return life;
}

function isClaim([first]: readonly Write[]): boolean {
  return first !== undefined && "query" in first && first.query.sql.startsWith('insert into "lanes"');
}
