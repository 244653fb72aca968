/** Figures as files. An app's page in HubSpot can save nothing by itself, so each has an address for an hour. */
import { z } from "zod";
import {
  type InsightRequest,
  insightRequestSchema,
  type PageInsightFilesResponse,
} from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { signedTickets } from "../http/signed-ticket.ts";
import { findPortal } from "../portals/store.ts";
import type { SendingParts } from "../sending/request.ts";
import { insightOf } from "./answer.ts";
import { insightCsv } from "./csv.ts";

export const insightFileNames = ["insight.csv", "insight.json"] as const;
export type InsightFileName = (typeof insightFileNames)[number];

const lifeMs = 3_600_000;

const tickets = signedTickets(
  "insight-files",
  z.strictObject({ portalId: z.string(), request: insightRequestSchema, until: z.int() }),
);

export function insightFilesOf(context: Context, portalId: string, request: InsightRequest): PageInsightFilesResponse {
  const until = context.now() + lifeMs;
  const token = tickets.issue(context, { portalId, request, until });
  const address = (name: InsightFileName) => `${context.config.PUBLIC_BASE_URL}/insight-files/${token}/${name}`;
  return {
    kind: "ready",
    csv: address("insight.csv"),
    json: address("insight.json"),
    until: new Date(until).toISOString(),
  };
}

export type InsightFile =
  | { readonly kind: "file"; readonly type: "text/csv" | "application/json"; readonly content: string }
  | { readonly kind: "forged" | "expired" | "gone" };

/** What such an address leads to: the figures as they are now. */
export async function insightFile(
  parts: Pick<SendingParts, "context" | "catalogue">,
  token: string,
  name: InsightFileName,
): Promise<InsightFile> {
  const checked = tickets.check(parts.context, token);
  if (checked.kind !== "good") return checked;
  const { portalId, request } = checked.ticket;
  if ((await findPortal(parts.context, portalId))?.status !== "active") return { kind: "gone" };
  const insight = await insightOf(parts, portalId, request);
  if (insight.kind !== "ready") return { kind: "gone" };
  return name === "insight.csv"
    ? { kind: "file", type: "text/csv", content: insightCsv(insight) }
    : { kind: "file", type: "application/json", content: `${JSON.stringify(insight, null, 2)}\n` };
}
