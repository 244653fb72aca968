/** WhatsApp as a channel: what the connector is, what it needs and what it can do. */

/** A value that an admin pastes to connect a business account; README says where each is found. */
export interface ConnectionField {
  key: "wabaId" | "appId" | "appSecret" | "accessToken";
  label: string;
  help: string;
  /** Goes into the vault and is masked wherever it is shown. */
  sensitive: boolean;
}

const connectionFields: readonly ConnectionField[] = [
  {
    key: "wabaId",
    label: "WhatsApp Business account id",
    help: "App Dashboard > WhatsApp > API setup. Digits only.",
    sensitive: false,
  },
  { key: "appId", label: "Meta app id", help: "App Dashboard, top of every page. Digits only.", sensitive: false },
  { key: "appSecret", label: "Meta app secret", help: "App Dashboard > App settings > Basic.", sensitive: true },
  {
    key: "accessToken",
    label: "Access token",
    help: "Business settings > System users > Generate token, never expires.",
    sensitive: true,
  },
];

export const whatsapp = {
  id: "whatsapp",
  label: "WhatsApp",
  can: {
    readsForms: "no",
    noticesChanges: "no",
    writesSubmissions: "no",
    listsAudiences: "no",
    books: "no",
    sendsFlows: "supported",
  },
  connectionFields,
} as const;
