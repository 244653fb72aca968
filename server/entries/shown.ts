/** Entries as people see them: with their links and their figures. */
import { withCode } from "../../core/entries/index.ts";
import { languages } from "../../core/texts/index.ts";
import type { Entry, PageEntriesResponse } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { senderFor } from "../whatsapp-account/senders.ts";
import { countsByEntry, noCounts } from "./counts.ts";
import { type EntryRow, entryRows, flowTrouble, sentenceOfRow, textsOf } from "./rows.ts";

type PageEntries = Extract<PageEntriesResponse, { kind: "ready" }>;

export async function entriesOf(context: Context, portalId: string): Promise<PageEntries> {
  const tenant = context.store.of(portalId);
  const rows = await entryRows(context, portalId);
  const counts = await countsByEntry(
    context,
    portalId,
    rows.map(({ id }) => id),
  );
  const entries: Entry[] = [];
  for (const row of rows) {
    entries.push({ ...(await faceOf(context, portalId, row)), counts: counts.get(row.id) ?? noCounts });
  }
  const flows = tenant.db.selectFrom("flows").select(["id", "name"]).where("status", "=", "published").orderBy("name");
  return { kind: "ready", entries, flows: await tenant.all(flows), languages: [...languages] };
}

export async function entryOf(context: Context, portalId: string, row: EntryRow): Promise<Entry> {
  const counts = (await countsByEntry(context, portalId, [row.id])).get(row.id) ?? noCounts;
  return { ...(await faceOf(context, portalId, row)), counts };
}

/** Without its figures, which only lists need. */
export async function faceOf(context: Context, portalId: string, row: EntryRow): Promise<Omit<Entry, "counts">> {
  const sender = await senderFor(context, portalId, row.connection_id);
  const text = withCode(sentenceOfRow(row), row.code);
  const trouble = flowTrouble(row, context.now()) ?? (sender ? undefined : "no-number");
  return {
    id: row.id,
    name: row.name,
    flowId: row.flow_id,
    flowName: row.flow_name,
    language: row.language,
    source: row.source,
    state: row.state,
    ...(row.sentence !== null && { sentence: row.sentence }),
    keywords: textsOf(row.keywords),
    ads: textsOf(row.ads),
    ...(trouble !== undefined && { trouble }),
    code: row.code,
    text,
    ...(sender && { link: chatLink(sender.display_number, text), number: sender.display_number }),
    createdAt: new Date(row.created_at).toISOString(),
  };
}

/** Opens the chat with the text written already; whoever opens it presses send (WhatsApp reference 6.6). */
export function chatLink(displayNumber: string, text: string): string {
  return `https://wa.me/${displayNumber.replace(/\D/g, "")}?text=${encodeURIComponent(text)}`;
}
