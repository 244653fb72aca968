/** What presses, taps and choices set off (WhatsApp reference 2.4), and where each action may stand. */
import * as z from "zod";

const payload = z.record(z.string(), z.unknown()).default({});

const dataExchange = z.strictObject({ name: z.literal("data_exchange"), payload });
const navigate = z.strictObject({
  name: z.literal("navigate"),
  next: z.strictObject({ type: z.literal("screen"), name: z.string() }),
  payload,
});
const complete = z.strictObject({ name: z.literal("complete"), payload });
const openUrl = z.strictObject({ name: z.literal("open_url"), url: z.string() });
const updateData = z.strictObject({ name: z.literal("update_data"), payload });

export const footerActionSchema = z.discriminatedUnion("name", [navigate, dataExchange, complete]);
/** EmbeddedLink, and an OptIn's "Read more". */
export const linkActionSchema = z.discriminatedUnion("name", [navigate, dataExchange, openUrl]);
export const listActionSchema = z.discriminatedUnion("name", [navigate, dataExchange]);
export const selectActionSchema = z.discriminatedUnion("name", [dataExchange, updateData]);
export const dateActionSchema = dataExchange;
/** Unselecting, a single option, and an OptIn: local only. */
export const updateActionSchema = updateData;

export type Action = z.infer<typeof footerActionSchema> | z.infer<typeof linkActionSchema>;
export type SelectAction = z.infer<typeof selectActionSchema>;
export type UpdateAction = z.infer<typeof updateActionSchema>;
