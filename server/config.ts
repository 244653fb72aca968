/**
 * The environment, parsed once. `.env.example` is made from this schema (`npm run flowella -- env-example`).
 */
import { z } from "zod";
import { isTrustProxy } from "./http/limits/address.ts";
import { limitsSetting } from "./limits/table.ts";

const url = z
  .url({ protocol: /^https?$/, error: "must be an http(s) URL" })
  .transform((text) => text.replace(/\/+$/, ""));

const masterKey = z
  .base64({ error: "must be base64" })
  .refine((text) => Buffer.from(text, "base64").length === 32, "must be 32 bytes as base64: openssl rand -base64 32");

/** Without these nothing real can run. Setting none of them means: run on the sandbox. */
const required = {
  PUBLIC_BASE_URL: url.describe("The https address under which HubSpot and Meta reach this server, without a path."),
  FLOWELLA_MASTER_KEY: masterKey.describe(
    "Wraps every other key. 32 bytes as base64 (openssl rand -base64 32). Losing it loses all stored answers.",
  ),
  FLOWELLA_OPERATOR_TOKEN: z
    .string()
    .min(32, "must have at least 32 characters: openssl rand -hex 32")
    .describe("The operator's own password for the command line (openssl rand -hex 32)."),
  HUBSPOT_CLIENT_ID: z.string().min(1).describe("Client id of the HubSpot app (its Auth tab)."),
  HUBSPOT_CLIENT_SECRET: z.string().min(1).describe("Client secret of the HubSpot app; it also signs HubSpot's calls."),
};

