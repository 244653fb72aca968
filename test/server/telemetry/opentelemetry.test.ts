import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import path from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { createLog } from "../../../server/telemetry/log.ts";
import { openTelemetry } from "../../../server/telemetry/opentelemetry.ts";
import { sendSpan, type Tracer } from "../../../server/telemetry/tracer.ts";
import { startOtlpReceiver } from "./otlp-receiver.ts";

const quiet = createLog("silent");
const settings = {
  OTEL_SERVICE_NAME: "flowella",
  OTEL_TRACES_SAMPLER: "always_on",
  OTEL_TRACES_SAMPLER_ARG: 1,
} as const;

function record(tracer: Tracer | undefined, sendId: string, more: { error?: string } = {}): void {
  const at = Date.parse("2026-11-22T10:00:00Z");
  const attributes = { send: sendId, code: "Maria Rossi" };
  const span = {
    name: "flow.send",
    kind: "internal",
    ref: sendSpan(sendId),
    startedAt: at,
    endedAt: at + 250,
  } as const;
  tracer?.record({ ...span, attributes, ...more });
}

describe("OpenTelemetry", () => {
  it("is loaded where a collector is configured, and never otherwise", async () => {
    const file = JSON.stringify(path.join(import.meta.dirname, "../../../server/telemetry/opentelemetry.ts"));
    const serve = JSON.stringify(path.join(import.meta.dirname, "../../../cli/serve.ts"));
    const code = `import { registerHooks } from "node:module";
      const seen = [];
      registerHooks({ resolve: (name, context, next) => { if (/@opentelemetry.(sdk|exporter|resources)/.test(name)) seen.push(name); return next(name, context); } });
      await import(${serve});
      const { openTelemetry } = await import(${file});
      const before = await openTelemetry({ OTEL_TRACES_SAMPLER_ARG: 1 }, {});
      const loaded = seen.length;
      await openTelemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9", OTEL_SERVICE_NAME: "x", OTEL_TRACES_SAMPLER_ARG: 1 }, {});
      console.log(JSON.stringify({ tracer: before === undefined, loaded, afterwards: seen.length > 0 }));
      process.exit(0);`;
    const out = await new Promise<string>((resolve, reject) => {
      execFile(process.execPath, ["--input-type=module", "--eval", code], (error, found) =>
        error ? reject(error) : resolve(found),
      );
    });
    const seen = z.object({ tracer: z.boolean(), loaded: z.number(), afterwards: z.boolean() }).parse(JSON.parse(out));
    expect(seen).toEqual({ tracer: true, loaded: 0, afterwards: true });
  });

  it("sends spans with our ids, our times and nothing that is no id or code", async () => {
    const collector = await startOtlpReceiver();
    const tracer = await openTelemetry({ ...settings, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, quiet);
    record(tracer, "snd_1", { error: "whatsapp.131026" });
    await tracer?.close();
    await collector.close();
    expect(collector.refused).toEqual([]);
    const [span] = collector.spans;
    expect(span).toMatchObject({
      ...sendSpan("snd_1"),
      startTimeUnixNano: "1795341600000000000",
      endTimeUnixNano: "1795341600250000000",
      status: { code: 2 },
    });
    expect(span?.attributes).toEqual([
      { key: "flowella.send", value: { stringValue: "snd_1" } },
      { key: "flowella.code", value: { stringValue: "[redacted]" } },
      { key: "error.type", value: { stringValue: "whatsapp.131026" } },
    ]);
  });

  it("takes the share of sends that it is told to, whole ones", async () => {
    const collector = await startOtlpReceiver();
    const half = { ...settings, OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: 0.5 } as const;
    const first = await openTelemetry({ ...half, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, quiet);
    const second = await openTelemetry({ ...half, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, quiet);
    for (let i = 0; i < 200; i += 1) {
      record(first, `snd_${i}`);
      record(second, `snd_${i}`);
    }
    await Promise.all([first?.close(), second?.close()]);
    await collector.close();
    const times = Map.groupBy(collector.spans, ({ traceId }) => traceId);
    expect(times.size).toBeGreaterThan(60);
    expect(times.size).toBeLessThan(140);
    expect([...times.values()].filter((spans) => spans.length !== 2)).toEqual([]);
  });

  it("says in the log that a collector refuses, and harms nobody", async () => {
    const http = createServer((_request, response) => response.writeHead(400).end()).listen(0, "127.0.0.1");
    await once(http, "listening");
    const address = http.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const lines = new PassThrough();
    const log = createLog("info", lines);
    const tracer = await openTelemetry({ ...settings, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` }, log);
    record(tracer, "snd_1");
    await tracer?.close();
    http.close();
    expect(String(lines.read())).toContain("traces.not_exported");
  });
});
