/** Which record belongs to which, in both directions, each with its association types (HubSpot reference 6.8). */
import { invalid } from "./errors.ts";
import type { KindName } from "./kinds.ts";

export interface AssociationType {
  readonly category: "HUBSPOT_DEFINED" | "USER_DEFINED" | "INTEGRATOR_DEFINED";
  readonly typeId: number;
  readonly label?: string;
}

export interface End {
  readonly kind: KindName;
  readonly id: string;
}

interface Edge {
  readonly from: End;
  readonly to: End;
  readonly type: AssociationType;
}

interface Definition extends AssociationType {
  readonly from: KindName;
  readonly to: KindName;
  readonly inverse: number;
}

const builtIn = (from: KindName, to: KindName, typeId: number, inverse: number): Definition[] => [
  { category: "HUBSPOT_DEFINED", from, to, typeId, inverse },
  ...(typeId === inverse
    ? []
    : [{ category: "HUBSPOT_DEFINED", from: to, to: from, typeId: inverse, inverse: typeId } as const]),
];

export class Associations {
  #edges: Edge[] = [];
  #definitions: Definition[] = [
    ...builtIn("contacts", "contacts", 449, 449),
    ...builtIn("contacts", "tickets", 15, 16),
    ...builtIn("contacts", "notes", 201, 202),
    ...builtIn("contacts", "communications", 82, 81),
    ...builtIn("contacts", "meetings", 199, 200),
    ...builtIn("contacts", "tasks", 203, 204),
  ];
  #nextLabelId = 1;

  /** Lets records of two kinds be associated: a custom object's schema does. */
  connect(from: KindName, to: KindName, typeId: number, inverse: number): void {
    const [there, back] = builtIn(from, to, typeId, inverse);
    for (const each of [there, back]) if (each) this.#definitions.push({ ...each, category: "USER_DEFINED" });
  }

  /** The types that lead from one kind to the other; the first is the default one. */
  types(from: KindName, to: KindName): AssociationType[] {
    return this.#definitions.filter((definition) => definition.from === from && definition.to === to).map(publicType);
  }

  /** A label of the portal's own, with its inverse; returns both. */
  defineLabel(from: KindName, to: KindName, label: string, inverseLabel = label): AssociationType[] {
    const typeId = this.#nextLabelId++;
    const inverse = from === to ? typeId : this.#nextLabelId++;
    const there = { category: "USER_DEFINED", typeId, inverse, from, to, label } as const;
    const back = {
      category: "USER_DEFINED",
      typeId: inverse,
      inverse: typeId,
      from: to,
      to: from,
      label: inverseLabel,
    } as const;
    const made = from === to ? [there] : [there, back];
    this.#definitions.push(...made);
    return made.map(publicType);
  }

  /** Types are directional: one that leads elsewhere is a 400 (reference 8.4). */
  add(from: End, to: End, category: string, typeId: number): AssociationType {
    const definition = this.#definition(from.kind, to.kind, category, typeId);
    const inverse = this.#definition(to.kind, from.kind, category, definition.inverse);
    this.#put({ from, to, type: publicType(definition) });
    this.#put({ from: to, to: from, type: publicType(inverse) });
    return publicType(definition);
  }

  addDefault(from: End, to: End): AssociationType {
    const type = this.types(from.kind, to.kind)[0];
    if (!type) throw invalid(`No default association from ${from.kind} to ${to.kind}.`);
    return this.add(from, to, type.category, type.typeId);
  }

  remove(from: End, to: End): void {
    this.#edges = this.#edges.filter(
      (edge) => !(same(edge.from, from) && same(edge.to, to)) && !(same(edge.from, to) && same(edge.to, from)),
    );
  }

  /** Everything of one kind that a record is associated with, in the order of association. */
  of(from: End, to: KindName): { id: string; types: AssociationType[] }[] {
    const found = new Map<string, AssociationType[]>();
    for (const edge of this.#edges) {
      if (!same(edge.from, from) || edge.to.kind !== to) continue;
      found.set(edge.to.id, [...(found.get(edge.to.id) ?? []), edge.type]);
    }
    return [...found].map(([id, types]) => ({ id, types }));
  }

  /** Moves all associations of merged records to the record that remains. */
  move(kind: KindName, fromId: string, toId: string): void {
    const moved = (end: End): End => (end.kind === kind && end.id === fromId ? { kind, id: toId } : end);
    const edges = this.#edges.map((edge) => ({ ...edge, from: moved(edge.from), to: moved(edge.to) }));
    this.#edges = [];
    for (const edge of edges) if (!same(edge.from, edge.to)) this.#put(edge);
  }

  forget(end: End): void {
    this.#edges = this.#edges.filter((edge) => !same(edge.from, end) && !same(edge.to, end));
  }

  /** Returns a function that forgets every association made since. */
  checkpoint(): () => void {
    const before = [...this.#edges];
    return () => {
      this.#edges = before;
    };
  }

  #put(edge: Edge): void {
    const known = this.#edges.some(
      (other) =>
        same(other.from, edge.from) &&
        same(other.to, edge.to) &&
        other.type.typeId === edge.type.typeId &&
        other.type.category === edge.type.category,
    );
    if (!known) this.#edges.push(edge);
  }

  #definition(from: KindName, to: KindName, category: string, typeId: number): Definition {
    const found = this.#definitions.find(
      (known) => known.from === from && known.to === to && known.category === category && known.typeId === typeId,
    );
    if (!found) throw invalid(`Association type ${category} ${typeId} does not lead from ${from} to ${to}.`);
    return found;
  }
}

const same = (a: End, b: End): boolean => a.kind === b.kind && a.id === b.id;

function publicType({ category, typeId, label }: AssociationType): AssociationType {
  return label === undefined ? { category, typeId } : { category, typeId, label };
}