const optional = {
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe("Port to listen on."),
  HOST: z.string().default("127.0.0.1").describe("Address to listen on; 0.0.0.0 behind a proxy or in a container."),
  TRUST_PROXY: z
    .string()
    .refine(
      isTrustProxy,
      "must be off, a number of proxies, or addresses such as loopback or 10.0.0.0/8, between commas",
    )
    .default("off")
    .describe(
      "Behind a proxy: how many there are, or their addresses, so that limits count people's own addresses and not the proxy's.",
    ),
  FLOW_EXCHANGES_PER_SECOND: z.coerce
    .number()
    .int()
    .min(10)
    .max(1_000_000)
    .default(1_000)
    .describe("How many exchanges of one portal's Flows a process takes at most, over ten seconds."),
  DATABASE_FILE: z
    .string()
    .default("data/flowella.db")
    .describe("The SQLite file that holds everything, for one process. Not together with DATABASE_URL."),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must look like postgres://user:password@host:5432/database" })
    .optional()
    .describe("PostgreSQL in place of the file, for one process or many: postgres://user:password@host:5432/database."),
  DATABASE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(10)
    .describe("Connections to PostgreSQL that a process opens at most; four more belong to its wake-ups."),
  REGION: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe("Where this server and its database are, such as eu-central-1: shown beside HubSpot's and Meta's."),
  BLOB_FOLDER: z
    .string()
    .optional()
    .describe("Folder of people's encrypted files, beside the database by default; processes share one folder."),
  EVENTS_KEPT_DAYS: z.coerce
    .number()
    .int()
    .min(100)
    .max(3_650)
    .default(400)
    .describe("For how many days single events of the funnel are kept. Figures made of them stay."),
  DRAIN_SECONDS: z.coerce
    .number()
    .min(0)
    .max(600)
    .default(5)
    .describe(
      "How long a server that was told to stop goes on answering while /ready says that it stops: longer than a balancer takes to notice.",
    ),
  LOG_LEVEL: z.enum(["info", "warn", "error", "silent"]).default("info").describe("Least severe line that is logged."),
  HUBSPOT_API_BASE: url.default("https://api.hubapi.com").describe("HubSpot's API."),
  HUBSPOT_FORMS_BASE: url.default("https://api.hsforms.com").describe("HubSpot's host for form submissions."),
  HUBSPOT_AUTHORIZE_BASE: url.default("https://app.hubspot.com").describe("Where HubSpot asks for consent."),
  HUBSPOT_OLDER_SIGNATURES: z
    .enum(["accept", "refuse"])
    .default("accept")
    .describe("Whether HubSpot's older signatures count where it sends no version 3: workflows (2) and webhooks (1)."),
  META_GRAPH_BASE: url.default("https://graph.facebook.com").describe("Meta's Graph API."),
  META_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.0$/, "must look like v25.0")
    .default("v25.0")
    .describe("Graph API version; a version lives about two years."),
  META_APP_ID: z
    .string()
    .regex(/^\d+$/, "must be digits")
    .optional()
    .describe("Your own Meta app, where you are a Tech Provider: customers then connect by Embedded Signup."),
  META_APP_SECRET: z.string().min(1).optional().describe("Secret of that app."),
  META_SIGNUP_CONFIG_ID: z
    .string()
    .regex(/^\d+$/, "must be digits")
    .optional()
    .describe("Id of the app's login configuration for WhatsApp Embedded Signup."),
  META_SIGNUP_SCRIPT: url
    .default("https://connect.facebook.net/en_US/sdk.js")
    .describe("Meta's script for Embedded Signup."),
  META_HOSTED_SIGNUP_URL: url
    .optional()
    .describe("Link of Meta's hosted signup, from your app's WhatsApp > Quickstart: customers may connect by it."),
  META_SYSTEM_USER_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe("Token of a system user of your own business; the hosted signup needs it to fetch customers' tokens."),
  D360_API_BASE: url.default("https://waba-v2.360dialog.io").describe("360dialog's messaging API."),
  D360_HUB_BASE: url.default("https://hub.360dialog.io").describe("360dialog's hub, with its API for partners."),
  D360_PARTNER_ID: z
    .string()
    .min(1)
    .optional()
    .describe("Your id as a partner of 360dialog: Flows of your clients' accounts are then made through its API."),
  D360_PARTNER_API_KEY: z.string().min(1).optional().describe("Your key as that partner."),
  META_MEDIA_HOSTS: z
    .string()
    .default("whatsapp.net")
    .describe("Domains on which WhatsApp keeps files that customers upload, between commas; subdomains count."),
  META_MEDIA_BASE: url
    .optional()
    .describe("Ask this address for uploaded files, in place of their own host: a proxy, or the sandbox."),
  FLOW_JSON_VERSION: z.string().default("7.3").describe("Flow JSON version to publish."),
  FLOW_DATA_API_VERSION: z.enum(["3.0", "4.0"]).default("3.0").describe("Data API version to publish."),
  FLOW_KEY_ROTATION_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3650)
    .default(90)
    .describe("After how many days a WhatsApp account gets a new Flow encryption key; 0: only when asked to."),
  FLOW_KEY_OVERLAP_HOURS: z.coerce
    .number()
    .min(0)
    .max(8760)
    .default(72)
    .describe("How long the Flow encryption key before still opens what phones send that remember it."),
  TYPEFORM_CLIENT_ID: z.string().min(1).optional().describe("Client id of your app at Typeform, for its consent page."),
  TYPEFORM_CLIENT_SECRET: z.string().min(1).optional().describe("Client secret of that app."),
  TYPEFORM_API_BASE: url.default("https://api.typeform.com").describe("Typeform's API."),
  TYPEFORM_EXPERIMENTAL_WRITE_BACK: z
    .enum(["off", "on"])
    .default("off")
    .describe(
      "EXPERIMENTAL: lets a portal have answers handed in at a Typeform form's own page, which Typeform does not document and may forbid.",
    ),
  TYPEFORM_PAGE_BASE: url.optional().describe("Where that page is, in place of the form's own address: the sandbox."),
  GOOGLE_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe("OAuth client of your Google project, to connect Google Forms."),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional().describe("Secret of that client."),
  GOOGLE_ACCOUNTS_BASE: url.default("https://accounts.google.com").describe("Where Google asks for consent."),
  GOOGLE_TOKEN_BASE: url.default("https://oauth2.googleapis.com").describe("Google's tokens."),
  GOOGLE_DRIVE_BASE: url.default("https://www.googleapis.com").describe("Google Drive, which lists forms."),
  GOOGLE_FORMS_BASE: url.default("https://forms.googleapis.com").describe("Google's Forms API."),
  GOOGLE_DOCS_BASE: url.default("https://docs.google.com").describe("Google's public pages of forms."),
  GOOGLE_SHEETS_BASE: url.default("https://sheets.googleapis.com").describe("Google's Sheets API."),
  GOOGLE_CALENDAR_BASE: url.default("https://www.googleapis.com").describe("Google's Calendar API."),
  GOOGLE_PUBSUB_TOPIC: z
    .string()
    .regex(/^projects\/[\w.:-]+\/topics\/[\w.~+%-]+$/, "must look like projects/PROJECT/topics/TOPIC")
    .optional()
    .describe(
      "Pub/Sub topic of your Google project that Google Forms tells of changed forms; without it they are asked.",
    ),
  GOOGLE_PUBSUB_ACCOUNT: z
    .email()
    .optional()
    .describe("Service account as which the topic's push subscription calls /webhooks/google-forms."),
  GOOGLE_CERTS_BASE: url
    .default("https://www.googleapis.com")
    .describe("Where Google shows the keys that it signs with."),
  SURVEYMONKEY_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe("Client id of your app at SurveyMonkey; draft and private apps have 500 calls a day for all portals."),
  SURVEYMONKEY_CLIENT_SECRET: z.string().min(1).optional().describe("Client secret of that app."),
  SURVEYMONKEY_API_BASE: url.default("https://api.surveymonkey.com").describe("SurveyMonkey's API."),
  PIPEDRIVE_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe("Client id of your app at Pipedrive, for its consent page; an API token needs no app."),
  PIPEDRIVE_CLIENT_SECRET: z.string().min(1).optional().describe("Client secret of that app."),
  PIPEDRIVE_API_BASE: url.default("https://api.pipedrive.com").describe("Pipedrive's API."),
  PIPEDRIVE_OAUTH_BASE: url.default("https://oauth.pipedrive.com").describe("Where Pipedrive asks for consent."),
  FORM_TOOL_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(60_000)
    .default(20_000)
    .describe("How long a form tool may take to answer when answers are written back into it, in milliseconds."),
  WEBHOOK_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(60_000)
    .default(15_000)
    .describe("How long a webhook's receiver may take to answer, in milliseconds."),
  OUTBOUND_LIMITS: limitsSetting
    .default({})
    .describe(
      "Other limits for calls to vendors than the documented ones, such as hubspot_api=190/10000: calls per milliseconds.",
    ),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "must look like smtps://user:password@mail.example.com" })
    .optional()
    .describe(
      "Mail server for what people must be told: alerts, that a portal left, and the codes of forms that ask for one.",
    ),
  MAIL_FROM: z.string().min(3).optional().describe("Sender of that mail, such as Flowella <flowella@example.com>."),
  METRICS_TOKEN: z
    .string()
    .min(32, "must have at least 32 characters: openssl rand -hex 32")
    .optional()
    .describe("Bearer token with which your Prometheus reads /metrics; the operator's own token is good there, too."),
  OTEL_EXPORTER_OTLP_ENDPOINT: url
    .optional()
    .describe("OpenTelemetry collector that gets traces, by OTLP over HTTP; without it nothing is traced."),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url
    .optional()
    .describe("The whole address for traces, in place of the collector's /v1/traces."),
  OTEL_SERVICE_NAME: z.string().min(1).default("flowella").describe("What traces call this server."),
  OTEL_TRACES_SAMPLER: z
    .enum(["always_on", "traceidratio"])
    .default("always_on")
    .describe("Whether every send is traced, or the share that OTEL_TRACES_SAMPLER_ARG names."),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe("That share, from 0 to 1: a send is traced whole or not at all."),
  FLOWELLA_MASTER_KEY_PREVIOUS: masterKey
    .optional()
    .describe("The master key before, while it changes: both open, until `flowella keys rewrap` is through."),
  HUBSPOT_CLIENT_SECRET_PREVIOUS: z
    .string()
    .min(1)
    .optional()
    .describe("The client secret before, while HubSpot may still sign with it."),
};

