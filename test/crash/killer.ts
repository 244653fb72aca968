/** Kills server processes at chosen moments, all kinds in turn, in an order that the seed decides. */
import { setTimeout as pause } from "node:timers/promises";
import type { Failure } from "../../sandbox/stand-in.ts";
import type { Dice } from "./dice.ts";
import { isMessage } from "./faults.ts";
import type { Outside } from "./outside.ts";
import { type Moment, moments, type Phase, phases } from "./phases.ts";
import type { Slot, Supervisor } from "./supervisor.ts";

export interface Kills {
  readonly byPhase: ReadonlyMap<Phase, number>;
  done(): number;
}

export interface Killer extends Kills {
  /** Kills processes in the middle of their first migrations; each time they start on what that left. */
  inMigrations(times: number): Promise<void>;
  /** Kills any process, wherever it is. */
  strike(): Promise<void>;
  /** Kills until so many were killed altogether. */
  until(kills: number, pace: Pace): Promise<void>;
}

export interface Pace {
  /** So many kills are enough for now: the customers are not further yet. */
  enough(): boolean;
  /**
   * Nothing comes from outside any more: a moment that needs a call may never come, so from here on a process is killed
   * wherever it is.
   */
  calm(): boolean;
}

interface Parts {
  readonly supervisor: Supervisor;
  readonly outside: Outside;
  readonly slots: readonly Slot[];
  readonly dice: Dice;
  /** Called after each kill, before the next. */
  readonly afterKill: (done: number) => Promise<void>;
}

/** All migrations together have more statements than this. */
const fewestStatements = 40;

/** How long a moment is waited for before the process is killed wherever it is. */
const patienceMs = 4_000;

