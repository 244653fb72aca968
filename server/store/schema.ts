/**
 * Every table, as the code sees it.
 *
 * - A tenant's tables have a `portal_id` that no query names: `store.of(portalId)` adds it (see tenant-plugin.ts).
 * - Columns ending in `_sealed` hold personal data or secrets, encrypted by the vault before they reach the database;
 *   a row that holds personal data names its person, whose key seals it.
 * - Times are epoch milliseconds. Ids are random.
 */
import type { Generated, Selectable } from "kysely";
import type { CodeLimitName } from "../../core/codes/index.ts";

/** A key of the vault, wrapped by the key above it. `person_id` is empty for the portal's own key. */
interface VaultKeys {
  id: string;
  person_id: string | null;
  wrapped: string;
  created_at: number;
}

interface People {
  id: string;
  /** Counts up with every opt-out, change of number and send: a send names the one that it was decided by. */
  revision: Generated<number>;
  created_at: number;
}

/** How a person is known. `lookup` is a keyed hash, so that an id is found without being readable. */
interface Identities {
  id: string;
  person_id: string;
  kind: "wa_id" | "former_wa_id" | "user_id" | "contact" | "deleted_contact" | "chat_contact" | "pipedrive_person";
  lookup: string;
  /** Empty where only one person can have this id; the person's id where several may share it (a contact). */
  shared_by: string;
  value_sealed: string;
  created_at: number;
}

/** A one-time code. Hashes are keyed by the person's key, so a code is found out from no copy of the row. */
interface Codes {
  id: string;
  person_id: string;
  /** Whose record it is, or that a phone number is theirs. */
  proves: "person" | "number";
  /** `asked`: made because somebody opened the question. `handed-out`: the business gave it to the customer by itself. */
  way: "asked" | "handed-out";
  /** `number`: the number that it was sent to; else empty. */
  target_hash: string;
  status: "preparing" | "open" | "spent" | "replaced";
  code_hash: string | null;
  /** A number that only customer and business know. */
  number_hash: string | null;
  surname_hash: string | null;
  /** The record whose surname and address these are. */
  contact_sealed: string | null;
  /** The session that it was right in. */
  spent_by: string | null;
  tries: number;
  expires_at: number;
  created_at: number;
  updated_at: number;
}

/** How often since then; `person_id` is empty for a portal's own count, and a keyed hash for a number's. */
interface CodeCounts {
  what: CodeLimitName;
  person_id: string;
  since: number;
  times: number;
}

/** How the answers to a form go back into the tool that it came from; no row: they do not. */
interface WriteBacks {
  tool: string;
  form_id: string;
  /**
   * `api`: SurveyMonkey's own. `apps-script`, `sheet`: a Google form's script, or a tab of its linked sheet. `experimental`: a
   * Typeform form's own page.
   */
  way: "api" | "apps-script" | "sheet" | "experimental";
  /** JSON, sealed: where the script answers and what signs the calls to it. */
  secrets_sealed: string | null;
  /** JSON that can be asked for again, such as the ids of SurveyMonkey's questions. Holds no answers. */
  remembered: string | null;
  updated_at: number;
}

/** The form as its tool had it when a version was made of it; `form`s are JSON and hold no personal data. */
interface SourceForms {
  version_id: string;
  form: string;
  /** Google: what its API alone says, to be compared with where the form's public page cannot be read. */
  form_alone: string | null;
}

/** What is noticed of the form that a published Flow was made from; see form-tools/watching/. */
interface FormWatches {
  flow_id: string;
  tool: "hubspot" | "typeform" | "google-forms" | "surveymonkey" | "use-case";
  form_id: string;
  /** Whether safe changes are taken over unasked. */
  automatic: "no" | "safe";
  /** The tool's own date or revision of the form when it was last read. */
  marker: string | null;
  /** JSON array of changes (core/form/changes/types.ts). */
  changes: string;
  change_count: number;
  /** Names these changes; empty where there are none. */
  state: string;
  /** The state that somebody has seen and wants to hear no more of. */
  dismissed: string | null;
  /** Why changes that are safe were not taken over by themselves, in words. */
  held_back: string | null;
  changed_at: number | null;
  /** Why the form could not be read, as a stable code and in words. */
  problem_code: string | null;
  problem: string | null;
  failures: number;
  looked_at: number | null;
  next_at: number;
  /** A process looks at it until then. */
  leased_until: number;
  /** The tool's webhook or watch that tells of changes, until when it lasts, and why there is none. */
  push_id: string | null;
  push_until: number | null;
  push_code: string | null;
  /** When the webhook or watch is looked after next. */
  push_at: number;
  updated_at: number;
}

/** The Pipedrive company that the portal's connection leads to. */
interface PipedriveAccounts {
  company_id: string;
  /** Key of the person field that holds WhatsApp ids there. */
  field_code: string;
  updated_at: number;
}

