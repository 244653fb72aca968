/** Sending (WhatsApp reference 6.1 to 6.3). A 200 means queued; what became of it comes as statuses. */
import { MESSAGING, numberFor } from "./access.ts";
import {
  type Conversations,
  digits,
  type Failure,
  MARKETING_OFF,
  UNDELIVERABLE,
  WINDOW_CLOSED,
} from "./conversations.ts";
import { flowForSending, flowInMessage } from "./flow-message.ts";
import type { Call, Graph } from "./graph.ts";
import { GraphError } from "./graph-error.ts";
import { type MessageBody, readMessage } from "./message-schemas.ts";
import type { Person } from "./people.ts";
import type { MessageParts, PhoneNumber, SentMessage, State } from "./state.ts";
import { templateContent } from "./template-message.ts";

export interface MessageWorld {
  readonly state: State;
  readonly conversations: Conversations;
  readonly people: ReadonlyMap<string, Person>;
  /** Where a closed 24-hour window shows: the codes come both ways (reference 8.5). */
  readonly closedWindow: "failed status" | "error answer";
}

export function messageRoutes(graph: Graph, world: MessageWorld): void {
  graph.on("post", "/:id/messages", (call) => sendMessage(world, call));
}

function sendMessage(world: MessageWorld, { caller, id, params }: Call): unknown {
  const { state } = world;
  const number = numberFor(state, caller, id, [MESSAGING]);
  state.pace.arrived(number.id);
  if (number.status !== "CONNECTED") throw new GraphError(133010, "(#133010) The account is not registered");
  const body = readMessage(params);
  const input = body.to ?? body.recipient;
  if (input === undefined)
    throw new GraphError(131008, "(#131008) Required parameter is missing", { details: "to is required" });
  const person = recipientOf(world, body);
  const waId = person?.waId ?? digits(input);
  if (waId === "")
    throw new GraphError(131009, "(#131009) Parameter value is not valid", { details: "to is not a phone number" });
  if (waId === digits(number.displayNumber)) throw new GraphError(131021, "(#131021) Recipient cannot be the sender");

  const content = contentOf(world, number, body);
  const late = body.type !== "template" && !world.conversations.windowIsOpen(waId, number);
  if (late && world.closedWindow === "error answer")
    throw new GraphError(WINDOW_CLOSED.code, `(#131047) ${WINDOW_CLOSED.title}`, { details: WINDOW_CLOSED.details });

  const message: SentMessage = {
    id: state.nextMessageId(waId),
    phoneNumberId: number.id,
    waId,
    at: state.now(),
    type: body.type,
    opaque: body.biz_opaque_callback_data,
    ...content,
    statuses: [],
    body: params,
  };
  state.sent.set(message.id, message);
  const offer = message.template?.category === "MARKETING";
  const unwanted = offer && !world.conversations.takesOffers(waId, number);
  deliver(world, message, person, late ? WINDOW_CLOSED : unwanted ? MARKETING_OFF : undefined);
  return {
    messaging_product: "whatsapp",
    contacts: [{ input, wa_id: waId }],
    messages: [{ id: message.id, ...(body.type === "template" && { message_status: "accepted" }) }],
  };
}

/** `to` wins if both are given (reference 7.5); `+`, spaces and dashes do not matter. */
function recipientOf({ people }: MessageWorld, { to, recipient }: MessageBody): Person | undefined {
  const number = to === undefined ? undefined : digits(to);
  const known = number === undefined ? undefined : people.get(number);
  if (known) return known;
  const everyone = [...people.values()];
  if (number === undefined) return everyone.find((person) => person.userId === recipient);
  return everyone.find((person) => person.waId === number || person.aliases.some((alias) => digits(alias) === number));
}

function contentOf(
  { state }: MessageWorld,
  number: PhoneNumber,
  body: MessageBody,
): Pick<SentMessage, "text" | "parts" | "flow" | "template"> {
  switch (body.type) {
    case "text":
      return { text: body.text.body, parts: { body: body.text.body } };
    case "interactive": {
      const { header, body: main, footer, action } = body.interactive;
      const { flow, revision } = flowForSending(state, number.accountId, action.parameters);
      const parts = { header: header?.text, body: main.text, footer: footer?.text };
      return { text: joined(parts), parts, flow: flowInMessage(flow, revision, action.parameters) };
    }
    case "template":
      return templateContent(state, number.accountId, body.template);
  }
}

function joined({ header, body, footer }: MessageParts): string {
  return [header, body, footer].filter((part) => part !== undefined).join("\n");
}

function deliver(
  world: MessageWorld,
  message: SentMessage,
  person: Person | undefined,
  refusal: Failure | undefined,
): void {
  const { conversations } = world;
  if (!person) {
    conversations.fail(message, UNDELIVERABLE);
    return;
  }
  if (refusal) {
    conversations.fail(message, refusal);
    return;
  }
  conversations.report(message, "sent", person);
  conversations.report(message, "delivered", person);
}
