/** A contact list, as far as its members are asked for (HubSpot reference 6.18). */
export interface ContactList {
  readonly listId: string;
  readonly name: string;
  /** Ids of contacts, and when each joined, epoch ms. */
  readonly members: Map<string, number>;
}
