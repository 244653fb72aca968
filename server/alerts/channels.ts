/** One message out on its channel. Throws OutsideError when the world does not play along. */
import { deliver } from "../../connectors/webhook/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { destinationState } from "../delivery/destinations.ts";
import type { Mailer } from "../mail/index.ts";
import { outbound } from "../outbound/index.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import { alertEvent } from "./event.ts";
import type { Channels } from "./settings.ts";
import type { Channel, Condition, Notice } from "./types.ts";
import { messageOf } from "./words.ts";

/** Code of a message whose channel is not set any more. */
export const channelOff = "alerts.channel_off";

export interface AlertParts {
  readonly context: Context;
  readonly hubspot: Pick<HubSpotAccess, "inTurn" | "renew">;
  /** Undefined where no mail server is set up. */
  readonly mailer: Mailer | undefined;
}

export interface Message {
  readonly id: string;
  readonly portalId: string;
  readonly alertId: string;
  readonly channel: Channel;
  readonly notice: Notice;
  readonly condition: Condition;
  readonly openedAt: number;
  readonly createdAt: number;
  /** This one included. */
  readonly attempts: number;
  /** To be asked right before a call. @throws LeaseLost where another process may have the message before it ends */
  mayCall(): void;
}

export async function sendMessage(parts: AlertParts, channels: Channels, message: Message): Promise<void> {
  const { mail, webhook, task } = channels;
  if (message.channel === "mail" && mail) return sendMail(parts, mail, message);
  if (message.channel === "webhook" && webhook) return sendWebhook(parts, webhook, message);
  if (message.channel === "task" && task) return makeTask(parts, task, message);
  throw new OutsideError("This channel was switched off.", { code: channelOff, remedy: "give-up" });
}

function placeOf({ context }: AlertParts, { portalId }: Message) {
  return { portalId, publicUrl: context.config.PUBLIC_BASE_URL };
}

async function sendMail(parts: AlertParts, to: string, message: Message): Promise<void> {
  if (!parts.mailer) {
    const says = "No mail server is set up. Set SMTP_URL and MAIL_FROM, then start again.";
    throw new OutsideError(says, { code: "mail.not_set_up", remedy: "retry" });
  }
  const { subject, lines } = messageOf(placeOf(parts, message), message.condition, message);
  message.mayCall();
  await parts.mailer.send({ to, subject, text: lines.join("\n\n") });
}

/** The `webhook-id` is the message's own: however often it is sent, a receiver that keeps ids takes it once. */
async function sendWebhook(
  parts: AlertParts,
  { url, secret, previous, previousUntil }: NonNullable<Channels["webhook"]>,
  message: Message,
): Promise<void> {
  const { context } = parts;
  const { alertId, notice, openedAt, createdAt: at } = message;
  const event = alertEvent(placeOf(parts, message), message.condition, { alertId, notice, openedAt, at });
  const secrets = [secret, ...(previous && previousUntil > context.now() ? [previous] : [])];
  const body = JSON.stringify(event);
  const options = {
    request: outbound(context).request,
    now: context.now,
    timeoutMs: context.config.WEBHOOK_TIMEOUT_MS,
  };
  await deliver(options, { url, secrets, webhookId: message.id, body, attempts: message.attempts });
}

const dueAfterMs = 24 * 3_600_000;
const pausedMs = 5 * 60_000;

async function makeTask(
  { context, hubspot, ...rest }: AlertParts,
  { ownerId, contactId }: NonNullable<Channels["task"]>,
  message: Message,
): Promise<void> {
  // A call that HubSpot most likely fails is not worth the doubt whether it landed.
  if ((await destinationState(context, message.portalId, "hubspot"))?.state === "paused") {
    const says = "HubSpot keeps failing. The task is made when deliveries go through again.";
    throw new OutsideError(says, { code: "hubspot.paused", remedy: "retry", retryAfterMs: pausedMs });
  }
  const portal = hubspot.inTurn(message.portalId, () => message.mayCall());
  const { subject: title, lines } = messageOf(
    placeOf({ context, hubspot, ...rest }, message),
    message.condition,
    message,
  );
  const subject = `${title} (${message.alertId})`;
  // An earlier try may have landed; only the tasks of a contact can be read without delay.
  if (message.attempts > 1 && contactId) {
    const there = await portal.findTasks(contactId);
    if (there.some((task) => task.subject === subject)) return;
  }
  await portal.createTask({
    subject,
    body: lines.map(escapeHtml).join("<br><br>"),
    dueAt: message.createdAt + dueAfterMs,
    contactIds: contactId ? [contactId] : [],
    ...(ownerId && { ownerId }),
  });
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (found) => entities[found] ?? found);
}
