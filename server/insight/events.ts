/**
 * Events: what happened, once each, written in the commit of what they tell of, so that no figure can disagree with the
 * facts. They hold ids and codes, never an answer; a person's id is opaque and means nothing once the person is erased.
 *
 * | kind | tells | names besides the send |
 * |---|---|---|
 * | `entered` | a message came by an entry; there is no send yet | code: the entry |
 * | `sent`, `delivered`, `read`, `failed` | WhatsApp's word on the message | `failed`: code |
 * | `opened` | the phone asked for the first screen; only Flows that open with INIT | session |
 * | `shown` | a screen was answered to the phone | screen |
 * | `submitted` | a screen's answers were kept | screen |
 * | `rejected` | our check refused an answer | screen, field, code: the rule |
 * | `back` | the customer went back | screen: the one left |
 * | `phone_error` | the phone could not use our answer | screen, code |
 * | `refused` | the session was closed to the customer | code: the reason |
 * | `accepted`, `corrected` | the answers were handed in, or changed afterwards | submission |
 * | `stopped` | the customer stopped half-way | screen: the last one |
 * | `reminded` | the one reminder of it was handed to WhatsApp | screen |
 * | `secure_asked` | a link to the secure page was sent | submission |
 * | `secure_answered` | what is asked there was handed in; `corrected`, code `secure_page`, comes with it | submission |
 * | `released` | the business gave a submission's places to others | submission |
 * | `identified` | the contact was found, made or left to a person | submission, code: the rung |
 * | `landed` | a destination has the submission | submission, code: the step |
 * | `dead` | a destination could not be reached | submission, code: the step |
 * | `changed` | after going back, a screen was handed in with another answer than before | screen, field |
 * | `billed` | what WhatsApp says that the message counts as | code: category and type, such as `marketing.regular` |
 *
 * Figures are made of them by roll.ts, which fills `counted_at`.
 */
import { type Context, newId } from "../context.ts";
import { type Of, type Row, statement, type Write, write } from "../store/index.ts";

export type EventKind =
  | "entered"
  | "sent"
  | "delivered"
  | "read"
  | "failed"
  | "opened"
  | "shown"
  | "submitted"
  | "rejected"
  | "back"
  | "phone_error"
  | "refused"
  | "accepted"
  | "corrected"
  | "stopped"
  | "reminded"
  | "secure_asked"
  | "secure_answered"
  | "released"
  | "identified"
  | "landed"
  | "dead"
  | "changed"
  | "billed";

/** Whose event it is: as much as is known. */
export interface EventSubject {
  readonly person_id?: string | null;
  readonly flow_id?: string | null;
  readonly version_id?: string | null;
  readonly send_id?: string | null;
  readonly session_id?: string | null;
  readonly submission_id?: string | null;
}

export interface EventDetails {
  readonly screen?: string | null;
  readonly field_id?: string | null;
  readonly code?: string | null;
}

/** One event: what kind, whose, and what more is to be said. */
export interface NewEvent {
  readonly kind: EventKind;
  readonly details?: EventDetails;
}

/** The events of one occurrence, to be committed with what they tell of; none where there are none. */
export function eventWrites(
  context: Context,
  portalId: string,
  subject: EventSubject,
  events: readonly NewEvent[],
): Write[] {
  const tenant = context.store.of(portalId);
  const at = context.now();
  // Ids grow with time, so that the rows of one commit lie together in the table's index and few pages are written.
  const occurrence = newId(context, `evt_${at.toString(36)}`);
  return events.map(({ kind, details = {} }, index) => {
    const row: EventRow = {
      id: `${occurrence}_${index}`,
      kind,
      person_id: subject.person_id ?? null,
      flow_id: subject.flow_id ?? null,
      version_id: subject.version_id ?? null,
      send_id: subject.send_id ?? null,
      session_id: subject.session_id ?? null,
      submission_id: subject.submission_id ?? null,
      screen: details.screen ?? null,
      field_id: details.field_id ?? null,
      code: details.code ?? null,
      at,
    };
    return write(insert(tenant, row), 1);
  });
}

type EventRow = Omit<Row<"events">, "counted_at">;

const insert = statement((db, of: Of<EventRow>) =>
  db.insertInto("events").values({
    id: of(({ id }) => id),
    kind: of(({ kind }) => kind),
    person_id: of(({ person_id }) => person_id),
    flow_id: of(({ flow_id }) => flow_id),
    version_id: of(({ version_id }) => version_id),
    send_id: of(({ send_id }) => send_id),
    session_id: of(({ session_id }) => session_id),
    submission_id: of(({ submission_id }) => submission_id),
    screen: of(({ screen }) => screen),
    field_id: of(({ field_id }) => field_id),
    code: of(({ code }) => code),
    at: of(({ at }) => at),
  }),
);