interface Connections {
  id: string;
  system:
    | "hubspot"
    | "whatsapp"
    | "source"
    | "typeform"
    | "google-forms"
    | "surveymonkey"
    | "pipedrive"
    | "google-calendar";
  /** HubSpot: the portal id. WhatsApp: the id of the WhatsApp Business account. A data source: portal and name. A form tool, Pipedrive, Google Calendar: the portal. */
  external_id: string;
  status: "active" | "refused";
  /** Tokens, as JSON, sealed by the portal's key. */
  secrets_sealed: string;
  /** WhatsApp: our opaque id of the Meta app that owns this connection. */
  meta_app_id: string | null;
  /** WhatsApp: by which way the account is reached, and so how what comes from there proves itself; never changes. */
  route: Generated<"cloud-api" | "360dialog">;
  /** A process renews the tokens until then; the others wait for what it gets. */
  refreshing_until: Generated<number>;
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
  /** Keyed hash of WhatsApp's id of the message (sending/message-ids.ts). */
  wamid: string | null;
  /** The contact record that the Flow was sent from, where it was. */
  contact_sealed: string | null;
  /** What asked for the send. */
  source:
    | "card"
    | "operator"
    | "resend"
    | "receipt"
    | "secure_link"
    | "workflow"
    | "phone_test"
    | "reminder"
    | "rescue"
    | "entry"
    | "ad"
    | "broadcast"
    | "broadcast_link"
    | "booking";
  /** ISO country of the number. */
  country: string | null;
  created_at: number;
  updated_at: number;
}

/** A form that a user tries on their own phone: a message with the code gets the draft. Only a Flow's newest code works. */
interface PhoneTests {
  code: string;
  flow_id: string;
  version_id: string;
  /** A Flow of its own at Meta, which is never published. */
  meta_flow_id: string;
  /** The number that the message has to come to. */
  sender_id: string;
  /** HubSpot's id of the user. */
  user_id: string;
  state: "waiting" | "asked" | "sent" | "failed" | "replaced";
  /** Stable code of the failure. */
  reason: string | null;
  send_id: string | null;
  created_at: number;
  expires_at: number;
}

/** A way in to a Flow: a QR code, a link, a website's button, a keyword, an ad; see entries/. */
interface Entries {
  id: string;
  /** Stands at the end of what customers send; never changes, because it is printed. */
  code: string;
  flow_id: string;
  name: string;
  language: string;
  /** Where the customers come from, as reports name it. */
  source: string;
  /** What customers send, in the business's own words; null for the language's. */
  sentence: string | null;
  /** JSON arrays of texts. */
  keywords: string;
  ads: string;
  state: "on" | "off";
  created_at: number;
  updated_at: number;
}

/** A message that came by an entry, or from an ad. */
interface EntryVisits {
  id: string;
  person_id: string;
  /** Null for an ad that no entry names. */
  entry_id: string | null;
  flow_id: string | null;
  /** One Flow for a person in a while, however many processes are at work; otherwise the message's own id. */
  slot: string;
  /** The number that they wrote to. */
  sender_id: string;
  told_by: "code" | "near_code" | "keyword" | "ad" | "sentence";
  /** `kept`: an ad without a Flow; `asked`: the Flow is about to go. */
  outcome: "kept" | "asked" | "sent" | "not_sent" | "repeated" | "limited";
  reason: string | null;
  send_id: string | null;
  /** The ad, as JSON. */
  referral_sealed: string | null;
  at: number;
}

/** How many leads were given out in turn among the people of a circle. */
interface OwnerTurns {
  /** The Flow, and the rule whose people they are. */
  circle: string;
  turn: number;
}

/** Who takes over a lead; decided once for each submission. */
interface LeadOwners {
  submission_id: string;
  person_id: string;
  /** HubSpot's id of the owner. */
  owner_id: string;
  because: "kept" | "rule" | "turn";
  created_at: number;
}

/** One Flow to a HubSpot list; see campaigns/. */
interface Broadcasts {
  id: string;
  /** The caller's own: the same key is the same broadcast. */
  idempotency_key: string;
  name: string;
  flow_id: string;
  list_id: string;
  list_name: string;
  /** JSON: shares, how many colleagues, the web form that it is compared with. */
  plan: string;
  state: "collecting" | "checking" | "ready" | "running" | "deciding" | "paused" | "finished" | "stopped" | "failed";
  stage: "none" | "internal" | "pilot" | "rest";
  /** Why it is paused, has failed, or waits: a stable code, and its sentence. */
  because: string | null;
  says: string | null;
  /** Where the reading of the list goes on. */
  list_cursor: string | null;
  collected: number;
  checked: number;
  pilot_size: number;
  /** JSON: what was found before anything was sent. */
  found: string | null;
  /** The worst quality of its numbers when somebody last let it go on (core/campaigns/health.ts). */
  grade: number;
  /** JSON: what the form tool said about the compared web form, and when. */
  completions: string | null;
  /** When its form tool is to be read next, somebody having looked; whoever reads it has it alone until then. */
  completions_at: number | null;
  /** When its recipients' contacts were taken out. */
  forgotten_at: number | null;
  /** Counts up with every press; a writer names the one it read. */
  revision: number;
  next_at: number;
  created_at: number;
  updated_at: number;
}

