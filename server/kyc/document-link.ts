/**
 * Links that open one identity document: good for ten minutes, opened once, bound to one portal, one user and one file. Only
 * hashes are stored, and every opening stands in the audit trail. Whoever mints one has checked that the user may see identity
 * data.
 */
import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { type Context, newId } from "../context.ts";
import { openFile } from "../delivery/files.ts";
import { findPortal } from "../portals/store.ts";
import { auditWrite } from "../privacy/audit.ts";
import { type Row, StoreConflict, write } from "../store/index.ts";
import { VaultError } from "../vault/index.ts";

/** How long a link waits to be opened, in milliseconds. */
export const documentLinkLifeMs = 10 * 60_000;
const keptMs = 24 * 3_600_000;

export interface WantedDocument {
  readonly portalId: string;
  /** HubSpot's id of the user whom the link is for, `operator`, or `system` where it goes to a provider. */
  readonly userId: string;
  /** As `kycOf` names it. */
  readonly documentId: string;
}

export type MintedDocumentLink =
  | { readonly kind: "link"; readonly url: string; readonly expiresAt: number }
  | { readonly kind: "refused"; readonly code: "unknown_document" | "not_ready"; readonly message: string };

/** Nothing but documents of identity checks is opened so. */
export async function mintDocumentLink(
  context: Context,
  wanted: WantedDocument,
  lifeMs: number = documentLinkLifeMs,
): Promise<MintedDocumentLink> {
  const { portalId, userId, documentId } = wanted;
  const tenant = context.store.of(portalId);
  const file = await tenant.first(
    tenant.db
      .selectFrom("files")
      .innerJoin("steps", "steps.submission_id", "files.submission_id")
      .select(["files.id", "files.status"])
      .where("files.id", "=", documentId)
      .where("steps.step", "=", "kyc_record"),
  );
  if (!file) return refused("unknown_document", "This contact has no such document any more. Reload the card.");
  if (file.status !== "stored")
    return refused("not_ready", "The document has not arrived from WhatsApp, or was refused. Ask for it again.");
  const token = Buffer.from(context.randomBytes(32)).toString("base64url");
  const now = context.now();
  const expiresAt = now + lifeMs;
  const row = {
    id: newId(context, "dlk"),
    file_id: documentId,
    user_id: userId,
    token_hash: hashOf(token),
    expires_at: expiresAt,
    opened_at: null,
    created_at: now,
  };
  await tenant.commit([
    // Long enough kept to tell a used link from one that never was.
    write(tenant.db.deleteFrom("document_links").where("created_at", "<", now - keptMs)),
    write(tenant.db.insertInto("document_links").values(row), 1),
  ]);
  context.log.info("kyc.document_link_made", { portal: portalId, file: documentId });
  return { kind: "link", url: `${context.config.PUBLIC_BASE_URL}/kyc/document/${token}`, expiresAt };
}

function refused(code: "unknown_document" | "not_ready", message: string): MintedDocumentLink {
  return { kind: "refused", code, message };
}

export type ClosedLink = "unknown" | "used" | "expired" | "gone";
type Waiting = Row<"document_links"> & { readonly portal_id: string };
export type LookedAtLink = { readonly kind: "waiting"; readonly link: Waiting } | { readonly kind: ClosedLink };

/** Whether the link can be opened; looking does not use it up. */
export async function lookAtDocumentLink(context: Context, token: string): Promise<LookedAtLink> {
  const every = context.store.everyPortal();
  const link = await every.first(
    every.db.selectFrom("document_links").selectAll().where("token_hash", "=", hashOf(token)),
  );
  if (!link) return { kind: "unknown" };
  if (link.opened_at !== null) return { kind: "used" };
  if (link.expires_at <= context.now()) return { kind: "expired" };
  if ((await findPortal(context, link.portal_id))?.status !== "active") return { kind: "gone" };
  return { kind: "waiting", link };
}

export interface OpenDocument {
  /** As its contents were found to be, such as `image/jpeg`. */
  readonly type: string;
  readonly contents: Buffer;
}

export type OpenedDocument = { readonly kind: "open"; readonly document: OpenDocument } | { readonly kind: ClosedLink };

/** Spends the link and writes the audit trail in one commit, before the first byte: whoever comes second gets `used`. */
export async function openDocument(context: Context, token: string): Promise<OpenedDocument> {
  const looked = await lookAtDocumentLink(context, token);
  if (looked.kind !== "waiting") return looked;
  const { portal_id: portalId, id, file_id, user_id } = looked.link;
  const document = await readable(context, portalId, file_id);
  if (!document) return { kind: "gone" };
  const tenant = context.store.of(portalId);
  const spent = tenant.db
    .updateTable("document_links")
    .set({ opened_at: context.now() })
    .where("id", "=", id)
    .where("opened_at", "is", null);
  const actor = user_id === "operator" || user_id === "system" ? user_id : (`user:${user_id}` as const);
  try {
    await tenant.commit([
      write(spent, 1),
      auditWrite(context, portalId, { actor, action: "revealed", subject: file_id }),
    ]);
  } catch (error) {
    if (error instanceof StoreConflict) return { kind: "used" };
    throw error;
  }
  context.log.info("kyc.document_opened", { portal: portalId, file: file_id });
  return { kind: "open", document };
}

/** Opened as a whole before the link is used up. Undefined where its person was erased, or the file was changed or lost. */
async function readable(context: Context, portalId: string, fileId: string): Promise<OpenDocument | undefined> {
  try {
    const file = await openFile(context, portalId, fileId);
    return file && { type: file.type, contents: await buffer(file.content) };
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
