/**
 * What the contact says about a Flow that was left half-way: the newest one that is still open. It is what stands when it is
 * told, not what once asked for it, and it is told again whenever that changes; answers that land later clear it in their
 * own PATCH (delivery/steps/contact.ts).
 */
import { isMissingProperty } from "../../connectors/hubspot/index.ts";
import type { Context } from "../context.ts";
import { newerThan, rememberProperties } from "../delivery/property-writes.ts";
import type { Work } from "../people/outbox.ts";
import type { SendingParts } from "../sending/request.ts";
import { timelineContact } from "../timeline/contact.ts";

export interface StopProperties {
  readonly flowella_stopped_flow: string;
  readonly flowella_stopped_screen: string;
  /** Epoch milliseconds, or empty. */
  readonly flowella_stopped_at: string;
}

/** HubSpot takes 65,536 characters; a title is for a list to filter by. */
const longest = 200;

const empty: StopProperties = { flowella_stopped_flow: "", flowella_stopped_screen: "", flowella_stopped_at: "" };

/**
 * @returns undefined for somebody who never stopped: their contact says nothing about it
 */
export async function stopProperties(
  { context, catalogue }: Pick<SendingParts, "context" | "catalogue">,
  portalId: string,
  personId: string,
): Promise<{ readonly properties: StopProperties; readonly at: number } | undefined> {
  const tenant = context.store.of(portalId);
  const stops = await tenant.all(
    tenant.db
      .selectFrom("stops")
      .innerJoin("flows", "flows.id", "stops.flow_id")
      .leftJoin("sessions", "sessions.id", "stops.session_id")
      .select(["stops.screen", "stops.version_id", "stops.stopped_at", "stops.state", "stops.updated_at"])
      .select(["flows.name", "sessions.state as session"])
      .where("stops.person_id", "=", personId)
      .orderBy("stops.stopped_at", "desc")
      .limit(20),
  );
  const [latest] = stops;
  if (!latest) return undefined;
  const open = stops.find(({ state, session }) => state === "stopped" && session === "open");
  if (!open) {
    const at = Math.max(...stops.map(({ updated_at }) => updated_at));
    return { properties: empty, at };
  }
  const { screens } = await catalogue.version(portalId, open.version_id);
  const title = screens.find(({ id }) => id === open.screen)?.title ?? "";
  return {
    properties: {
      flowella_stopped_flow: open.name.slice(0, longest),
      flowella_stopped_screen: title.slice(0, longest),
      flowella_stopped_at: String(open.stopped_at),
    },
    at: open.stopped_at,
  };
}

/**
 * What answers to a Flow take away on their contact: nothing for somebody who never stopped, or who has stopped in another
 * Flow, too.
 */
export async function nothingStopped(
  { store }: Context,
  portalId: string,
  personId: string,
  flowId: string,
): Promise<Partial<StopProperties>> {
  const tenant = store.of(portalId);
  const stops = await tenant.all(
    tenant.db
      .selectFrom("stops")
      .leftJoin("sessions", "sessions.id", "stops.session_id")
      .select(["stops.flow_id", "stops.state", "sessions.state as session"])
      .where("stops.person_id", "=", personId)
      .orderBy("stops.stopped_at", "desc")
      .limit(20),
  );
  const elsewhere = stops.some(
    ({ flow_id, state, session }) => flow_id !== flowId && state === "stopped" && session === "open",
  );
  return stops.length === 0 || elsewhere ? {} : empty;
}

/** @throws OutsideError to be tried again */
export function stopPropertyWork(parts: SendingParts): Work {
  const { context, hubspot } = parts;
  return async (portalId, { person_id: personId, attempts }, _payload, { mayCall }) => {
    const contact = await timelineContact(parts, portalId, personId, attempts);
    if (contact.kind === "wait") return { status: "waiting", reason: "no-contact-yet", at: contact.at };
    if (contact.kind === "nobody") return { status: "ended", reason: "no-contact" };
    const told = await stopProperties(parts, portalId, personId);
    if (!told) return { status: "ended", reason: "nothing-to-say" };
    const newer = await newerThan(context, portalId, [contact.id], Object.keys(told.properties), told.at);
    const properties = Object.fromEntries(Object.entries(told.properties).filter(([name]) => !newer.has(name)));
    if (Object.keys(properties).length === 0) return { status: "done", reason: "newer-answers" };
    try {
      await hubspot.inTurn(portalId, mayCall).contacts.update(contact.id, properties);
    } catch (error) {
      // The repair of the portal reports it (provisioning/).
      if (isMissingProperty(error)) return { status: "ended", reason: "property-missing" };
      throw error;
    }
    await context.store
      .of(portalId)
      .commit(await rememberProperties(context, portalId, contact.id, Object.keys(properties), told.at));
    // They may have handed in while HubSpot was asked, and the answers' own word may have come before this one.
    const now = await stopProperties(parts, portalId, personId);
    const changed = JSON.stringify(now?.properties) !== JSON.stringify(told.properties);
    return changed ? { status: "waiting", reason: "changed", at: context.now() } : { status: "done", reason: "told" };
  };
}
