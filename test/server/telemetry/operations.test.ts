/**
 * One customer's way through the whole server, as those see it who run it: the figures, the traces and the log lines of it,
 * and that none of them says who it was.
 */
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { z } from "zod";
import { flush } from "../../../server/telemetry/stderr-lines.ts";
import { consultationAnswers, startWorld, type World } from "../../e2e/world.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from "./otlp-receiver.ts";

const lineSchema = z.looseObject({
  message: z.string(),
  request: z.string().optional(),
  submission: z.string().optional(),
  trace: z.string().optional(),
  step: z.string().optional(),
});
type Line = z.infer<typeof lineSchema>;

/** Personal data that comes in by every door here. */
const answers = {
  ...consultationAnswers,
  firstname: "Quirinalda",
  lastname: "Zampogna",
  email: "q.zampogna@segreta.example",
};
const hidden = ["Quirinalda", "Zampogna", "segreta", "3932055", "Stella Ferrara"];

let collector: OtlpReceiver;
let world: World;
let lines: readonly Line[];
let rawLines: string;
let before: Figures;
let figures: Figures;
let spansOfFirst: number;
let rawFigures: string;
let ids: { readonly given: string | null; readonly taken: string | null; readonly own: string | null };

beforeAll(async () => {
  collector = await startOtlpReceiver();
  const written: string[] = [];
  const stderr = jest.spyOn(process.stderr, "write").mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  try {
    world = await startWorld({ settings: { LOG_LEVEL: "info", OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
    const flow = await world.publishForm("consultation");
    const customer = world.stranger();
    // The first try at the contact fails, with a sentence that says who it was.
    const body = { status: "error", message: answers.email, category: "UNKNOWN", correlationId: uuid };
    world.hubspot.api.failNext({ method: "PATCH", path: /contacts/, answer: { kind: "status", status: 500, body } });
    await world.fillIn(flow, customer, answers);
    await world.settle();
    const first = await metricsPage();
    // What is left is another process's.
    await world.stop();
    spansOfFirst = collector.spans.length;
    await world.start();
    await world.deliver();
    ids = await hostileRequests();
    const second = await metricsPage();
    rawFigures = `${first}${second}`;
    before = figuresOf(first);
    figures = figuresOf(second);
    // Its end sends the last spans and lines.
    await world.stop();
    flush();
  } finally {
    stderr.mockRestore();
  }
  rawLines = written.join("");
  lines = rawLines.split("\n").flatMap((line) => (line.startsWith("{") ? [lineSchema.parse(JSON.parse(line))] : []));
}, 180_000);
afterAll(async () => {
  await world?.start();
  await world?.close();
  await collector?.close();
});

const metricsPage = async () => (await fetch(`${world.url}/metrics`)).text();

const uuid = "6f1d0a52-93b8-4c1e-9d0e-1f2a3b4c5d6e";

/** Personal data where nobody should put any: paths, queries, headers, bodies. */
async function hostileRequests() {
  const email = encodeURIComponent(answers.email);
  const ask = (path: string, init: RequestInit = {}) => fetch(`${world.url}${path}`, init);
  for (let i = 0; i < 150; i += 1) await ask(`/nothing-${i}/${email}`);
  await ask(`/operator/${email}`, { method: "POST", body: JSON.stringify(answers) });
  await ask(`/hubspot/card/contact?userEmail=${email}`, { method: "POST", body: JSON.stringify(answers) });
  await ask(`/webhooks/meta/${email}`, { method: "POST", body: JSON.stringify(answers) });
  await ask(`/flow/${email}`, { method: "POST", body: "{" });
  const idOf = async (headers: Record<string, string>) =>
    (await ask("/health", { headers })).headers.get("x-request-id");
  return {
    given: await idOf({ "x-request-id": uuid }),
    taken: await idOf({ "x-request-id": answers.email }),
    own: await idOf({}),
  };
}

describe("metrics", () => {
  it("tell rate, errors and duration at each boundary that was crossed", () => {
    const value = (name: string, labels?: Record<string, string>) =>
      (before.value(name, labels) ?? 0) + (figures.value(name, labels) ?? 0);
    expect(value("flowella_exchanges_total", { outcome: "accept" })).toBe(1);
    expect(value("flowella_exchange_duration_seconds")).toBeGreaterThan(1);
    expect(
      value("flowella_http_request_duration_seconds", { boundary: "webhook_meta", status: "2xx" }),
    ).toBeGreaterThan(0);
    expect(value("flowella_http_request_duration_seconds", { boundary: "operator", status: "2xx" })).toBeGreaterThan(1);
    expect(value("flowella_http_request_duration_seconds", { boundary: "hubspot_card", status: "4xx" })).toBe(1);
    expect(value("flowella_http_request_duration_seconds", { boundary: "unknown", status: "4xx" })).toBe(150);
    expect(value("flowella_sends_total", { outcome: "sent" })).toBe(1);
    expect(value("flowella_webhook_updates_total", { outcome: "stored" })).toBeGreaterThan(2);
    expect(value("flowella_webhook_lag_seconds", { source: "whatsapp" })).toBeGreaterThan(0);
    expect(value("flowella_inbox_handling_seconds", { source: "whatsapp", outcome: "done" })).toBeGreaterThan(2);
    expect(value("flowella_delivery_attempts_total", { step: "contact", outcome: "done" })).toBe(1);
    expect(value("flowella_delivery_attempt_duration_seconds", { step: "contact" })).toBeGreaterThan(0);
    expect(value("flowella_outgoing_call_duration_seconds", { system: "hubspot", outcome: "ok" })).toBeGreaterThan(2);
    expect(value("flowella_outgoing_call_duration_seconds", { system: "whatsapp", outcome: "ok" })).toBeGreaterThan(2);
    expect(value("flowella_commit_duration_seconds", { outcome: "done" })).toBeGreaterThan(10);
  });

  it("tell how queues, keys and accounts stand", () => {
    const { value } = figures;
    expect(value("flowella_database_readable")).toBe(1);
    for (const status of ["ready", "waiting-for-person", "dead"]) expect(value("flowella_steps", { status })).toBe(0);
    expect(value("flowella_inbox_updates", { status: "waiting" })).toBe(0);
    expect(value("flowella_inbox_updates", { status: "dead" })).toBe(0);
    expect(value("flowella_steps_overdue_seconds")).toBe(0);
    expect(value("flowella_outbox_overdue_seconds")).toBe(0);
    expect(value("flowella_flow_key_age_seconds")).toBeGreaterThan(0);
    expect(value("flowella_connections", { system: "hubspot", status: "active" })).toBe(1);
    expect(value("flowella_connections", { system: "whatsapp", status: "active" })).toBe(1);
    expect(value("flowella_process_resident_memory_bytes")).toBeGreaterThan(1_000_000);
  });

  it("have few label values, whatever is asked for, and none of them is personal", () => {
    expect(figures.labelValues.length).toBeLessThan(150);
    expect(figures.labelValues.filter((value) => !/^[A-Za-z0-9+][\w.+-]{0,40}$/.test(value))).toEqual([]);
    expect(hidden.filter((each) => rawFigures.includes(each))).toEqual([]);
  });
});

describe("traces", () => {
  const named = (name: string): ReceivedSpan[] => collector.spans.filter((span) => span.name === name);
  const attribute = ({ attributes }: ReceivedSpan, key: string) => {
    const value = attributes.find((each) => each.key === key)?.value;
    return value && "stringValue" in value ? value.stringValue : undefined;
  };

  it("are what OpenTelemetry's protocol says", () => {
    expect(collector.refused).toEqual([]);
    expect(collector.spans.length).toBeGreaterThan(10);
    const ended = collector.spans.filter((span) => span.endTimeUnixNano < span.startTimeUnixNano);
    expect(ended).toEqual([]);
    expect(new Set(collector.spans.map(({ spanId }) => spanId)).size).toBe(collector.spans.length);
  });

  it("lead from the form to the send, each exchange, the accepted answers and every delivery", () => {
    const [published] = named("flow.publish");
    const [send] = named("flow.send");
    const [accept] = named("submission.accept");
    expect([named("flow.publish").length, named("flow.send").length, named("submission.accept").length]).toEqual([
      1, 1, 1,
    ]);
    expect(published?.parentSpanId).toBeUndefined();
    expect(send?.parentSpanId).toBeUndefined();
    expect(send?.links.map(({ traceId, spanId }) => [traceId, spanId])).toEqual([
      [published?.traceId, published?.spanId],
    ]);
    const exchanges = named("flow.exchange");
    expect(exchanges.length).toBeGreaterThan(1);
    expect(new Set(exchanges.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([send?.spanId]));
    expect(exchanges.map(({ spanId }) => spanId)).toContain(accept?.parentSpanId);
    const steps = named("delivery.step");
    expect(steps.map((span) => attribute(span, "flowella.step"))).toEqual(
      expect.arrayContaining(["identify", "contact", "form_submission"]),
    );
    expect(new Set(steps.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([accept?.spanId]));
    const ofSend = [send, accept, ...exchanges, ...steps].map((span) => span?.traceId);
    expect(new Set(ofSend).size).toBe(1);
  });

  it("hold every attempt, and say why one failed", () => {
    const failed = named("delivery.step").filter(({ status }) => status.code === 2);
    expect(failed.map((span) => attribute(span, "error.type"))).toEqual(["hubspot.unavailable"]);
    const step = failed.map((span) => attribute(span, "flowella.step"))[0];
    const tries = named("delivery.step").filter((span) => attribute(span, "flowella.step") === step);
    expect(tries.map((span) => attribute(span, "flowella.outcome")).at(-1)).toBe("done");
    expect(tries.length).toBeGreaterThan(1);
  });

  it("are the same trace in whichever process a send goes on", () => {
    const traceOf = (spans: readonly ReceivedSpan[], name: string) =>
      spans.filter((span) => span.name === name).map(({ traceId }) => traceId);
    const [send] = traceOf(collector.spans.slice(0, spansOfFirst), "flow.send");
    const later = traceOf(collector.spans.slice(spansOfFirst), "delivery.step");
    expect(send).toMatch(/^[0-9a-f]{32}$/);
    expect(later.length).toBeGreaterThan(0);
    expect(new Set(later)).toEqual(new Set([send]));
  });

  it("hold the calls to outside systems, below the work that made them", () => {
    const [send] = named("flow.send");
    expect(named("POST whatsapp").map(({ parentSpanId }) => parentSpanId)).toContain(send?.spanId);
    const contact = named("delivery.step").find((span) => attribute(span, "flowella.step") === "contact");
    const below = collector.spans.filter(({ parentSpanId }) => parentSpanId === contact?.spanId);
    expect(below.length).toBeGreaterThan(0);
    expect(below.filter(({ name, kind }) => !/^[A-Z]+ hubspot$/.test(name) || kind !== 3)).toEqual([]);
  });

  it("say nothing about the customer", () => {
    const all = collector.raw.join("\n");
    expect(all).toContain("flowella.submission");
    expect(hidden.filter((each) => all.includes(each))).toEqual([]);
  });
});

describe("request ids", () => {
  it("are in the answer: the caller's where it is one, else our own", () => {
    expect(ids.given).toBe(uuid);
    expect(ids.taken).toMatch(/^[0-9a-f-]{36}$/);
    expect(ids.own).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(Object.values(ids)).size).toBe(3);
  });

  it("lead from a delivery's lines to the exchange that handed the answers in", () => {
    const accepted = lines.find(({ message }) => message === "submission.accepted");
    expect(accepted?.request).toMatch(/^[0-9a-f-]{36}$/);
    const exchange = lines.filter(({ message, request }) => message === "exchange" && request === accepted?.request);
    expect(exchange).toHaveLength(1);
    const attempts = lines.filter(({ message }) => message === "delivery.attempt");
    expect(attempts.length).toBeGreaterThan(2);
    expect(new Set(attempts.map(({ request }) => request))).toEqual(new Set([accepted?.request]));
    expect(new Set(attempts.map(({ submission }) => submission))).toEqual(new Set([accepted?.submission]));
  });

  it("go along with what a webhook told", () => {
    const told = lines.filter(({ message }) => message === "whatsapp.flow_event");
    expect(told.length).toBeGreaterThan(0);
    // Each is handled after the webhook was answered, by a worker, under the id of the request that brought it.
    expect(told.filter(({ request }) => !/^[0-9a-f-]{36}$/.test(request ?? ""))).toEqual([]);
    expect(new Set(told.map(({ request }) => request)).size).toBe(told.length);
  });

  it("come with the trace, where there is one", () => {
    const accepted = lines.find(({ message }) => message === "submission.accepted");
    expect(accepted?.trace).toBe(collector.spans.find(({ name }) => name === "flow.send")?.traceId);
  });
});

describe("log lines", () => {
  it("say nothing about the customer, and lose nothing that they should say", () => {
    expect(lines.length).toBeGreaterThan(10);
    expect(hidden.filter((each) => rawLines.includes(each))).toEqual([]);
    expect(rawLines).not.toContain("[redacted]");
  });
});
