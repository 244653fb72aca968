/**
 * How often every public door may be used, per minute and process. Far above what people and vendors do: the limits are
 * there for who hammers, not for who is busy.
 */

/** What the caller understands: see refusals.ts. */
export type Shape =
  | "silent"
  | "text"
  | "page"
  | "customer-page"
  | "preview"
  | "message"
  | "hubspot"
  | "workflow"
  | "operator";

export interface InboundLimit {
  /** Addresses begin so; the first that fits counts. */
  readonly prefix: string;
  /** From one address, IPv6 by its network of 64 bits. */
  readonly perAddress: number;
  /** To one link, app or connection: the part of the address that comes after the prefix. */
  readonly perThing?: number;
  /** With a wrong secret, from one address. */
  readonly refused?: number;
  readonly answers: Shape;
}

const second = 60;
/**
 * Vendors call from few addresses. A number that sends a thousand messages a second is told of each three times, and what
 * Meta is refused it sends again for days: so this is more than a process takes, and stops a flood alone.
 */
const vendor = 10_000 * second;

/**
 * The Flow endpoint is not here: Meta calls it from few addresses for everybody. It is limited per token and portal, once an
 * exchange is opened (conversation/pace.ts).
 */
export const inboundLimits: readonly InboundLimit[] = [
  { prefix: "/webhooks/meta/", perAddress: vendor, perThing: vendor, answers: "silent" },
  { prefix: "/webhooks/360dialog/", perAddress: vendor, perThing: vendor, answers: "silent" },
  { prefix: "/webhooks/surveymonkey/", perAddress: vendor, perThing: 100 * second, answers: "silent" },
  { prefix: "/webhooks/hubspot", perAddress: vendor, answers: "silent" },
  { prefix: "/webhooks/google-forms", perAddress: vendor, answers: "silent" },
  { prefix: "/verification/", perAddress: 100 * second, perThing: 100 * second, answers: "message" },
  // HubSpot's proxy calls for everybody; whoever it signs for has a limit of their own (http/hubspot-door.ts).
  { prefix: "/hubspot/actions/", perAddress: vendor, answers: "workflow" },
  { prefix: "/hubspot/", perAddress: vendor, answers: "hubspot" },
  { prefix: "/operator/", perAddress: vendor, refused: 30, answers: "operator" },
  { prefix: "/metrics", perAddress: 10 * second, refused: 30, answers: "text" },
  { prefix: "/health", perAddress: 50 * second, answers: "text" },
  { prefix: "/ready", perAddress: 50 * second, answers: "text" },
  { prefix: "/openapi.json", perAddress: 2 * second, answers: "text" },
  { prefix: "/oauth/", perAddress: 2 * second, answers: "page" },
  { prefix: "/connect/open/", perAddress: 2 * second, perThing: 30, answers: "page" },
  { prefix: "/connect/", perAddress: 5 * second, answers: "page" },
  { prefix: "/preview/assets/", perAddress: 20 * second, answers: "text" },
  { prefix: "/preview/", perAddress: 20 * second, perThing: 10 * second, answers: "preview" },
  { prefix: "/secure/", perAddress: 5 * second, perThing: 60, answers: "customer-page" },
  { prefix: "/kyc/document/", perAddress: 2 * second, perThing: 30, answers: "page" },
  { prefix: "/entry-files/", perAddress: 5 * second, perThing: 2 * second, answers: "text" },
  { prefix: "/insight-files/", perAddress: 5 * second, perThing: 2 * second, answers: "text" },
];

/** Of whatever has no route. */
export const elsewhere: InboundLimit = { prefix: "", perAddress: 5 * second, answers: "text" };

/** Of whoever HubSpot signs for, at each part of it: a page that asks too often is a page in a loop. */
export const hubspotLimits = { perUser: 20 * second, perPortal: 200 * second } as const;

/** Where the address is a proxy's that nobody told us to trust, it stands for many people. */
export const manyPeople = 20;

/** Routes take any case, and so does this. */
export function limitOf(path: string): InboundLimit {
  const plain = path.toLowerCase();
  return inboundLimits.find(({ prefix }) => plain.startsWith(prefix)) ?? elsewhere;
}

/** The link, app or connection that an address is about. */
export function thingIn(path: string, { prefix }: InboundLimit): string {
  return path.slice(prefix.length).split("/", 1)[0] ?? "";
}
