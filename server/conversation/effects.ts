/**
 * Live effects: what a pure decision cannot know. First of them: choices from a system of the customer's own, asked with
 * a signed request, within a deadline, and kept for a moment.
 */
import { createHmac } from "node:crypto";
import { z } from "zod";
import type { EffectResult } from "../../core/conversation/index.ts";
import type { Context } from "../context.ts";
import { dataSource } from "../portals/data-sources.ts";
import { codeOf } from "../telemetry/code.ts";

export interface Effects {
  /** What the portal's source offers for a field now; `failed` when it does not answer well in time. */
  choices(portalId: string, source: string, fieldId: string): Promise<EffectResult>;
}

/** A phone waits ten seconds in all; a person much less. */
const deadlineMs = 2_500;
const keptMs = 30_000;
const largestBytes = 256 * 1024;

/** What a source answers: `{ "choices": [{ "value": "...", "label": "..." }] }`, at most 200 of them. */
const answerSchema = z.object({
  choices: z.array(z.object({ value: z.string().min(1).max(200), label: z.string().min(1).max(300) })).max(200),
});

export function liveEffects(context: Context): Effects {
  const kept = new Map<string, { until: number; result: EffectResult }>();
  return {
    choices: async (portalId, source, fieldId) => {
      const place = `${portalId}/${source}/${fieldId}`;
      const known = kept.get(place);
      if (known && known.until > context.now()) return known.result;
      const result = await ask(context, portalId, source, fieldId);
      // A failure is not kept: the next customer may be luckier.
      if (result !== "failed") kept.set(place, { until: context.now() + keptMs, result });
      return result;
    },
  };
}

async function ask(context: Context, portalId: string, name: string, fieldId: string): Promise<EffectResult> {
  const { log, fetch, now } = context;
  try {
    const source = await dataSource(context, portalId, name);
    if (!source) throw new Error("There is no such data source.");
    const body = JSON.stringify({ portalId, field: fieldId });
    const timestamp = String(Math.floor(now() / 1000));
    const signature = createHmac("sha256", source.secret).update(`${timestamp}.${body}`).digest("hex");
    const response = await fetch(source.url, {
      method: "POST",
      headers: { "content-type": "application/json", "flowella-timestamp": timestamp, "flowella-signature": signature },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(deadlineMs),
    });
    if (!response.ok) throw new Error(`The data source answered ${response.status}.`);
    const { choices } = answerSchema.parse(JSON.parse(await limited(response)));
    log.info("effect.choices", { portal: portalId, source: name, choices: choices.length });
    return choices.map(({ value, label }) => ({ id: value, value, label }));
  } catch (error) {
    log.warn("effect.failed", { portal: portalId, source: name, code: codeOf(error) });
    return "failed";
  }
}

/** The body as text, given up as soon as it is too large. */
async function limited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!response.body) return "";
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > largestBytes) throw new Error("The data source answered too much.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
