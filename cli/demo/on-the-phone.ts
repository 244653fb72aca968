/** A customer's part of a demo: writes, gets the Flow, and fills it in as the phone shows it. */
import { z } from "zod";
import type { CompiledFlow } from "../../core/flow/types.ts";
import type { FlowOnPhone, RecordedExchange } from "../../phone/index.ts";
import type { SandboxWorld } from "../sandbox-world.ts";

const isRecord = (value: unknown): boolean => typeof value === "object" && value !== null;

/** What publishing answers. */
export const publishedSchema = z.object({
  flowId: z.string(),
  compiled: z.object({
    form: z.object({ title: z.string() }),
    flow: z.custom<CompiledFlow["flow"]>(isRecord),
    report: z.custom<CompiledFlow["report"]>(isRecord),
    check: z.custom<CompiledFlow["check"]>(isRecord),
  }),
});

export interface DemoExchange {
  readonly action: string;
  readonly screen: string;
  readonly answers: readonly string[];
  readonly sealedBytes: number;
  readonly status: number | "no answer";
  readonly answeredBytes: number;
  readonly shown: string;
  readonly ms: number;
}

/** What a screen shows, as far as somebody needs it to answer: the phone in Node and a browser's page both tell it. */
export interface OpenScreen {
  readonly inputs: readonly {
    readonly name: string;
    readonly options?: readonly { readonly id: string; readonly title: string; readonly enabled: boolean }[];
  }[];
  /** What the endpoint said last about the answers. */
  readonly snackbar?: string;
}

/** What somebody fills in on a screen, by input name. */
export type Answering = (screen: OpenScreen) => Promise<Readonly<Record<string, unknown>>>;

const sentSchema = z.object({ kind: z.literal("sent"), channel: z.literal("message") });

interface Wanted {
  readonly flowId: string;
  /** Of the customer, in digits. */
  readonly waId: string;
  /** What they write first. */
  readonly says: string;
  /** The send's idempotency key. */
  readonly key: string;
}

/** The customer writes, and gets the Flow in the open chat. */
export async function askForFlow(world: SandboxWorld, { flowId, waId, says, key }: Wanted): Promise<void> {
  const { whatsapp, server } = world;
  whatsapp.person(waId).sendText(says);
  await whatsapp.settled();
  await server.idle();
  await world.ask("/operator/send", { flowId, to: { phone: `+${waId}` }, idempotencyKey: key }, sentSchema);
  await whatsapp.settled();
}

/** The customer opens the Flow and goes on until it is over. */
export async function fillInFlow({ whatsapp }: SandboxWorld, waId: string, answers: Answering): Promise<FlowOnPhone> {
  const phone = await whatsapp.person(waId).openFlow();
  for (let screens = 0; phone.status === "open" && screens < 20; screens += 1) {
    const view = phone.read();
    phone.fill(asked(view, await answers(view)));
    await phone.press();
  }
  return phone;
}

function asked({ inputs }: OpenScreen, answers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known = inputs.filter(({ name }) => Object.hasOwn(answers, name));
  return Object.fromEntries(known.map(({ name }) => [name, answers[name]]));
}

const acceptedSchema = z.object({
  data: z.object({ extension_message_response: z.object({ params: z.object({ submission_id: z.string() }) }) }),
});

/** The submission that the phone was told about. */
export function submissionOf({ exchanges }: FlowOnPhone): string | undefined {
  const accepted = acceptedSchema.safeParse(exchanges.at(-1)?.response);
  return accepted.data?.data.extension_message_response.params.submission_id;
}

/** Deliveries that wait for HubSpot's own processing come round within seconds. */
export async function settle({ server, hubspot, whatsapp }: SandboxWorld): Promise<void> {
  await whatsapp.settled();
  await server.idle();
  hubspot.settle();
  await server.idle();
}

export function shownExchange(exchange: RecordedExchange): DemoExchange {
  const { request, response, status, sentBytes, receivedBytes, ms } = exchange;
  const answer = z.object({ screen: z.string() }).safeParse(response);
  return {
    action: request.action,
    screen: request.screen,
    answers: Object.keys(request.data),
    sealedBytes: sentBytes,
    status,
    answeredBytes: receivedBytes,
    shown: answer.success ? answer.data.screen : "",
    ms,
  };
}

/** Milliseconds by name, each since the one before. */
export function stopwatch() {
  const start = performance.now();
  const laps: Record<string, number> = {};
  let last = start;
  return {
    laps,
    lap: (name: string) => {
      const now = performance.now();
      laps[name] = Math.round(now - last);
      last = now;
    },
    total: () => Math.round(performance.now() - start),
  };
}
