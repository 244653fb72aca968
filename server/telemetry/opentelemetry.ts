/**
 * Spans to an OpenTelemetry collector, by OTLP over HTTP in JSON. The libraries are loaded when a collector is configured
 * and never otherwise. They read the standard variables for headers, time-outs and compression themselves.
 */
import type { Config } from "../config.ts";
import { codeOf } from "./code.ts";
import type { Log } from "./log.ts";
import { loggableFields } from "./log-fields.ts";
import type { SpanRef } from "./scope.ts";
import type { FinishedSpan, Tracer } from "./tracer.ts";

type Settings = Pick<
  Config,
  | "OTEL_EXPORTER_OTLP_ENDPOINT"
  | "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
  | "OTEL_SERVICE_NAME"
  | "OTEL_TRACES_SAMPLER"
  | "OTEL_TRACES_SAMPLER_ARG"
>;

/** How long the end of the process waits for a collector, in milliseconds. */
const patienceMs = 5_000;

/** @returns undefined where no collector is configured */
export async function openTelemetry(settings: Settings, log: Log): Promise<Tracer | undefined> {
  const base = settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  const url = settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (base && `${base}/v1/traces`);
  if (!url) return undefined;
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
  ]);
  const otlp = new OTLPTraceExporter({ url });
  // The ids are ours (tracer.ts); the library asks for them while it starts a span.
  let next: SpanRef = { traceId: "", spanId: "" };
  const share = new sdk.TraceIdRatioBasedSampler(settings.OTEL_TRACES_SAMPLER_ARG);
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ "service.name": settings.OTEL_SERVICE_NAME }),
    idGenerator: { generateTraceId: () => next.traceId, generateSpanId: () => next.spanId },
    // By the trace's id alone: every process decides the same about all spans of a send.
    sampler: settings.OTEL_TRACES_SAMPLER === "traceidratio" ? share : new sdk.AlwaysOnSampler(),
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter: {
          export: (spans, done) =>
            otlp.export(spans, (result) => {
              if (result.error) log.warn("traces.not_exported", { code: codeOf(result.error), spans: spans.length });
              done(result);
            }),
          shutdown: () => otlp.shutdown(),
          forceFlush: () => otlp.forceFlush(),
        },
      }),
    ],
  });
  const tracer = provider.getTracer("flowella");
  const kinds = {
    internal: api.SpanKind.INTERNAL,
    server: api.SpanKind.SERVER,
    client: api.SpanKind.CLIENT,
    consumer: api.SpanKind.CONSUMER,
  } as const;
  const contextOf = (ref: SpanRef) => ({ ...ref, traceFlags: api.TraceFlags.SAMPLED });

  return {
    record: (span: FinishedSpan) => {
      next = span.ref;
      const below = span.parent ? api.trace.setSpanContext(api.ROOT_CONTEXT, contextOf(span.parent)) : api.ROOT_CONTEXT;
      const started = tracer.startSpan(
        span.name,
        {
          kind: kinds[span.kind],
          startTime: new Date(span.startedAt),
          attributes: attributesOf(span.attributes ?? {}),
          links: (span.links ?? []).map((link) => ({ context: contextOf(link) })),
        },
        below,
      );
      if (span.error !== undefined) {
        started.setStatus({ code: api.SpanStatusCode.ERROR });
        started.setAttributes(attributesOf({ "error.type": span.error }));
      }
      started.end(new Date(span.endedAt));
    },
    close: async () => {
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patienceMs);
      });
      await Promise.race([provider.shutdown().catch(() => undefined), enough]);
      clearTimeout(timer);
    },
  };
}

/** Under our own prefix, but for the names that OpenTelemetry gives a meaning. */
function attributesOf(attributes: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(loggableFields(attributes)).map(([name, value]) => [
      name.includes(".") ? name : `flowella.${name}`,
      value,
    ]),
  );
}
