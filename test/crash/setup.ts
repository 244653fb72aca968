/** Everything before the first kill: installed, connected, published, and a message with a button at every customer. */
import { z } from "zod";
import { consentOf } from "../../cli/sandbox-world.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { windowOpens } from "../e2e/window-opens.ts";
import { type ExtraForm, extras } from "./extras/index.ts";
import { colleaguesOf, leadStage, numbersOf } from "./lead-standing.ts";
import type { Business, Outside } from "./outside.ts";

export interface Operator {
  ask<Answer>(
    business: Business,
    route: string,
    body: Record<string, unknown>,
    answer: z.ZodType<Answer>,
  ): Promise<Answer>;
}

export function operatorAt(url: string, token: string): Operator {
  return {
    ask: async ({ portalId }, route, body, answer) => {
      const response = await fetch(`${url}${route}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ portalId: String(portalId), ...body }),
      });
      const said: unknown = await response.json();
      const right = answer.safeParse(said);
      if (!right.success) throw new Error(`${route} answered ${JSON.stringify(said)}`);
      return right.data;
    },
  };
}

/** Who HubSpot knows a customer as before the first answer. */
export const kinds = ["by record", "by e-mail", "by phone", "unknown", "unknown, without e-mail"] as const;

export interface Customer {
  readonly business: Business;
  readonly kind: (typeof kinds)[number];
  /** Names the customer in everything that they type. */
  readonly name: string;
  readonly waId: string;
  readonly email: string;
  /** The contact that the answers must land in; none for a person whom HubSpot does not know. */
  readonly contactId: string | undefined;
  readonly person: Person;
  readonly messages: { readonly consultation?: string; readonly feedback?: string; readonly extra?: string };
}

/** Has written to the business, and nobody has written to them. */
export type Newcomer = Omit<Customer, "messages">;

export const receiptText = "Thank you for your answers.";

const sent = z.object({ kind: z.literal("sent") });
/**
 * On a busy machine, with a clock that runs fast, HubSpot and WhatsApp answer too late now and then: then nothing was sent,
 * or nobody knows whether it was (`sent`, without a message).
 */
const sentOrLate = z.union([sent, z.object({ kind: z.literal("refused"), code: z.literal("hubspot.timeout") })]);
const mostTries = 10;

/** Our ids of a business's Flows. */
export interface Flows {
  readonly consultation: string;
  readonly feedback: string;
  readonly extra?: string;
}

export async function openBusiness(
  url: string,
  operator: Operator,
  outside: Outside,
  business: Business,
  closesAt: number,
): Promise<Flows> {
  const { hubspot, whatsapp } = outside;
  const { portalId, facts, meta, receiver, provider, pipedrive, kyc, transactions } = business;
  const begun = await fetch(`${url}/oauth/install`, { redirect: "manual" });
  const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
  const back = await hubspot.consent(begun.headers.get("location") ?? "", portalId);
  const end = await fetch(back, { headers: { cookie } });
  if (!end.ok) throw new Error(`Installing failed: ${await end.text()}`);
  await operator.ask(business, "/operator/settings", { settings: { defaultCountry: "IT" } }, z.unknown());
  await operator.ask(business, "/operator/consent/settings/save", { settings: consentOf(facts) }, z.unknown());
  const { wabaId, appId, appSecret, accessToken } = meta;
  const connected = z.object({ kind: z.literal("connected") });
  await operator.ask(business, "/operator/connect/whatsapp", { wabaId, appId, appSecret, accessToken }, connected);
  const added = z.object({ secret: z.string() });
  const { secret } = await operator.ask(business, "/operator/webhooks/add", { endpoint: { url: receiver.url } }, added);
  receiver.accept(secret);
  if (provider) {
    const endpoint = { url: provider.url, events: ["identity.check"] };
    provider.begin((await operator.ask(business, "/operator/webhooks/add", { endpoint }, added)).secret);
  }
  if (pipedrive) {
    const asked = { accessToken: pipedrive.newApiToken() };
    await operator.ask(business, "/operator/pipedrive/connect", asked, connected);
  }
  if (kyc === "contact-and-note") {
    const there = z.object({ tier: z.literal(kyc) });
    await operator.ask(business, "/operator/kyc/use", { choice: { storage: "contacts" } }, there);
  }
  const publish = async (form: ExtraForm, more: Record<string, unknown>) => {
    const published = z.object({
      kind: z.literal("published"),
      flowId: z.string(),
      template: z.object({ name: z.string() }),
    });
    const { flowId, template } = await operator.ask(business, "/operator/publish", { ...form }, published);
    const also = pipedrive ? { pipedrive: true } : {};
    const settings = { receipt: { text: receiptText }, tokenDays: 90, ...also, ...more };
    await operator.ask(
      business,
      "/operator/flows/settings",
      { flowId, settings },
      z.object({ kind: z.literal("changed") }),
    );
    for (const { name } of whatsapp.state.templates.values())
      if (name === template.name) whatsapp.decideTemplate(name, "APPROVED");
    return flowId;
  };
  const colleagues = colleaguesOf(hubspot.portal(portalId));
  const numbers = business.leadMessages ? numbersOf(business, colleagues) : {};
  for (const [id, number] of Object.entries(numbers))
    await writeFirst(operator, outside, business, number.slice(1), `Colleague ${id}`);
  const ours = (formId: string) => ({ source: { tool: "hubspot", formId } });
  const extra = business.extra && (await extras[business.extra].connect({ operator, outside, business }));
  return {
    consultation: await publish(ours(facts.formIds.consultation), {
      reopen: { kind: "change", until: closesAt },
      ...(kyc && { kyc: {} }),
      lead: {
        stage: leadStage,
        owner: { owners: colleagues },
        task: {},
        ...(business.leadMessages && { message: { numbers, mail: false } }),
      },
    }),
    feedback: await publish(ours(facts.formIds.feedback), { reopen: { kind: "again" }, transactions }),
    ...(extra && { extra: await publish(extra, {}) }),
  };
}

/** Somebody whom HubSpot knows in one way or another. @param index unlike everybody else's of this business */
export async function arrive(
  operator: Operator,
  outside: Outside,
  business: Business,
  index: number,
): Promise<Newcomer> {
  const { hubspot } = outside;
  const kind = kinds[index % kinds.length] ?? "unknown";
  const number = String(index).padStart(5, "0");
  const name = `B${business.index}N${number}`;
  const national = `347 ${business.index}${number.slice(0, 1)} ${number.slice(1)}0`;
  const waId = `39${national.replaceAll(" ", "")}`;
  const email = `${name.toLowerCase()}@crash.example`;
  const { contacts } = hubspot.portal(business.portalId);
  const known = {
    "by record": { firstname: name, phone: `+${waId}` },
    "by e-mail": { firstname: name, email },
    "by phone": { firstname: name, phone: national },
    unknown: undefined,
    "unknown, without e-mail": undefined,
  }[kind];
  const contactId = known && contacts.create(known).id;
  const person = await writeFirst(operator, outside, business, waId, name);
  return { business, kind, name, waId, email, contactId, person };
}

/** A customer with both messages in their chat. */
export async function welcome(
  operator: Operator,
  outside: Outside,
  business: Business,
  flows: Flows,
  index: number,
): Promise<Customer> {
  const newcomer = await arrive(operator, outside, business, index);
  const { kind, name, waId, contactId } = newcomer;
  const to = kind === "by record" ? { contactId } : { phone: `+${waId}` };
  const send = (flowId: string, key: string): Promise<string> =>
    messageTo(operator, outside, business, { flowId, to, key: `crash-${name}-${key}`, waId });
  const messages =
    kind === "unknown, without e-mail"
      ? { feedback: await send(flows.feedback, "feedback") }
      : {
          consultation: await send(flows.consultation, "consultation"),
          feedback: await send(flows.feedback, "feedback"),
          ...(flows.extra !== undefined && { extra: await send(flows.extra, "extra") }),
        };
  return { ...newcomer, messages };
}

/** A person who writes to the business, so that it may answer for a day. */
export async function writeFirst(
  operator: Operator,
  { whatsapp }: Outside,
  business: Business,
  waId: string,
  name: string,
): Promise<Person> {
  const person = whatsapp.person(waId, { name });
  person.sendText("Hello", business.meta.phoneNumberId);
  await windowOpens((body) => operator.ask(business, "/operator/consent/person", body, z.unknown()), waId);
  return person;
}

interface FlowTo {
  readonly flowId: string;
  readonly to: Readonly<Record<string, unknown>>;
  /** What idempotency keys begin with. */
  readonly key: string;
  readonly waId: string;
}

/** Sends a Flow until it is there. @returns the message's id */
export async function messageTo(
  operator: Operator,
  { whatsapp }: Outside,
  business: Business,
  { flowId, to, key, waId }: FlowTo,
): Promise<string> {
  const theirs = () => [...whatsapp.state.sent.values()].filter((each) => each.waId === waId && each.flow);
  const before = new Set(theirs());
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const request = { flowId, to, idempotencyKey: `${key}-${tries}` };
    await operator.ask(business, "/operator/send", request, sentOrLate);
    const message = theirs().findLast((each) => !before.has(each));
    if (message) return message.id;
  }
  throw new Error(`${waId} got no message.`);
}
