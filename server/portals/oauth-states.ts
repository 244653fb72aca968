/**
 * The one-time states of consent pages: made when somebody begins, spent by the other side's answer, whatever it says. Spent
 * and old ones are remembered for a day, so that a person can be told what happened.
 */
import { createHash } from "node:crypto";
import type { Context } from "../context.ts";
import { StoreConflict, write } from "../store/index.ts";

/** What a state was made for: it is unknown for anything else. */
export type StatePurpose = "hubspot" | "typeform" | "google-forms" | "surveymonkey" | "pipedrive" | "google-calendar";

/** How long HubSpot's consent page may stay open, in milliseconds. */
export const stateLifeMs = 10 * 60_000;
const rememberedMs = 24 * 3_600_000;

/** @param portalId the only portal that may come back with it */
export async function newState(
  context: Context,
  portalId: string | undefined,
  { purpose = "hubspot", lifeMs = stateLifeMs }: { readonly purpose?: StatePurpose; readonly lifeMs?: number } = {},
): Promise<string> {
  const state = Buffer.from(context.randomBytes(32)).toString("base64url");
  const every = context.store.everyPortal();
  const row = {
    state_hash: hashOf(state, purpose),
    expires_at: context.now() + lifeMs,
    wanted_portal: portalId ?? null,
    spent_at: null,
  };
  await every.commit([
    write(every.db.deleteFrom("oauth_states").where("expires_at", "<", context.now() - rememberedMs)),
    write(every.db.insertInto("oauth_states").values(row), 1),
  ]);
  return state;
}

export type SpentState =
  | { readonly kind: "good"; readonly portalId: string | undefined }
  | { readonly kind: "unknown" | "used" | "expired" };

export async function spendState(
  context: Context,
  state: string,
  purpose: StatePurpose = "hubspot",
): Promise<SpentState> {
  const every = context.store.everyPortal();
  const hash = hashOf(state, purpose);
  const row = await every.first(every.db.selectFrom("oauth_states").selectAll().where("state_hash", "=", hash));
  if (!row) return { kind: "unknown" };
  if (row.spent_at !== null) return { kind: "used" };
  const spent = every.db
    .updateTable("oauth_states")
    .set({ spent_at: context.now() })
    .where("state_hash", "=", hash)
    .where("spent_at", "is", null);
  try {
    await every.commit([write(spent, 1)]);
  } catch (error) {
    // Two answers with one state: the other one spent it.
    if (error instanceof StoreConflict) return { kind: "used" };
    throw error;
  }
  if (row.expires_at <= context.now()) return { kind: "expired" };
  return { kind: "good", portalId: row.wanted_portal ?? undefined };
}

function hashOf(state: string, purpose: StatePurpose): string {
  return createHash("sha256").update(`${purpose} ${state}`).digest("base64url");
}
