/**
 * Where in the world data lies, as the operator, HubSpot and Meta name it, and whether those are the same part of the world.
 * HubSpot's locations are `na1`, `eu1`, `ap1` and the like (HubSpot reference 4.7); Meta's are countries (WhatsApp reference 5.13, 5.17).
 */

export type Area = "Europe" | "North America" | "South America" | "Asia-Pacific" | "Middle East" | "Africa";

const prefixes: readonly (readonly [start: string, area: Area])[] = [
  ["europe", "Europe"],
  ["eu", "Europe"],
  ["northamerica", "North America"],
  ["us-", "North America"],
  ["ca-", "North America"],
  ["na", "North America"],
  ["southamerica", "South America"],
  ["sa-", "South America"],
  ["asia", "Asia-Pacific"],
  ["australia", "Asia-Pacific"],
  ["ap", "Asia-Pacific"],
  ["middleeast", "Middle East"],
  ["me-", "Middle East"],
  ["africa", "Africa"],
  ["af-", "Africa"],
];

/** Countries in which Meta keeps data where it was asked to, and some that hosts are in. */
const countries: Readonly<Record<string, Area>> = {
  ...named("Europe", "AT BE CH DE DK ES FI FR GB UK IE IT NL NO PL PT SE"),
  ...named("North America", "CA US USA"),
  ...named("South America", "BR CL AR"),
  ...named("Asia-Pacific", "IN ID SG JP KR AU NZ"),
  ...named("Middle East", "BH AE IL"),
  ...named("Africa", "ZA"),
};

function named(area: Area, list: string): Record<string, Area> {
  return Object.fromEntries(list.split(" ").map((country) => [country, area]));
}

/** Undefined where the name tells nothing that is known here. */
export function areaOf(region: string | undefined): Area | undefined {
  const text = region?.trim() ?? "";
  const country = countries[text.toUpperCase()];
  if (country) return country;
  return prefixes.find(([start]) => text.toLowerCase().startsWith(start))?.[1];
}

export interface Regions {
  readonly ours: string | undefined;
  readonly hubspot: string | undefined;
  readonly meta: string | undefined;
}

export type Elsewhere = "hubspot" | "meta";

/** Who keeps data in another part of the world than this server does; only of places whose names are known here. */
export function regionsThatDiffer({ ours, hubspot, meta }: Regions): Elsewhere[] {
  const here = areaOf(ours);
  if (here === undefined) return [];
  const isElsewhere = (region: string | undefined) => ![undefined, here].includes(areaOf(region));
  return [...(isElsewhere(hubspot) ? ["hubspot" as const] : []), ...(isElsewhere(meta) ? ["meta" as const] : [])];
}

/** In a sentence, for whoever runs the server. */
export function regionsInWords(regions: Regions): string {
  const said = (region: string | undefined) => region ?? "unknown";
  return `Flowella ${said(regions.ours)}, HubSpot ${said(regions.hubspot)}, Meta ${said(regions.meta)}`;
}
