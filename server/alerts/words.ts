/** An alert in words, for the people who run a portal: what happened, who is affected, what to do. No personal data. */

import { reasonInWords } from "../delivery/reasons.ts";
import { inboxWaits } from "../inbox/inbox.ts";
import type { Condition, Notice } from "./types.ts";
import { dateOf, howMany, inFlows, named, oneLine, outOf, type Words } from "./wording.ts";
import { whatsappWords } from "./words-of-whatsapp.ts";

export type { Words } from "./wording.ts";

export interface Place {
  readonly portalId: string;
  /** Where an installation begins. */
  readonly publicUrl: string;
}

export function inWords({ portalId, publicUrl }: Place, condition: Condition): Words {
  const { kind, subject, count, details } = condition;
  const { code = "unknown", destination = subject } = details;
  const on = `--portal ${portalId}`;
  switch (kind) {
    case "dead_letters":
      return {
        title: `Deliveries to ${destination} were given up (${code})`,
        says: reasonInWords(code),
        affected: `${howMany(count, "delivery", "deliveries")} given up${inFlows(condition)}.`,
        fix: `When the cause is mended: flowella replay ${on} --code ${code}. The list: flowella deliveries ${on}.`,
      };
    case "destination_paused":
      return {
        title: `Deliveries to ${destination} are paused (${code})`,
        says: `${destination} keeps failing with ${code}. It is probed by itself, and all go on when it answers.`,
        affected: `${howMany(count, "delivery waits", "deliveries wait")}; nothing is lost.`,
        fix: `See since when and until when: flowella deliveries ${on}. Mend what the code names, if it is yours.`,
      };
    case "conflicts":
      if (subject === "numbers") {
        return {
          title: "Somebody has to decide whose numbers these are",
          says: "A number moved to another person, or a contact has several that are known. Nobody may guess which counts.",
          affected: `${howMany(count, "person is", "people are")} concerned; what was known before counts until then.`,
          fix: `See flowella person conflicts ${on}, then answer with flowella person decide ${on} --conflict ID --use CHOICE.`,
        };
      }
      return {
        title: "Answers wait until somebody says whose they are",
        says: "Several contacts may be the person who answered, so nothing was written to any of them.",
        affected: `${howMany(count, "submission waits", "submissions wait")}${inFlows(condition)}.`,
        fix: `See flowella conflicts ${on}, then answer with flowella decide ${on} --conflict ID --contact ID.`,
      };
    case "departed":
      return {
        title: `HubSpot account ${portalId} is not connected, and answers wait for it`,
        says: `The app was uninstalled or its access withdrawn. Answers are held encrypted until ${dateOf(details.until)}, then erased for good.`,
        affected: `${howMany(count, "submission is", "submissions are")} held${inFlows(condition)}.`,
        fix: `Install the app again: ${publicUrl}/oauth/install. What is held is then delivered.`,
      };
    case "webhook_gone":
      return {
        title: `Webhook ${subject} was disabled: its receiver wants no more events`,
        says: "The receiver answered 410 Gone, so it gets nothing more.",
        affected: `${howMany(count, "event", "events")} it did not get${inFlows(condition)}.`,
        fix: `If that is a mistake: flowella webhook enable ${on} --webhook ${subject}, then flowella replay ${on} --code webhook.gone. Otherwise: flowella webhook remove ${on} --webhook ${subject}.`,
      };
    case "private_address":
      return {
        title: `Deliveries to ${destination} were refused: its address is private`,
        says: "The address leads into a private or special network, which is never called. Its DNS records may have changed.",
        affected: `${howMany(count, "delivery", "deliveries")} given up${inFlows(condition)}.`,
        fix: `Make the host name public again, then flowella replay ${on} --code ${code}; or add the receiver under a public address (flowella webhook add ${on}).`,
      };
    case "inbox_dead":
      return {
        title: `Updates from ${subject} could not be handled`,
        says: `They were tried ${inboxWaits.length + 1} times and then given up; they are kept.`,
        affected: `${howMany(count, "update", "updates")} given up.`,
        fix: "Look for inbox.update_failed in the server's log and report its code to the developers.",
      };
    case "form_changed":
      return {
        title: "Forms changed at their tools after Flows were made of them",
        says: "Customers still get the Flows as they were published; the changed forms wait to be taken over.",
        affected: `${howMany(count, "change", "changes")}${inFlows(condition)}.`,
        fix: `See what changed and what it means: flowella forms changes ${on}. Then flowella forms take FLOW ${on}, or flowella forms dismiss FLOW ${on}.`,
      };
    case "form_unreadable":
      return {
        title: `Forms of ${destination} cannot be read (${code})`,
        says: "So nobody notices when they change. Flows that were made of them go on as they are.",
        affected: `${howMany(count, "form", "forms")}${inFlows(condition)}.`,
        fix: `See why: flowella forms changes ${on}.${
          destination === "hubspot"
            ? ""
            : ` If the account is no longer connected: flowella forms connect ${on} --tool ${destination}.`
        }`,
      };
    case "flow_stopped":
      return flowStopped(on, condition);
    case "field_errors":
      return fieldErrors(on, condition);
    case "token_refused":
    case "token_expiring":
      return tokenWords(on, condition);
    default:
      return whatsappWords(on, { ...condition, kind });
  }
}

