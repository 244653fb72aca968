/** One recipient of a broadcast: a normal send, with what it means for them in the same commits. */

import type { Contact } from "../../connectors/hubspot/index.ts";
import { sendTemplate } from "../../connectors/whatsapp/messages.ts";
import { OutsideError } from "../../core/errors.ts";
import { graphOf } from "../portals/graph.ts";
import type { SendingParts } from "../sending/request.ts";
import { type Sendable, sendReady } from "../sending/send.ts";
import { StoreConflict, type Write, write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { categoryAtWhatsApp } from "../templates/category.ts";
import { VaultError } from "../vault/index.ts";
import { linkFor } from "./link.ts";
import { sendKey } from "./outcomes.ts";
import type { Pacer, Place } from "./pacer.ts";
import { type RecipientRow, recipientUpdate, type StoredPlan, type Target } from "./store.ts";

export interface Turn {
  readonly parts: SendingParts;
  readonly portalId: string;
  readonly broadcastId: string;
  readonly plan: StoredPlan;
  readonly ready: Sendable;
  readonly perSecond: ReadonlyMap<string, number>;
  readonly pacer: Pacer;
}

export interface Ready {
  readonly recipient: RecipientRow;
  /** Absent where they were erased. */
  readonly target: Target | undefined;
  /** Of a contact; absent where it is gone. */
  readonly contact: Contact | undefined;
}

/** What it used up of the day: one more person written to outside the 24 hours, or nothing. */
export type Used = "counted" | "nothing" | "no-account";

const laterMs = 60_000;

/** Never fails on account of one recipient. */
export async function sendOne(turn: Turn, { recipient, target, contact }: Ready): Promise<Used> {
  const { parts, portalId, broadcastId, ready } = turn;
  const { context } = parts;
  const skip = (reason: string) => leave(turn, recipient, { outcome: "skipped", reason });
  if (!target) return skip("erased");
  if ("contactId" in target && !contact) return skip("gone");
  const link = recipient.arm === "link" ? turn.plan.ab : undefined;
  let channel: "message" | "template" | undefined;
  let place: Place | undefined;
  const request = {
    flowId: ready.flow.id,
    to: target,
    idempotencyKey: sendKey(broadcastId, recipient.rank, recipient.tries),
    source: link ? ("broadcast_link" as const) : ("broadcast" as const),
    // Colleagues try it out: they have agreed, or have just written to the number.
    occasion: recipient.stage === "internal" ? ("answer" as const) : ("outreach" as const),
  };
  // Read a batch ahead: they may have been stopped or erased since.
  const stillTheirs = (change: Partial<RecipientRow>) =>
    write(
      recipientUpdate(context, portalId, recipient, change)
        .where("outcome", "=", "waiting")
        .where("target_sealed", "is not", null),
      1,
    );
  try {
    const result = await sendReady(parts, portalId, ready, request, {
      contact,
      withNewPerson: () => [stillTheirs({})],
      writes: (send): Write[] => {
        channel = send.channel;
        const begun = { outcome: "sending" as const, send_id: send.id, person_id: send.person_id, leased_until: 0 };
        return [stillTheirs(begun)];
      },
      turn: async (senderId) => {
        // What changed about the person meanwhile is looked at again, by the same number and in the same place.
        place ??= await turn.pacer.place(senderId, turn.perSecond.get(senderId) ?? 1);
      },
      answered: () => place?.free(),
      ...(link && {
        otherTemplate: {
          goes: "always" as const,
          category: () =>
            categoryAtWhatsApp(context, portalId, ready.connection, { name: link.template, language: link.language }),
        },
        message: (senderId: string, common: { to: string; callbackData: string }) =>
          sendTemplate(graphOf(context, ready.connection), senderId, {
            ...common,
            template: link.template,
            language: link.language,
            bodyTexts: [linkFor(link, recipient.rank)],
          }),
      }),
    });
    // Begun: the commits of its statuses say the rest.
    if (channel !== undefined) return channel === "template" ? "counted" : "nothing";
    if (result.kind === "hold") return leave(turn, recipient, { reason: result.because, next_at: result.until });
    if (result.kind === "sent") return "nothing";
    if (result.code === "NOT_CONNECTED") {
      await leave(turn, recipient, {});
      return "no-account";
    }
    return skip(result.code.toLowerCase());
  } catch (error) {
    const became = await becameOf(turn, recipient, error);
    if (became === "erased") return skip("erased");
    if (became === "stopped") return "nothing";
    // Begun and then lost its database: it is called unconfirmed like those of a process that died.
    if (channel !== undefined) throw error;
    if (error instanceof StoreConflict) return "nothing";
    if (!(error instanceof OutsideError)) throw error;
    context.log.warn("broadcast.later", { portal: portalId, broadcast: broadcastId, code: codeOf(error) });
    return leave(turn, recipient, { reason: error.code, next_at: context.now() + (error.retryAfterMs ?? laterMs) });
  } finally {
    place?.free();
  }
}

/** Asked only where a commit conflicted or a key is gone, which these may be the reason of. */
async function becameOf(
  { parts, portalId }: Turn,
  { broadcast_id, rank }: RecipientRow,
  error: unknown,
): Promise<"erased" | "stopped" | undefined> {
  if (!(error instanceof StoreConflict || error instanceof VaultError)) return undefined;
  const tenant = parts.context.store.of(portalId);
  const query = tenant.db
    .selectFrom("broadcast_recipients")
    .select(["outcome", "target_sealed"])
    .where("broadcast_id", "=", broadcast_id)
    .where("rank", "=", rank)
    .where("outcome", "in", ["waiting", "skipped"]);
  const row = await tenant.first(query);
  if (row?.outcome === "skipped") return "stopped";
  return row?.target_sealed === null ? "erased" : undefined;
}

async function leave(
  { parts, portalId }: Turn,
  recipient: RecipientRow,
  change: Partial<Pick<RecipientRow, "outcome" | "reason" | "next_at">>,
): Promise<"nothing"> {
  const { context } = parts;
  const update = recipientUpdate(context, portalId, recipient, { ...change, leased_until: 0 });
  // Where the broadcast was stopped meanwhile, that stands.
  await context.store.of(portalId).commit([write(update.where("outcome", "=", "waiting"))]);
  return "nothing";
}
