/** What HubSpot's webhooks tell (HubSpot reference 1.10, 5.6): the events that we subscribe to, in our words. */
import { createHash } from "node:crypto";
import { z } from "zod";

const id = z.union([z.number().int().nonnegative(), z.string().regex(/^\d{1,20}$/)]).transform(String);

const eventSchema = z.object({
  portalId: id,
  subscriptionId: id.optional(),
  subscriptionType: z.string(),
  occurredAt: z.number(),
  objectId: id.optional(),
  objectTypeId: z.string().optional(),
  propertyName: z.string().optional(),
  propertyValue: z.string().optional(),
  primaryObjectId: id.optional(),
  mergedObjectIds: z.array(id).optional(),
  newObjectId: id.optional(),
});
/** One POST holds 1 to 100. */
const eventsSchema = z.array(eventSchema).min(1).max(1_000);

export interface HubSpotEvent {
  readonly portalId: string;
  /** The same for every delivery of the same event: its own id may not be unique. */
  readonly dedupeKey: string;
  readonly told: HubSpotTold;
}

export const hubspotToldSchema = z.discriminatedUnion("kind", [
  /** Contacts were merged; `remaining` is the record that is left. */
  z.object({ kind: z.literal("merge"), contactIds: z.array(z.string()), remaining: z.string() }),
  /** Somebody asked HubSpot to delete all that is known of this contact. */
  z.object({ kind: z.literal("privacy_deletion"), contactId: z.string() }),
  /** A contact went into the recycle bin, or came back from it. */
  z.object({ kind: z.literal("deletion"), contactId: z.string() }),
  z.object({ kind: z.literal("restore"), contactId: z.string() }),
  /** Another phone or e-mail, or another owner. The new value is not kept: it is read when it is needed. */
  z.object({ kind: z.literal("identity_change"), contactId: z.string() }),
  z.object({ kind: z.literal("owner_change"), contactId: z.string(), at: z.number() }),
  z.object({ kind: z.literal("unknown"), subscriptionType: z.string() }),
]);
export type HubSpotTold = z.infer<typeof hubspotToldSchema>;

/** @returns nothing where the body is no webhook's */
export function readHubSpotEvents(json: unknown): readonly HubSpotEvent[] | undefined {
  const events = eventsSchema.safeParse(json);
  return events.data?.map((event) => ({ portalId: event.portalId, dedupeKey: dedupeKey(event), told: told(event) }));
}

type Event = z.infer<typeof eventSchema>;

function told(event: Event): HubSpotTold {
  const { subscriptionType, objectTypeId, objectId, primaryObjectId, mergedObjectIds = [], newObjectId } = event;
  const [object, what] = subscriptionType.split(".");
  const ofContact = object === "contact" || (object === "object" && objectTypeId === "0-1");
  const remaining = newObjectId ?? primaryObjectId;
  if (ofContact && what === "merge" && remaining !== undefined) {
    const all = [primaryObjectId, ...mergedObjectIds, newObjectId].flatMap((each) => each ?? []);
    return { kind: "merge", contactIds: [...new Set(all)], remaining };
  }
  if (ofContact && what === "privacyDeletion" && objectId !== undefined)
    return { kind: "privacy_deletion", contactId: objectId };
  if (ofContact && objectId !== undefined) {
    if (what === "deletion") return { kind: "deletion", contactId: objectId };
    if (what === "restore") return { kind: "restore", contactId: objectId };
    if (what === "propertyChange" && identityNames.has(event.propertyName ?? ""))
      return { kind: "identity_change", contactId: objectId };
    if (what === "propertyChange" && event.propertyName === "hubspot_owner_id")
      return { kind: "owner_change", contactId: objectId, at: event.occurredAt };
  }
  return { kind: "unknown", subscriptionType: subscriptionType.slice(0, 100) };
}

/** What tells who a contact is; the app subscribes to each of them. */
const identityNames = new Set(["phone", "mobilephone", "email"]);

function dedupeKey({ subscriptionId, subscriptionType, objectId, occurredAt, ...event }: Event): string {
  const { propertyName, propertyValue, primaryObjectId, newObjectId } = event;
  const parts = [subscriptionId, subscriptionType, objectId, occurredAt, propertyName, propertyValue];
  const text = JSON.stringify([...parts, primaryObjectId, newObjectId]);
  return createHash("sha256").update(text).digest("base64url");
}
