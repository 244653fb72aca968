/** What HubSpot's webhooks tell about contacts. */
import { hubspotToldSchema, readHubSpotEvents } from "../../../connectors/hubspot/index.ts";
import type { Context } from "../../context.ts";
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
      if (told.kind === "unknown" || !(await findPortal(context, portalId))) return [];
      return [{ source: "hubspot", portalId, kind: told.kind, dedupeKey, body: told }];
    }),
  );
  return found.flat();
}

export const handleHubSpot: Handler = async (context, { portalId, body }) => {
  const told = hubspotToldSchema.parse(body);
  switch (told.kind) {
    case "merge":
      return mergeWrites(context, portalId, told.contactIds, told.remaining);
    case "privacy_deletion":
      return eraseContactWrites(context, portalId, told.contactId);
    case "unknown":
      return [];
  }
};
