/** Watches of a form, which tell a Pub/Sub topic of the operator's project that its definition changed (form-tools reference 3.7). */
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { call, outsideError, parsed, type Wire } from "../json-call.ts";
import type { GoogleBases } from "./client.ts";
import { judge } from "./verdicts.ts";

export interface FormWatch {
  readonly id: string;
  /** Epoch milliseconds; seven days after it was made or renewed. */
  readonly until: number;
}

export interface FormWatchesOptions extends Wire, Pick<GoogleBases, "formsBase"> {
  readonly accessToken: () => Promise<string>;
}

/** Every failure is an OutsideError `google.*` (verdicts.ts). */
export interface FormWatches {
  /** Makes one, or finds the one that tells this very topic already: a form has one per kind of event and project. */
  create(formId: string, topic: string): Promise<FormWatch>;
  renew(formId: string, id: string): Promise<FormWatch>;
}

const watchSchema = z.object({
  id: z.string().min(1),
  eventType: z.string().optional(),
  target: z.object({ topic: z.object({ topicName: z.string() }).optional() }).optional(),
  expireTime: z.iso.datetime({ offset: true }),
});
const listSchema = z.object({ watches: z.array(watchSchema).default([]) });

export function createFormWatches({ formsBase, accessToken, ...wire }: FormWatchesOptions): FormWatches {
  const ask = async <T>(method: "GET" | "POST", path: string, schema: z.ZodType<T>, json?: unknown): Promise<T> => {
    const url = new URL(`/v1/forms/${path}`, formsBase);
    const writes = method === "POST";
    const calling = { tool: "google", label: "Google", method, url, accessToken: await accessToken(), json, writes };
    const answered = await call(wire, calling);
    if (answered.status < 200 || answered.status > 299) throw outsideError(answered, judge(answered), writes);
    return parsed(calling, answered, schema);
  };
  const seen = ({ id, expireTime }: z.infer<typeof watchSchema>): FormWatch => ({ id, until: Date.parse(expireTime) });
  const at = (formId: string, rest = "") => `${encodeURIComponent(formId)}/watches${rest}`;

  return {
    create: async (formId, topic) => {
      try {
        const watch = { target: { topic: { topicName: topic } }, eventType: "SCHEMA" };
        return seen(await ask("POST", at(formId), watchSchema, { watch }));
      } catch (error) {
        const exists = error instanceof OutsideError && (error.status === 409 || error.status === 400);
        if (!exists) throw error;
        const { watches } = await ask("GET", at(formId), listSchema);
        const ours = watches.find(
          ({ eventType, target }) => eventType === "SCHEMA" && target?.topic?.topicName === topic,
        );
        if (!ours) throw error;
        return seen(ours);
      }
    },
    renew: async (formId, id) =>
      seen(await ask("POST", at(formId, `/${encodeURIComponent(id)}:renew`), watchSchema, {})),
  };
}
