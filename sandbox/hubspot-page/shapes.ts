/** What the page and the stand-in say to each other, as JSON. The page's own; no part of HubSpot's API. */
import * as z from "zod";

/** A UI extension of the app, as its meta file declares it (HubSpot reference 1.7 and 1.8). */
export const extensionSchema = z.object({
  /** The meta file's name without its ending; names the script. */
  id: z.string(),
  type: z.enum(["card", "page", "settings"]),
  title: z.string(),
  /** Such as `crm.record.sidebar`; `pages` and `settings` for the other two types. */
  location: z.string(),
  /** Of cards, in small letters and plural. */
  objectTypes: z.array(z.string()),
});
export type Extension = z.infer<typeof extensionSchema>;

const userSchema = z.object({
  id: z.number(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
});
export type User = z.infer<typeof userSchema>;

const appSchema = z.object({
  id: z.number(),
  name: z.string(),
  /** The upload profile's. */
  variables: z.record(z.string(), z.string()),
  /** From public origins to where they are on this machine. */
  proxy: z.record(z.string(), z.string()),
  /** Prefixes of addresses that may be framed. */
  framed: z.array(z.string()),
  extensions: z.array(extensionSchema),
});
export type ShownAppState = z.infer<typeof appSchema>;

const portalSchema = z.object({ id: z.number(), name: z.string() });

/** Everything about an account but its records. */
export const accountSchema = z.object({
  portal: portalSchema.extend({ timeZone: z.string(), dataHostingLocation: z.string() }),
  portals: z.array(portalSchema),
  users: z.array(userSchema).min(1),
  app: appSchema.optional(),
});
export type Account = z.infer<typeof accountSchema>;

export const contactsSchema = z.array(
  z.object({ id: z.string(), name: z.string(), email: z.string(), phone: z.string(), city: z.string() }),
);
export type Contacts = z.infer<typeof contactsSchema>;

export const recordSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Those with a value, with their labels. */
  properties: z.array(z.object({ name: z.string(), label: z.string(), value: z.string() })),
  /** Newest first. `at`: epoch ms. */
  activities: z.array(z.object({ id: z.string(), kind: z.string(), at: z.number(), text: z.string() })),
});
export type ContactRecord = z.infer<typeof recordSchema>;

export const ticketsSchema = z.array(z.object({ id: z.string(), subject: z.string(), contacts: z.string() }));
export type Tickets = z.infer<typeof ticketsSchema>;

export const ticketSchema = z.object({
  id: z.string(),
  subject: z.string(),
  contacts: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type TicketRecord = z.infer<typeof ticketSchema>;

/** One `hubspot.fetch` of an extension. */
export const fetchRequestSchema = z.object({
  userId: z.number(),
  url: z.string(),
  method: z.string().optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  timeout: z.number().optional(),
});
export type FetchRequest = z.infer<typeof fetchRequestSchema>;

/** What came back, or why HubSpot's proxy brings nothing. */
export const fetchAnswerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("answered"), status: z.number(), type: z.string(), body: z.string() }),
  z.object({ kind: z.literal("failed"), message: z.string() }),
]);
export type FetchAnswer = z.infer<typeof fetchAnswerSchema>;
