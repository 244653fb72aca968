/** What an entry says: of a Flow that was sent, and of a message that is no answer. Numbers of cards and accounts are masked. */
import { type EntryLine, entryHtml, kindInWords, maskNumbers } from "../../core/messages/index.ts";
import type { Context } from "../context.ts";
import { bodyOf, type ChatMessage, messageById } from "../messages/store.ts";
import { unfinishedEntry } from "../rescue/entry.ts";
import type { SendingParts } from "../sending/request.ts";
import { type EntryOf, subjectOf } from "./queue.ts";

type Parts = Pick<SendingParts, "context" | "catalogue">;

export interface Written {
  readonly personId: string;
  /** HTML. */
  readonly body: string;
  /** Epoch ms. */
  readonly at: number;
}

/** Undefined where it is not there any more. */
export async function entryOf(parts: Parts, portalId: string, entry: EntryOf): Promise<Written | undefined> {
  const found = await linesOf(parts, portalId, entry);
  return found && { personId: found.personId, at: found.at, body: entryHtml(found.lines, subjectOf(entry)) };
}

function linesOf(parts: Parts, portalId: string, { what, id }: EntryOf): Promise<Lines | undefined> {
  switch (what) {
    case "send":
      return ofSend(parts.context, portalId, id);
    case "message":
      return ofMessage(parts.context, portalId, id);
    case "stop":
      return unfinishedEntry(parts, portalId, id);
  }
}

interface Lines {
  readonly personId: string;
  readonly at: number;
  readonly lines: readonly EntryLine[];
}

async function ofSend({ store }: Context, portalId: string, id: string): Promise<Lines | undefined> {
  const tenant = store.of(portalId);
  const send = await tenant.first(
    tenant.db
      .selectFrom("sends")
      .innerJoin("flows", "flows.id", "sends.flow_id")
      .select(["sends.person_id", "sends.status", "sends.created_at", "sends.source", "flows.name"])
      .where("sends.id", "=", id),
  );
  if (!send) return undefined;
  const sent = `${send.source === "rescue" ? "Reminder of a form" : "Form"} sent on WhatsApp: ${send.name}`;
  const lines = send.status === "failed" ? [sent, "WhatsApp could not deliver it."] : [sent];
  return { personId: send.person_id, at: send.created_at, lines };
}

async function ofMessage(context: Context, portalId: string, id: string): Promise<Lines | undefined> {
  const row = await messageById(context, portalId, id);
  if (!row) return undefined;
  const { text } = await bodyOf(context, portalId, row);
  const said = text === undefined ? [] : [maskNumbers(text)];
  return { personId: row.person_id, at: row.at, lines: [headOf(row), ...said] };
}

function headOf({ author, kind }: ChatMessage): string {
  if (author === "user") return "Answered on WhatsApp:";
  if (author === "automatic") return "Automatic reply on WhatsApp:";
  return kind === "text" ? "The customer wrote on WhatsApp:" : `The customer sent ${kindInWords[kind]} on WhatsApp.`;
}
