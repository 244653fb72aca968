/** Settings, connections: HubSpot's permissions, WhatsApp accounts, form tools and Pipedrive. Nothing secret is told. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { type DoneAnswer, doneAnswerSchema, type NothingAsked, nothingAskedSchema } from "./settings-saving.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

export const connectedToolSchema = z.enum(["typeform", "google-forms", "surveymonkey", "pipedrive"]);
export type SettingsTool = z.infer<typeof connectedToolSchema>;

export const settingsConnectionsResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    hubspot: z.object({
      /** Permissions that were not given, by HubSpot's names, and what each is for. */
      missing: z.array(z.object({ scope: z.string().min(1), why: z.string().min(1) })),
      /** What works, in the server's words. */
      capabilities: z.array(
        z.object({
          name: z.string().min(1),
          title: z.string().min(1),
          state: z.enum(["works", "limited", "off"]),
          says: z.string().min(1),
          remedy: z.string().min(1).optional(),
        }),
      ),
    }),
    whatsapp: z.array(
      z.object({
        connectionId: z.string().min(1),
        name: z.string(),
        state: z.enum(["ready", "blocked"]),
        numbers: z.array(z.string()),
      }),
    ),
    tools: z.array(
      z.object({
        tool: connectedToolSchema,
        label: z.string().min(1),
        state: z.enum(["connected", "refused", "not-connected"]),
      }),
    ),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SettingsConnectionsResponse = z.infer<typeof settingsConnectionsResponseSchema>;
export type SettingsConnectionsReady = Extract<SettingsConnectionsResponse, { kind: "ready" }>;

export const settingsConnections: Call<NothingAsked, SettingsConnectionsResponse> = {
  path: "/hubspot/settings/connections",
  request: nothingAskedSchema,
  response: settingsConnectionsResponseSchema,
};

const toolLinkRequestSchema = z.object({ tool: connectedToolSchema });
const toolLinkResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("link"), url: z.url() }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);

/** A link to the tool's own page, where somebody says that we may. */
export const settingsConnectTool: Call<
  z.infer<typeof toolLinkRequestSchema>,
  z.infer<typeof toolLinkResponseSchema>
> = {
  path: "/hubspot/settings/connections/tool",
  request: toolLinkRequestSchema,
  response: toolLinkResponseSchema,
};

export const settingsDisconnectRequestSchema = z.object({
  of: z.discriminatedUnion("what", [
    z.object({ what: z.literal("whatsapp"), connectionId: z.string().min(1).max(100) }),
    z.object({ what: z.literal("tool"), tool: connectedToolSchema }),
  ]),
  idempotencyKey: idempotencyKeySchema,
});
export type SettingsDisconnectRequest = z.infer<typeof settingsDisconnectRequestSchema>;

export const settingsDisconnect: Call<SettingsDisconnectRequest, DoneAnswer> = {
  path: "/hubspot/settings/connections/disconnect",
  request: settingsDisconnectRequestSchema,
  response: doneAnswerSchema,
};
