/** Ways in: QR codes, links, website buttons, keywords and ads that lead a customer to a Flow; and whom WhatsApp does not reach. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/** What somebody decides about an entry. The code, and so every printed QR code, stays the same whatever is changed. */
export const entryChoiceSchema = z.object({
  /** What the business calls it, such as "Shop window". */
  name: z.string().trim().min(1).max(80),
  flowId: z.string().min(1),
  /** Of the sentence, the label and the button: one of the languages that `pageEntries` lists. */
  language: z.string().min(2).max(35),
  /** Where the customers come from, as reports name it, such as `shop`. */
  source: z.string().trim().min(1).max(60),
  state: z.enum(["on", "off"]),
  /** What the customer sends, without the code; the language's own sentence where it is left out. */
  sentence: z.string().trim().min(1).max(120).optional(),
  /** A message that is one of these words opens the Flow, too. */
  keywords: z.array(z.string().trim().min(1).max(40)).max(20),
  /** Ids of ads, as Meta's ads manager shows them: whoever writes from one of them gets the Flow. */
  ads: z.array(z.string().regex(/^\d{1,40}$/)).max(50),
});
export type EntryChoice = z.infer<typeof entryChoiceSchema>;

export const entrySchema = entryChoiceSchema.extend({
  id: z.string().min(1),
  flowName: z.string(),
  /** Why it opens nothing now: its Flow is not published, or has closed, or no number can send it. */
  trouble: z.enum(["flow-not-published", "flow-closed", "no-number"]).optional(),
  /** At the end of what the customer sends, behind a #. */
  code: z.string().min(1),
  /** What the customer sends: the sentence and the code. */
  text: z.string().min(1),
  /** Opens the chat with the text written already; absent where no number can send. */
  link: z.url({ protocol: /^https$/ }).optional(),
  /** The number that it leads to, as people write it. */
  number: z.string().optional(),
  /** Messages that came through it, Flows opened, and Flows handed in. */
  counts: z.object({ seen: z.int().min(0), opened: z.int().min(0), completed: z.int().min(0) }),
  createdAt: z.iso.datetime(),
});
export type Entry = z.infer<typeof entrySchema>;

const refusedSchema = z.object({ kind: z.literal("refused"), code: z.string().min(1), message: z.string().min(1) });

export const pageEntriesRequestSchema = z.object({});
export type PageEntriesRequest = z.infer<typeof pageEntriesRequestSchema>;

export const pageEntriesResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    /** Newest first. */
    entries: z.array(entrySchema),
    /** To choose from. */
    flows: z.array(z.object({ id: z.string(), name: z.string() })),
    languages: z.array(z.string()),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageEntriesResponse = z.infer<typeof pageEntriesResponseSchema>;

export const pageEntries: Call<PageEntriesRequest, PageEntriesResponse> = {
  path: "/hubspot/page/entries",
  request: pageEntriesRequestSchema,
  response: pageEntriesResponseSchema,
};

/** Without `entryId` it is a new one. */
export const pageEntrySaveRequestSchema = z.object({
  entryId: z.string().min(1).optional(),
  choice: entryChoiceSchema,
  idempotencyKey: idempotencyKeySchema,
});
export type PageEntrySaveRequest = z.infer<typeof pageEntrySaveRequestSchema>;

export const pageEntrySaveResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("saved"), entry: entrySchema }),
  refusedSchema,
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageEntrySaveResponse = z.infer<typeof pageEntrySaveResponseSchema>;

export const pageEntrySave: Call<PageEntrySaveRequest, PageEntrySaveResponse> = {
  path: "/hubspot/page/entries/save",
  request: pageEntrySaveRequestSchema,
  response: pageEntrySaveResponseSchema,
};

export const pageEntryShareRequestSchema = z.object({ entryId: z.string().min(1) });
export type PageEntryShareRequest = z.infer<typeof pageEntryShareRequestSchema>;

/** What leads to an entry, ready to be printed or put on a website. */
export const entryShareSchema = z.object({
  kind: z.literal("ready"),
  link: z.url({ protocol: /^https$/ }),
  text: z.string().min(1),
  number: z.string().min(1),
  /** The bare QR code, 1,024 pixels wide, as a `data:` address. */
  png: z.string().regex(/^data:image\/png;base64,/),
  /** The bare QR code as SVG text. */
  svg: z.string().startsWith("<svg"),
  /** A card of 90 by 120 mm to be printed: QR code, what to do with it, and the number. SVG text. */
  label: z.string().startsWith("<svg"),
  /** HTML for a website: a link that looks like a button. It runs no script and tells nobody about visitors. */
  button: z.string().min(1),
});
export type EntryShare = z.infer<typeof entryShareSchema>;

export const pageEntryShareResponseSchema = z.discriminatedUnion("kind", [
  entryShareSchema,
  refusedSchema,
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageEntryShareResponse = z.infer<typeof pageEntryShareResponseSchema>;

export const pageEntryShare: Call<PageEntryShareRequest, PageEntryShareResponse> = {
  path: "/hubspot/page/entries/share",
  request: pageEntryShareRequestSchema,
  response: pageEntryShareResponseSchema,
};

/** Somebody whose number is not on WhatsApp: the newest message that could not reach them. */
export const unreachedSchema = z.object({
  /** The contact that it was sent from; absent where it was sent to a bare number. */
  contactId: z.string().optional(),
  flowId: z.string(),
  flowName: z.string(),
  at: z.iso.datetime(),
  /** The original form on the web, to be sent by other means; absent where it has none. */
  webForm: z.string().optional(),
});
export type Unreached = z.infer<typeof unreachedSchema>;

export const pageUnreachedRequestSchema = z.object({});
export type PageUnreachedRequest = z.infer<typeof pageUnreachedRequestSchema>;

export const pageUnreachedResponseSchema = z.discriminatedUnion("kind", [
  /** Newest first, at most 200. */
  z.object({ kind: z.literal("ready"), people: z.array(unreachedSchema) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageUnreachedResponse = z.infer<typeof pageUnreachedResponseSchema>;

export const pageUnreached: Call<PageUnreachedRequest, PageUnreachedResponse> = {
  path: "/hubspot/page/not-on-whatsapp",
  request: pageUnreachedRequestSchema,
  response: pageUnreachedResponseSchema,
};
