/**
 * A portal that left. HubSpot sends no notice: a refused renewal of its tokens is the sign (HubSpot reference 4.3).
 *
 * From then on nothing is sent or delivered for it. Flows that customers hold already are still answered, and what they
 * hand in is held, encrypted. The installer is told by e-mail. A new installation within 30 days delivers what was held;
 * after that the portal is erased: its keys first, then its rows.
 */
import { sql } from "kysely";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { type Mailer, mailerOf } from "../mail/index.ts";
import { StoreConflict, type Write, write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";

/** How long answers are held for a portal that left, in milliseconds. */
export const heldMs = 30 * 24 * 3_600_000;
/** How long one process may try to tell before another may. */
const tellAgainMs = 15 * 60_000;

/** Marks the portal as gone, and its HubSpot connection as refused. */
export function goneWrites({ store, now }: Context, portalId: string, connectionId: string): Write[] {
  const tenant = store.of(portalId);
  const { db } = store.everyPortal();
  return [
    write(
      tenant.db.updateTable("connections").set({ status: "refused", updated_at: now() }).where("id", "=", connectionId),
      1,
    ),
    write(
      db
        .updateTable("portals")
        .set({ status: "gone", gone_at: now(), told: null, tell_at: now() })
        .where("id", "=", portalId)
        .where("status", "=", "active"),
    ),
  ];
}

/** The keys are gone and the rows are going: nobody may install on top of that. */
export async function isBeingErased({ store }: Context, portalId: string): Promise<boolean> {
  const every = store.everyPortal();
  const row = await every.first(every.db.selectFrom("portals").select("erasing_at").where("id", "=", portalId));
  return (row?.erasing_at ?? null) !== null;
}

/**
 * Tells the installers of portals that left and were not told yet. A mail server that fails is tried again; a crash
 * between mail and record tells twice rather than never.
 */
export async function tellInstallers(context: Context, mailer: Mailer | undefined = mailerOf(context)): Promise<void> {
  const every = context.store.everyPortal();
  const waiting = await every.all(
    every.db
      .selectFrom("portals")
      .select(["id", "installer_sealed", "gone_at", "tell_at"])
      .where("status", "=", "gone")
      .where("erasing_at", "is", null)
      .where("told", "is", null)
      .where("tell_at", "<=", context.now()),
  );
  for (const portal of waiting) {
    const mark = (set: { tell_at: number } | { told: "mailed" | "no-mail" | "no-address" }, before: number | null) =>
      every.commit([
        write(
          every.db
            .updateTable("portals")
            .set(set)
            .where("id", "=", portal.id)
            .where("status", "=", "gone")
            .where("told", "is", null)
            .where("tell_at", "=", before),
          1,
        ),
      ]);
    const again = context.now() + tellAgainMs;
    try {
      await mark({ tell_at: again }, portal.tell_at);
      const told = await tell(context, mailer, portal);
      await mark({ told }, again);
      const said = { portal: portal.id, told };
      if (told === "mailed") context.log.info("portal.installer_told", said);
      else context.log.error("portal.installer_not_told", said);
    } catch (error) {
      // Another process tells, or the portal came back in this moment.
      if (error instanceof StoreConflict) continue;
      context.log.error("portal.installer_not_told", { portal: portal.id, code: codeOf(error) });
    }
  }
}

async function tell(
  context: Context,
  mailer: Mailer | undefined,
  portal: { readonly id: string; readonly installer_sealed: string | null; readonly gone_at: number | null },
): Promise<"mailed" | "no-mail" | "no-address"> {
  if (!portal.installer_sealed) return "no-address";
  if (!mailer) return "no-mail";
  const sealer = await context.vault.portal(portal.id);
  const to = sealer.open(portal.installer_sealed, "portals.installer");
  try {
    await mailer.send({ to, ...words(context, portal.id, (portal.gone_at ?? context.now()) + heldMs) });
    return "mailed";
  } catch (error) {
    if (error instanceof OutsideError && error.remedy === "give-up") return "no-address";
    throw error;
  }
}

function words({ config }: Context, portalId: string, erasedAt: number) {
  const date = new Date(erasedAt).toISOString().slice(0, 10);
  return {
    subject: `Flowella is no longer connected to HubSpot account ${portalId}`,
    text: [
      `HubSpot no longer lets Flowella into account ${portalId}: the app was uninstalled, or its access was withdrawn.`,
      "",
      "Nothing is sent from this account any more. Customers who still have a form open in WhatsApp can finish it; their " +
        `answers are kept encrypted until ${date}.`,
      "",
      `To get them delivered, install the app again before then: ${config.PUBLIC_BASE_URL}/oauth/install`,
      `On ${date} everything that is kept for this account is erased for good. If that is what you want, do nothing.`,
    ].join("\n"),
  };
}

/**
 * Erases portals that left 30 days ago, and goes on with what a crash left half erased. The keys go first: from that
 * commit on nothing that lies anywhere can be read. @returns how many portals
 */
export async function eraseDeparted(context: Context): Promise<number> {
  const { store, now, log } = context;
  const every = store.everyPortal();
  const departed = await every.all(
    every.db
      .selectFrom("portals")
      .select("id")
      .where("status", "=", "gone")
      .where("gone_at", "<=", now() - heldMs),
  );
  for (const { id } of departed) {
    try {
      await every.commit([
        write(
          every.db
            .updateTable("portals")
            .set({ erasing_at: now(), installer_sealed: null })
            .where("id", "=", id)
            .where("status", "=", "gone"),
          1,
        ),
        write(every.db.deleteFrom("vault_keys").where("portal_id", "=", id)),
      ]);
    } catch (error) {
      // It came back in this moment.
      if (error instanceof StoreConflict) continue;
      throw error;
    }
    for (const table of portalTables) await every.commit([deleteAll(context, table, id)]);
    await every.commit([write(every.db.deleteFrom("portals").where("id", "=", id).where("status", "=", "gone"))]);
    log.info("portal.erased", { portal: id });
  }
  return departed.length;
}

function deleteAll({ store }: Context, table: PortalTable, portalId: string): Write {
  const { db } = store.everyPortal();
  // One statement for many tables: Kysely's types would need each of them spelled out.
  return write(db.deleteFrom(table).where(sql.ref("portal_id"), "=", portalId));
}

/** Every table with a portal's rows; a test holds this list against the database. */
export const portalTables = [
  "attempts",
  "steps",
  "lanes",
  "destination_states",
  "property_writes",
  "mapping_edits",
  "conflicts",
  "events",
  "insight_messages",
  "insight_days",
  "insight_quality",
  "alert_messages",
  "alerts",
  "alert_settings",
  "alert_mutes",
  "alert_subject_mutes",
  "submissions",
  "sessions",
  "sends",
  "windows",
  "consent_settings",
  "consents",
  "consent_wordings",
  "suppressions",
  "person_outbox",
  "stops",
  "reminders",
  "verifications",
  "chat_messages",
  "chats",
  "hubspot_copies",
  "hubspot_removals",
  "erasure_places",
  "erasures",
  "number_conflicts",
  "contact_numbers",
  "files",
  "secure_questions",
  "secure_links",
  "places",
  "reservations",
  "booking_services",
  "bookings",
  "webhook_endpoints",
  "inbox",
  "identities",
  "people",
  "blobs",
  "templates",
  "flow_versions",
  "flows",
  "sender_rules",
  "account_states",
  "senders",
  "flow_keys",
  "health_events",
  "connect_links",
  "document_links",
  "provisioning",
  "write_backs",
  "pipedrive_accounts",
  "source_forms",
  "form_watches",
  "workflow_executions",
  "page_actions",
  "phone_tests",
  "portal_firsts",
  "codes",
  "code_counts",
  "broadcast_recipients",
  "broadcasts",
  "broadcast_settings",
  "entry_visits",
  "entries",
  "owner_turns",
  "lead_owners",
  "audit_entries",
  "retention_runs",
  "audit_heads",
  "connections",
  "vault_keys",
] as const;
type PortalTable = (typeof portalTables)[number];
