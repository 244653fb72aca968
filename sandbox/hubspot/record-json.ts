/** A record as the API returns it. */

import type { Behaviour } from "./behaviour.ts";
import { iso } from "./clock.ts";
import type { Kind } from "./kinds.ts";
import type { Portal } from "./portals.ts";
import type { CrmRecord } from "./record.ts";

export interface RecordJson {
  id: string;
  properties: Record<string, string | null>;
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  archivedAt?: string;
  url?: string;
}

export interface Shape {
  readonly portal: Portal;
  readonly kind: Kind;
  readonly behaviour: Behaviour;
}

/** `asked` adds properties to the default ones; names that do not exist are left out in silence. */
export function recordJson(
  { portal, kind, behaviour }: Shape,
  record: CrmRecord,
  asked: readonly string[],
): RecordJson {
  const catalogue = portal.recordsOf(kind.name).catalogue;
  const names = [...new Set([...kind.defaultProperties, ...asked.filter((name) => catalogue.get(name))])];
  const properties: Record<string, string | null> = {};
  for (const name of names) {
    const value = record.properties[name];
    if (value !== undefined) properties[name] = value;
    else if (behaviour.unsetProperties === "null") properties[name] = null;
  }
  return {
    id: record.id,
    properties,
    createdAt: iso(record.createdAt),
    updatedAt: iso(record.updatedAt),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt === undefined ? {} : { archivedAt: iso(record.archivedAt) }),
    url: `https://${portal.settings.uiDomain}/contacts/${portal.id}/record/${kind.typeId}/${record.id}`,
  };
}

/** `associations` of a read that asked for some kinds; a kind with none is left out. */
export function associationsJson(
  { portal, kind }: Shape,
  id: string,
  asked: readonly string[],
): Record<string, unknown> {
  const found: Record<string, { results: { id: string; type: string }[] }> = {};
  for (const name of asked) {
    const to = portal.kindOf(name);
    if (!to) continue;
    const results = portal.associations.of({ kind: kind.name, id }, to.name);
    if (results.length === 0) continue;
    found[to.name] = {
      results: results.map((other) => ({ id: other.id, type: `${kind.singular}_to_${to.singular}` })),
    };
  }
  return Object.keys(found).length > 0 ? { associations: found } : {};
}