/** How it was, how it is. */
function figuresIn({ details: { figures } }: Condition, what: string): string {
  return figures ? ` Of the newest, ${outOf(figures.lately)} ${what}; before that, ${outOf(figures.usual)}.` : "";
}

function flowStopped(on: string, condition: Condition): Words {
  const { flows, code } = condition.details;
  const name = oneNameOf(flows);
  const begun = code === "begun";
  return {
    title: `People stopped finishing ${name}`,
    says: `${
      begun
        ? "They begin the Flow and do not get to its end, far more often than before."
        : "They get the message and do not finish the Flow, far more often than before."
    }${figuresIn(condition, "finished")}`,
    affected: `${howMany(condition.count, "person", "people")} who did not finish.`,
    fix: begun
      ? `Open the Flow on your own phone and fill it in. Did it change lately? Then go back to the version before: flowella flow rollback ${on} --flow ${condition.subject}.`
      : `Send the Flow to your own phone and open it. If it does not open, flowella doctor ${on} says why.`,
  };
}

function fieldErrors(on: string, condition: Condition): Words {
  const { flows } = condition.details;
  return {
    title: `Answers to "${named(condition)}" are suddenly refused`,
    says: `The question is in ${oneNameOf(flows)}.${figuresIn(condition, "people had their answer refused")}`,
    affected: `${howMany(condition.count, "person", "people")} whose answer was refused; some of them gave up.`,
    fix: `Look at what the question demands, and try it on your own phone. Did the form change lately? flowella forms changes ${on}.`,
  };
}

const oneNameOf = ([flow]: Condition["details"]["flows"]): string =>
  flow && flow.name.trim() !== "" ? `"${oneLine(flow.name)}"` : "a Flow";

function tokenWords(on: string, condition: Condition): Words {
  const { destination = "", until } = condition.details;
  const ofWhatsApp = destination === "whatsapp";
  const whose = ofWhatsApp ? `WhatsApp account ${named(condition)}` : named(condition);
  const room = destination === "pipedrive" ? "pipedrive" : destination === "google-calendar" ? "bookings" : "forms";
  const again = ofWhatsApp
    ? "flowella connect whatsapp"
    : `flowella ${room} connect ${on}${room === "forms" ? ` --tool ${destination}` : ""}`;
  const lost = ofWhatsApp
    ? "Nothing can be sent from its numbers"
    : room === "forms"
      ? "Its forms cannot be read, and no answers go back there"
      : "No answers go there";
  if (condition.kind === "token_refused") {
    return {
      title: `${whose} refuses Flowella's token`,
      says: "Somebody ended the access there, or it ran out.",
      affected: `${lost} until somebody connects it again. Flows that customers have already are still answered.`,
      fix: `Connect it again, in HubSpot under Settings > Connections, or: ${again}.`,
    };
  }
  return {
    title: `Flowella's token for ${whose} ends on ${dateOf(until)}`,
    says: "Nothing renews it: somebody has to give another one.",
    affected: `Nobody yet. Afterwards: ${lost.charAt(0).toLowerCase()}${lost.slice(1)}.`,
    fix: `Connect it again before that, with a token that does not end, in HubSpot under Settings > Connections, or: ${again}.`,
  };
}

/** The same for one telling: the subject of a mail or a task, and its lines. */
export function messageOf(
  place: Place,
  condition: Condition,
  { notice, alertId }: { readonly notice: Notice; readonly alertId: string },
): { readonly subject: string; readonly lines: readonly string[] } {
  const { title, says, affected, fix } = inWords(place, condition);
  const foot = `Alert ${alertId}, HubSpot account ${place.portalId}. All alerts: flowella alerts list --portal ${place.portalId}`;
  if (notice === "resolved") {
    return {
      subject: `[Flowella] Over: ${title}`,
      lines: [`This is over: ${title}.`, "Nothing needs to be done.", foot],
    };
  }
  const again = notice === "grown" ? "Still open, and more: " : "";
  return {
    subject: `[Flowella] ${again}${title}`,
    lines: [`What happened: ${says}`, `Affected: ${affected}`, `What to do: ${fix}`, foot],
  };
}
