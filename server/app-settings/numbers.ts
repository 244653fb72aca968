/** A portal's numbers as its admin sees them: what is in the way, the age of our key, and which one writes to whom. */
import { isSupportedCountry } from "libphonenumber-js";
import type { ReadinessItem } from "../../core/readiness/index.ts";
import type {
  DoneAnswer,
  SettingsAccount,
  SettingsNumbersReady,
  SettingsSenderRequest,
} from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { type RingParts, ringState } from "../keys/rotate.ts";
import { whatsappConnection } from "../portals/connections.ts";
import { auditWrite, recordAudit } from "../privacy/audit.ts";
import { write } from "../store/index.ts";
import { type AccountSeen, accountsSeen } from "../whatsapp-account/seen.ts";
import { preferSender, sendersOf } from "../whatsapp-account/senders.ts";

export async function numbersOf(parts: RingParts, portalId: string): Promise<SettingsNumbersReady> {
  const accounts = await accountsSeen(parts.context, portalId);
  return {
    kind: "ready",
    accounts: await Promise.all(accounts.map((account) => accountShown(parts, portalId, account))),
  };
}

async function accountShown(parts: RingParts, portalId: string, account: AccountSeen): Promise<SettingsAccount> {
  const { connectionId, name, readiness, defaultSender, senderOf } = account;
  const key = await keyOf(parts, portalId, connectionId);
  return {
    connectionId,
    name,
    state: readiness.state,
    items: readiness.account.map(itemShown),
    numbers: readiness.numbers.map(({ id, displayNumber, items }) => ({
      id,
      displayNumber,
      items: items.map(itemShown),
    })),
    ...(defaultSender !== undefined && { defaultSender }),
    rules: Object.entries(senderOf).map(([country, senderId]) => ({ country, senderId })),
    ...(key && { key }),
  };
}

const itemShown = ({ title, state, says }: ReadinessItem) => ({ title, state, says });

async function keyOf(parts: RingParts, portalId: string, connectionId: string): Promise<SettingsAccount["key"]> {
  const connection = await whatsappConnection(parts.context, portalId, connectionId);
  if (!connection) return undefined;
  const { keys, settled, rotatesAt } = await ringState(parts, portalId, connection);
  const active = keys.find(({ status }) => status === "active");
  if (!active) return undefined;
  const before = keys.some(({ status }) => status === "retiring");
  return {
    since: new Date(active.createdAt).toISOString(),
    ...(rotatesAt !== null && { until: new Date(rotatesAt).toISOString() }),
    state: settled && !before ? "settled" : "changing",
  };
}

/** @throws RefusedInput where the portal has no such number */
export async function chooseSender(
  context: Context,
  { portalId, userId }: { readonly portalId: string; readonly userId: string },
  asked: SettingsSenderRequest,
): Promise<DoneAnswer> {
  const { connectionId, senderId } = asked;
  const country = asked.country?.trim().toUpperCase();
  if (country !== undefined && !isSupportedCountry(country)) {
    return refused("whatsapp.unknown_country", "That is no country. Write its two letters, such as IT.");
  }
  const audit = {
    actor: `user:${userId}` as const,
    action: "settings-changed" as const,
    subject: `sender:${connectionId}`,
  };
  if (senderId === undefined) {
    if (country === undefined) return refused("whatsapp.no_sender", "Choose the number that writes to everybody else.");
    const tenant = context.store.of(portalId);
    const rule = tenant.db.deleteFrom("sender_rules").where("connection_id", "=", connectionId);
    await tenant.commit([write(rule.where("country", "=", country)), auditWrite(context, portalId, audit)]);
    return { kind: "done" };
  }
  const senders = await sendersOf(context, portalId, connectionId);
  if (!senders.some(({ id }) => id === senderId)) {
    return refused("whatsapp.unknown_sender", "This number does not belong to the account any more. Press Refresh.");
  }
  await preferSender(context, portalId, { senderId, country });
  await recordAudit(context, portalId, audit);
  return { kind: "done" };
}

const refused = (code: string, message: string) => ({ kind: "refused", code, message }) as const;