export const configSchema = z.object({ ...required, ...optional });
export type Config = z.infer<typeof configSchema>;
const optionalSchema = z.object(optional);
export type SandboxSettings = z.infer<typeof optionalSchema>;

/** HubSpot's client secrets to accept, newest first: two while the secret changes. */
export function hubspotSecrets(config: Pick<Config, "HUBSPOT_CLIENT_SECRET" | "HUBSPOT_CLIENT_SECRET_PREVIOUS">) {
  const { HUBSPOT_CLIENT_SECRET: newest, HUBSPOT_CLIENT_SECRET_PREVIOUS: previous } = config;
  return previous === undefined ? [newest] : [newest, previous];
}

/** Domains that WhatsApp keeps uploaded files on. */
export function mediaHosts({ META_MEDIA_HOSTS: text }: Pick<Config, "META_MEDIA_HOSTS">): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

export type Environment = Readonly<Record<string, string | undefined>>;

export type ParsedConfig =
  /** Everything is there: serve real portals. */
  | { readonly kind: "live"; readonly config: Config }
  /** Nothing that is required is there: run on the sandbox. */
  | { readonly kind: "sandbox"; readonly settings: SandboxSettings }
  /** Some are there, or something is malformed: say which, and stop. */
  | { readonly kind: "invalid"; readonly problems: readonly { readonly name: string; readonly message: string }[] };

