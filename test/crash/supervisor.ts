/**
 * Keeps server processes running, whatever kills them: one in each slot, started again at once. A spare one stands by
 * with everything loaded, as a supervisor of many machines would have one; nothing of the database is open in it.
 */
import { type ChildProcess, fork } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastTime } from "./clock.ts";
import { type ToChild, toParentSchema } from "./messages.ts";
import type { Moment } from "./phases.ts";

export interface Slot {
  readonly index: number;
  readonly port: number;
  /** As the environment would name them. */
  readonly settings: Record<string, string>;
}

export interface SupervisorOptions {
  readonly slots: readonly Slot[];
  readonly time: FastTime;
  /** Working directory of the processes. */
  readonly folder: string;
  readonly say: (text: string) => void;
}

interface Process {
  readonly child: ChildProcess;
  readonly loaded: Promise<void>;
}

interface Running extends Process {
  up: boolean;
}

export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #running: (Running | undefined)[] = [];
  readonly #events = new EventEmitter().setMaxListeners(0);
  #spare: Process | undefined;
  #stopped = false;
  #shift = 0;
  /** Where a process that is started now dies before it serves, if it does. */
  armNext: () => { moment: Moment; skip: number } | undefined = () => undefined;
  /** Processes that were killed before they served. */
  diedStarting = 0;
  /** Processes that ended by themselves. There should be none. */
  readonly gaveUp: string[] = [];

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  start(): void {
    for (const slot of this.#options.slots) void this.#begin(slot);
  }

  /** Slots whose process serves. */
  get up(): readonly Slot[] {
    return this.#options.slots.filter(({ index }) => this.#running[index]?.up);
  }

  /** Resolves when so many slots serve. */
  async whenUp(count = 1): Promise<void> {
    while (this.up.length < count) await once(this.#events, "change");
  }

  arm({ index }: Slot, moment: Moment, skip: number): void {
    this.#send(index, { kind: "arm", moment, skip });
  }

  disarm({ index }: Slot): void {
    this.#send(index, { kind: "disarm" });
  }

  kill({ index }: Slot): void {
    this.#running[index]?.child.kill("SIGKILL");
  }

  /** Resolves when the process that is in this slot now is gone, or false when it still lives after that time. */
  async death({ index }: Slot, longestMs: number): Promise<boolean> {
    const child = this.#running[index]?.child;
    if (!child || isGone(child)) return true;
    const late = AbortSignal.timeout(longestMs);
    return once(child, "exit", { signal: late }).then(
      () => true,
      () => isGone(child),
    );
  }

  /** Resolves when a process of this slot was told to serve. */
  async begun({ index }: Slot): Promise<void> {
    await once(this.#events, `begun ${index}`);
  }

  /** Everybody's clock. */
  pass(shift: number): void {
    this.#shift = shift;
    for (const { index } of this.#options.slots) this.#send(index, { kind: "shift", shift });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const children = [this.#spare, ...this.#running].flatMap((each) => (each ? [each.child] : []));
    await Promise.all(
      children.map(async (child) => {
        if (isGone(child)) return;
        const gone = once(child, "exit");
        child.kill("SIGKILL");
        await gone;
      }),
    );
  }

  async #begin(slot: Slot): Promise<void> {
    const { settings, index } = slot;
    const process = this.#spare ?? this.#spawn();
    this.#spare = undefined;
    const running: Running = { ...process, up: false };
    this.#running[index] = running;
    const { child } = process;
    let why: string | undefined;
    child.on("message", (said) => {
      const message = toParentSchema.parse(said);
      if (message.kind === "failed") why = message.why;
      if (message.kind !== "up") return;
      running.up = true;
      this.#events.emit("change");
    });
    child.once("exit", (code, signal) => {
      if (signal !== "SIGKILL") this.gaveUp.push(why ?? `it said nothing, code ${code}`);
      else if (!running.up) this.diedStarting += 1;
      this.#running[index] = undefined;
      this.#events.emit("change");
      if (!this.#stopped) void this.#begin(slot);
    });
    await process.loaded;
    if (isGone(child) || this.#stopped) return;
    const arm = this.armNext();
    if (arm) this.#send(index, { kind: "arm", ...arm });
    const time = { ...this.#options.time, shift: this.#shift };
    this.#send(index, { kind: "go", slot: index, settings, time });
    this.#events.emit(`begun ${index}`);
    this.#spare ??= this.#spawn();
  }

  #spawn(): Process {
    const { folder, time } = this.#options;
    const child = fork(path.join(import.meta.dirname, "server-entry.ts"), [], {
      cwd: folder,
      execArgv: [],
      env: {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        NODE_COMPILE_CACHE: path.join(tmpdir(), "flowella-crash-compiled"),
        CRASH_TIME_FACTOR: String(time.factor),
      },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => this.#options.say(text));
    child.on("error", (error) => this.gaveUp.push(error.message));
    const loaded = new Promise<void>((resolve) => {
      child.once("message", () => resolve());
      child.once("exit", () => resolve());
    });
    return { child, loaded };
  }

  #send(index: number, message: ToChild): void {
    const child = this.#running[index]?.child;
    // It may have died a moment ago.
    if (child?.connected) child.send(message, () => undefined);
  }
}

function isGone({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
