/** Figures by version, language, country or source, so that nobody is recognised in a small group. */

/** Below this many messages a group is put together with others. */
export const fewest = 5;

export interface Grouped {
  /** Empty where it is not known. */
  readonly value: string;
  readonly sent: number;
}

export interface MergedGroup<Group> {
  readonly value: string;
  /** Several small groups in one. */
  readonly others: boolean;
  readonly parts: readonly Group[];
}

/**
 * Small groups become one; where that one is still small, the next larger group joins it, because otherwise it could be found
 * by subtraction from the whole. Most messages first, the others last.
 */
export function withoutSmall<Group extends Grouped>(groups: readonly Group[]): MergedGroup<Group>[] {
  const sorted = groups
    .filter(({ sent }) => sent > 0)
    .toSorted((one, other) => other.sent - one.sent || (one.value < other.value ? -1 : 1));
  const small = sorted.filter(({ sent }) => sent < fewest);
  const large = sorted.filter(({ sent }) => sent >= fewest);
  const inSmall = small.reduce((sum, { sent }) => sum + sent, 0);
  const joins = small.length > 0 && inSmall < fewest ? large.splice(-1) : [];
  const single = large.map((group) => ({ value: group.value, others: false, parts: [group] }));
  const others = [...joins, ...small];
  return others.length === 0 ? single : [...single, { value: "", others: true, parts: others }];
}
