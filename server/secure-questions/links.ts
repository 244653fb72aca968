/**
 * Links to the secure page: unguessable, for one submission, good until it is answered or its time is over. Only a link's
 * hash is stored, so each message has a link of its own.
 */
import { createHash } from "node:crypto";
import { asTyped } from "../../core/flow/policy/as-typed.ts";
import { secureScreen } from "../../core/flow/policy/secure.ts";
import type { CompiledScreen } from "../../core/flow/types.ts";
import type { Form } from "../../core/form/types.ts";
import type { Answer } from "../../core/submission/types.ts";
import type { Context } from "../context.ts";
import { findPortal, type Portal } from "../portals/store.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import { type Row, type Write, write } from "../store/index.ts";
import { VaultError } from "../vault/index.ts";
import { answersIn, openFields, type SecureRow, secureQuestionsOf } from "./records.ts";

export interface SecureLink {
  readonly url: string;
  /** Remembers the link, in the commit that stores the message which carries it. */
  readonly write: (sendId: string) => Write;
}

export function newLink(context: Context, portalId: string, { id }: SecureRow, stepId: string): SecureLink {
  const token = Buffer.from(context.randomBytes(32)).toString("base64url");
  const { db } = context.store.of(portalId);
  return {
    url: `${context.config.PUBLIC_BASE_URL}/secure/${token}`,
    write: (sendId) => {
      const row = {
        token_hash: hashOf(token),
        secure_questions_id: id,
        step_id: stepId,
        send_id: sendId,
        created_at: context.now(),
      };
      return write(db.insertInto("secure_links").values(row), 1);
    },
  };
}

/** What a good link opens. */
export interface SecurePage {
  readonly portal: Portal;
  readonly row: SecureRow;
  readonly submission: Row<"submissions">;
  /** With each question as this page asks it. */
  readonly form: Form;
  /** The questions that are still open, as a screen. */
  readonly screen: CompiledScreen;
  /** What was answered before, where a correction added questions. */
  readonly earlier: readonly Answer[];
}

/** Why a link opens nothing, in the language of the form where it is known. */
export type Closed =
  | { readonly kind: "unknown" }
  | { readonly kind: "answered" | "expired" | "gone"; readonly language: string };

export type OpenedLink = { readonly kind: "open"; readonly page: SecurePage } | Closed;

/** Opening changes nothing: whatever looks at links before people do uses none up. */
export async function openLink(context: Context, catalogue: FlowCatalogue, token: string): Promise<OpenedLink> {
  const every = context.store.everyPortal();
  const found = await every.first(
    every.db
      .selectFrom("secure_links")
      .innerJoin("secure_questions", (join) =>
        join
          .onRef("secure_questions.portal_id", "=", "secure_links.portal_id")
          .onRef("secure_questions.id", "=", "secure_links.secure_questions_id"),
      )
      .select(["secure_questions.portal_id", "secure_questions.submission_id"])
      .where("secure_links.token_hash", "=", hashOf(token)),
  );
  const portal = found && (await findPortal(context, found.portal_id));
  if (!found || !portal) return { kind: "unknown" };
  const tenant = context.store.of(portal.id);
  const submission = await tenant.first(
    tenant.db.selectFrom("submissions").selectAll().where("id", "=", found.submission_id),
  );
  const row = await secureQuestionsOf(context, portal.id, found.submission_id);
  if (!submission || !row) return { kind: "unknown" };
  const { form } = await catalogue.version(portal.id, submission.version_id);
  const { language } = form;
  if (portal.status !== "active") return { kind: "gone", language };
  if (row.status === "answered") return { kind: "answered", language };
  if (row.status === "withdrawn" || row.expires_at <= context.now()) return { kind: "expired", language };
  try {
    const earlier = await answersIn(context, portal.id, row);
    // Erased people have no key: nothing could be kept for them.
    await context.vault.person(portal.id, row.person_id);
    const asked = asTyped(form);
    const screen = secureScreen(asked, openFields(row, earlier));
    return { kind: "open", page: { portal, row, submission, form: asked, screen, earlier } };
  } catch (error) {
    if (error instanceof VaultError) return { kind: "gone", language };
    throw error;
  }
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
