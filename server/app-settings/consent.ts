/** From whom a portal may think that they agreed, and when it keeps quiet, as people fill it in. */
import type {
  ConsentSourceValues,
  ConsentValues,
  SettingsConsentReady,
} from "../../src/app/packages/contract/index.ts";
import type { ConsentSettings, ConsentSourceSetting } from "../consent/settings.ts";
import type { Context } from "../context.ts";
import { type Section, showSection } from "./saving.ts";
import { consentSheet } from "./sheet.ts";

export const consentSection: Section<ConsentSettings, ConsentValues> = {
  name: "consent",
  action: "settings-changed",
  sheet: consentSheet,
  show: ({ sources, quietHours, timeZoneProperty = "", cap, marketingFlows, confirm }) => ({
    sources: sources.map(shown),
    quietFrom: quietHours?.from ?? "",
    quietTo: quietHours?.to ?? "",
    timeZoneProperty,
    ...(cap && { cap }),
    marketingFlows,
    confirm,
  }),
  merge: (_settings, { sources, quietFrom, quietTo, timeZoneProperty, cap, marketingFlows, confirm }) => ({
    sources: sources.map(trimmed),
    ...((quietFrom.trim() || quietTo.trim()) && { quietHours: { from: quietFrom.trim(), to: quietTo.trim() } }),
    ...(timeZoneProperty.trim() && { timeZoneProperty: timeZoneProperty.trim() }),
    ...(cap && { cap }),
    marketingFlows,
    confirm,
  }),
  fields: { "quietHours.from": "quietFrom", "quietHours.to": "quietTo" },
};

export async function consentOf(context: Context, portalId: string): Promise<SettingsConsentReady> {
  const tenant = context.store.of(portalId);
  const flows = await tenant.all(tenant.db.selectFrom("flows").select(["id", "name"]).orderBy("name").orderBy("id"));
  return { kind: "ready", ...(await showSection(context, portalId, consentSection)), flows };
}

function shown(source: ConsentSourceSetting): ConsentSourceValues {
  return source.kind === "question" ? { ...source, wording: source.wording ?? "" } : source;
}

/** An empty wording of our own question is ours; elsewhere it is missing, and the settings say so. */
function trimmed(source: ConsentSourceValues): object {
  if (source.kind === "form_box") return source;
  const { wording, ...others } = source;
  const words = wording.trim();
  const cleaned = "name" in others ? { ...others, name: others.name.trim(), values: kept(others.values) } : others;
  return source.kind === "question" && words === "" ? cleaned : { ...cleaned, wording: words };
}

const kept = (values: readonly string[]) => values.map((value) => value.trim()).filter((value) => value !== "");
