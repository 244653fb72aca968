/**
 * Lets messages of a number leave as fast as WhatsApp takes them and no faster (core/campaigns/pacing.ts says why in two
 * rules). Slots come from one row a number, shared by all processes.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Occupied, type Slots, secondMs, slotsFor, takeSlots } from "../../core/campaigns/index.ts";
import type { Context } from "../context.ts";
import { tryCommit, write } from "../store/index.ts";

export interface Pacer {
  /** Resolves when one message may leave. */
  place(senderId: string, perSecond: number): Promise<Place>;
}

/** Of one message among those of its second. */
export interface Place {
  /** WhatsApp has answered, or the message does not leave after all. Said again, it means nothing. */
  free(): void;
}

type Ground = Pick<Context, "store" | "now">;

/** A slot that could not be used by then is given up: of several processes that stall, none may make up for it. */
const stalestMs = 250;
/** What an earlier process sent may still be on its way for so long. */
const recentMs = 2_000;

export function pacer(
  ground: Ground,
  wait: (ms: number) => Promise<void> = async (ms) => {
    await sleep(ms);
  },
): Pacer {
  const gates = new Map<string, Gate>();
  const gateOf = (senderId: string): Gate => {
    const gate = gates.get(senderId) ?? new Gate(ground, `whatsapp_number/${senderId}`, wait);
    gates.set(senderId, gate);
    return gate;
  };
  return {
    place: async (senderId, perSecond) => {
      const gate = gateOf(senderId);
      await gate.pass(perSecond);
      let taken = true;
      return {
        free: () => {
          if (taken) gate.answered();
          taken = false;
        },
      };
    },
  };
}

/** One number in this process: one message at a time goes through. */
class Gate {
  readonly #ground: Ground;
  readonly #row: string;
  readonly #wait: (ms: number) => Promise<void>;
  #occupied: Occupied | undefined;
  #turn: Promise<void> = Promise.resolve();
  #slotUs = 0;
  #left = 0;
  /** The lot after this one: taking it costs a commit, and no slot is to be lost by that. */
  #next: Promise<number> | undefined;
  #onAnswer: () => void = () => undefined;

  constructor(ground: Ground, row: string, wait: (ms: number) => Promise<void>) {
    this.#ground = ground;
    this.#row = row;
    this.#wait = wait;
  }

  pass(perSecond: number): Promise<void> {
    const turn = this.#turn.then(() => this.#passAlone(perSecond));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  answered(): void {
    this.#occupied?.answered(this.#ground.now());
    this.#onAnswer();
  }

  async #passAlone(perSecond: number): Promise<void> {
    const { now } = this.#ground;
    const slots = slotsFor(perSecond);
    this.#occupied ??= await this.#afterOthers(perSecond);
    await this.#slot(slots);
    for (;;) {
      const busyUntil = this.#occupied.busyUntil(now(), perSecond);
      if (busyUntil === undefined) break;
      await (Number.isFinite(busyUntil) ? this.#wait(Math.max(busyUntil - now(), 1)) : this.#anAnswer());
    }
    this.#occupied.leaves();
  }

  async #slot(slots: Slots): Promise<void> {
    const { now } = this.#ground;
    for (;;) {
      if (this.#left === 0) {
        this.#slotUs = await (this.#next ?? this.#take(slots));
        this.#next = undefined;
        this.#left = slots.lot;
      }
      if (this.#left <= Math.max(1, slots.lot / 2) && !this.#next) {
        this.#next = this.#take(slots);
        // Whoever needs it hears of a failure.
        this.#next.catch(() => undefined);
      }
      const at = this.#slotUs / 1_000;
      this.#left -= 1;
      this.#slotUs += slots.intervalUs;
      const ms = at - now();
      if (ms >= 1) await this.#wait(Math.ceil(ms));
      if (now() - at <= stalestMs) return;
    }
  }

  #anAnswer(): Promise<void> {
    return new Promise((resolve) => {
      this.#onAnswer = resolve;
    });
  }

  /** What a process that was killed a moment ago sent still counts. */
  async #afterOthers(perSecond: number): Promise<Occupied> {
    const now = this.#ground.now();
    const row = await this.#read();
    const recent = row !== undefined && row / 1_000 > now - recentMs && row / 1_000 < now + recentMs;
    return recent ? new Occupied(perSecond, now + secondMs) : new Occupied();
  }

  async #take(slots: Slots): Promise<number> {
    for (;;) {
      const nowUs = this.#ground.now() * 1_000;
      const before = await this.#read();
      // A clock that was ahead must not stop everybody for as long.
      const sane = before !== undefined && before > nowUs + 60_000_000 ? undefined : before;
      const { firstUs, row } = takeSlots(sane, nowUs, slots.lot, slots);
      if (await this.#change(before, row)) return firstUs;
    }
  }

  async #read(): Promise<number | undefined> {
    const every = this.#ground.store.everyPortal();
    const row = await every.first(every.db.selectFrom("limits").select("tat").where("key", "=", this.#row));
    return row && Number(row.tat);
  }

  #change(before: number | undefined, after: number): Promise<boolean> {
    const every = this.#ground.store.everyPortal();
    const query =
      before === undefined
        ? every.db
            .insertInto("limits")
            .values({ key: this.#row, tat: after })
            .onConflict((conflict) => conflict.column("key").doNothing())
        : every.db.updateTable("limits").set({ tat: after }).where("key", "=", this.#row).where("tat", "=", before);
    return tryCommit(every, [write(query, 1)]);
  }
}
