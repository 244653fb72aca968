/** What the WhatsApp connector is, what it needs and what it can do. */
import { z } from "zod";

/** What an admin pastes to connect a business account (README). */
export const connectionSchema = z.object({
  appId: z.string().regex(/^\d+$/, "The Meta app id is digits only."),
  appSecret: z.string().regex(/^\S{8,}$/, "Paste the whole app secret, without spaces."),
  accessToken: z.string().regex(/^\S{8,}$/, "Paste the whole access token, without spaces."),
  wabaId: z.string().regex(/^\d+$/, "The WhatsApp Business account id is digits only."),
  phoneNumberId: z.string().regex(/^\d+$/, "The phone number id is digits only; it is not the number itself."),
});
export type WhatsAppConnectionValues = z.infer<typeof connectionSchema>;

/** A value to ask for. `sensitive` ones are masked wherever they are shown. */
interface ConnectionField {
  key: keyof WhatsAppConnectionValues;
  label: string;
  help: string;
  sensitive: boolean;
}

const fields: readonly ConnectionField[] = [
  { key: "appId", label: "Meta app id", help: "App Dashboard, at the top of every page.", sensitive: false },
  { key: "appSecret", label: "Meta app secret", help: "App Dashboard > App settings > Basic.", sensitive: true },
  {
    key: "accessToken",
    label: "Access token",
    help: "Business settings > System users > Generate token, never expires.",
    sensitive: true,
  },
  {
    key: "wabaId",
    label: "WhatsApp Business account id",
    help: "App Dashboard > WhatsApp > API setup.",
    sensitive: false,
  },
  { key: "phoneNumberId", label: "Phone number id", help: "App Dashboard > WhatsApp > API setup.", sensitive: false },
];

export const whatsapp = {
  id: "whatsapp",
  label: "WhatsApp",
  /** Said for every connector, so that nobody finds out by a failure. */
  abilities: {
    readsForms: false,
    noticesChanges: false,
    writesSubmissions: "no",
    listsAudiences: false,
    books: false,
    sendsFlows: true,
  },
  connection: { schema: connectionSchema, fields },
} as const;
