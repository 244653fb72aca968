/** What Meta tells about templates, and what it says when it is asked. */
import { listTemplates } from "../../connectors/whatsapp/templates.ts";
import { afterEvent, afterReading, type TemplateEvent } from "../../core/templates/index.ts";
import type { Context } from "../context.ts";
import { whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { StoreConflict, type Write } from "../store/index.ts";
import { lifeOf, lifeWrites, templateRows, templatesNamed } from "./store.ts";

/** An update of the inbox; times are epoch milliseconds. */
export interface TemplateTold {
  readonly event: string;
  readonly name: string;
  readonly language?: string | undefined;
  readonly reason?: string | undefined;
  readonly advice?: string | undefined;
  readonly disableAt?: number | undefined;
  readonly category?: string | undefined;
  readonly before?: string | undefined;
  readonly changesAt?: number | undefined;
  readonly score?: string | undefined;
  readonly at?: number | undefined;
}

/** What a webhook about a template changes; nothing for one that is not ours. */
export async function templateTold(context: Context, portalId: string, told: TemplateTold): Promise<Write[]> {
  const rows = await templatesNamed(context, portalId, told.name, told.language ?? "");
  const event = eventOf(told, told.at ?? context.now());
  return rows.flatMap((row) => lifeWrites(context, portalId, row, afterEvent(lifeOf(row), event)));
}

function eventOf(told: TemplateTold, at: number): TemplateEvent {
  const { event, category = "", before, changesAt, score = "UNKNOWN", reason, advice, disableAt } = told;
  switch (event) {
    case "CATEGORY_ANNOUNCED":
      return { kind: "category_announced", category, ...(changesAt !== undefined && { changesAt }), at };
    case "CATEGORY_CHANGED":
      return { kind: "category_changed", category, ...(before !== undefined && { before }), at };
    case "QUALITY":
      return { kind: "quality", score, at };
    default:
      return { kind: "status", event, reason, advice, disableAt, at };
  }
}

/**
 * Asks Meta about all templates of an account: where another tool has the Meta app's callback, nothing is told
 * (WhatsApp reference 5.16).
 */
export async function readTemplates(context: Context, portalId: string, connectionId: string): Promise<void> {
  const rows = (await templateRows(context, portalId)).filter(
    (row) => row.connection_id === connectionId && row.meta_id !== null && row.status !== "deleted",
  );
  const connection = rows.length > 0 ? await whatsappConnection(context, portalId, connectionId) : undefined;
  if (!connection) return;
  const there = await listTemplates(graphOf(context, connection), connection.externalId);
  for (const row of rows) {
    const found = there.find(({ name, language }) => name === row.name && language === row.language);
    const read = found
      ? { status: found.status, category: found.category, reason: found.rejected_reason }
      : { status: "DELETED" };
    const writes = lifeWrites(context, portalId, row, afterReading(lifeOf(row), read));
    try {
      if (writes.length > 0) await context.store.of(portalId).commit(writes);
    } catch (error) {
      // A webhook was faster, and knows as much.
      if (!(error instanceof StoreConflict)) throw error;
    }
  }
}