/** One person in a broadcast. Their contact's id is sealed by the portal's key until they are written to. */
interface BroadcastRecipients {
  broadcast_id: string;
  /** Keyed hash of broadcast and contact, hexadecimal: who comes first, and the recipient's name. */
  rank: string;
  /** Another one: which side of the comparison. */
  arm_rank: string;
  /** JSON: the contact's id, or a colleague's number. */
  target_sealed: string | null;
  /** Keyed hash: one message for a number, however many contacts have it. */
  number_lookup: string | null;
  person_id: string | null;
  stage: "internal" | "pilot" | "rest";
  arm: "flow" | "link";
  fit: "unchecked" | "reachable" | "no_number" | "no_consent" | "opted_out" | "duplicate" | "gone";
  country: string;
  language: string;
  /** 1 where the check found the 24 hours open. */
  in_window: number;
  outcome: "waiting" | "sending" | "sent" | "delivered" | "read" | "failed" | "unconfirmed" | "skipped";
  reason: string | null;
  /** Messages that they were sent before. */
  tries: number;
  send_id: string | null;
  /** When their mark was first seen among the answers to the web form. */
  form_at: number | null;
  next_at: number;
  /** A process is at it until then. */
  leased_until: number;
  updated_at: number;
}

/** What a portal says about broadcasts. */
interface BroadcastSettings {
  /** JSON: what a delivered template costs, by country. */
  prices: string | null;
  /** Meta's id of the business whose daily limit the portal shares with others. */
  business_id: string | null;
  updated_at: number;
}

/** What a portal has done at least once; see app-page/firsts.ts. */
interface PortalFirsts {
  what: "previewed" | "card_opened";
  at: number;
}

/** What a user pressed on the app page. The key is the browser's: a repeated request is the same press. */
interface PageActions {
  idempotency_key: string;
  /** The path of the call. */
  action: string;
  /** HubSpot's id of the user. */
  user_id: string;
  /** JSON, as it was answered; empty while it is being done. Holds no personal data. */
  answer: string | null;
  created_at: number;
}

/** Who did what, without content; only ever added to, see privacy/audit.ts. Each follows the one before (core/audit). */
interface AuditEntries {
  id: string;
  at: number;
  /** `user:<HubSpot's id>`, `operator`, or `system`. */
  actor: string;
  /** Such as `published`. */
  action: string;
  /** The id of what it was done to. */
  subject: string;
  /** Its place in the portal's chain, from 1; null was written past the chain. */
  seq: number | null;
  /** Over all of it, its place and the hash before it (core/audit/chain.ts). */
  hash: string | null;
}

/** How far a portal's chain of audit entries goes. */
interface AuditHeads {
  seq: number;
  hash: string;
}

interface WorkflowExecutions {
  /** HubSpot's own id of it: the same id is the same send. */
  callback_id: string;
  action: "send" | "send_and_wait";
  flow_id: string;
  /** Contact, waiting time and the answers that the workflow wants, as JSON, by the portal's key; empty once settled. */
  request_sealed: string;
  /** `settled`: the outcome is known and HubSpot is yet to be told. `gone`: HubSpot does not wait for it any more. */
  state: "queued" | "waiting" | "settled" | "told" | "gone";
  outcome: string | null;
  /** The outcome in words, without personal data. */
  detail: string | null;
  person_id: string | null;
  /** What the workflow gets besides the outcome, as JSON, by the person's key. */
  outputs_sealed: string | null;
  sent_at: number | null;
  /** Sends that were begun for it: each has a key of its own. */
  tries: number;
  /** In a row, of whatever is to be done in this state. */
  failures: number;
  next_at: number;
  leased_until: number;
  created_at: number;
  updated_at: number;
  /** The request that it was started by; null where nobody asked. */
  request_id: Generated<string | null>;
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
  /** Hidden values that came with the message, by name, as JSON. */
  hidden_sealed: Generated<string | null>;
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
  /** Of this revision the answers are gone: retention emptied them. */
  emptied_revision: Generated<number>;
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
  /** Which of several destinations of a kind, such as a webhook's id; empty where there is only one. */
  target: string;
  /** Where it goes, as lanes, limits and pauses know it: `hubspot`, `files`, `whatsapp`, `webhook:<id>`. */
  destination: string;
  lane: string;
  seq: number;
  /** JSON array of the steps that it still waits for, each `step` or `step:target`. */
  after: string;
  status: "blocked" | "ready" | "done" | "skipped" | "dead" | "waiting-for-person";
  reason: string | null;
  /** How many times it was begun. */
  attempts: number;
  /** How many of those used up a wait of the schedule (delivery/schedule.ts); waiting as we were told to does not. */
  failures: number;
  /** When it was begun for the first time, or again after a replay. */
  begun_at: number | null;
  /** Set while somebody is at it; still set where that somebody died. */
  running_since: number | null;
  /** The replay that it was revived by. */
  replay_id: string | null;
  next_at: number;
  updated_at: number;
  /** The request that it was started by; null where nobody asked. */
  request_id: Generated<string | null>;
}

/** How a portal's destination is doing. There is a row for each that steps were ever planned for. */
interface DestinationStates {
  destination: string;
  state: "well" | "paused";
  /** Failures in a row that were the destination's own. */
  failures: number;
  /** Code of the newest one. */
  reason: string | null;
  paused_since: number | null;
  /** Probes in a row that failed. */
  probes: number;
  /** While paused: when the next lane may try. */
  probe_at: number;
  updated_at: number;
}

/** Which answers wrote a contact's property last: when they were handed in. Holds no value. */
interface PropertyWrites {
  /** Keyed hash of the contact's id. */
  contact_lookup: string;
  property: string;
  handed_in_at: number;
}

