/** Bodies of `POST /{PHONE}/messages` (WhatsApp reference 6.1, 6.2). Keys that are not documented are refused. */
import { z } from "zod";
import { GraphError } from "./graph-error.ts";

const envelope = {
  messaging_product: z.literal("whatsapp"),
  recipient_type: z.literal("individual").optional(),
  to: z.string().min(1).optional(),
  /** Business-scoped id instead of a number (reference 7.5). */
  recipient: z.string().min(1).optional(),
  context: z.strictObject({ message_id: z.string() }).optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
};

const textSchema = z.strictObject({
  ...envelope,
  type: z.literal("text"),
  text: z.strictObject({ body: z.string().min(1).max(4096), preview_url: z.boolean().optional() }),
});

const shortText = (limit: number) => z.strictObject({ text: z.string().min(1).max(limit) });
const noEmoji = /^\P{Extended_Pictographic}*$/u;

const flowParametersSchema = z.strictObject({
  flow_message_version: z.literal("3"),
  flow_id: z.string().optional(),
  flow_name: z.string().optional(),
  // Documents say 20 or 30 (reference 6.1); the longer one is accepted here.
  flow_cta: z.string().min(1).max(30).regex(noEmoji, "no emoji"),
  flow_token: z.string().min(1).default("unused"),
  mode: z.enum(["published", "draft"]).default("published"),
  flow_action: z.enum(["navigate", "data_exchange"]).default("navigate"),
  flow_action_payload: z
    .strictObject({ screen: z.string().optional(), data: z.record(z.string(), z.unknown()).optional() })
    .optional(),
});

const interactiveSchema = z.strictObject({
  ...envelope,
  type: z.literal("interactive"),
  interactive: z.strictObject({
    type: z.literal("flow"),
    header: z.strictObject({ type: z.literal("text"), text: z.string().min(1).max(60) }).optional(),
    body: shortText(1024),
    footer: shortText(60).optional(),
    action: z.strictObject({ name: z.literal("flow"), parameters: flowParametersSchema }),
  }),
});

const textParameter = z.strictObject({ type: z.literal("text"), text: z.string().min(1) });
const index = z.union([z.string().regex(/^\d$/), z.int().min(0).max(9)]).transform(Number);
const actionParameter = z.strictObject({
  type: z.literal("action"),
  action: z.strictObject({
    flow_token: z.string().min(1).default("unused"),
    flow_action_data: z.record(z.string(), z.unknown()).optional(),
  }),
});
const componentSchema = z.union([
  z.strictObject({ type: z.enum(["header", "body"]), parameters: z.array(textParameter) }),
  z.strictObject({
    type: z.literal("button"),
    sub_type: z.literal("flow"),
    index,
    parameters: z.array(actionParameter).max(1).default([]),
  }),
  z.strictObject({
    type: z.literal("button"),
    sub_type: z.enum(["url", "quick_reply"]),
    index,
    parameters: z.array(z.unknown()),
  }),
]);

const templateSchema = z.strictObject({
  ...envelope,
  type: z.literal("template"),
  template: z.strictObject({
    name: z.string().min(1),
    language: z.strictObject({ code: z.string().min(1), policy: z.literal("deterministic").optional() }),
    components: z.array(componentSchema).default([]),
  }),
});

const messageSchema = z.discriminatedUnion("type", [textSchema, interactiveSchema, templateSchema]);
export type MessageBody = z.infer<typeof messageSchema>;
export type FlowMessageBody = z.infer<typeof interactiveSchema>;
export type TemplateMessageBody = z.infer<typeof templateSchema>;
export type FlowParameters = z.infer<typeof flowParametersSchema>;

/** Throws 131008 for what is missing, 100 for what is unknown, 131009 for what is wrong (reference 8.5). */
export function readMessage(params: unknown): MessageBody {
  const result = messageSchema.safeParse(params);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue?.path.join(".") || "message";
  if (issue?.code === "unrecognized_keys")
    throw new GraphError(100, `(#100) Unexpected key "${issue.keys[0] ?? ""}" on param "${where}"`);
  if (issue && valueAt(params, issue.path) === undefined)
    throw new GraphError(131008, "(#131008) Required parameter is missing", { details: `${where} is required` });
  throw new GraphError(131009, "(#131009) Parameter value is not valid", {
    details: `${where}: ${issue?.message ?? "not accepted"}`,
  });
}

function valueAt(params: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    params,
  );
}

export function wrongValue(details: string): GraphError {
  return new GraphError(131009, "(#131009) Parameter value is not valid", { details });
}
