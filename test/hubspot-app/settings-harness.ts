/** The settings in HubSpot's test renderer, with a companion server whose answers the test gives by hand. */

import { Tabs } from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import { createRenderer } from "../../src/app/node_modules/@hubspot/ui-extensions/dist/testing/index.js";
import { settingsScreen } from "../../src/app/settings/SettingsScreen.tsx";
import { HandServer, origin } from "./card-harness.ts";

interface Shown {
  readonly language?: string;
  readonly variables?: Record<string, string>;
}

export function showSettings({ language = "en", variables = { SERVER_ORIGIN: origin } }: Shown = {}) {
  const server = new HandServer();
  const renderer = createRenderer("settings");
  const { mocks } = renderer;
  const context = {
    ...mocks.context,
    variables,
    user: { ...mocks.context.user, locale: "en-gb", language },
    portal: { id: 7, timezone: "UTC" },
  };
  mocks.useExtensionContext.willCall(() => context);
  renderer.render(settingsScreen());
  return {
    ...renderer,
    server,
    /** Waits for the settings to look like this; the limit only ends a test that would fail. */
    until: (check: () => void) => renderer.waitFor(check, { timeoutInMs: 10_000 }),
    alerts: () => mocks.actions.addAlert.calls.map(([alert]) => alert),
    text: () => renderer.getRootNode().toString(),
  };
}
export type Settings = ReturnType<typeof showSettings>;

/** The settings with this tab open, before its question is answered. */
export async function openTab(tab: string): Promise<Settings> {
  const settings = showSettings();
  if (tab !== "connections") {
    await settings.server.next();
    settings.find(Tabs).props.onSelectedChange?.(tab as never);
  }
  return settings;
}

/** And after its first answer. */
export async function tabWith(tab: string, answer: unknown, expected: (settings: Settings) => void): Promise<Settings> {
  const settings = await openTab(tab);
  (await settings.server.next()).answer(answer);
  await settings.until(() => expected(settings));
  return settings;
}

export const connections = {
  kind: "ready",
  hubspot: {
    missing: [{ scope: "automation", why: "let a workflow wait" }],
    capabilities: [{ name: "answers", title: "Answers on contacts", state: "works", says: "They land." }],
  },
  whatsapp: [{ connectionId: "con-1", name: "Casa Lume", state: "ready", numbers: ["+39 02 0000"] }],
  tools: [
    { tool: "typeform", label: "Typeform", state: "connected" },
    { tool: "google-forms", label: "Google Forms", state: "refused" },
    { tool: "surveymonkey", label: "SurveyMonkey", state: "not-connected" },
    { tool: "pipedrive", label: "Pipedrive", state: "not-connected" },
  ],
};
export const numbers = {
  kind: "ready",
  accounts: [
    {
      connectionId: "con-1",
      name: "Casa Lume",
      state: "blocked",
      items: [{ title: "Payment method", state: "act", says: "Add a payment method." }],
      numbers: [
        { id: "106", displayNumber: "+39 02 0000", items: [] },
        { id: "107", displayNumber: "+39 02 0001", items: [] },
      ],
      defaultSender: "106",
      rules: [{ country: "FR", senderId: "107" }],
      key: { since: "2026-11-01T09:00:00.000Z", state: "changing" },
    },
  ],
};
export const general = (changes: Record<string, unknown> = {}, revision = "r1") => ({
  kind: "ready",
  revision,
  values: {
    timeZone: "Europe/Rome",
    defaultCountry: "IT",
    unknownPerson: "form-first",
    timeline: true,
    tellOwner: true,
    reply: true,
    person: "",
    ...changes,
  },
});
export const consent = {
  kind: "ready",
  revision: "c1",
  values: {
    sources: [{ kind: "list", listId: "17", wording: "I agree.", covers: "utility" }],
    quietFrom: "21:00",
    quietTo: "08:00",
    timeZoneProperty: "",
    marketingFlows: [],
    confirm: true,
  },
  flows: [{ id: "flow-1", name: "Book a visit" }],
};
export const identity = {
  kind: "ready",
  revision: "i1",
  values: { place: "auto", hubspot: "last_four", webhook: "none", fileDays: 90 },
  tier: "contact-and-note",
  why: "The account has no custom objects.",
};
export const privacy = {
  kind: "ready",
  revision: "p1",
  values: { keep: "days", answerDays: 30, heldDays: 90, metaRegion: "IN" },
  flows: [
    { name: "Identity check", keep: "nothing" },
    { name: "Feedback", keep: 400 },
  ],
  last: { at: "2026-11-08T09:00:00.000Z", removed: [] },
  rounds: [
    {
      at: "2026-11-07T09:00:00.000Z",
      removed: [
        { what: "answers", count: 12 },
        { what: "files", count: 3 },
      ],
    },
  ],
  left: 2,
  held: { count: 4, until: "2027-01-05T09:00:00.000Z" },
  regions: { ours: "eu-central-1", hubspot: "na1", meta: "IN", differ: ["hubspot", "meta"] },
};
export const alerts = {
  kind: "ready",
  revision: "1",
  values: { mail: "ops@example.com", task: false, taskOwner: "", everyHours: 6 },
  mailReady: false,
  webhook: { origin: "https://hooks.example.com" },
  mutes: [{ kind: "form_changed", until: "2026-11-08T09:00:00.000Z" }],
};
export const webhooks = {
  kind: "ready",
  webhooks: [{ id: "whk-1", url: "https://hooks.example.com/…", status: "active", gone: false }],
};
export const roles = (grants: readonly object[] = []) => ({
  kind: "ready",
  revision: "ro1",
  values: { everyone: ["send"], grants, contacts: "all" },
  you: "5",
  teams: [{ id: "9", name: "Showroom" }],
});
