/** The three kinds of work that are compared: bare commits, accepting, delivering. */
import type { Contact } from "../../connectors/hubspot/index.ts";
import { parseExchange } from "../../core/conversation/index.ts";
import type { Context } from "../../server/context.ts";
import { customers } from "../../server/conversation/customers.ts";
import { liveEffects } from "../../server/conversation/effects.ts";
import { flowTokens } from "../../server/conversation/tokens.ts";
import { turns } from "../../server/conversation/turns.ts";
import { deliverySleeper } from "../../server/delivery/sleeper.ts";
import type { HubSpotAccess } from "../../server/portals/hubspot.ts";
import { flowCatalogue } from "../../server/publishing/catalogue.ts";
import { write } from "../../server/store/index.ts";
import { accessTo, fakeHubSpot } from "../server/fake-hubspot.ts";
import type { BenchDatabase } from "./delivery-context.ts";
import type { Invitation } from "./delivery-house.ts";

/** Runs `count` pieces of work, so many at once, each caller one after the other. @returns how many a second */
async function closedLoop(count: number, callers: number, work: (index: number) => Promise<void>): Promise<number> {
  let next = 0;
  const caller = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  return (count * 1_000) / (performance.now() - startedAt);
}

let bareRows = 0;

/** The smallest batch that could be meant: two rows, by the store's own door. */
export function bareCommits({ store }: Context, portalId: string, count: number, callers: number): Promise<number> {
  const tenant = store.of(portalId);
  return closedLoop(count, callers, () => {
    bareRows += 1;
    const limit = (side: string) => ({ contact_lookup: `bare-${bareRows}`, property: side, handed_in_at: 1 });
    return tenant.commit([
      write(tenant.db.insertInto("property_writes").values(limit("one")), 1),
      write(tenant.db.insertInto("property_writes").values(limit("other")), 1),
    ]);
  });
}

/** What the endpoint does once an exchange is decrypted: session, validation, decision, sealing, commit, answer. */
export async function accept(context: Context, invitations: readonly Invitation[], callers: number): Promise<number> {
  const catalogue = flowCatalogue(context);
  const converse = customers({
    context,
    catalogue,
    tokens: flowTokens(context),
    effects: liveEffects(context),
    turns: turns(),
    onExpired: () => undefined,
  });
  return closedLoop(invitations.length, callers, async (index) => {
    const invitation = invitations[index];
    if (!invitation) return;
    const flow = await catalogue.byEndpoint(invitation.endpointId);
    const parsed = parseExchange(handingIn(invitation));
    if (!flow || !parsed.ok || parsed.exchange.kind === "ping" || parsed.exchange.kind === "error")
      throw new Error("The benchmark's own exchange is wrong.");
    const { outcome } = await converse(flow, parsed.exchange, { kind: "app-signature", secrets: [] });
    if (outcome !== "accept") throw new Error(`A submission was not accepted: ${outcome}.`);
  });
}

function handingIn({ screen, token }: Invitation) {
  const data = { full_name: "Giulia Bellandi", email: `${token.slice(0, 12).toLowerCase()}@example.org` };
  return { version: "3.0", action: "data_exchange", screen, data, flow_token: token };
}

/** Of each submission: who is it, the contact, the form (there is none to submit to, which is recorded), the timeline. */
export const stepsPerSubmission = 4;

/**
 * Delivers everything that waits, as one process does it, against a HubSpot that answers at once and has no limit.
 * @returns submissions a second, from the workers' start to the last step's record
 */
export async function deliver(
  context: Context,
  database: BenchDatabase,
  submissions: number,
  { ended }: { ended?: (steps: number) => void } = {},
): Promise<number> {
  const wakeups = await database.wakeups();
  let over = 0;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const note = (event: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    if (event !== "delivery.attempt" || !["done", "skipped"].includes(String(fields["outcome"]))) return;
    over += 1;
    ended?.(over);
    if (over === submissions * stepsPerSubmission) finish();
  };
  const worker: Context = { ...context, wakeups, log: { ...context.log, info: note, warn: note } };
  const catalogue = flowCatalogue(worker);
  const sleeper = deliverySleeper({ context: worker, hubspot: hubspotAtOnce(), catalogue });
  const startedAt = performance.now();
  await wakeups.start({ sleepers: [sleeper], periodic: [] });
  await finished;
  const took = performance.now() - startedAt;
  sleeper.stop();
  await wakeups.stop();
  return (submissions * 1_000) / took;
}

let contacts = 0;
let entries = 0;

function hubspotAtOnce(): HubSpotAccess {
  const nobody: Contact[] = [];
  const client = fakeHubSpot({
    contacts: {
      get: async (id) => ({ id, properties: {} }),
      findByWaId: async () => nobody,
      findByEmail: async () => nobody,
      findByPhone: async () => nobody,
      update: async (id) => ({ id, properties: {} }),
      create: async () => {
        contacts += 1;
        return { id: String(contacts), properties: {} };
      },
    },
    communications: {
      create: async () => {
        entries += 1;
        return String(entries);
      },
      update: async () => true,
      find: async () => undefined,
    },
  });
  return accessTo(() => client);
}
