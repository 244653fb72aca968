/** Forms that can become Flows, what becomes of each question, and how it looks on a phone. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { formSourceSchema, formToolNameSchema } from "./form-source.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/** The Flow that was made from a form. `status` is ours: Meta's own word comes with the Flows screen. */
export const formFlowSchema = z.object({
  id: z.string().min(1),
  status: z.enum(["draft", "published", "paused"]),
  /** The version that new messages carry. */
  version: z.int().min(1).optional(),
});
export type FormFlow = z.infer<typeof formFlowSchema>;

export const pageFormSchema = z.object({
  formId: z.string().min(1),
  title: z.string(),
  updatedAt: z.iso.datetime().optional(),
  flow: formFlowSchema.optional(),
});
export type PageForm = z.infer<typeof pageFormSchema>;

/** `refused`: the tool takes the connection no more, and somebody must connect the account again. */
export const pageToolSchema = z.object({
  tool: formToolNameSchema,
  label: z.string().min(1),
  state: z.enum(["connected", "refused", "not-connected"]),
});
export type PageTool = z.infer<typeof pageToolSchema>;

export const pageFormsRequestSchema = z.object({
  tool: formToolNameSchema,
  /** Words of the title. */
  search: z.string().trim().max(200).optional(),
  /** `next` of the page before. */
  after: z.string().max(500).optional(),
});
export type PageFormsRequest = z.infer<typeof pageFormsRequestSchema>;

export const pageFormsResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    tools: z.array(pageToolSchema),
    /** Of the tool that was asked for; none where it is not connected. */
    forms: z.array(pageFormSchema),
    next: z.string().optional(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageFormsResponse = z.infer<typeof pageFormsResponseSchema>;
export type PageFormsReady = Extract<PageFormsResponse, { kind: "ready" }>;

export const pageForms: Call<PageFormsRequest, PageFormsResponse> = {
  path: "/hubspot/page/forms",
  request: pageFormsRequestSchema,
  response: pageFormsResponseSchema,
};

export const reportOutcomeSchema = z.enum(["exact", "adapted", "dropped"]);
export type ReportOutcome = z.infer<typeof reportOutcomeSchema>;

/** What becomes of one question. `message` is a sentence for whoever made the form. */
export const pageReportLineSchema = z.object({
  title: z.string(),
  outcome: reportOutcomeSchema,
  code: z.string(),
  message: z.string(),
});
export type PageReportLine = z.infer<typeof pageReportLineSchema>;

/** Something about the form as a whole. `block` forbids publishing. */
export const pageNoticeSchema = z.object({
  level: z.enum(["info", "warn", "block"]),
  /** Stable; what `message` says in English. */
  code: z.string().optional(),
  message: z.string().min(1),
});
export type PageNotice = z.infer<typeof pageNoticeSchema>;

export const pageReportRequestSchema = z.object({ source: formSourceSchema });
export type PageReportRequest = z.infer<typeof pageReportRequestSchema>;

export const pageReportResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    title: z.string(),
    /** BCP 47: the language that the form is read in. */
    language: z.string(),
    screens: z.int().min(0),
    /** How long the longest way through it takes, roughly. */
    seconds: z.number().min(0),
    lines: z.array(pageReportLineSchema),
    notices: z.array(pageNoticeSchema),
    /** Why it cannot be published as it is; a sentence that says what to change. */
    blocked: z.string().min(1).optional(),
    flow: formFlowSchema.optional(),
    /** New messages carry the form as it is now already. */
    current: z.boolean(),
    /** Whether publishing hands in a message template for review; an edit keeps the one that there is. */
    newTemplate: z.boolean(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageReportResponse = z.infer<typeof pageReportResponseSchema>;
export type PageReport = Extract<PageReportResponse, { kind: "ready" }>;

/** Converts a form as it is now and keeps nothing. */
export const pageReport: Call<PageReportRequest, PageReportResponse> = {
  path: "/hubspot/page/report",
  request: pageReportRequestSchema,
  response: pageReportResponseSchema,
};

/** A form as it is now, which is kept as a draft of its Flow; or a Flow as new messages carry it. */
export const pagePreviewRequestSchema = z.object({
  of: z.discriminatedUnion("what", [
    z.object({ what: z.literal("form"), source: formSourceSchema }),
    z.object({ what: z.literal("flow"), flowId: z.string().min(1).max(100) }),
  ]),
  idempotencyKey: idempotencyKeySchema,
});
export type PagePreviewRequest = z.infer<typeof pagePreviewRequestSchema>;

export const pagePreviewResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("link"),
    /** A page for a frame; whoever has the address can open it until then. */
    url: z.url({ protocol: /^https?$/ }),
    version: z.int().min(1),
    until: z.iso.datetime(),
  }),
  z.object({ kind: z.literal("refused"), code: z.string().min(1), message: z.string().min(1) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PagePreviewResponse = z.infer<typeof pagePreviewResponseSchema>;

export const pagePreview: Call<PagePreviewRequest, PagePreviewResponse> = {
  path: "/hubspot/page/preview",
  request: pagePreviewRequestSchema,
  response: pagePreviewResponseSchema,
};

export const pageConnectToolRequestSchema = z.object({ tool: formToolNameSchema.exclude(["hubspot", "use-case"]) });
export type PageConnectToolRequest = z.infer<typeof pageConnectToolRequestSchema>;

export const pageConnectToolResponseSchema = z.discriminatedUnion("kind", [
  /** To be opened in a tab of its own; it leads to the tool's consent page, and connects this portal alone. */
  z.object({ kind: z.literal("link"), url: z.url({ protocol: /^https?$/ }) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageConnectToolResponse = z.infer<typeof pageConnectToolResponseSchema>;

/** The link that begins connecting an account of a form tool. Making one changes nothing. */
export const pageConnectTool: Call<PageConnectToolRequest, PageConnectToolResponse> = {
  path: "/hubspot/page/forms/connect",
  request: pageConnectToolRequestSchema,
  response: pageConnectToolResponseSchema,
};
