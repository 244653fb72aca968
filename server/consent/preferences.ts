/**
 * WhatsApp's own switch for a business's offers (WhatsApp reference 6.7). Meta tells of it by the field
 * `user_preferences`, and by code 131050 of a message that it kept back.
 */
import type { Context } from "../context.ts";
import { bumpWrite } from "../people/revision.ts";
import type { Write } from "../store/index.ts";
import { keysOfPerson } from "./keys-of.ts";
import { ownConsent, recordsOf, recordWrites } from "./records.ts";
import { liftWrites, suppressionKeys, suppressionsOf, suppressWrites } from "./suppression.ts";

export interface Preference {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly wish: "stop" | "resume";
  /** Digits. */
  readonly from?: string | undefined;
  readonly fromUserId?: string | undefined;
}

/** The only category that is documented. */
export const marketingCategory = "marketing_messages";

/** WhatsApp tells times in whole seconds. */
const withinSecondMs = 999;

/** @param personId absent for somebody whom we do not know: they may come by an import, so the list holds for them, too */
export async function preferenceWrites(
  context: Context,
  portalId: string,
  personId: string | undefined,
  { at, wish, from, fromUserId }: Preference,
): Promise<Write[]> {
  const told = { waId: from, ...(fromUserId !== undefined && { userIds: [fromUserId] }) };
  const known = personId === undefined ? [] : await keysOfPerson(context, portalId, personId);
  const keys = [...new Set([...known, ...(await suppressionKeys(context, portalId, told))])];
  const wrote = wish === "stop" ? stopped : resumed;
  return wrote(context, portalId, { personId, keys, at });
}

interface Marked {
  readonly personId: string | undefined;
  readonly keys: readonly string[];
  readonly at: number;
}

async function stopped(context: Context, portalId: string, { personId, keys, at }: Marked): Promise<Write[]> {
  if ((await suppressionsOf(context, portalId, keys)).length > 0) return [];
  if (personId !== undefined && (await changedSince(context, portalId, personId, at))) return [];
  return [
    ...suppressWrites(context, portalId, keys, { scope: "marketing", via: "whatsapp", since: at }),
    ...evidence(context, portalId, personId, "withdrawn", at),
  ];
}

/** Takes back what the switch did, and nothing that was said elsewhere; an agreement is needed as before. */
async function resumed(context: Context, portalId: string, { personId, keys, at }: Marked): Promise<Write[]> {
  const rows = await suppressionsOf(context, portalId, keys);
  const own = rows.filter(
    ({ via, scope, since }) => via === "whatsapp" && scope === "marketing" && since <= at + withinSecondMs,
  );
  if (own.length === 0 && rows.length > 0) return [];
  return [
    ...liftWrites(
      context,
      portalId,
      own.map(({ lookup }) => lookup),
      "marketing",
    ),
    // Kept even where nothing was stopped: the word that it takes back may come after it.
    ...evidence(context, portalId, personId, "resumed", at),
  ];
}

function evidence(
  context: Context,
  portalId: string,
  personId: string | undefined,
  state: "withdrawn" | "resumed",
  at: number,
): Write[] {
  if (personId === undefined) return [];
  const record = {
    personId,
    source: "whatsapp" as const,
    ref: marketingCategory,
    state,
    covers: "utility" as const,
    at,
  };
  return [bumpWrite(context, portalId, personId), ...recordWrites(context, portalId, record)];
}

/** Switched on again, or agreed to in a form, after that moment: a late word does not undo what came after it. */
async function changedSince(context: Context, portalId: string, personId: string, at: number): Promise<boolean> {
  const records = await recordsOf(context, portalId, personId);
  const own = ownConsent(records);
  if (own.state === "given" && own.covers === "everything" && (own.at ?? 0) > at + withinSecondMs) return true;
  return records.some(
    (record) => record.source === "whatsapp" && record.state === "resumed" && record.at > at + withinSecondMs,
  );
}
