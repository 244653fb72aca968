/** What search knows: every write arrives here late, as it does at HubSpot (HubSpot reference 6.4). */
import type { CrmRecord } from "./record.ts";

interface Change {
  readonly dueAt: number;
  readonly id: string;
  /** Absent: the record left the index. */
  readonly record?: CrmRecord;
}

export class SearchIndex {
  readonly #visible = new Map<string, CrmRecord>();
  #pending: Change[] = [];

  note(change: Change): void {
    this.#pending.push(change);
  }

  /** Makes visible whatever is due at `now`; `Infinity` makes all of it visible. */
  settle(now: number): void {
    const due = this.#pending.filter((change) => change.dueAt <= now);
    this.#pending = this.#pending.filter((change) => change.dueAt > now);
    for (const { id, record } of due) {
      if (record) this.#visible.set(id, record);
      else this.#visible.delete(id);
    }
  }

  records(): CrmRecord[] {
    return [...this.#visible.values()];
  }

  /** Returns a function that forgets every change noted since. */
  checkpoint(): () => void {
    const before = [...this.#pending];
    return () => {
      this.#pending = before;
    };
  }
}
