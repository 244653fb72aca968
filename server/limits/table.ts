/**
 * What vendors allow, where each figure is from, and what we stay below. An operator whose account is allowed more, or
 * who shares it with other apps, sets `OUTBOUND_LIMITS`.
 */
import { z } from "zod";
import type { Limit } from "./gcra.ts";

export const limitNames = [
  "hubspot_api",
  "hubspot_search",
  "hubspot_forms",
  "pipedrive_api",
  "pipedrive_search",
  "whatsapp_number",
] as const;
export type LimitName = (typeof limitNames)[number];

export const limitTable: Readonly<Record<LimitName, Limit & { readonly source: string }>> = {
  hubspot_api: {
    calls: 110,
    windowMs: 10_000,
    source: "OAuth app of the marketplace: 110 per 10 s and account, searches not counted (HubSpot reference 6.2)",
  },
  hubspot_search: {
    calls: 5,
    windowMs: 1_000,
    source: "5 per second and account, shared with every other app of the customer (HubSpot reference 6.2, 8.4)",
  },
  hubspot_forms: {
    calls: 100,
    windowMs: 10_000,
    source:
      "secure endpoint: 100 per 10 s on Free and Starter, 150 above; ten 429s within a second block the address for a minute (HubSpot reference 6.15)",
  },
  pipedrive_api: {
    calls: 20,
    windowMs: 2_000,
    source:
      "an API token on the smallest plan: 20 per 2 s; OAuth and larger plans have more (connectors/pipedrive/README.md)",
  },
  pipedrive_search: {
    calls: 10,
    windowMs: 2_000,
    source: "searching, on every plan: 10 per 2 s and token (connectors/pipedrive/README.md)",
  },
  whatsapp_number: {
    calls: 80,
    windowMs: 1_000,
    source:
      "messages of one number: 80 per second, 1,000 after Meta's upgrade, 20 where it is in a phone app too (WhatsApp reference 8.1); paces broadcasts",
  },
};

/** How `OUTBOUND_LIMITS` is written: `hubspot_search=4/1000,hubspot_api=190/10000`, calls per milliseconds. */
export const limitsSetting = z
  .string()
  .regex(/^$|^[a-z_]+=\d+\/\d+(,[a-z_]+=\d+\/\d+)*$/, "must look like hubspot_search=4/1000,hubspot_api=190/10000")
  .transform((text, issues): Partial<Record<LimitName, Limit>> => {
    const given: Partial<Record<LimitName, Limit>> = {};
    for (const each of text.split(",").filter(Boolean)) {
      const [, name = "", calls, windowMs] = /^([a-z_]+)=(\d+)\/(\d+)$/.exec(each) ?? [];
      const known = limitNames.find((one) => one === name);
      if (!known || Number(calls) < 1 || Number(windowMs) < 1) {
        issues.addIssue({ code: "custom", message: `${name} is not one of ${limitNames.join(", ")}, or is zero` });
        return z.NEVER;
      }
      given[known] = { calls: Number(calls), windowMs: Number(windowMs) };
    }
    return given;
  });
