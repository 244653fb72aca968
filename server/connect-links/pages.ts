/**
 * The pages that cannot live inside HubSpot: they run foreign scripts, take secrets, or leave HubSpot. Each is opened
 * by a connect link of its own, and by nothing else.
 */
export const connectPages = {
  /** What works in this portal, repairing it, and disconnecting. */
  hubspot: "/connect/hubspot",
  /** Connecting a WhatsApp Business account. */
  whatsapp: "/connect/whatsapp",
} as const;

export type ConnectPage = keyof typeof connectPages;

export const connectPageNames = ["hubspot", "whatsapp"] as const satisfies readonly ConnectPage[];
