/** What has to be written so that a record tells of these answers, and whether it tells of newer ones already. */
import type { Risk } from "../../core/risk/index.ts";

type Properties = Readonly<Record<string, string | null>>;

interface Marks {
  /** Name of the property that says when the answers were handed in. */
  readonly receivedAt: string | undefined;
  /** Written together with another time: the check begins anew. */
  readonly received: Readonly<Record<string, string>>;
}

/** Without the state where the answers are the ones that stand there: somebody may have decided about them. */
export function changesTo(
  there: Properties,
  wanted: Readonly<Record<string, string>>,
  { receivedAt, received }: Marks,
): Record<string, string> {
  const changed = Object.entries(wanted).filter(([name, value]) => !same(there[name] ?? "", value));
  const anew = receivedAt !== undefined && changed.some(([name]) => name === receivedAt);
  return { ...Object.fromEntries(changed), ...(anew ? received : {}) };
}

/** HubSpot gives a moment back as ISO 8601, however it was sent (HubSpot reference 6.3). */
function same(there: string, wanted: string): boolean {
  if (there === wanted) return true;
  const moment = momentOf(wanted);
  return moment !== undefined && momentOf(there) === moment;
}

/** Whether a property tells this very moment, epoch milliseconds. */
export function isAt(there: string | null | undefined, at: number): boolean {
  return momentOf(there ?? "") === at;
}

/** @param handedInAt epoch milliseconds */
export function handedInBefore(handedInAt: number, name: string | undefined, there: Properties): boolean {
  const known = name === undefined ? undefined : momentOf(there[name] ?? "");
  return known !== undefined && known > handedInAt;
}

function momentOf(text: string): number | undefined {
  if (/^\d{12,14}$/.test(text)) return Number(text);
  const moment = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}

/** In one line, for a text property; empty where nothing was found. */
export function riskFlagsIn(risk: Risk | undefined): string {
  return (risk?.flags ?? []).map(({ says }) => says).join(" ");
}