export function killer({ supervisor, outside, slots, dice, afterKill }: Parts): Killer {
  const byPhase = new Map<Phase, number>(phases.map((phase) => [phase, 0]));
  let done = 0;
  const count = (phase: Phase): void => {
    byPhase.set(phase, byPhaseOf(phase) + 1);
    done += 1;
  };

  const byPhaseOf = (phase: Phase): number => byPhase.get(phase) ?? 0;

  const anywhere = async (slot: Slot): Promise<void> => {
    await pause(dice.whole(100));
    supervisor.kill(slot);
    await supervisor.death(slot, patienceMs);
    count("anywhere");
  };

  /** @returns whether it died there */
  const at = async (slot: Slot, moment: Moment): Promise<boolean> => {
    supervisor.arm(slot, moment, dice.whole(4));
    const died = await supervisor.death(slot, patienceMs);
    if (died) count(moment);
    else supervisor.disarm(slot);
    return died;
  };

  /** The outside world sees a call of any process, lets it take effect, and kills the process before it answers. */
  const bySight = async (look: (kill: (slot: number) => Failure) => () => void): Promise<boolean> => {
    const killed = Promise.withResolvers<number>();
    const forget = look((index) => ({ kind: "silent", landed: true, instead: () => killed.resolve(index) }));
    const late = new AbortController();
    const index = await Promise.race([
      killed.promise,
      pause(patienceMs, undefined, { signal: late.signal }).catch(() => undefined),
    ]);
    late.abort();
    forget();
    const slot = slots.find((each) => each.index === index);
    if (!slot) return false;
    supervisor.kill(slot);
    return supervisor.death(slot, patienceMs);
  };

  type Wanted = "hubspot" | "pipedrive" | "tools" | "token" | "receipt";
  const callTo = (wanted: Wanted) => (kill: (slot: number) => Failure) => {
    const { hubspot, whatsapp } = outside.calls;
    const before = { ...outside.calls };
    let left = 1;
    const one = (slot: number): Failure | undefined => {
      if (left === 0 || slot < 0) return undefined;
      left = 0;
      return kill(slot);
    };
    if (wanted === "receipt")
      outside.calls.whatsapp = (request, slot) => (isMessage(request) && one(slot)) || whatsapp(request, slot);
    else if (wanted === "pipedrive" || wanted === "tools")
      outside.calls[wanted] = (request, slot) =>
        (request.method !== "GET" && one(slot)) || before[wanted](request, slot);
    else {
      const isWanted = (path: string, method: string) =>
        wanted === "token"
          ? path.startsWith("/oauth/")
          : method !== "GET" && /contacts$|contacts\/\d+$|submit/.test(path);
      outside.calls.hubspot = (request, slot) =>
        (isWanted(request.path, request.method) && one(slot)) || hubspot(request, slot);
    }
    return () => {
      Object.assign(outside.calls, before);
    };
  };

  /** A receiver does not know which process calls it. */
  const atReceiver = async (): Promise<boolean> => {
    const { businesses } = outside;
    const before = businesses.map(({ receiver }) => receiver.behaviour);
    const called = Promise.withResolvers<boolean>();
    for (const { receiver } of businesses)
      receiver.behaviour = () => {
        called.resolve(true);
        return { kind: "silent", landed: true };
      };
    const late = new AbortController();
    const came = await Promise.race([
      called.promise,
      pause(patienceMs, false, { signal: late.signal }).catch(() => false),
    ]);
    late.abort();
    for (const [index, { receiver }] of businesses.entries()) receiver.behaviour = before[index] ?? receiver.behaviour;
    const slot = supervisor.up[dice.whole(supervisor.up.length)];
    if (!came || !slot) return false;
    supervisor.kill(slot);
    return supervisor.death(slot, patienceMs);
  };

  const starting = async (slot: Slot): Promise<void> => {
    const begun = supervisor.begun(slot);
    await anywhere(slot);
    await begun;
    await pause(dice.whole(120));
    supervisor.kill(slot);
    await supervisor.death(slot, patienceMs);
    count("start: within its first moments");
  };

  const isMoment = (phase: Phase): phase is Moment => moments.some((moment) => moment === phase);

  const killAt = async (phase: Phase, slot: Slot): Promise<boolean> => {
    if (phase === "anywhere") return anywhere(slot).then(() => true);
    if (phase === "start: within its first moments") return starting(slot).then(() => true);
    if (isMoment(phase)) return at(slot, phase);
    const seen = {
      "call to HubSpot: landed, not answered": () => bySight(callTo("hubspot")),
      "call to Pipedrive: landed, not answered": () => bySight(callTo("pipedrive")),
      "call to Google or SurveyMonkey: landed, not answered": () => bySight(callTo("tools")),
      "receipt: landed, not answered": () => bySight(callTo("receipt")),
      "token: being renewed": () => bySight(callTo("token")),
      "webhook out: landed, not answered": atReceiver,
    }[phase];
    const died = await seen();
    if (died) count(phase);
    return died;
  };

  return {
    byPhase,
    done: () => done,
    inMigrations: async (times) => {
      supervisor.armNext = () => {
        if (supervisor.diedStarting >= times) return undefined;
        return { moment: "start: in a migration", skip: dice.whole(fewestStatements) };
      };
      supervisor.start();
      await supervisor.whenUp(slots.length);
      supervisor.armNext = () => undefined;
      while (byPhaseOf("start: in a migration") < supervisor.diedStarting) count("start: in a migration");
    },
    strike: async () => {
      await supervisor.whenUp();
      const slot = supervisor.up[dice.whole(supervisor.up.length)];
      if (slot) await anywhere(slot);
    },
    until: async (kills, { enough, calm }) => {
      let queue: Phase[] = [];
      while (done < kills) {
        while (enough() && !calm()) await pause(20);
        if (queue.length === 0) {
          const all = phases.filter((phase) => phase !== "start: in a migration");
          const least = [...all].sort((a, b) => byPhaseOf(a) - byPhaseOf(b));
          // What was missed so far comes first.
          queue = [...least.slice(0, 3), ...dice.shuffled(all)];
        }
        await supervisor.whenUp();
        const phase = calm() ? "anywhere" : queue.shift();
        const slot = supervisor.up[dice.whole(supervisor.up.length)];
        if (!phase || !slot) continue;
        if (await killAt(phase, slot)) await afterKill(done);
      }
    },
  };
}
