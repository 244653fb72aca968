/** An OpenTelemetry collector as far as its protocol goes: OTLP over HTTP, in the JSON encoding of its protobuf, nothing else. */
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const nanoseconds = z.string().regex(/^\d{19}$/);
const valueSchema = z.union([
  z.strictObject({ stringValue: z.string() }),
  z.strictObject({ intValue: z.union([z.int(), z.string().regex(/^-?\d+$/)]) }),
  z.strictObject({ doubleValue: z.number() }),
  z.strictObject({ boolValue: z.boolean() }),
]);
const attributesSchema = z.array(z.strictObject({ key: z.string(), value: valueSchema }));
const spanSchema = z.strictObject({
  traceId: hex(32),
  spanId: hex(16),
  parentSpanId: hex(16).optional(),
  traceState: z.string().optional(),
  name: z.string().min(1),
  kind: z.int().min(1).max(5),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes: attributesSchema,
  droppedAttributesCount: z.literal(0),
  events: z.array(z.never()),
  droppedEventsCount: z.literal(0),
  status: z.strictObject({ code: z.int().min(0).max(2), message: z.string().optional() }),
  links: z.array(
    z.strictObject({
      traceId: hex(32),
      spanId: hex(16),
      traceState: z.string().optional(),
      attributes: attributesSchema,
      droppedAttributesCount: z.literal(0),
      flags: z.int().optional(),
    }),
  ),
  droppedLinksCount: z.literal(0),
  flags: z.int().optional(),
});
const requestSchema = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes: attributesSchema, droppedAttributesCount: z.literal(0) }),
      schemaUrl: z.string().optional(),
      scopeSpans: z.array(
        z.strictObject({
          scope: z.strictObject({ name: z.string(), version: z.string().optional() }),
          schemaUrl: z.string().optional(),
          spans: z.array(spanSchema),
        }),
      ),
    }),
  ),
});

export type ReceivedSpan = z.infer<typeof spanSchema>;

export interface OtlpReceiver {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** What was not OTLP, in words. */
  readonly refused: readonly string[];
  /** Everything that came, as it came. */
  readonly raw: readonly string[];
  close(): Promise<void>;
}

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const refused: string[] = [];
  const raw: string[] = [];
  const http = createServer(async (request, response) => {
    const body = await text(request);
    raw.push(body);
    const right = request.method === "POST" && request.url === "/v1/traces";
    const parsed = requestSchema.safeParse(right ? JSON.parse(body) : undefined);
    if (!parsed.success) refused.push(`${request.method} ${request.url}: ${z.prettifyError(parsed.error)}`);
    else
      for (const { scopeSpans } of parsed.data.resourceSpans) spans.push(...scopeSpans.flatMap((each) => each.spans));
    response.writeHead(parsed.success ? 200 : 400, { "content-type": "application/json" }).end("{}");
  }).listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    spans,
    refused,
    raw,
    close: async () => {
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
}
