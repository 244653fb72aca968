/**
 * Connecting a WhatsApp Business account by pasted values: each is tried, and what is wrong is said in words
 * (WhatsApp reference 5.16). Connecting again repairs what is broken.
 */
import { type AccountParts, attach, type Connected, ownedElsewhere } from "../whatsapp-account/attach.ts";
import { type Check, tryValues, type WhatsAppValues } from "../whatsapp-account/check-values.ts";

export { neededScopes, type WhatsAppValues, whatsappValuesSchema } from "../whatsapp-account/check-values.ts";

export type ConnectResult =
  | (Connected & { readonly checks: readonly Check[] })
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly message: string;
      /** How far the values were right. */
      readonly checks?: readonly Check[];
    };

/** @throws OutsideError where Meta cannot say now */
export async function connectWhatsApp(parts: AccountParts, values: WhatsAppValues): Promise<ConnectResult> {
  const { context, apps } = parts;
  const tried = await tryValues(context, values);
  if (tried.kind === "refused") return tried;
  const { portalId, wabaId, accessToken } = values;
  const { accountName, numbers, checks } = tried;
  const owned = await ownedElsewhere(context, { portalId, wabaId, numbers });
  if (owned) return { kind: "refused", ...owned };
  const app = await apps.save(values.appId, values.appSecret);
  const account = { portalId, wabaId, accountName, app, accessToken, via: "pasted" as const, numbers };
  return { ...(await attach(parts, account)), checks };
}
