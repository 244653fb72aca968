/** How long what customers hand in is kept, what was removed, and where in the world data lies. */
import type {
  PrivacyValues,
  RetentionRound,
  SavedAnswer,
  SettingsPrivacyReady,
} from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import type { PortalSettings } from "../portals/settings.ts";
import { checkRetention, type RetentionRun, removedKinds } from "../privacy/retention.ts";
import { whyPortalMayNot } from "../privacy/retention-notice.ts";
import { portalThere, retentionStatus } from "../privacy/retention-status.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import { type Change, type Section, saveSection, showSection } from "./saving.ts";
import { portalSheet } from "./sheet.ts";

/** Shown beside “nothing”, for whoever changes their mind. */
const daysAtFirst = 365;
const shownRounds = 10;

export const privacySection: Section<PortalSettings, PrivacyValues> = {
  name: "privacy",
  action: "settings-changed",
  sheet: portalSheet,
  show: ({ retention: { keep, heldDays, metaRegion = "" } }) => ({
    keep: keep === "nothing" ? "nothing" : "days",
    answerDays: keep === "nothing" ? daysAtFirst : keep,
    heldDays,
    metaRegion,
  }),
  merge: (settings, { keep, answerDays, heldDays, metaRegion }) => {
    const country = metaRegion.trim().toUpperCase();
    const kept = keep === "nothing" ? keep : answerDays;
    return { ...settings, retention: { keep: kept, heldDays, ...(country && { metaRegion: country }) } };
  },
  fields: {
    "retention.keep": "answerDays",
    "retention.heldDays": "heldDays",
    "retention.metaRegion": "metaRegion",
  },
};

export async function privacyOf(context: Context, portalId: string): Promise<SettingsPrivacyReady> {
  const portal = await portalThere(context, portalId);
  const { flows, runs, regions } = await retentionStatus(context, portal, shownRounds);
  const [last] = runs;
  const { left } = await checkRetention(context, portalId);
  const { ours, hubspot, meta, differ } = regions;
  const held = last?.held;
  return {
    kind: "ready",
    ...(await showSection(context, portalId, privacySection)),
    flows: flows.filter(({ saidBy }) => saidBy === "flow").map(({ name, keep }) => ({ name, keep })),
    ...(last && { last: roundOf(last) }),
    rounds: runs.filter(({ total }) => total > 0).map(roundOf),
    left: last ? Object.values(left).reduce((sum, count) => sum + count, 0) : 0,
    ...(held && held.until !== null && { held: { count: held.count, until: isoOf(held.until) } }),
    regions: {
      ...(ours !== undefined && { ours }),
      ...(hubspot !== undefined && { hubspot }),
      ...(meta !== undefined && { meta }),
      differ: [...differ],
    },
  };
}

const isoOf = (at: number): string => new Date(at).toISOString();

function roundOf({ at, removed }: RetentionRun): RetentionRound {
  return {
    at: isoOf(at),
    removed: removedKinds.flatMap((what) => {
      const count = removed[what] ?? 0;
      return count > 0 ? [{ what, count }] : [];
    }),
  };
}

/** Nothing is kept only where no Flow's identity documents would be nowhere then. */
export async function savePrivacy(
  { context, catalogue }: { readonly context: Context; readonly catalogue: FlowCatalogue },
  change: Change<PrivacyValues>,
): Promise<SavedAnswer> {
  if (change.values.keep === "nothing") {
    const portal = await portalThere(context, change.portalId);
    const why = await whyPortalMayNot({ context, catalogue }, portal, "nothing");
    if (why !== undefined) return { kind: "refused", code: "privacy.documents_nowhere", message: why };
  }
  return saveSection(context, privacySection, change);
}
