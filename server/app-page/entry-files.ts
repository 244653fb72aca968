/** An entry's QR code and card as files: an app's page in HubSpot can save nothing by itself, so each has an address. */
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import type { PageEntryFilesResponse } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { shareOf } from "../entries/index.ts";
import { signedTickets } from "../http/signed-ticket.ts";
import { findPortal } from "../portals/store.ts";

export const entryFileNames = ["qr.png", "qr.svg", "card.svg"] as const;
export type EntryFileName = (typeof entryFileNames)[number];

/** How long an address leads there: as long as somebody has the page open. */
const hours = 12;

const tickets = signedTickets(
  "entry-files",
  z.strictObject({ portalId: z.string(), entryId: z.string(), until: z.int() }),
);

/** @throws RefusedInput where there is no such entry, or no number that it could lead to */
export async function entryFilesOf(
  context: Context,
  portalId: string,
  entryId: string,
): Promise<PageEntryFilesResponse> {
  await shareOf(context, portalId, entryId);
  const until = context.now() + hours * 3_600_000;
  const token = tickets.issue(context, { portalId, entryId, until });
  const address = (name: EntryFileName) => `${context.config.PUBLIC_BASE_URL}/entry-files/${token}/${name}`;
  return {
    kind: "ready",
    png: address("qr.png"),
    svg: address("qr.svg"),
    label: address("card.svg"),
    until: new Date(until).toISOString(),
  };
}

export type EntryFile =
  | { readonly kind: "file"; readonly type: "image/png" | "image/svg+xml"; readonly content: Buffer }
  | { readonly kind: "forged" | "expired" | "gone" };

/** What such an address leads to. */
export async function entryFile(context: Context, token: string, name: EntryFileName): Promise<EntryFile> {
  const checked = tickets.check(context, token);
  if (checked.kind !== "good") return checked;
  const { portalId, entryId } = checked.ticket;
  if ((await findPortal(context, portalId))?.status !== "active") return { kind: "gone" };
  try {
    const { png, svg, label } = await shareOf(context, portalId, entryId);
    if (name === "qr.png") {
      return { kind: "file", type: "image/png", content: Buffer.from(png.replace(/^[^,]*,/, ""), "base64") };
    }
    return { kind: "file", type: "image/svg+xml", content: Buffer.from(name === "qr.svg" ? svg : label) };
  } catch (error) {
    if (!(error instanceof RefusedInput)) throw error;
    return { kind: "gone" };
  }
}
