/**
 * What every table holds, whose key seals it, and how long it is kept. A table that is missing here is a type error;
 * `flowella data-map` makes docs/data-map.md of it.
 */
import type { AllTables } from "../store/index.ts";

export type Group = "people" | "answers" | "messages" | "work" | "settings" | "figures" | "server";

export interface TableFacts {
  readonly group: Group;
  /** In one line. */
  readonly holds: string;
  /** What opens its `_sealed` columns. */
  readonly sealedBy?: "person" | "portal" | "master" | "person or portal" | undefined;
  /** What of a person is readable without a key. */
  readonly plain?: string;
  readonly kept: string;
}

const answersTime = "for the answers' time";
const withPerson = "until the person is erased";
const withPortal = "as long as the portal is connected";
const figures = "for good, as a figure";
const eventsTime = "400 days, or as the operator says (EVENTS_KEPT_DAYS)";

export const tableFacts: Readonly<Record<keyof AllTables, TableFacts>> = {
  people: {
    group: "people",
    holds: "That there is a person, under an id of our own",
    kept: withPerson,
  },
  vault_keys: {
    group: "people",
    holds: "The portal's key, wrapped by the master key, and each person's, wrapped by the portal's",
    kept: withPerson,
  },
  identities: {
    group: "people",
    holds: "By what a person is known: WhatsApp ids, contact ids",
    sealedBy: "person",
    plain: "keyed hashes",
    kept: withPerson,
  },
  consents: {
    group: "people",
    holds: "What somebody agreed to, where and when: the evidence",
    kept: withPerson,
  },
  suppressions: {
    group: "people",
    holds: "Who wants no messages",
    plain: "keyed hash of the number",
    kept: "for good: it has to outlive the person's erasure",
  },
  windows: { group: "people", holds: "When somebody last wrote to which number", plain: "times", kept: withPerson },
  contact_numbers: {
    group: "people",
    holds: "Which of several people a contact's messages go to",
    plain: "keyed hash of the contact's id",
    kept: withPerson,
  },
  number_conflicts: {
    group: "people",
    holds: "Questions about numbers that somebody has to decide",
    sealedBy: "person or portal",
    plain: "keyed hashes",
    kept: `until decided, then ${answersTime}`,
  },
  conflicts: {
    group: "people",
    holds: "Several contacts that answers may belong to",
    sealedBy: "person",
    kept: "until the answers go",
  },
  lead_owners: {
    group: "people",
    holds: "Which user of HubSpot takes over a lead",
    plain: "user id",
    kept: withPerson,
  },
  erasures: {
    group: "people",
    holds: "That somebody was erased, under the id that they had",
    kept: withPortal,
  },
  erasure_places: {
    group: "people",
    holds: "Where something of somebody erased stands elsewhere, and whether it was deleted there",
    sealedBy: "portal",
    kept: withPortal,
  },
  sends: {
    group: "answers",
    holds: "A message with a Flow: when, by which template, how far it got",
    sealedBy: "person",
    plain: "country of the number, keyed hash of WhatsApp's id of the message",
    kept: `for good, as a figure; contact and message id ${answersTime}, 30 days at least`,
  },
  sessions: {
    group: "answers",
    holds: "A filled-in or half-filled Flow, screen by screen, and what came with the message",
    sealedBy: "person",
    plain: "hash of the token",
    kept: `for good, as a figure; its contents go with the answers, unfinished ones after the days set for reminders`,
  },
  submissions: {
    group: "answers",
    holds: "What was handed in",
    sealedBy: "person",
    kept: `for good, as a figure; the answers ${answersTime}, counted from the last correction`,
  },
  secure_questions: {
    group: "answers",
    holds: "Answers from the secure page, in full",
    sealedBy: "person",
    kept: "until the other answers go",
  },
  secure_links: { group: "answers", holds: "Links to that page, by hash", kept: withPortal },
  files: {
    group: "answers",
    holds: "Files that were handed over: name, type, where they were fetched",
    sealedBy: "person",
    kept: "until the answers go",
  },
  blobs: {
    group: "answers",
    holds: "Size and type of each encrypted file in the folder of files, sealed there by the person's key",
    kept: "until the answers go, and the file with it",
  },
  document_links: {
    group: "answers",
    holds: "Links that open one document, by hash, and whom they are for",
    plain: "user id",
    kept: "24 hours, cleared when the next link is made; never longer than the document",
  },
  verifications: {
    group: "answers",
    holds: "What a verification provider was asked and decided",
    plain: "the decision",
    kept: "90 days after the decision",
  },
  reservations: { group: "answers", holds: "Who holds which place", kept: figures },
  bookings: {
    group: "answers",
    holds: "Appointments: service, time, the calendar's id of the entry",
    plain: "time of the appointment",
    kept: figures,
  },
  places: {
    group: "answers",
    holds: "How many of a choice's places are taken",
    sealedBy: "portal",
    kept: withPortal,
  },
  codes: {
    group: "answers",
    holds: "One-time codes, by hashes under the person's key",
    sealedBy: "person",
    kept: `90 days; the contact ${answersTime}`,
  },
  code_counts: { group: "answers", holds: "How often codes were tried", plain: "keyed hashes", kept: "90 days" },
  stops: {
    group: "answers",
    holds: "Who stopped half-way, on which screen",
    kept: "90 days after handing in, else until the person is erased",
  },
  chat_messages: {
    group: "messages",
    holds: "What customers wrote that is no answer, and what was said back",
    sealedBy: "person",
    plain: "user id of whoever answered, keyed hash of WhatsApp's id",
    kept: `${answersTime}, 24 hours at least`,
  },
  chats: { group: "messages", holds: "When somebody last wrote and was answered", plain: "times", kept: withPerson },
  inbox: {
    group: "messages",
    holds: "What webhooks told, until it is handled",
    sealedBy: "person or portal",
    plain: "the sender's id of it; of WhatsApp's, a keyed hash",
    kept: "the body until it is handled, the row 14 days; what cannot be handled, the days set for what cannot be delivered",
  },
  reminders: {
    group: "messages",
    holds: "Messages that go later, and what they say",
    sealedBy: "person",
    kept: `until they went, then ${answersTime}, 90 days at most`,
  },
  person_outbox: {
    group: "messages",
    holds: "What is to be done for a person later, and with what",
    sealedBy: "person",
    kept: "what it holds until it is done; the row 90 days, of a held send that was given up for good",
  },
  entry_visits: {
    group: "messages",
    holds: "Who came by which entry or ad",
    sealedBy: "person",
    kept: `for good, as a figure; the ad ${answersTime}, 30 days at least`,
  },
  broadcast_recipients: {
    group: "messages",
    holds: "One contact in a broadcast, and what became of the message",
    sealedBy: "portal",
    plain: "country and language, keyed hash of the number",
    kept: "for good, as a figure; whose contact it was, 30 days after the broadcast",
  },
  workflow_executions: {
    group: "messages",
    holds: "What a HubSpot workflow asked for and was handed",
    sealedBy: "person or portal",
    kept: `the contact until the outcome is known; the answers ${answersTime}; the row until HubSpot asks for it no more`,
  },
  hubspot_copies: {
    group: "messages",
    holds: "HubSpot's ids of what was written there about a person, so that it can be deleted there",
    plain: "ids",
    kept: withPerson,
  },
  hubspot_removals: {
    group: "messages",
    holds: "What is still to be deleted in HubSpot and calendars",
    plain: "ids",
    kept: "until done",
  },
  steps: {
    group: "work",
    holds: "What is to be delivered where, and how far it got",
    kept: figures,
  },
  attempts: { group: "work", holds: "What each try of a delivery did", kept: figures },
  lanes: { group: "work", holds: "Which process works on what", kept: "while it works" },
  destination_states: { group: "work", holds: "Which destinations are paused", kept: withPortal },
  property_writes: {
    group: "work",
    holds: "Which answers wrote a contact's property last; no value",
    plain: "keyed hash of the contact's id",
    kept: withPortal,
  },
  retention_runs: { group: "work", holds: "What retention removed: kinds and counts", kept: "400 days" },
  audit_entries: { group: "work", holds: "Who did what to what, without content", plain: "user ids", kept: withPortal },
  audit_heads: { group: "work", holds: "Where the chain of audit entries stands", kept: withPortal },
  page_actions: {
    group: "work",
    holds: "What was pressed on the app page",
    plain: "user id",
    kept: "a week; cleared at the next press",
  },
  phone_tests: {
    group: "work",
    holds: "Codes by which users try a form on their phone",
    plain: "user id",
    kept: withPortal,
  },
  events: {
    group: "figures",
    holds: "What happened, by ids and codes",
    kept: eventsTime,
  },
  insight_messages: { group: "figures", holds: "One message with a Flow, as figures know it", kept: eventsTime },
  insight_days: { group: "figures", holds: "Figures of a day", kept: figures },
  insight_quality: { group: "figures", holds: "How complete answers are, in the chat and on the web", kept: figures },
  health_events: { group: "figures", holds: "What was noticed about keys, numbers and Flows", kept: "90 days" },
  alerts: {
    group: "figures",
    holds: "What somebody has to act on, by codes and counts",
    kept: "90 days after it was over",
  },
  alert_messages: {
    group: "figures",
    holds: "Which alert was told where",
    kept: "90 days after it was sent or given up",
  },
  connections: {
    group: "settings",
    holds: "Connected accounts and their tokens",
    sealedBy: "portal",
    kept: "until disconnected",
  },
  senders: { group: "settings", holds: "The business's WhatsApp numbers", kept: "until disconnected" },
  sender_rules: { group: "settings", holds: "Which number writes to which country", kept: withPortal },
  account_states: { group: "settings", holds: "What Meta says about an account", kept: withPortal },
  flow_keys: {
    group: "settings",
    holds: "Keys of the Flow endpoint",
    sealedBy: "portal",
    kept: "the private half until it is replaced and the overlap is over",
  },
  flows: {
    group: "settings",
    holds: "Flows and their settings",
    plain: "numbers of colleagues who take over leads",
    kept: withPortal,
  },
  flow_versions: { group: "settings", holds: "Forms as they were published", kept: withPortal },
  source_forms: { group: "settings", holds: "Forms as their tools had them", kept: withPortal },
  form_watches: { group: "settings", holds: "What changed about a form", kept: withPortal },
  mapping_edits: { group: "settings", holds: "Which answer goes to which property", kept: withPortal },
  write_backs: {
    group: "settings",
    holds: "How answers go back into a form tool",
    sealedBy: "portal",
    kept: withPortal,
  },
  pipedrive_accounts: { group: "settings", holds: "Which Pipedrive account is connected", kept: withPortal },
  templates: { group: "settings", holds: "Message templates", kept: withPortal },
  entries: { group: "settings", holds: "QR codes, links, keywords and ads", kept: withPortal },
  owner_turns: { group: "settings", holds: "Whose turn it is among those who take leads", kept: withPortal },
  broadcasts: { group: "settings", holds: "Broadcasts: Flow, list, plan and outcome", kept: withPortal },
  broadcast_settings: { group: "settings", holds: "Prices and limits for broadcasts", kept: withPortal },
  booking_services: { group: "settings", holds: "What can be booked", kept: withPortal },
  consent_settings: { group: "settings", holds: "Where people agree to be written to", kept: withPortal },
  consent_wordings: { group: "settings", holds: "The words that people agreed to", kept: withPortal },
  webhook_endpoints: {
    group: "settings",
    holds: "Addresses of outgoing webhooks, and their secrets",
    sealedBy: "portal",
    kept: "until removed",
  },
  alert_settings: { group: "settings", holds: "Where alerts go", sealedBy: "portal", kept: withPortal },
  alert_mutes: { group: "settings", holds: "Kinds of alerts that are muted", kept: withPortal },
  alert_subject_mutes: { group: "settings", holds: "Single alerts that are muted", kept: withPortal },
  connect_links: {
    group: "settings",
    holds: "Links to pages outside of HubSpot, by hash",
    plain: "user id",
    kept: "24 hours; cleared when the next link is made",
  },
  provisioning: { group: "settings", holds: "What was found in the HubSpot account", kept: withPortal },
  portal_firsts: { group: "settings", holds: "What a portal did at least once", kept: withPortal },
  portals: {
    group: "server",
    holds: "HubSpot accounts that installed, their settings, who installed, where HubSpot keeps their data",
    sealedBy: "portal",
    plain: "user id of whoever installed",
    kept: "until 30 days after HubSpot lets Flowella in no more",
  },
  meta_apps: { group: "server", holds: "Meta apps whose webhooks come here", sealedBy: "master", kept: "for good" },
  signup_arrivals: {
    group: "server",
    holds: "WhatsApp accounts shared by Meta's hosted signup, and whose they are",
    plain: "the business's own numbers",
    kept: "30 days; cleared when the next one is shared",
  },
  oauth_states: { group: "server", holds: "Consents under way, by hash", kept: "minutes" },
  limits: { group: "server", holds: "How much of an outbound limit is used", kept: "for good, by key" },
  quotas: { group: "server", holds: "Calls left at a vendor", kept: "for good, by key" },
  processes: { group: "server", holds: "Processes of this server", kept: "while they run" },
};