/** A mapping that somebody edited for a Flow; it stands above that of the versions. JSON, see core/mapping. */
interface MappingEdits {
  flow_id: string;
  mapping: string;
  edited_at: number;
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
  source: "whatsapp" | "hubspot" | "typeform" | "google-forms" | "surveymonkey" | "verification";
  kind: string;
  dedupe_key: string;
  body_sealed: string;
  status: "waiting" | "done" | "dead";
  attempts: number;
  next_at: number;
  /** A process handles it until then. */
  leased_until: Generated<number>;
  received_at: number;
  /** The request that it was started by; null where nobody asked. */
  request_id: Generated<string | null>;
}

/** An address of the business that submissions are sent to. */
interface WebhookEndpoints {
  id: string;
  /** Sealed, because the address itself may hold a secret. */
  url_sealed: string;
  /** JSON array of the events that it wants. */
  events: string;
  status: "active" | "disabled";
  /** Why it is disabled: somebody did it, or the receiver answered 410. */
  reason: "by-admin" | "gone" | null;
  secret_sealed: string;
  /** The secret before, which signs too until `previous_until`. */
  previous_secret_sealed: string | null;
  previous_until: number | null;
  created_at: number;
  updated_at: number;
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
  /** When it went into the figures; see insight/roll.ts. */
  counted_at: Generated<number | null>;
}

/** One message with a Flow, as figures know it. Names no person and no answer; see core/insight/fact.ts. */
interface InsightMessages {
  send_id: string;
  flow_id: string;
  /** Number of the version. */
  version: string;
  language: string;
  /** ISO; empty where the number tells none. */
  country: string;
  /** See core/insight/sources.ts. */
  source: string;
  channel: "message" | "template";
  /** Of the portal's time zone, when it was counted first. */
  day: string;
  /** JSON. */
  fact: string;
  /** Counts up with every write; a writer names the one it read. */
  revision: number;
  /** When the message was made. */
  made_at: number;
}

/** The figures of one day and Flow, for all of its messages or those of one group value; see core/insight/day.ts. */
interface InsightDays {
  /** Empty for what belongs to no Flow, such as an agreement outside of one. */
  flow_id: string;
  by_what: "all" | "version" | "language" | "country" | "source";
  day: string;
  /** Empty for `all`, and where it is not known. */
  value: string;
  /** JSON: counters, and times. */
  counts: string;
  times: string;
  /** Counts up with every write; a writer names the one it read. */
  revision: number;
}

/** How complete answers to a Flow's form are, in the chat and on the web; see insight/quality.ts. Holds no answer. */
interface InsightQuality {
  flow_id: string;
  /** JSON, by the week's Monday. */
  weeks: string;
  /** When its form tool was last read whole, and last tried. */
  read_at: number | null;
  tried_at: number | null;
  /** When it is to be read, somebody having looked; whoever reads it has it alone until then. */
  due_at: number | null;
}

/** Places of one kind that a Flow has a limited number of; see conversation/reservations.ts. */
interface Places {
  /** Keyed hash of Flow, field and choice. */
  id: string;
  flow_id: string;
  /** Empty for the form as a whole, as `choice_sealed` is null then. */
  field: string;
  /** The chosen option's value, sealed by the portal's key. */
  choice_sealed: string | null;
  taken: number;
}

/** Who holds how many of a place. `moved`: a correction gave them up; `released`: the business did. */
interface Reservations {
  id: string;
  person_id: string;
  submission_id: string;
  place_id: string;
  amount: number;
  status: "held" | "moved" | "released";
  created_at: number;
  updated_at: number;
}

/** Something that customers can book; see core/bookings. */
interface BookingServices {
  name: string;
  /** JSON (core/bookings/types.ts); nothing secret. */
  settings: string;
  updated_at: number;
}

/** One customer's appointment. Its slot is held in `reservations`, under this row's id in place of a submission's. */
interface Bookings {
  id: string;
  person_id: string;
  /** The submission that asked for it first. */
  submission_id: string;
  service: string;
  /** Which calendar it is in, as holds know it (`calendarKey`). */
  calendar: string;
  /**
   * `asked`: something is to be done in the calendar. `booked`: what stands there is what was asked for last. `offered`: what was
   * asked for could not be had, and the customer was asked to choose anew; what stood before still does.
   */
  status: "asked" | "booked" | "offered" | "cancelled";
  /** What was asked for last: a slot, a wish (`wish:morning`), or that it goes. */
  asked: "slot" | "cancel" | "wish:any" | "wish:morning" | "wish:afternoon";
  asked_start: number | null;
  /** The submission and revision that asked. */
  asked_by: string;
  asked_revision: number;
  /** What came of it, for the message about it. */
  outcome: "booked" | "moved" | "cancelled" | "taken" | "none_free" | "by_hand" | null;
  /** The calendar's event, once there is one. */
  event_id: string | null;
  /** When it takes place, as it stands in the calendar; null where nothing does. */
  start_at: number | null;
  end_at: number | null;
  /** Counts up with every write; a writer names the one it read. */
  revision: number;
  created_at: number;
  updated_at: number;
}

/** What of a submission is asked on our own page by link; see secure-questions/. */
interface SecureQuestions {
  id: string;
  person_id: string;
  submission_id: string;
  /** JSON array of field ids. */
  fields: string;
  /** `withdrawn`: a correction led past all of them. */
  status: "waiting" | "answered" | "withdrawn";
  /** The answers in full, as JSON. They are nowhere else. */
  answers_sealed: string | null;
  expires_at: number;
  /** Counts up with every write; a writer names the one it read. */
  revision: number;
  created_at: number;
  updated_at: number;
}

