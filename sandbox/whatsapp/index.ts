/**
 * WhatsApp as Flowella meets it, on loopback: Graph API (accounts, keys, Flows, templates, messages), webhooks signed
 * as Meta signs them, Meta's proxy to the Flow endpoint, and customers with phones. Written from the WhatsApp
 * reference alone; it shares no code with what it tests.
 */
export type { CdnFault } from "./cdn.ts";
export type { ProxiedExchange, ProxyFault } from "./endpoint-proxy.ts";
export type { ChatLine, OpenOptions, Person, PersonOptions } from "./people.ts";
export { SANDBOX_PREFIX } from "./sandbox-prefix.ts";
export { type SignupOutcome, signupOutcomes } from "./signup.ts";
export type { InboundMessage, MetaFlow, PhoneNumber, SentMessage, Template } from "./state.ts";
export type { WebhookDelivery } from "./webhooks.ts";
export { startWhatsApp, type WhatsAppOptions, WhatsAppStandIn } from "./whatsapp-stand-in.ts";
export { DEFAULT_WORLD } from "./world.ts";
