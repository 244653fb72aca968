/** Looking at forms that are due: who changed by their tool's list is read, compared, and what was noticed is kept. */

import { OutsideError, RefusedInput } from "../../../core/errors.ts";
import { allSafe } from "../../../core/form/changes/index.ts";
import type { Tool } from "../../../core/form/types.ts";
import { recordAudit } from "../../privacy/audit.ts";
import { codeOf } from "../../telemetry/code.ts";
import { toolConnection } from "../connection.ts";
import { learnedFrom } from "./learned.ts";
import { type FlowOfForm, flowAndVersion, type Noticed, notice, placeOf } from "./notice.ts";
import { keepTold } from "./push.ts";
import { datedForms, type ReadForm, readSource } from "./source.ts";
import { endLook, type Learned, lease, markerOf, noProblem, type Watch } from "./store.ts";
import { takeRead, type WatchParts } from "./take-over.ts";
import { everyMs, readAtLeastEvery, spread } from "./times.ts";

/** Longer than looking at as many forms as are leased together takes. */
const leaseMs = 10 * 60_000;
const lastingWaitMs = 60 * 60_000;

export interface Looking {
  /** Reads each form, whatever the tool's list says of it. */
  readonly always: boolean;
}

/** @returns false where another process looks at one of them */
export async function lookAt(
  parts: WatchParts,
  portalId: string,
  tool: Tool,
  due: readonly Watch[],
  { always }: Looking,
): Promise<boolean> {
  const { context } = parts;
  const watches = await lease(context, portalId, due, leaseMs);
  if (!watches) return false;
  const dates = await datesOf(parts, portalId, tool, watches);
  for (const watch of watches) {
    const date = dates.get(watch.form_id) ?? null;
    const quiet = date !== null && date === watch.marker && context.now() - (watch.looked_at ?? 0) < readAtLeastEvery;
    const pushed = await keepTold(parts, portalId, watch);
    const told = (pushed.push_id === undefined ? watch.push_id : pushed.push_id) !== null;
    const next_at = context.now() + spread(context, everyMs(tool, told));
    if (quiet && !always && watch.problem_code === null) {
      await endLook(context, portalId, watch, pushed, { next_at, marker: watch.marker });
      continue;
    }
    const { learned, again } = await readOne(parts, portalId, watch, date);
    await endLook(context, portalId, watch, { ...pushed, ...learned }, { next_at, marker: null, ...again });
  }
  return true;
}

/** Nothing where the list cannot be had: each form then says itself what is wrong. */
async function datesOf(parts: WatchParts, portalId: string, tool: Tool, watches: readonly Watch[]) {
  if (watches.every(({ marker }) => marker === null) && tool !== "google-forms") return new Map<string, string>();
  try {
    return await datedForms(parts, portalId, tool);
  } catch (error) {
    if (error instanceof OutsideError) return new Map<string, string>();
    throw error;
  }
}

interface Looked {
  readonly learned: Learned;
  readonly again: { readonly next_at?: number; readonly marker?: string | null };
}

async function readOne(parts: WatchParts, portalId: string, watch: Watch, date: string | null): Promise<Looked> {
  const { context } = parts;
  try {
    const of = await flowAndVersion(context, portalId, watch.flow_id);
    if (!of) return { learned: {}, again: {} };
    const read = await readSource(parts, portalId, placeOf(watch, of));
    const noticed = await notice(context, portalId, of, read);
    const learned = { ...noProblem, ...learnedFrom(context, watch, noticed) };
    if (noticed.changes.length > 0 && noticed.state !== watch.state) {
      const said = { portal: portalId, flow: watch.flow_id, changes: noticed.changes.length };
      context.log.info("forms.changed", said);
    }
    const heldBack = mayTakeOver(watch, of, noticed) ? await byItself(parts, portalId, of, read) : undefined;
    // What was not taken over is tried again at the next look.
    if (heldBack !== undefined) return { learned: { ...learned, held_back: heldBack }, again: {} };
    return { learned, again: { marker: date ?? markerOf(read.form) } };
  } catch (error) {
    return problemOf(parts, portalId, watch, error);
  }
}

function mayTakeOver(watch: Watch, { flow }: FlowOfForm, { changes, state, wentBack, pageMissing }: Noticed): boolean {
  return (
    watch.automatic === "safe" &&
    changes.length > 0 &&
    allSafe(changes) &&
    flow.status === "published" &&
    state !== watch.dismissed &&
    !wentBack &&
    !pageMissing
  );
}

/** @returns why it was not taken over, in words */
async function byItself(
  parts: WatchParts,
  portalId: string,
  of: FlowOfForm,
  read: ReadForm,
): Promise<string | undefined> {
  const { log } = parts.context;
  const flow = of.flow.id;
  try {
    const made = await takeRead(parts, portalId, of, read);
    if (made.kind === "published") {
      await recordAudit(parts.context, portalId, { actor: "system", action: "published", subject: flow });
      log.info("forms.taken_over", { portal: portalId, flow, version: made.versionId });
    }
    return made.kind === "refused" || made.kind === "by-hand" ? made.message : undefined;
  } catch (error) {
    if (!(error instanceof OutsideError || error instanceof RefusedInput)) throw error;
    log.warn("forms.not_taken_over", { portal: portalId, flow, code: error.code });
    return error.message;
  }
}

/** A form that cannot be read is told, and keeps no other from its turn. */
async function problemOf({ context }: WatchParts, portalId: string, watch: Watch, error: unknown): Promise<Looked> {
  const known = error instanceof OutsideError || error instanceof RefusedInput;
  const code = codeOf(error);
  context.log.warn("forms.not_read", { portal: portalId, flow: watch.flow_id, code });
  const failures = watch.failures + 1;
  if (code === "forms.not_connected" && !(await everConnected(context, portalId, watch.tool))) {
    return { learned: { problem_code: "forms.no_account", problem: noAccount, failures }, again: {} };
  }
  const problem = known
    ? error.message
    : "Reading it failed by an error of Flowella. Look for forms.not_read in the server's log.";
  const passing = error instanceof OutsideError && error.remedy === "retry";
  const wait = passing ? error.retryAfterMs : lastingWaitMs;
  const next = wait === undefined ? {} : { next_at: context.now() + Math.max(wait, 60_000) };
  return {
    learned: { problem_code: code, problem, failures, looked_at: context.now() },
    again: next,
  };
}

const noAccount =
  "No account of the form's tool is connected, so nobody can see whether the form changes. Connect one with `flowella forms connect`.";

async function everConnected(context: WatchParts["context"], portalId: string, tool: Tool): Promise<boolean> {
  return tool === "hubspot" || tool === "use-case" || (await toolConnection(context, portalId, tool)) !== undefined;
}