/** @returns what the environment asks for; production without a configuration is invalid, never the sandbox. */
export function parseConfig(environment: Environment): ParsedConfig {
  // An empty variable is one that was not filled in.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  if ("DATABASE_URL" in given && "DATABASE_FILE" in given) return { kind: "invalid", problems: [twoDatabases] };
  const names = Object.keys(required);
  if (!names.some((name) => name in given) && given["NODE_ENV"] !== "production") {
    const settings = optionalSchema.safeParse(given);
    return settings.success ? { kind: "sandbox", settings: settings.data } : invalid(settings.error, given);
  }
  const config = configSchema.safeParse(given);
  return config.success ? { kind: "live", config: config.data } : invalid(config.error, given);
}

const twoDatabases = {
  name: "DATABASE_URL",
  message: "and DATABASE_FILE are both set: keep the one of the database that holds everything",
};

function invalid(error: z.ZodError, given: Environment): ParsedConfig {
  const problems = error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return { name, message: name in given ? issue.message : "is missing" };
  });
  return { kind: "invalid", problems };
}

/** The text of `.env.example`. */
export function envExample(): string {
  const lines = (shape: Record<string, z.ZodType>, required: boolean): string[] =>
    Object.entries(shape).flatMap(([name, schema]) => {
      const fallback = required ? "" : (schema.parse(undefined) ?? "");
      const standard = typeof fallback === "object" ? "" : String(fallback);
      return [`# ${schema.description ?? ""}`, required ? `${name}=` : `# ${name}=${standard}`, ""];
    });
  return [
    "# Configuration of the Flowella server. Made from server/config.ts; do not edit by hand:",
    "# npm run -s flowella -- env-example > .env.example",
    "# With none of the required variables set, `npm start` runs on the sandbox.",
    "",
    "# --- Required ---",
    "",
    ...lines(required, true),
    "# --- Optional, with their defaults ---",
    "",
    ...lines(optional, false),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}
