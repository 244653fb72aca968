/** People in a HubSpot list who have agreed and are on WhatsApp, and broadcasts to them through the operator's door. */
import { z } from "zod";
import {
  type Broadcast,
  type broadcastMake,
  broadcastRecipients,
  broadcastShow,
} from "../../src/app/packages/contract/index.ts";
import { held } from "./held.ts";
import type { PublishedFlow, World } from "./world.ts";

export const listId = "4001";

export interface Member {
  readonly contactId: string;
  readonly waId: string;
}

let numbers = 0;

/** So many people in the list; each with a phone, an agreement and WhatsApp. */
export function fillList(world: World, people: number, properties: Record<string, string> = {}): Member[] {
  const members = Array.from({ length: people }, () => {
    numbers += 1;
    const waId = `39320666${String(numbers).padStart(4, "0")}`;
    const agreed = { phone: `+${waId}`, whatsapp_opt_in: "true", firstname: "Ada", ...properties };
    const { id: contactId } = world.portal().contacts.create(agreed);
    world.whatsapp.person(waId, { name: `Ada ${numbers}` });
    return { contactId, waId };
  });
  addToList(
    world,
    members.map(({ contactId }) => contactId),
  );
  return members;
}

/** HubSpot is asked for the contacts of a broadcast's next people, and takes its time. @returns when they are asked for */
export function heldContact(world: World, member: Member | undefined): Promise<void> {
  return held(
    world.hubspot.api,
    ({ path, body }) => path.endsWith("/contacts/batch/read") && String(body).includes(member?.contactId ?? ""),
  );
}

export function addToList(world: World, contactIds: readonly string[]): void {
  const { lists } = world.portal();
  const list = lists.get(listId) ?? { listId, name: "Spring customers", members: new Map<string, number>() };
  lists.set(listId, list);
  for (const id of contactIds) list.members.set(id, world.now());
}

export async function make(
  world: World,
  flow: PublishedFlow,
  given: Partial<z.input<typeof broadcastMake.request>> = {},
): Promise<string> {
  const body = { name: "Spring", flowId: flow.flowId, listId, idempotencyKey: `key-${Math.random()}`.padEnd(20, "0") };
  const made = await world.operator("/operator/broadcasts/make", {
    ...body,
    idempotencyKey: body.idempotencyKey.replace(/[^A-Za-z0-9_-]/g, "_"),
    ...given,
  });
  const { id } = z.object({ kind: z.literal("made"), id: z.string() }).parse(made);
  // The list is read and looked at in several turns, among which the server may rest.
  for (let turns = 0; turns < 20; turns += 1) {
    await world.settle();
    const { state } = await show(world, id);
    if (state !== "collecting" && state !== "checking") break;
  }
  return id;
}

export async function show(world: World, id: string): Promise<Broadcast> {
  const shown = broadcastShow.response.parse(await world.operator("/operator/broadcasts/show", { id }));
  if (shown.kind !== "ready") throw new Error(`The broadcast is ${shown.kind}.`);
  return shown.broadcast;
}

export const press = (world: World, id: string, what: string) =>
  world.operator("/operator/broadcasts/press", { id, what });

export async function recipients(world: World, id: string, outcome?: string) {
  const all: Extract<z.infer<typeof broadcastRecipients.response>, { kind: "ready" }>["recipients"] = [];
  let after: string | undefined;
  do {
    const asked = { id, ...(outcome && { outcome }), ...(after && { after }) };
    const page = broadcastRecipients.response.parse(await world.operator("/operator/broadcasts/recipients", asked));
    if (page.kind !== "ready") throw new Error(`The recipients are ${page.kind}.`);
    all.push(...page.recipients);
    after = page.next;
  } while (after !== undefined);
  return all;
}
