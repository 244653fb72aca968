/** The rows of entries, with what stands about their Flows. */
import { z } from "zod";
import { type EntrySigns, sentenceOf } from "../../core/entries/index.ts";
import { wordsFor } from "../../core/texts/index.ts";
import type { Context } from "../context.ts";
import { settingsOf } from "../publishing/settings.ts";
import type { Row } from "../store/index.ts";

export interface EntryRow extends Row<"entries"> {
  readonly flow_name: string;
  readonly flow_status: Row<"flows">["status"];
  readonly flow_settings: string;
  readonly connection_id: string;
  readonly meta_flow_id: string | null;
}

/** Newest first. */
export async function entryRows({ store }: Context, portalId: string): Promise<EntryRow[]> {
  const tenant = store.of(portalId);
  return tenant.all(
    tenant.db
      .selectFrom("entries")
      .innerJoin("flows", "flows.id", "entries.flow_id")
      .selectAll("entries")
      .select([
        "flows.name as flow_name",
        "flows.status as flow_status",
        "flows.settings as flow_settings",
        "flows.connection_id",
        "flows.meta_flow_id",
      ])
      .orderBy("entries.created_at", "desc")
      .orderBy("entries.id"),
  );
}

export async function entryRow(context: Context, portalId: string, id: string): Promise<EntryRow | undefined> {
  return (await entryRows(context, portalId)).find((row) => row.id === id);
}

export type FlowTrouble = "flow-not-published" | "flow-closed";

/** Why its Flow cannot be sent; a number is another matter. */
export function flowTrouble(row: EntryRow, now: number): FlowTrouble | undefined {
  if (row.flow_status !== "published" || row.meta_flow_id === null) return "flow-not-published";
  const { closesAt = Number.POSITIVE_INFINITY } = settingsOf({ settings: row.flow_settings });
  return closesAt <= now ? "flow-closed" : undefined;
}

const textsSchema = z.array(z.string());

/** JSON of an entry's keywords or ads. */
export function textsOf(json: string): string[] {
  return textsSchema.parse(JSON.parse(json));
}

/** What customers send, without the code. */
export function sentenceOfRow({ language, sentence, flow_name }: EntryRow): string {
  return sentenceOf(wordsFor(language).entry.sentence, flow_name, sentence ?? undefined);
}

/** @param connectionId the account of the number that was written to: no other can send there */
export function signsOf(row: EntryRow, connectionId: string | undefined, now: number): EntrySigns {
  const ready = flowTrouble(row, now) === undefined && row.connection_id === connectionId;
  return {
    id: row.id,
    flowId: row.flow_id,
    usable: row.state === "on" && ready,
    code: row.code,
    sentence: sentenceOfRow(row),
    keywords: textsOf(row.keywords),
    ads: textsOf(row.ads),
  };
}
