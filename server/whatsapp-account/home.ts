/** Where a number lives: at the Cloud API, in the WhatsApp Business app on a phone, or in both (WhatsApp reference 5.14). */
import { getNumberExtras } from "../../connectors/whatsapp/accounts.ts";
import type { Graph } from "../../connectors/whatsapp/client.ts";
import type { PhoneNumber } from "../../connectors/whatsapp/types.ts";

export type Home = "cloud" | "phone" | "both";

/** @throws OutsideError where Meta cannot say now */
export async function homeOf(graph: Graph, number: Pick<PhoneNumber, "id" | "platform_type">): Promise<Home> {
  const { is_on_biz_app: onPhone } = await getNumberExtras(graph, number.id);
  if (onPhone !== true) return "cloud";
  return number.platform_type?.toUpperCase() === "CLOUD_API" ? "both" : "phone";
}

/** What whoever wanted to use it reads. */
export function onPhoneOnly(displayNumber: string): string {
  return `${displayNumber} lives in the WhatsApp Business app on a phone, so Flowella cannot use it as well. Take it out of the app first, or use another number.`;
}
