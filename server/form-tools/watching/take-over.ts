/** Taking a changed form over: its next version, with the edits that its Flow keeps. */
import { RefusedInput } from "../../../core/errors.ts";
import { formSchema } from "../../../core/form/types.ts";
import type { Context } from "../../context.ts";
import type { FlowCatalogue } from "../../publishing/catalogue.ts";
import { preparedForm, sourcesKept } from "../../publishing/prepared.ts";
import { type DraftResult, draftForm, type PublishResult, publishForm } from "../../publishing/publish.ts";
import { learnedFrom } from "./learned.ts";
import { type FlowOfForm, flowAndVersion, notice, placeOf } from "./notice.ts";
import { type Readers, type ReadForm, readSource } from "./source.ts";
import { endLook, lease, markerOf, noProblem, sourceWrite, watchOf, watchWrites } from "./store.ts";
import { everyMs, spread } from "./times.ts";

export interface WatchParts extends Readers {
  readonly context: Context;
  readonly catalogue: Pick<FlowCatalogue, "forget">;
}

/** Keeps what a form was when it was published or drafted; from its first publishing on it is watched. */
export async function rememberSource(
  context: Context,
  portalId: string,
  made: Pick<PublishResult & { kind: "published" }, "flowId" | "versionId"> & {
    /** What is published by hand is not published yet. */
    readonly kind: "published" | "drafted" | "by-hand";
  },
  read: ReadForm,
): Promise<void> {
  const { tool, formId } = read.form.source;
  const marker = markerOf(read.form);
  const watched =
    made.kind === "published"
      ? watchWrites(context, portalId, { flowId: made.flowId, tool, formId, marker, lookedAt: context.now() })
      : [];
  await context.store.of(portalId).commit([sourceWrite(context, portalId, made.versionId, read), ...watched]);
}

/** Makes the form, as it was just read, the Flow's next version. @throws what reading its settings or WhatsApp throws */
export async function takeRead(
  { context, catalogue }: Pick<WatchParts, "context" | "catalogue">,
  portalId: string,
  { version }: FlowOfForm,
  read: ReadForm,
  { draft = false }: { readonly draft?: boolean } = {},
): Promise<PublishResult | DraftResult> {
  const choicesFrom = sourcesKept(formSchema.parse(JSON.parse(version.form)), read.form);
  const form = await preparedForm(context, portalId, read.form, { choicesFrom });
  const made = draft ? await draftForm(context, portalId, form) : await publishForm(context, portalId, form);
  if (made.kind === "refused") return made;
  await rememberSource(context, portalId, made, read);
  catalogue.forget(made.flowId);
  return made;
}

export interface Taking {
  /** Names the changes that somebody has looked at; without it, those that were noticed last. */
  readonly state?: string | undefined;
  /** Keep it as the next version, to be looked at; nothing reaches WhatsApp. */
  readonly draft: boolean;
}

export type TakeResult = PublishResult | DraftResult | { readonly kind: "unchanged"; readonly flowId: string };

const leaseMs = 5 * 60_000;

/**
 * Reads the form once more and takes over what somebody has looked at, and nothing else.
 *
 * @throws RefusedInput `forms.not_watched`, `forms.busy`, `forms.changed_again`, `forms.page_unread`, `forms.flow_paused`;
 *   what the form's tool or WhatsApp says
 */
export async function takeOver(
  parts: WatchParts,
  portalId: string,
  flowId: string,
  { state, draft }: Taking,
): Promise<TakeResult> {
  const { context } = parts;
  const of = await flowAndVersion(context, portalId, flowId);
  const watch = await watchOf(context, portalId, flowId);
  if (!of || !watch) throw notWatched();
  if (of.flow.status === "paused" && !draft) throw paused();
  if (watch.leased_until > context.now()) throw busy();
  const [leased] = (await lease(context, portalId, [watch], leaseMs)) ?? [];
  if (!leased) throw busy();
  const again = { next_at: context.now() + spread(context, everyMs(watch.tool, watch.push_id !== null)), marker: null };
  let learned = {};
  try {
    const read = await readSource(parts, portalId, placeOf(watch, of));
    const noticed = await notice(context, portalId, of, read);
    learned = { ...noProblem, ...learnedFrom(context, leased, noticed) };
    if (noticed.changes.length === 0) return { kind: "unchanged", flowId };
    if (noticed.state !== (state ?? watch.state)) throw changedAgain();
    if (noticed.pageMissing && !draft) throw pageUnread();
    return await takeRead(parts, portalId, of, read, { draft });
  } finally {
    // Where it was taken over, the lease is over and this writes nothing.
    await endLook(context, portalId, leased, learned, again);
  }
}

const notWatched = () =>
  new RefusedInput(
    "forms.not_watched",
    "There is no published Flow with this id whose form is watched. See `flowella forms changes`.",
  );
const paused = () =>
  new RefusedInput(
    "forms.flow_paused",
    "This Flow is paused, and publishing would resume it. Resume it first, or keep the form as a draft with --draft.",
  );
const busy = () => new RefusedInput("forms.busy", "This form is being looked at this moment. Try again in a minute.");
const changedAgain = () =>
  new RefusedInput(
    "forms.changed_again",
    "What changed is not what was noticed before. Look at `flowella forms changes`, then take it over.",
  );
const pageUnread = () =>
  new RefusedInput(
    "forms.page_unread",
    "The form's public page, which alone has its checks of answers, cannot be read now. Open the form to everybody, or try again later; --draft keeps it without them.",
  );
