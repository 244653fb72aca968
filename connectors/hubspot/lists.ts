/** Contact lists, their members, and which a contact is in (HubSpot reference 6.18). Needs the scope `crm.lists.read`. */
import { z } from "zod";
import type { HubSpotClient } from "./client.ts";

const contactType = "0-1";
const listsPath = "/crm/lists/2026-03";

const membershipsSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      recordId: z.string(),
      recordListMemberships: z.array(z.looseObject({ listId: z.string() })),
    }),
  ),
});

/** Ids of the lists that this contact is in. The id travels in the body: paths end in log files. */
export async function listsOfContact(client: HubSpotClient, contactId: string): Promise<string[]> {
  const { results } = await client.call({
    method: "POST",
    path: `${listsPath}/records/memberships/batch/read`,
    json: { inputs: [{ objectTypeId: contactType, recordId: contactId }] },
    reads: true,
    answer: membershipsSchema,
  });
  return results
    .filter(({ recordId }) => recordId === contactId)
    .flatMap(({ recordListMemberships }) => recordListMemberships.map(({ listId }) => listId));
}

const listSchema = z.looseObject({ listId: z.string(), name: z.string(), objectTypeId: z.string() });

export interface ContactList {
  readonly id: string;
  readonly name: string;
  /** How many contacts, as HubSpot counted them last; absent where it does not say. */
  readonly people?: number;
}

const searchedSchema = z.looseObject({
  lists: z.array(listSchema.extend({ additionalProperties: z.record(z.string(), z.string().nullish()).nullish() })),
});

const sizeProperty = "hs_list_size";

/** Contact lists whose name holds the words; 100 at most. */
export async function searchLists(client: HubSpotClient, query: string): Promise<ContactList[]> {
  const { lists } = await client.call({
    method: "POST",
    path: `${listsPath}/search`,
    // All of them are required by the document, empty or not.
    json: {
      query,
      objectTypeId: contactType,
      processingTypes: [],
      listIds: [],
      additionalProperties: [sizeProperty],
      offset: 0,
      count: 100,
    },
    reads: true,
    answer: searchedSchema,
  });
  return lists
    .filter(({ objectTypeId }) => objectTypeId === contactType)
    .map(({ listId: id, name, additionalProperties }) => {
      const people = Number.parseInt(additionalProperties?.[sizeProperty] ?? "", 10);
      return { id, name, ...(Number.isInteger(people) && { people }) };
    });
}

const fetchedSchema = z.looseObject({ list: listSchema.extend({ processingStatus: z.string().nullish() }) });

/** A contact list. @throws HubSpotError for which `isNotFound` holds where there is none */
export async function getList(
  client: HubSpotClient,
  listId: string,
): Promise<ContactList & { readonly ofContacts: boolean }> {
  const path = `${listsPath}/${encodeURIComponent(listId)}`;
  const { list } = await client.call({ method: "GET", path, answer: fetchedSchema });
  return { id: list.listId, name: list.name, ofContacts: list.objectTypeId === contactType };
}

const memberPageSchema = z.looseObject({
  results: z.array(z.looseObject({ recordId: z.string() })),
  paging: z.looseObject({ next: z.looseObject({ after: z.string() }).nullish() }).nullish(),
});

/** 250 members of a list, by ascending record id. @param after `after` of the page before */
export async function membersOfList(
  client: HubSpotClient,
  listId: string,
  after: string | undefined,
): Promise<{ readonly contactIds: string[]; readonly after?: string }> {
  const path = `${listsPath}/${encodeURIComponent(listId)}/memberships`;
  const query = { limit: "250", ...(after !== undefined && { after }) };
  const { results, paging } = await client.call({ method: "GET", path, query, answer: memberPageSchema });
  const next = paging?.next?.after;
  return { contactIds: results.map(({ recordId }) => recordId), ...(next !== undefined && { after: next }) };
}
