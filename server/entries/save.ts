/** Making and changing entries. What was printed goes on working: an entry's code is drawn once. */
import { readWish } from "../../core/consent/index.ts";
import { codeFrom, folded } from "../../core/entries/index.ts";
import { RefusedInput } from "../../core/errors.ts";
import { asksForPerson } from "../../core/hand-over/index.ts";
import { languages } from "../../core/texts/index.ts";
import type { Entry, EntryChoice } from "../../src/app/packages/contract/index.ts";
import { type Context, newId } from "../context.ts";
import { type AuditEntry, auditWrite } from "../privacy/audit.ts";
import { type Write, write } from "../store/index.ts";
import { type EntryRow, entryRow, entryRows, textsOf } from "./rows.ts";
import { entryOf } from "./shown.ts";

export interface SavedBy {
  readonly actor: AuditEntry["actor"];
  /** The entry to change; a new one where it is left out. */
  readonly entryId?: string | undefined;
}

/** Random bytes for one draw of a code: a few more than it needs. */
const drawBytes = 12;
const mostDraws = 500;

/** @throws RefusedInput in words for whoever chose */
export async function saveEntry(
  context: Context,
  portalId: string,
  choice: EntryChoice,
  { actor, entryId }: SavedBy,
): Promise<Entry> {
  const rows = await entryRows(context, portalId);
  const before = rows.find(({ id }) => id === entryId);
  if (entryId !== undefined && !before) throw new RefusedInput("entry.unknown", "There is no such entry.");
  await hold(context, portalId, choice, rows, entryId);
  const id = before?.id ?? newId(context, "ent");
  const change = {
    flow_id: choice.flowId,
    name: choice.name,
    language: choice.language,
    source: choice.source,
    sentence: choice.sentence ?? null,
    keywords: JSON.stringify(choice.keywords),
    ads: JSON.stringify(choice.ads),
    state: choice.state,
    updated_at: context.now(),
  };
  const tenant = context.store.of(portalId);
  const made = { id, code: before?.code ?? newCode(context, rows), created_at: context.now(), ...change };
  const saving: Write = before
    ? write(tenant.db.updateTable("entries").set(change).where("id", "=", id), 1)
    : write(tenant.db.insertInto("entries").values(made), 1);
  await tenant.commit([saving, auditWrite(context, portalId, { actor, action: "settings-changed", subject: id })]);
  const row = await entryRow(context, portalId, id);
  if (!row) throw new RefusedInput("entry.unknown", "There is no such entry any more.");
  return entryOf(context, portalId, row);
}

/** @throws RefusedInput what would never work, or take something away from another entry */
async function hold(
  { store }: Context,
  portalId: string,
  { flowId, language, keywords, ads, sentence }: EntryChoice,
  rows: readonly EntryRow[],
  entryId: string | undefined,
): Promise<void> {
  const tenant = store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").select("id").where("id", "=", flowId));
  if (!flow) throw new RefusedInput("entry.unknown_flow", "This portal has no such Flow.");
  if (!languages.includes(language)) {
    throw new RefusedInput("entry.language", `Choose one of these languages: ${languages.join(", ")}.`);
  }
  const stops = [...keywords, ...(sentence === undefined ? [] : [sentence])].find((text) => readWish(text));
  if (stops !== undefined) {
    throw new RefusedInput("entry.opt_out_word", `“${stops}” ends or resumes messages. Choose other words.`);
  }
  const person = keywords.find(asksForPerson);
  if (person !== undefined) {
    throw new RefusedInput("entry.person_word", `“${person}” asks for a person of your team. Choose another keyword.`);
  }
  const empty = keywords.find((keyword) => folded(keyword) === "");
  if (empty !== undefined) {
    throw new RefusedInput("entry.keyword", `The keyword “${empty}” has neither a letter nor a number.`);
  }
  const others = rows.filter(({ id }) => id !== entryId);
  for (const other of others) {
    const taken = textsOf(other.keywords).map(folded);
    const twice = keywords.find((keyword) => taken.includes(folded(keyword)));
    if (twice !== undefined) {
      throw new RefusedInput("entry.keyword_taken", `The keyword “${twice}” belongs to the entry “${other.name}”.`);
    }
    const ad = ads.find((id) => textsOf(other.ads).includes(id));
    if (ad !== undefined) {
      throw new RefusedInput("entry.ad_taken", `The ad ${ad} belongs to the entry “${other.name}”.`);
    }
  }
}

function newCode({ randomBytes }: Context, rows: readonly EntryRow[]): string {
  const others = rows.map(({ code }) => code);
  for (let draws = 0; draws < mostDraws; draws += 1) {
    const code = codeFrom(randomBytes(drawBytes), others);
    if (code !== undefined) return code;
  }
  throw new RefusedInput("entry.too_many", "This portal has as many entries as codes can tell apart.");
}
