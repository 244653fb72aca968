/**
 * Connect links: minted by a call that HubSpot signed or by the operator, good for ten minutes, opened once, bound to one
 * portal, one user and one page. Opening one begins a session for that page in that browser. Only hashes are stored.
 */
import { createHash } from "node:crypto";
import { type Context, newId } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { StoreConflict, write } from "../store/index.ts";
import { type ConnectPage, connectPageNames } from "./pages.ts";

/** How long a link waits to be opened, in milliseconds. */
export const linkLifeMs = 10 * 60_000;
/** How long the page can be used after that: a signup at Meta takes its time. */
export const sessionLifeMs = 30 * 60_000;

export interface WantedLink {
  readonly portalId: string;
  /** HubSpot's id of the user whom the link is for, or `operator`. */
  readonly userId: string;
  readonly page: ConnectPage;
}

export interface ConnectLink {
  readonly url: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export async function mintLink(context: Context, { portalId, userId, page }: WantedLink): Promise<ConnectLink> {
  const token = newToken(context);
  const expiresAt = context.now() + linkLifeMs;
  const tenant = context.store.of(portalId);
  const row = {
    id: newId(context, "lnk"),
    page,
    user_id: userId,
    token_hash: hashOf(token),
    expires_at: expiresAt,
    opened_at: null,
    session_hash: null,
    session_until: null,
    created_at: context.now(),
  };
  await tenant.commit([
    // Long enough kept to tell a used link from one that never was.
    write(tenant.db.deleteFrom("connect_links").where("created_at", "<", context.now() - 24 * 3_600_000)),
    write(tenant.db.insertInto("connect_links").values(row), 1),
  ]);
  context.log.info("connect.link_made", { portal: portalId, page });
  return { url: `${context.config.PUBLIC_BASE_URL}/connect/open/${token}`, expiresAt };
}

export interface PageSession {
  readonly portalId: string;
  readonly userId: string;
  readonly page: ConnectPage;
  /** Epoch milliseconds. */
  readonly until: number;
}

export type OpenedLink =
  /** `secret` goes into the cookie and is stored nowhere. */
  | { readonly kind: "opened"; readonly session: PageSession; readonly secret: string }
  | { readonly kind: "unknown" | "used" | "expired" | "departed" };

/** Spends the link: whoever comes second gets `used`. */
export async function openLink(context: Context, token: string): Promise<OpenedLink> {
  const every = context.store.everyPortal();
  const row = await every.first(
    every.db.selectFrom("connect_links").selectAll().where("token_hash", "=", hashOf(token)),
  );
  const page = connectPageNames.find((name) => name === row?.page);
  if (!row || !page) return { kind: "unknown" };
  if (row.opened_at !== null) return { kind: "used" };
  const now = context.now();
  if (row.expires_at <= now) return { kind: "expired" };
  if ((await findPortal(context, row.portal_id))?.status !== "active") return { kind: "departed" };
  const secret = newToken(context);
  const until = now + sessionLifeMs;
  const tenant = context.store.of(row.portal_id);
  const opened = tenant.db
    .updateTable("connect_links")
    .set({ opened_at: now, session_hash: hashOf(secret), session_until: until })
    .where("id", "=", row.id)
    .where("opened_at", "is", null);
  try {
    await tenant.commit([write(opened, 1)]);
  } catch (error) {
    if (error instanceof StoreConflict) return { kind: "used" };
    throw error;
  }
  context.log.info("connect.link_opened", { portal: row.portal_id, page });
  return { kind: "opened", session: { portalId: row.portal_id, userId: row.user_id, page, until }, secret };
}

/** The session that this cookie's secret belongs to, for this very page. */
export async function sessionOf(context: Context, secret: string, page: ConnectPage): Promise<PageSession | undefined> {
  const every = context.store.everyPortal();
  const row = await every.first(
    every.db
      .selectFrom("connect_links")
      .select(["portal_id", "user_id", "session_until"])
      .where("session_hash", "=", hashOf(secret))
      .where("page", "=", page),
  );
  if (!row || (row.session_until ?? 0) <= context.now()) return undefined;
  if ((await findPortal(context, row.portal_id))?.status !== "active") return undefined;
  return { portalId: row.portal_id, userId: row.user_id, page, until: row.session_until ?? 0 };
}

function newToken({ randomBytes }: Pick<Context, "randomBytes">): string {
  return Buffer.from(randomBytes(32)).toString("base64url");
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
