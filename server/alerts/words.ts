/** An alert in words, for the people who run a portal: what happened, who is affected, what to do. No personal data. */

import { reasonInWords } from "../delivery/reasons.ts";
import { inboxWaits } from "../inbox/inbox.ts";
import type { Condition, Notice } from "./types.ts";

export interface Words {
  /** One line. */
  readonly title: string;
  /** What happened. */
  readonly says: string;
  /** Who is affected; empty where nothing waits. */
  readonly affected: string;
  /** What to do: a command or a place. */
  readonly fix: string;
}

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
  }
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

function howMany(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

const mostNamed = 5;

function inFlows({ details: { flows } }: Condition): string {
  if (flows.length === 0) return "";
  const named = flows.slice(0, mostNamed).map(({ name, count }) => `"${oneLine(name)}" (${count})`);
  const more = flows.length - named.length;
  return `, in ${named.join(", ")}${more > 0 ? ` and ${howMany(more, "more Flow", "more Flows")}` : ""}`;
}

/** A Flow's name comes from a form's title. */
function oneLine(name: string): string {
  return name.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

function dateOf(at = 0): string {
  return new Date(at).toISOString().slice(0, 10);
}
