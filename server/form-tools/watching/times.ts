/** How often a tool is asked whether a form changed. All times in milliseconds. */
import type { Tool } from "../../../core/form/types.ts";
import type { Context } from "../../context.ts";

const minute = 60_000;
const hour = 60 * minute;

/**
 * Without anything that tells by itself. SurveyMonkey's draft and private apps have 500 calls a day for all portals
 * together, which answers need more (form-tools reference 4.9).
 */
const polledEvery: Readonly<Record<Tool, number>> = {
  hubspot: 30 * minute,
  typeform: 15 * minute,
  "google-forms": 15 * minute,
  surveymonkey: 6 * hour,
  // They change with a release.
  "use-case": 24 * hour,
};

/** Where the tool tells of changes itself, asking only makes sure. */
const assuredEvery: Readonly<Record<Tool, number>> = {
  ...polledEvery,
  "google-forms": 6 * hour,
  surveymonkey: 24 * hour,
};

/** However quiet a form is by its tool's list, it is read once in so long: then one that was deleted is missed, too. */
export const readAtLeastEvery = 24 * hour;

/** Editing makes many events: the form is read once they have had time to come to an end (form-tools reference 4.8). */
export const settleAfterEvent = minute;

/** Least time between two looks that events ask for. */
export const leastBetween: Readonly<Record<Tool, number>> = {
  hubspot: minute,
  typeform: minute,
  "google-forms": minute,
  surveymonkey: 10 * minute,
  "use-case": minute,
};

export const everyMs = (tool: Tool, told: boolean): number => (told ? assuredEvery : polledEvery)[tool];

/** Spread out by up to a fifth, so that accounts that were connected together are not asked together for ever. */
export function spread(context: Pick<Context, "randomBytes">, ms: number): number {
  const [high = 0, low = 0] = context.randomBytes(2);
  return Math.round(ms * (1 + (high * 256 + low) / 65_536 / 5));
}

/** Where the tool can tell of changes, it is asked to at once; else the form was read a moment ago. */
export function firstLookAfter(context: Context, tool: Tool): number {
  return canTell(context, tool) ? minute : spread(context, polledEvery[tool]);
}

/** Whether this server is set up so that the tool can tell of changes by itself. */
export function canTell({ config }: Pick<Context, "config">, tool: Tool): boolean {
  switch (tool) {
    case "surveymonkey":
      return config.SURVEYMONKEY_CLIENT_ID !== undefined && config.SURVEYMONKEY_CLIENT_SECRET !== undefined;
    case "google-forms":
      return config.GOOGLE_PUBSUB_TOPIC !== undefined && config.GOOGLE_PUBSUB_ACCOUNT !== undefined;
    default:
      return false;
  }
}
