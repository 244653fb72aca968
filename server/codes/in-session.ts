/**
 * Codes as one exchange meets them: checked or sent while it is decided, and spent in the commit of that decision. A guess is
 * counted before it is looked at, so that guesses of one moment, in whatever session or process, never are more than allowed.
 */
import { type CodeSettings, defaultCodeSettings, triesPerCode } from "../../core/codes/index.ts";
import type { CodeEffect, CodeResult } from "../../core/conversation/index.ts";
import type { Context } from "../context.ts";
import { identityOf, rememberContact } from "../people/people.ts";
import { type Row, type Tenant, tryCommit, type Write, write } from "../store/index.ts";
import { countWrites, isUsedUp } from "./counts.ts";
import { type CodeRow, rightRow, targetHash } from "./hashes.ts";
import { askForCode, type CodeFor, openCodes } from "./store.ts";

export interface SessionCodes {
  run(effect: CodeEffect): Promise<CodeResult>;
  /** Spends what was right; another session that was faster with the same code is a StoreConflict. */
  spend(fieldIds: readonly string[] | undefined): Promise<Write[]>;
}

type SessionRow = Row<"sessions">;

/**
 * Guesses of one exchange that were counted, each with the codes that it was counted at. It outlives a decision that is made
 * anew, so that what was typed once counts once.
 */
export type CountedGuesses = Map<string, readonly string[]>;

export function sessionCodes(
  context: Context,
  portalId: string,
  session: SessionRow,
  counted: CountedGuesses,
  settings: CodeSettings = defaultCodeSettings,
): SessionCodes {
  const right = new Map<string, CodeRow>();
  return {
    run: async (effect) => {
      const about = await codeFor(context, portalId, session.person_id, effect);
      if (!about) return "failed";
      const ask = () => askForCode(context, about, { ...toSendIn(session), ...numberIn(effect) }, settings.minutes);
      if (effect.wish === "send") return ask();
      if (effect.wish === "have") {
        const some = await openCodes(context, about);
        return some.length > 0 ? "on_its_way" : asNotice(await ask());
      }
      const guess = JSON.stringify([effect.fieldId, effect.about, effect.typed]);
      const before = counted.get(guess);
      const codes = before ? await stillOpen(context, about, before) : await countGuess(context, about);
      if (codes === "too_many" || codes === "not_ready") return codes;
      if (codes === "none") return (await ask()) === "too_many" ? "too_many" : "not_ready";
      if (!before) {
        counted.set(
          guess,
          codes.map(({ id }) => id),
        );
      }
      const sealer = await context.vault.person(portalId, about.personId);
      const found = rightRow(sealer, codes, { code: effect.typed, surname: effect.about });
      if (found) right.set(effect.fieldId, found);
      else context.log.info("code.wrong", { portal: portalId, session: session.id });
      return found ? "right" : "wrong";
    },
    spend: async (fieldIds = []) => {
      const rows = fieldIds.flatMap((fieldId) => right.get(fieldId) ?? []);
      return (await Promise.all(rows.map((row) => spendWrites(context, portalId, session, row)))).flat();
    },
  };
}

/** Nobody asked for it: that the last one was a moment ago is no news. */
function asNotice(asked: Awaited<ReturnType<typeof askForCode>>): CodeResult {
  return asked === "wait" ? "on_its_way" : asked;
}

async function codeFor(
  { vault }: Context,
  portalId: string,
  personId: string,
  { proves, about }: CodeEffect,
): Promise<CodeFor | undefined> {
  if (proves === "person") return { portalId, personId, proves, target: "" };
  if (about === "") return undefined;
  return { portalId, personId, proves, target: targetHash(await vault.person(portalId, personId), about) };
}

function toSendIn({ flow_id, version_id, send_id }: SessionRow) {
  return { flowId: flow_id, versionId: version_id, sendId: send_id };
}

function numberIn({ proves, about }: CodeEffect): { number?: string } {
  return proves === "number" ? { number: about } : {};
}

/** Other guesses of the same moment change what is counted: then it is read and counted anew. */
const mostRounds = 5;

/** Counts one guess: at each code that it may be right for, of this person, and of the portal. @returns those codes */
async function countGuess(
  context: Context,
  about: CodeFor,
): Promise<readonly CodeRow[] | "none" | "not_ready" | "too_many"> {
  const { portalId, personId } = about;
  const tenant = context.store.of(portalId);
  for (let round = 1; round <= mostRounds; round += 1) {
    const open = await openCodes(context, about);
    if (open.length === 0) return "none";
    const ready = open.filter(({ status }) => status === "open");
    if (ready.length === 0) return "not_ready";
    const counted = await tryCommit(tenant, [
      ...countWrites(context, portalId, "tries", personId),
      ...countWrites(context, portalId, "portalTries", ""),
      ...ready.map(({ id }) => guessedAt(tenant, id)),
    ]);
    if (counted) return ready;
    const usedUp = await isUsedUp(context, portalId, [
      ["tries", personId],
      ["portalTries", ""],
    ]);
    if (usedUp) break;
  }
  context.log.warn("code.too_many_tries", { portal: portalId });
  return "too_many";
}

/** The codes that the guess was counted at, as they are now: its own count may have been their last one. */
async function stillOpen(
  { store, now }: Context,
  { portalId, personId }: CodeFor,
  ids: readonly string[],
): Promise<readonly CodeRow[] | "none"> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("codes")
      .selectAll()
      .where("id", "in", ids)
      .where("person_id", "=", personId)
      .where("status", "=", "open")
      .where("expires_at", ">", now())
      .orderBy("created_at", "desc")
      .orderBy("id"),
  );
  return rows.length > 0 ? rows : "none";
}

function guessedAt({ db }: Tenant, id: string): Write {
  return write(
    db
      .updateTable("codes")
      .set(({ eb }) => ({ tries: eb("tries", "+", 1) }))
      .where("id", "=", id)
      .where("status", "=", "open")
      .where("tries", "<", triesPerCode),
    1,
  );
}

/** The record that was proved is this person's from now on: what is handed in must not land at another one. */
async function spendWrites(
  context: Context,
  portalId: string,
  session: SessionRow,
  { id, proves, contact_sealed }: CodeRow,
): Promise<Write[]> {
  const { db } = context.store.of(portalId);
  const spent = db
    .updateTable("codes")
    .set({ status: "spent", spent_by: session.id, updated_at: context.now() })
    .where("id", "=", id)
    .where("status", "=", "open")
    .where("expires_at", ">", context.now());
  const writes = [write(spent, 1)];
  if (proves !== "person" || contact_sealed === null) return writes;
  const sealer = await context.vault.person(portalId, session.person_id);
  const contactId = sealer.open(contact_sealed, contactColumn);
  if ((await identityOf(context, portalId, session.person_id, "contact")) === contactId) return writes;
  return [...writes, ...(await rememberContact(context, portalId, session.person_id, contactId))];
}

export const contactColumn = "codes.contact";
