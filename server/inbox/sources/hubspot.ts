/** What HubSpot's webhooks tell about contacts. */
import { type HubSpotTold, hubspotToldSchema, readHubSpotEvents } from "../../../connectors/hubspot/index.ts";
import type { Context } from "../../context.ts";
import { conflictsWith } from "../../delivery/conflicts.ts";
import {
  deletedWrites,
  everybodyBehind,
  identityChangedWrites,
  ownerChangedWrites,
  restoredWrites,
} from "../../people/contact-changes.ts";
import { mergeWrites } from "../../people/contact-people.ts";
import { findPortal } from "../../portals/store.ts";
import { eraseContactWrites } from "../../privacy/erase.ts";
import type { Handler, Told } from "../types.ts";

/** Portals that never installed, or were erased, are nobody's here. @returns nothing where it is no webhook's body */
export async function toldByHubSpot(context: Context, json: unknown): Promise<Told[] | undefined> {
  const events = readHubSpotEvents(json);
  if (!events) return undefined;
  const found = await Promise.all(
    events.map(async ({ portalId, dedupeKey, told }): Promise<Told[]> => {
      if (!(await findPortal(context, portalId)) || !(await concernsUs(context, portalId, told))) return [];
      return [{ source: "hubspot", portalId, kind: told.kind, dedupeKey, body: told }];
    }),
  );
  return found.flat();
}

/** HubSpot tells of every contact of the account: most are nobody whom a Flow ever went to. */
async function concernsUs(context: Context, portalId: string, told: HubSpotTold): Promise<boolean> {
  switch (told.kind) {
    case "merge":
    case "privacy_deletion":
      return true;
    case "deletion":
    case "restore":
    case "owner_change":
      return (await everybodyBehind(context, portalId, told.contactId)).length > 0;
    case "identity_change":
      return (await conflictsWith(context, portalId, told.contactId)).length > 0;
    case "unknown":
      return false;
  }
}

export const handleHubSpot: Handler = async (context, { portalId, body }) => {
  const told = hubspotToldSchema.parse(body);
  switch (told.kind) {
    case "merge":
      return mergeWrites(context, portalId, told.contactIds, told.remaining);
    case "privacy_deletion":
      return eraseContactWrites(context, portalId, told.contactId);
    case "deletion":
      return deletedWrites(context, portalId, told.contactId);
    case "restore":
      return restoredWrites(context, portalId, told.contactId);
    case "identity_change":
      return identityChangedWrites(context, portalId, told.contactId);
    case "owner_change":
      return ownerChangedWrites(context, portalId, told.contactId, told.at);
    case "unknown":
      return [];
  }
};
