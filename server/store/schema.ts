/**
 * Every table, as the code sees it.
 *
 * - A tenant's tables have a `portal_id` that no query names: `store.of(portalId)` adds it (see tenant-plugin.ts).
 * - Columns ending in `_sealed` hold personal data or secrets, encrypted by the vault before they reach the database;
 *   a row that holds personal data names its person, whose key seals it.
 * - Times are epoch milliseconds. Ids are random.
 */

/** A key of the vault, wrapped by the key above it. `person_id` is empty for the portal's own key. */
interface VaultKeys {
  id: string;
  person_id: string | null;
  wrapped: string;
  created_at: number;
}

interface People {
  id: string;
  created_at: number;
}

/** How a person is known. `lookup` is a keyed hash, so that an id is found without being readable. */
interface Identities {
  id: string;
  person_id: string;
  kind: "wa_id" | "user_id" | "contact";
  lookup: string;
  /** Empty where only one person can have this id; the person's id where several may share it (a contact). */
  shared_by: string;
  value_sealed: string;
  created_at: number;
}

interface Connections {
  id: string;
  system: "hubspot" | "whatsapp" | "source";
  /** HubSpot: the portal id. WhatsApp: the id of the WhatsApp Business account. A data source: portal and name. */
  external_id: string;
  status: "active" | "refused";
  /** Tokens, as JSON, sealed by the portal's key. */
  secrets_sealed: string;
  /** WhatsApp: our opaque id of the Meta app that owns this connection. */
  meta_app_id: string | null;
  created_at: number;
  updated_at: number;
}

/** One WhatsApp number. `id` is Meta's phone number id. */
interface Senders {
  id: string;
  connection_id: string;
  display_number: string;
  /** What Meta said about this number's public key when it was last asked; see keys/numbers.ts. */
  key_status: "none" | "valid" | "mismatch" | "foreign" | "failed";
  /** Our key that is registered at this number, where it is one of ours. */
  key_id: string | null;
  /** Stable code of the failure, where `key_status` is `failed`. */
  key_code: string | null;
  key_checked_at: number | null;
  created_at: number;
}

/**
 * The keys of one WhatsApp Business account. One is `active`; the one before it is `retiring` and still tried until
 * `retire_at`; of a `retired` one the private half is gone (`private_sealed` is empty) and the rest is remembered.
 */
interface FlowKeys {
  id: string;
  connection_id: string;
  public_pem: string;
  private_sealed: string;
  status: "active" | "retiring" | "retired";
  /** Set on a retiring key once every number has the active one. */
  retire_at: number | null;
  created_at: number;
}

interface Flows {
  id: string;
  /** Opaque id in the endpoint's URL; selects portal, app secret and key ring before anything is read. */
  endpoint_id: string;
  connection_id: string;
  meta_flow_id: string | null;
  name: string;
  status: "draft" | "published" | "paused";
  /** JSON; see publishing/settings.ts. */
  settings: string;
  source_tool: string;
  source_form_id: string;
  current_version_id: string | null;
  /** The version that a rollback goes back to. */
  previous_version_id: string | null;
  template_name: string | null;
  template_language: string | null;
  created_at: number;
}

/** `form`, `compiled` and `mapping` are JSON texts; none holds personal data. */
interface FlowVersions {
  id: string;
  flow_id: string;
  number: number;
  form: string;
  compiled: string;
  mapping: string;
  created_at: number;
}

interface Sends {
  id: string;
  person_id: string;
  flow_id: string;
  version_id: string;
  sender_id: string;
  /** The caller's own key: a repeated request is the same send. */
  idempotency_key: string;
  channel: "message" | "template";
  status: "queued" | "sent" | "delivered" | "read" | "failed" | "unconfirmed";
  /** Stable code of the failure, such as `whatsapp.131047`. */
  reason: string | null;
  wamid: string | null;
  /** The contact record that the Flow was sent from, where it was. */
  contact_sealed: string | null;
  /** What asked for the send. */
  source: "card" | "operator" | "resend";
  /** ISO country of the number. */
  country: string | null;
  created_at: number;
  updated_at: number;
}

interface Sessions {
  id: string;
  person_id: string;
  send_id: string;
  flow_id: string;
  version_id: string;
  token_hash: string;
  state: "sent" | "open" | "accepted";
  screen: string | null;
  /** Answers per screen, as JSON. */
  answers_sealed: string | null;
  /** Counts up with every write; a writer names the one it read. */
  revision: number;
  submission_id: string | null;
  /** Which filling-in of a Flow that may be answered again this is; counts from 1. */
  round: number;
  answered_at: number | null;
  expires_at: number;
  created_at: number;
  updated_at: number;
}

interface Submissions {
  id: string;
  person_id: string;
  flow_id: string;
  version_id: string;
  send_id: string;
  session_id: string;
  round: number;
  /** Counts from 1; every correction is one more. */
  revision: number;
  answers_sealed: string;
  /** The rung of the ladder that found the contact. */
  rung: "record" | "identity" | "wa_id" | "email" | "phone" | "made" | "decided" | null;
  accepted_at: number;
}