/** A link to them that was sent; a message that may not have arrived is sent again with another one. */
interface SecureLinks {
  token_hash: string;
  secure_questions_id: string;
  /** The delivery step that sent it, and the message. */
  step_id: string;
  send_id: string;
  created_at: number;
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

/** A file that a customer handed over in a submission (delivery/files.ts). */
interface Files {
  id: string;
  person_id: string;
  submission_id: string;
  field_id: string;
  /** WhatsApp's own id of it. */
  media_id: string;
  /** As the customer's phone calls it. */
  name_sealed: string;
  /** Where it lies and what opens it, as JSON; only while it is still to be fetched. */
  source_sealed: string | null;
  status: "waiting" | "stored" | "refused";
  /** Why it was refused, as a stable word such as `wrong_type`. */
  reason: string | null;
  blob_id: string | null;
  /** Media type, by its contents. */
  type: string | null;
  /** Size of the contents. */
  bytes: number | null;
  /** The revision of the submission that it first came with, and its place in that answer. */
  revision: number;
  place: number;
  created_at: number;
  updated_at: number;
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

/** Something that a portal's people must act on; see alerts/. Holds no personal data. */
interface Alerts {
  id: string;
  kind:
    | "dead_letters"
    | "destination_paused"
    | "conflicts"
    | "departed"
    | "webhook_gone"
    | "private_address"
    | "inbox_dead"
    | "form_changed"
    | "form_unreadable"
    | "flow_stopped"
    | "field_errors"
    | "flow_throttled"
    | "key_replaced"
    | "key_broken"
    | "key_overdue"
    | "token_refused"
    | "token_expiring"
    | "template_stopped"
    | "number_quality"
    | "daily_limit";
  /** What of the kind it is about, such as a destination with a reason's code; empty where there is only one. */
  subject: string;
  status: "open" | "over";
  /** Empty while it is open, its own id afterwards: only one about a thing is open. */
  over_key: string;
  count: number;
  /** JSON; see alerts/types.ts. */
  details: string;
  /** Counts up with every write; a writer names the one it read. */
  revision: number;
  opened_at: number;
  updated_at: number;
  /** Since when its condition is gone, until it is over or back. */
  quiet_since: number | null;
  over_at: number | null;
  /** When somebody was last told, and of how many; null while nobody was. */
  told_at: number | null;
  told_count: number;
}

/** One telling of an alert on one channel. Its id is the `webhook-id`. */
interface AlertMessages {
  id: string;
  alert_id: string;
  channel: "mail" | "webhook" | "task";
  notice: "opened" | "grown" | "resolved";
  /** `skipped`: it was over before it could be told, or the channel was switched off; `unconfirmed`: it may have arrived, and cannot be looked for. */
  status: "waiting" | "sent" | "skipped" | "failed" | "unconfirmed";
  /** Stable code of what went wrong last. */
  code: string | null;
  /** The alert as it was then. */
  count: number;
  details: string;
  attempts: number;
  /** How many of those may have arrived without our knowing. */
  doubts: number;
  next_at: number;
  /** A process sends it until then; still set where that process died. */
  leased_until: number;
  created_at: number;
  updated_at: number;
}

/** Where a portal's alerts go. */
interface AlertSettings {
  /** JSON; see alerts/settings.ts. */
  channels_sealed: string;
  /** How often one that grows may be told again. */
  every_hours: number;
  /** Counts up with every change. */
  revision: number;
  updated_at: number;
}

interface AlertMutes {
  kind: Alerts["kind"];
  until: number;
}

/** One thing of a kind that is muted. */
interface AlertSubjectMutes {
  kind: Alerts["kind"];
  subject: string;
  until: number;
}

/** A link to a page that cannot live inside HubSpot, and the session that opening it began (connect-links/). */
interface ConnectLinks {
  id: string;
  page: string;
  /** HubSpot's id of the user who asked for it, or `operator`. */
  user_id: string;
  token_hash: string;
  expires_at: number;
  opened_at: number | null;
  /** Of the cookie that it was opened into. */
  session_hash: string | null;
  session_until: number | null;
  created_at: number;
}

/** A link that opens one identity document once; see kyc/document-link.ts. */
interface DocumentLinks {
  id: string;
  file_id: string;
  /** HubSpot's id of the user whom it is for, or `operator`. */
  user_id: string;
  token_hash: string;
  expires_at: number;
  opened_at: number | null;
  created_at: number;
}

/** What a portal was last found to have of what the app needs in it; see provisioning/. */
interface Provisioning {
  /** JSON; see provisioning/report.ts. */
  report: string;
  looked_at: number;
  /** When to look again. */
  next_at: number;
}

/** From whom and how a portal may write to people. JSON; see consent/settings.ts. */
interface ConsentSettings {
  settings: string;
  updated_at: number;
}

/** What was once said about being written to: the evidence, never changed. */
interface Consents {
  id: string;
  person_id: string;
  /** `word`: STOP or START in the chat; `whatsapp`: WhatsApp's own switch for offers. */
  source: "question" | "form_box" | "property" | "list" | "word" | "whatsapp" | "operator";
  /** The field, property or list. */
  source_ref: string;
  state: "given" | "declined" | "withdrawn" | "resumed";
  covers: "utility" | "everything";
  /** Version of the wording that was agreed to (`consent_wordings`). */
  wording: string | null;
  submission_id: string | null;
  at: number;
  /** When it went into the figures; see insight/opt-ins.ts. */
  counted_at: Generated<number | null>;
  /** The day that it counts on, of the portal's time zone when it was counted; null where that was not kept yet. */
  counted_day: Generated<string | null>;
}

/** Wordings that people agreed to, by their hash. */
interface ConsentWordings {
  version: string;
  wording: string;
  first_used_at: number;
}

/** Who wants no messages. A keyed hash of the number, and no person: it outlives the person's erasure. */
interface Suppressions {
  lookup: string;
  scope: "everything" | "marketing";
  via: "word" | "whatsapp" | "operator";
  since: number;
}

/**
 * What is to be done for a person later; see people/outbox.ts. `held_send`: a send that waits for quiet hours or the
 * frequency cap to be over; `chat_reply`: a short text that answers STOP or START; `number_change` and `consent_change`: the
 * contact at HubSpot is to be told which number the person has now, or what they said about being written to;
 * `auto_reply`: the one reply to a message that nobody asked for; `timeline_entry`: what is to stand on the contact's
 * timeline; `owner_task`: the contact's owner is to be told that somebody waits for an answer; `reminder`: see Reminders;
 * `entry_flow`: the Flow that somebody asked for by an entry; `rescue`: somebody began a Flow and may stop half-way;
 * `reach_property`: the contact is to say whether WhatsApp reaches it;
 * `stop_property`: the contact is to say where they stopped; `hand_over`: somebody asked for a person, the task;
 * `hand_over_mail`: the e-mail about the same.
 */
interface PersonOutbox {
  id: string;
  person_id: string;
  kind:
    | "held_send"
    | "chat_reply"
    | "number_change"
    | "consent_change"
    | "auto_reply"
    | "timeline_entry"
    | "owner_task"
    | "phone_test"
    | "code"
    | "rescue"
    | "stop_property"
    | "reach_property"
    | "hand_over"
    | "hand_over_mail"
    | "entry_flow"
    | "reminder";
  /** One of a kind per key. */
  key: string;
  /** JSON, only while it waits. */
  payload_sealed: string | null;
  status: "waiting" | "done" | "ended";
  /** Why it waits, or how it ended. */
  reason: string;
  attempts: number;
  next_at: number;
  /** A process is at it until then. */
  leased_until: number;
  created_at: number;
  updated_at: number;
  /** The request that it was started by; null where nobody asked. */
  request_id: Generated<string | null>;
}

/** A message that goes later; see reminders/. What it waits in is `person_outbox`, by id and revision. */
interface Reminders {
  id: string;
  person_id: string;
  kind: "event" | "appointment" | "unfinished";
  /** One of a kind per key. */
  key: string;
  submission_id: string | null;
  session_id: string | null;
  flow_id: string;
  version_id: string;
  sender_id: string;
  /** JSON: what it says. */
  content_sealed: string;
  due_at: number;
  /** From when on it does not go any more. */
  expires_at: number;
  status: "waiting" | "sending" | "sent" | "cancelled" | "ended";
  /** Why it waits, or how it ended. */
  reason: string;
  /** Counts up when it is moved, cancelled or put again; whoever sends it names the one that they read. */
  revision: number;
  send_id: string | null;
  created_at: number;
  updated_at: number;
}

/** What one identity-verification provider was asked about one revision of a submission, and said; see verification/. */
interface Verifications {
  id: string;
  person_id: string;
  submission_id: string;
  revision: number;
  /** The webhook endpoint that is the provider. */
  endpoint_id: string;
  status: "asked" | "answered";
  decision: "approved" | "rejected" | null;
  /** The provider's own word for why. */
  code: string | null;
  asked_at: number;
  answered_at: number | null;
  updated_at: number;
}

type MessageKind =
  | "text"
  | "photo"
  | "video"
  | "voice"
  | "file"
  | "sticker"
  | "place"
  | "contact_card"
  | "order"
  | "other";

/** Somebody who stopped half-way through a Flow; see rescue/. `stopped_at` is the session's last exchange. */
interface Stops {
  session_id: string;
  round: number;
  person_id: string;
  flow_id: string;
  version_id: string;
  /** Id of the screen that was shown last. */
  screen: string;
  stopped_at: number;
  /** Until when the message can be opened. */
  expires_at: number;
  /** `finished`: they handed in their answers, here or by another message. */
  state: "stopped" | "finished";
  /** What they answered so far: in the session, or deleted. */
  answers: "kept" | "deleted";
  /** `unconfirmed`: nobody knows whether it went. */
  reminder: "planned" | "sent" | "unconfirmed" | "none";
  /** Why there is none, as a stable code. */
  reason: string | null;
  /** When it went, or is to go. */
  remind_at: number | null;
  send_id: string | null;
  updated_at: number;
}

/** What a customer wrote that is no answer to a form, and what was said back; see server/messages/. */
interface ChatMessages {
  id: string;
  person_id: string;
  sender_id: string;
  /** `user`: somebody at the business, from a contact's card. `automatic`: the one reply that nobody wrote. */
  author: "customer" | "user" | "automatic";
  kind: MessageKind;
  /** JSON: the text, where there is one. */
  body_sealed: string;
  /** The hash of WhatsApp's id of what came, the caller's own key of what went: one message each. */
  key: string;
  status: "received" | "queued" | "sent" | "delivered" | "read" | "failed" | "unconfirmed";
  reason: string | null;
  wamid: string | null;
  /** HubSpot's id of the user who wrote it. */
  user_id: string | null;
  /** When it was said; of customers, in whole seconds. */
  at: number;
  /** When we had it: which of two in the same second came first. */
  kept_at: number;
  updated_at: number;
}

/** How the conversation with one person stands; core/messages decides by it. */
interface Chats {
  person_id: string;
  /** When they last wrote. */
  wrote_at: number | null;
  /** When somebody at the business last answered. */
  answered_at: number | null;
  /** When the contact's owner was last told that somebody waits for an answer. */
  told_at: number | null;
  /** When the automatic reply last went. */
  replied_at: number | null;
  /** When they last asked for a person. */
  asked_at: Generated<number | null>;
  /** Counts up with every write; a writer names the one it read. */
  revision: number;
}

/** What stands in HubSpot because we wrote it there about a person: it is changed in place, and taken away with them. */
interface HubSpotCopies {
  /** What it is about, such as `send:<id>`: one of each. */
  subject: string;
  person_id: string;
  object: "communications" | "notes" | "tasks" | "files" | `2-${string}`;
  /** HubSpot's id of it. */
  object_id: string;
  at: number;
}

/** What is still to be taken away, in HubSpot or a calendar, of people who were forgotten. Names nobody. */
interface HubSpotRemovals {
  id: string;
  object: HubSpotCopies["object"] | "calendar_events";
  /** HubSpot's id of it; of an event, its calendar's and its own, as bookings/removals.ts writes them. */
  object_id: string;
  attempts: number;
  /** Code of the newest failure. */
  reason: string | null;
  next_at: number;
  leased_until: number;
  created_at: number;
}

/** Somebody who was erased, under the id that they had: what a backup of before then holds of them is erased with it. */
interface Erasures {
  person_id: string;
  /** `hubspot`: its privacy deletion. `operator`: somebody asked the business. `restore`: a backup held them again. */
  asked_by: "hubspot" | "operator" | "restore";
  at: number;
}

/** Where something of somebody who was erased stands, outside of our database; see privacy/erase-places.ts. */
interface ErasurePlaces {
  id: string;
  person_id: string;
  kind: string;
  /** JSON, by the portal's key: ids that lead to it, and nothing of the person's. Empty once it is over. */
  place_sealed: string | null;
  /** `left`: it cannot be deleted from here. `settled`: somebody saw to it by hand. */
  status: "waiting" | "done" | "left" | "settled";
  /** Why it waits or is left, as a stable code. */
  reason: string | null;
  attempts: number;
  next_at: number;
  leased_until: number;
  created_at: number;
  updated_at: number;
}

/** Something about numbers that nobody may guess; see people/conflicts.ts. */
interface NumberConflicts {
  id: string;
  kind: "number_taken" | "several_numbers";
  person_id: string;
  other_person_id: string | null;
  /** Keyed hash of what it is about. */
  subject: string;
  /** Empty while it is open, its own id afterwards: only one about a thing is open. */
  open_key: string;
  details_sealed: string;
  status: "open" | "decided";
  decision: string | null;
  created_at: number;
  updated_at: number;
}

/** Somebody decided which of several people a contact's messages go to. */
interface ContactNumbers {
  /** Keyed hash of the contact's id. */
  contact_lookup: string;
  person_id: string;
  decided_at: number;
}

/** What Meta last said about a WhatsApp account and its numbers; see whatsapp-account/facts.ts. */
interface AccountStates {
  connection_id: string;
  /** JSON: code words, numbers and Meta's own sentences, no personal data. */
  facts: string;
  /** JSON: what only webhooks say, such as a ban; see whatsapp-account/told.ts. */
  told: string;
  /** When Meta was last asked; null while it never was. */
  read_at: number | null;
  /** When to ask again: daily, and as soon as Meta told that something changed. */
  due_at: number;
  /** How many times asking failed in a row. */
  failures: number;
  updated_at: number;
}

/** Which number of an account sends to people of a country; `country` is empty for everybody else. */
interface SenderRules {
  connection_id: string;
  /** ISO country, such as `IT`. */
  country: string;
  sender_id: string;
  updated_at: number;
}

/** A message template that carries a Flow; see templates/. */
interface Templates {
  id: string;
  flow_id: string;
  connection_id: string;
  /** The Meta Flow that it opens, for good. */
  meta_flow_id: string;
  /** Meta's id of it; null until Meta has it. */
  meta_id: string | null;
  /** Unique in the account together with the language. */
  name: string;
  /** As Meta writes it, such as `pt_BR`. */
  language: string;
  purpose: "requested" | "reminder" | "invitation";
  opens_with: "exchange" | "navigate";
  body: string;
  button: string;
  status: "in_review" | "approved" | "rejected" | "paused" | "disabled" | "archived" | "deleted" | "held";
  /** JSON; see core/templates. */
  life: string;
  /** JSON: when its text was changed, epoch milliseconds. */
  edits: string;
  created_at: number;
  updated_at: number;
}

/** A round of retention: how much of what it removed. Only the newest of those that found nothing is kept. */
interface RetentionRuns {
  id: string;
  at: number;
  total: number;
  /** JSON: counts by kind, see privacy/retention.ts. */
  removed: string;
  /** Submissions whose time is over and that wait, because something of them is still to be delivered. */
  held: number;
  /** When the first of those goes all the same. */
  held_until: number | null;
}

export interface TenantTables {
  retention_runs: RetentionRuns;
  vault_keys: VaultKeys;
  people: People;
  identities: Identities;
  connections: Connections;
  write_backs: WriteBacks;
  pipedrive_accounts: PipedriveAccounts;
  source_forms: SourceForms;
  form_watches: FormWatches;
  workflow_executions: WorkflowExecutions;
  page_actions: PageActions;
  phone_tests: PhoneTests;
  broadcasts: Broadcasts;
  broadcast_recipients: BroadcastRecipients;
  broadcast_settings: BroadcastSettings;
  portal_firsts: PortalFirsts;
  codes: Codes;
  code_counts: CodeCounts;
  entries: Entries;
  entry_visits: EntryVisits;
  owner_turns: OwnerTurns;
  lead_owners: LeadOwners;
  audit_entries: AuditEntries;
  audit_heads: AuditHeads;
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
  secure_questions: SecureQuestions;
  secure_links: SecureLinks;
  windows: Windows;
  places: Places;
  reservations: Reservations;
  booking_services: BookingServices;
  bookings: Bookings;
  events: Events;
  insight_messages: InsightMessages;
  insight_days: InsightDays;
  insight_quality: InsightQuality;
  blobs: Blobs;
  files: Files;
  health_events: HealthEvents;
  webhook_endpoints: WebhookEndpoints;
  destination_states: DestinationStates;
  property_writes: PropertyWrites;
  mapping_edits: MappingEdits;
  alerts: Alerts;
  alert_messages: AlertMessages;
  alert_settings: AlertSettings;
  alert_mutes: AlertMutes;
  alert_subject_mutes: AlertSubjectMutes;
  consent_settings: ConsentSettings;
  consents: Consents;
  consent_wordings: ConsentWordings;
  suppressions: Suppressions;
  person_outbox: PersonOutbox;
  stops: Stops;
  reminders: Reminders;
  verifications: Verifications;
  chat_messages: ChatMessages;
  chats: Chats;
  hubspot_copies: HubSpotCopies;
  hubspot_removals: HubSpotRemovals;
  erasures: Erasures;
  erasure_places: ErasurePlaces;
  number_conflicts: NumberConflicts;
  contact_numbers: ContactNumbers;
  connect_links: ConnectLinks;
  document_links: DocumentLinks;
  account_states: AccountStates;
  sender_rules: SenderRules;
  templates: Templates;
  provisioning: Provisioning;
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
  /** HubSpot's id of that person, who is the first admin; unknown for portals of before this was kept. */
  installer_user_id: string | null;
  /** Client id of the HubSpot app that it installed: another app's tokens are refused as if the portal had left. */
  client_id: string | null;
  /** HubSpot's id of the app, which its pages' addresses need; unknown for portals of before this was kept. */
  app_id: string | null;
  /** HubSpot's words, such as `STANDARD` and `eu1`. */
  account_type: string | null;
  data_hosting: string | null;
  /** When HubSpot refused to renew the tokens, while `status` is `gone`. */
  gone_at: number | null;
  /** Set once erasing began; nothing of the portal can be opened any more. */
  erasing_at: number | null;
  /** Whether the installer was told that the portal left. */
  told: "mailed" | "no-mail" | "no-address" | null;
  /** When a process may (again) try to tell. */
  tell_at: number | null;
  installed_at: number;
}

/** How much of an outbound limit is used up: the theoretical arrival time of its next permit (limits/gcra.ts). */
interface Limits {
  key: string;
  tat: number;
}

/** Calls that all processes use up together; see form-tools/survey-calls.ts. */
interface Quotas {
  key: string;
  /** JSON: what is left of each window. */
  kept: string;
  /** Counts up with every write; a writer names the one it read. */
  revision: number;
}

interface OauthStates {
  state_hash: string;
  expires_at: number;
  /** The only portal that may come back with it, where the link named one. */
  wanted_portal: Generated<string | null>;
  spent_at: Generated<number | null>;
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

/** A process of this server on PostgreSQL, by the id under which it holds wake-ups; see wakeups/processes.ts. */
interface Processes {
  id: string;
  started_at: number;
  /** When it last said that it lives, by the database's clock. */
  seen_at: number;
}

/** A WhatsApp account that was shared with the operator's app by Meta's hosted signup; nobody's until it is claimed. */
interface SignupArrivals {
  /** Meta's id of the account. */
  waba_id: string;
  /** The business portfolio that owns it. */
  business_id: string;
  /** JSON: its numbers in digits, once they were read. */
  numbers: string | null;
  /** When Meta last told of it. */
  at: number;
}

export interface SharedTables {
  signup_arrivals: SignupArrivals;
  portals: Portals;
  oauth_states: OauthStates;
  meta_apps: MetaApps;
  limits: Limits;
  quotas: Quotas;
  processes: Processes;
}

type WithPortal<Tables> = { [Name in keyof Tables]: Tables[Name] & { portal_id: string } };

/** All tables with the portal's column in sight: for the few jobs that serve every portal. */
export type AllTables = SharedTables & WithPortal<TenantTables>;

/** A row as it is read. */
export type Row<Name extends keyof TenantTables> = Selectable<TenantTables[Name]>;
