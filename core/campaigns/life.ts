/** How a broadcast goes on: its states, its stages, and what may be pressed in each. */

export type State =
  | "collecting"
  | "checking"
  | "ready"
  | "running"
  | "deciding"
  | "paused"
  | "finished"
  | "stopped"
  | "failed";
export type Stage = "none" | "internal" | "pilot" | "rest";
export type Press = "start" | "go" | "pause" | "resume" | "stop";

export interface Life {
  readonly state: State;
  readonly stage: Stage;
}

export interface Plan {
  /** How many colleagues get it first. */
  readonly internal: number;
  /** How many people the pilot is. */
  readonly pilot: number;
}

const presses: Readonly<Record<State, readonly Press[]>> = {
  collecting: ["stop"],
  checking: ["stop"],
  ready: ["start", "stop"],
  running: ["pause", "stop"],
  deciding: ["go", "stop"],
  paused: ["resume", "stop"],
  finished: [],
  stopped: [],
  failed: [],
};

export function mayPress({ state }: Pick<Life, "state">): readonly Press[] {
  return presses[state];
}

/** @returns undefined where this cannot be pressed now */
export function afterPress({ state, stage }: Life, press: Press, plan: Plan): Life | undefined {
  if (!mayPress({ state }).includes(press)) return undefined;
  switch (press) {
    case "start":
    case "go":
      return { state: "running", stage: nextStage(stage, plan) };
    case "pause":
      return { state: "paused", stage };
    case "resume":
      return { state: "running", stage };
    case "stop":
      return { state: "stopped", stage };
  }
}

/** Stages without anybody are left out. */
export function nextStage(stage: Stage, { internal, pilot }: Plan): Stage {
  if (stage === "none" && internal > 0) return "internal";
  if ((stage === "none" || stage === "internal") && pilot > 0) return "pilot";
  return "rest";
}

/** Nobody of this stage is left to be written to now; somebody may be later. */
export function afterStage({ stage }: Life): Life {
  return stage === "rest" ? { state: "finished", stage } : { state: "deciding", stage };
}
