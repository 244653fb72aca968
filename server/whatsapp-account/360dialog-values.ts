/**
 * What is pasted to reach a number through 360dialog, tried one by one (WhatsApp reference 5.18). What is wrong is said
 * in words, with what to do.
 */
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import { findFlowByName } from "../../connectors/whatsapp/flows.ts";
import { getPublicKey } from "../../connectors/whatsapp/public-key.ts";
import { getHook, type Hook } from "../../connectors/whatsapp/routes/360dialog-hook.ts";
import { listTemplates } from "../../connectors/whatsapp/templates.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { graphOf } from "../portals/graph.ts";
import type { Check } from "./check-values.ts";

export const dialog360ValuesSchema = z.object({
  portalId: z.string().min(1),
  wabaId: z.string().trim().regex(/^\d+$/, "must be digits: WhatsApp Manager shows it as the account's id"),
  number: z
    .string()
    .trim()
    .transform((typed) => parsePhoneNumberFromString(typed.replace(/^(?=\d)/, "+"))?.formatInternational())
    .refine((number) => number !== undefined, "must be a number with its country code, such as +34 911 00 00 00"),
  apiKey: z.string().trim().min(1),
  /** 360dialog's own id of the account; only where the operator is the account's partner. */
  partnerAccountId: z
    .string()
    .trim()
    .regex(/^[\w-]{1,64}$/, "must be letters and digits, as 360dialog's partner hub shows it")
    .optional(),
  /** Take the number's events away from the tool that has them now. */
  takeOver: z.boolean().default(false),
});
export type Dialog360Values = z.output<typeof dialog360ValuesSchema>;

const titles = [
  "360dialog accepts the API key",
  "The number's messages go to no other tool",
  "The number's encryption key can be read",
  "The account's message templates can be read",
] as const;
const partnerTitle = "The account's Flows can be read as its partner";

export type Tried360 =
  | { readonly kind: "fine"; readonly checks: readonly Check[] }
  | { readonly kind: "refused"; readonly code: string; readonly message: string; readonly checks: readonly Check[] };

export interface OtherHook {
  /** Why the number cannot be taken, where its events come to this server for somebody else. */
  ownedHere(hook: Hook): Promise<{ readonly code: string; readonly message: string } | undefined>;
}

/** @throws OutsideError where 360dialog cannot say now: an outage is no wrong value */
export async function tryKey(context: Context, values: Dialog360Values, { ownedHere }: OtherHook): Promise<Tried360> {
  const { apiKey, wabaId, partnerAccountId, takeOver } = values;
  const all = partnerAccountId === undefined ? titles : [...titles, partnerTitle];
  const wrong = (at: number, code: string, message: string): Tried360 => ({
    kind: "refused",
    code,
    message,
    checks: all.map((title, index) => ({ title, state: index < at ? "fine" : index === at ? "wrong" : "untried" })),
  });
  const secrets = {
    wabaId,
    hookSecret: "",
    apiKeys: { [trial]: apiKey },
    ...(partnerAccountId && { partnerAccountId }),
  };
  const graph = graphOf(context, {
    ...{ id: trial, externalId: wabaId, metaAppId: null, route: "360dialog" },
    secrets: { accessToken: "", via: "360dialog", pins: {}, dialog360: secrets },
  });
  const hook = await attempt(getHook(graph, trial));
  if (!hook.ok) {
    const message =
      "360dialog does not accept this API key. Copy the number's key from 360dialog's hub; if you made a new one since, only the newest works.";
    return wrong(0, "360dialog.key", message);
  }
  const owned = hook.value && (await ownedHere(hook.value));
  if (owned) return wrong(1, owned.code, owned.message);
  if (hook.value && !takeOver && !hook.value.url.startsWith(`${context.config.PUBLIC_BASE_URL}/`)) {
    const message = `This number's messages go to another tool, at ${hostOf(hook.value)}. It would get nothing any more. If that is meant, tick “Take the messages over” and try again.`;
    return wrong(1, "360dialog.hook_taken", message);
  }
  if (!(await attempt(getPublicKey(graph, trial))).ok) {
    const message =
      "360dialog does not show this number's encryption key, which Flows need. Ask 360dialog's support whether the number runs on the Cloud API.";
    return wrong(2, "360dialog.encryption", message);
  }
  if (!(await attempt(listTemplates(graph, wabaId))).ok) {
    const message = "360dialog does not show the account's message templates. Ask its support what this key may do.";
    return wrong(3, "360dialog.templates", message);
  }
  if (partnerAccountId !== undefined && !(await attempt(findFlowByName(graph, wabaId, ""))).ok) {
    const message =
      "The account's Flows cannot be read with the partner's key. Check 360dialog's id of the account; or leave it empty and make Flows by hand.";
    return wrong(4, "360dialog.partner", message);
  }
  return { kind: "fine", checks: all.map((title) => ({ title, state: "fine" })) };
}

/** Stands for the number until it is one. */
const trial = "trial";

function hostOf({ url }: Hook): string {
  return URL.canParse(url) ? new URL(url).host : "an address that cannot be read";
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

/** An outage is not a refusal and goes on up. */
async function attempt<T>(call: Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    if (error instanceof OutsideError && error.remedy !== "retry") return { ok: false };
    throw error;
  }
}
