/** Values by property name. All values travel as strings. */
export type Values = Readonly<Record<string, string>>;

export interface CrmRecord {
  readonly id: string;
  /** Only properties that have a value. */
  readonly properties: Values;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt?: number;
}
