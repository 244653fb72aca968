import type { Contact } from "../../connectors/hubspot/index.ts";
import type { SentMessage } from "../../connectors/whatsapp/messages.ts";
import type { OtherTemplate } from "../consent/gate.ts";
import type { Context } from "../context.ts";
import type { HiddenValues } from "../conversation/hidden.ts";
import type { FlowTokens } from "../conversation/tokens.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import type { AuditEntry } from "../privacy/audit.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import type { Row, Write } from "../store/index.ts";

export interface SendRequest {
  readonly flowId: string;
  readonly to: { readonly contactId: string } | { readonly phone: string };
  /** A number that can carry the Flow; without it, the rule chooses (whatsapp-account/senders.ts). */
  readonly senderId?: string | undefined;
  /** The caller's own: the same key is the same send, however often it is asked for. */
  readonly idempotencyKey: string;
  /** Hidden values by name: the form's rules see them, and they are delivered with the answers. */
  readonly hidden?: HiddenValues | undefined;
  /**
   * Whether it replies to something that the person did, or the business begins, as a campaign does. Only an answer may
   * go without consent, and only inside the 24 hours; `answer` unless told.
   */
  readonly occasion?: "answer" | "outreach";
  /** For how long it must be answerable at least, in milliseconds; the Flow's own setting may be longer. */
  readonly answerableMs?: number;
  /** What a message inside the 24 hours says, in place of the Flow's own words; a template has its own. */
  readonly words?: { readonly body: string; readonly button: string };
  /** What asks for it; the operator unless told. */
  readonly source?: Row<"sends">["source"];
  /** Who wants it, for the audit trail; nobody where a rule or a customer began it. */
  readonly actor?: AuditEntry["actor"] | undefined;
}

/** What somebody who sends to many has ready, or wants done with each. */
export interface Along {
  /** The contact, read a moment ago with `mergedIds` and the properties of the consent settings. */
  readonly contact?: Contact | undefined;
  /**
   * Committed with a person who is made for the send. Whoever was asked about it long ago says here that it is still wanted:
   * somebody who was erased in between would be made anew otherwise.
   */
  readonly withNewPerson?: (() => readonly Write[]) | undefined;
  /** Committed with the send. */
  readonly writes?: ((send: Row<"sends">) => readonly Write[]) | undefined;
  /** Goes in place of the Flow. */
  readonly message?:
    | ((senderId: string, common: { to: string; callbackData: string }) => Promise<SentMessage>)
    | undefined;
  /** The template that `message` sends. */
  readonly otherTemplate?: OtherTemplate | undefined;
  /** Waited for when all is decided and nothing stored: who dies meanwhile has begun no message. */
  readonly turn?: ((senderId: string) => Promise<void>) | undefined;
  /** WhatsApp has answered the call, or it failed. */
  readonly answered?: (() => void) | undefined;
}

export interface SendingParts {
  readonly context: Context;
  readonly catalogue: FlowCatalogue;
  readonly hubspot: HubSpotAccess;
  readonly tokens: FlowTokens;
}