/** One step of a submission's delivery plan. Its lane (person and destination) runs one step at a time, in `seq`. */
interface Steps {
  id: string;
  person_id: string;
  submission_id: string;
  /** The revision of the submission that it delivers. */
  revision: number;
  step: string;
  lane: string;
  seq: number;
  /** JSON array of the step names that must be done first. */
  after: string;
  status: "blocked" | "ready" | "done" | "skipped" | "dead" | "waiting-for-person";
  reason: string | null;
  attempts: number;
  next_at: number;
  updated_at: number;
}

/** What one try of a step did. Holds no personal data. */
interface Attempts {
  id: string;
  step_id: string;
  started_at: number;
  duration_ms: number;
  outcome: "done" | "skipped" | "retry" | "dead" | "waiting-for-person";
  code: string;
  correlation_id: string | null;
}

/** Who works on a lane, and until when the others keep off. */
interface Lanes {
  lane: string;
  holder: string;
  until: number;
}

/** Several contacts may be this person: somebody has to say which. */
interface Conflicts {
  id: string;
  person_id: string;
  submission_id: string;
  candidates_sealed: string;
  status: "open" | "decided";
  created_at: number;
}

/** A webhook's update, kept until it has been handled. `dedupe_key` is the sender's own id of it. */
interface Inbox {
  id: string;
  person_id: string | null;
  source: "whatsapp";
  kind: string;
  dedupe_key: string;
  body_sealed: string;
  status: "waiting" | "done" | "dead";
  attempts: number;
  next_at: number;
  received_at: number;
}

/** What happened; see insight/events.ts. */
interface Events {
  id: string;
  kind: string;
  person_id: string | null;
  flow_id: string | null;
  version_id: string | null;
  send_id: string | null;
  session_id: string | null;
  submission_id: string | null;
  screen: string | null;
  field_id: string | null;
  code: string | null;
  at: number;
}

/** When a person last wrote to a sender: the 24-hour window. */
interface Windows {
  person_id: string;
  sender_id: string;
  last_inbound_at: number;
}

/** An encrypted file of a person's; its contents lie in the blob folder under its id. */
interface Blobs {
  id: string;
  person_id: string;
  /** Size of the contents, unencrypted. */
  bytes: number;
  type: string;
  created_at: number;
}

/** What Meta, the phones and we ourselves noticed about the health of a portal's Flows. Holds no personal data. */
interface HealthEvents {
  id: string;
  /** The same occurrence told twice is one row; frequent ones are counted by the hour. */
  occurrence: string;
  source: "meta" | "phone" | "server";
  /** Meta's word, such as `ENDPOINT_LATENCY`, or one of ours in lower case. */
  kind: string;
  subject: "flow" | "number" | "account" | "template";
  /** Our id of the Flow, Meta's id of the number or account, the template's name. */
  subject_id: string;
  state: "active" | "over" | "note";
  /** JSON: numbers and code words. */
  details: string;
  count: number;
  first_at: number;
  last_at: number;
}

export interface TenantTables {
  vault_keys: VaultKeys;
  people: People;
  identities: Identities;
  connections: Connections;
  senders: Senders;
  flow_keys: FlowKeys;
  flows: Flows;
  flow_versions: FlowVersions;
  sends: Sends;
  sessions: Sessions;
  submissions: Submissions;
  steps: Steps;
  attempts: Attempts;
  lanes: Lanes;
  conflicts: Conflicts;
  inbox: Inbox;
  windows: Windows;
  events: Events;
  blobs: Blobs;
  health_events: HealthEvents;
}

interface Portals {
  id: string;
  status: "active" | "gone";
  /** Whether this portal came from HubSpot itself or from the sandbox. */
  world: "live" | "sandbox";
  /** JSON; see portals/settings.ts. */
  settings: string;
  ui_domain: string;
  /** E-mail of the person who installed, sealed by the portal's key. */
  installer_sealed: string | null;
  installed_at: number;
}

interface OauthStates {
  state_hash: string;
  expires_at: number;
}

/** A Meta app whose webhooks reach us. `id` is opaque and stands in the webhook's URL. */
interface MetaApps {
  id: string;
  app_id: string;
  secret_sealed: string;
  verify_token_sealed: string;
  /** The secret before, still accepted until `previous_until`. */
  previous_secret_sealed: string | null;
  previous_until: number | null;
  created_at: number;
}

export interface SharedTables {
  portals: Portals;
  oauth_states: OauthStates;
  meta_apps: MetaApps;
}

type WithPortal<Tables> = { [Name in keyof Tables]: Tables[Name] & { portal_id: string } };

/** All tables with the portal's column in sight: for the few jobs that serve every portal. */
export type AllTables = SharedTables & WithPortal<TenantTables>;

/** A row as it is read. */
export type Row<Name extends keyof TenantTables> = TenantTables[Name];
