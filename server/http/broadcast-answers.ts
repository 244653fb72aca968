/** What the app page and the operator's command line share of broadcasts. */
import type { Press } from "../../core/campaigns/index.ts";
import type { BroadcastPrices } from "../../src/app/packages/contract/index.ts";
import { makeBroadcast, type NewBroadcast, pressBroadcast } from "../campaigns/make.ts";
import { broadcastShown, broadcastsOf, recipientsShown } from "../campaigns/shown.ts";
import { saveSettings, settingsOf } from "../campaigns/store.ts";
import { type AuditEntry, auditWrite } from "../privacy/audit.ts";
import type { SendingParts } from "../sending/request.ts";

type Actor = AuditEntry["actor"];

export function broadcastAnswers(parts: SendingParts) {
  const { context } = parts;
  return {
    choices: async (portalId: string, query: string) => {
      const tenant = context.store.of(portalId);
      const flows = await tenant.all(
        tenant.db.selectFrom("flows").select(["id", "name"]).where("status", "=", "published").orderBy("name"),
      );
      return { kind: "ready" as const, lists: await parts.hubspot.of(portalId).searchLists(query), flows };
    },
    list: async (portalId: string) => ({
      kind: "ready" as const,
      broadcasts: await broadcastsOf(context, portalId),
    }),
    make: async (portalId: string, given: NewBroadcast, actor: Actor) => ({
      kind: "made" as const,
      id: await makeBroadcast(parts, portalId, given, actor),
    }),
    show: async (portalId: string, id: string) => ({
      kind: "ready" as const,
      broadcast: await broadcastShown(parts, portalId, id),
    }),
    press: async (portalId: string, id: string, what: Press, actor: Actor) => ({
      kind: "done" as const,
      ...(await pressBroadcast(parts, portalId, id, what, actor)),
    }),
    recipients: (portalId: string, asked: Parameters<typeof recipientsShown>[2]) =>
      recipientsShown(parts, portalId, asked),
    prices: async (portalId: string, save: BroadcastPrices | undefined, actor: Actor) => {
      if (save) {
        await saveSettings(context, portalId, { prices: save });
        const subject = "broadcast:prices";
        await context.store
          .of(portalId)
          .commit([auditWrite(context, portalId, { actor, action: "settings-changed", subject })]);
      }
      const { prices } = await settingsOf(context, portalId);
      return { kind: "ready" as const, ...(prices && { prices }) };
    },
    /** Meta's id of the business whose daily limit the portal shares with others. */
    business: async (portalId: string, businessId: string) => {
      await saveSettings(context, portalId, { businessId });
      return { kind: "saved" as const, businessId };
    },
  };
}
