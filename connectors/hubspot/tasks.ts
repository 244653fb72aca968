/** Tasks for people: what the app may not decide by itself (HubSpot reference 6.9, 6.8). */
import type { HubSpotClient } from "./client.ts";
import { isNotFound } from "./errors.ts";
import { batchResultSchema, recordSchema } from "./types.ts";

export interface NewTask {
  readonly subject: string;
  /** HubSpot shows it as HTML: escape what is quoted in it. */
  readonly body: string;
  /** Epoch ms. */
  readonly dueAt: number;
  /** The contacts on whose timelines it stands. */
  readonly contactIds: readonly string[];
  readonly ownerId?: string;
}

export interface Task {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
  readonly status?: string;
}

const taskToContact = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 204 } as const;
const tasksPath = "/crm/objects/2026-03/tasks";

/** Returns the task's id. A repeated call makes a second task: look with `findTasks` first. */
export async function createTask(client: HubSpotClient, task: NewTask): Promise<string> {
  const { subject, body, dueAt, contactIds, ownerId } = task;
  const json = {
    properties: {
      hs_task_subject: subject,
      hs_task_body: body,
      hs_timestamp: new Date(dueAt).toISOString(),
      hs_task_status: "NOT_STARTED",
      ...(ownerId === undefined ? {} : { hubspot_owner_id: ownerId }),
    },
    associations: contactIds.map((id) => ({ to: { id }, types: [taskToContact] })),
  };
  const { id } = await client.call({ method: "POST", path: tasksPath, json, answer: recordSchema });
  return id;
}

/** Another owner for a task, or nobody in particular. @returns false where the task is not there any more */
export async function assignTask(client: HubSpotClient, taskId: string, ownerId: string | undefined): Promise<boolean> {
  const path = `${tasksPath}/${encodeURIComponent(taskId)}`;
  const json = { properties: { hubspot_owner_id: ownerId ?? "" } };
  try {
    await client.call({ method: "PATCH", path, json, answer: recordSchema });
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/**
 * The tasks of one contact, at most 100, read through its associations: search would not see a task that was made a
 * moment ago.
 */
export async function findTasks(client: HubSpotClient, contactId: string): Promise<Task[]> {
  const ids = await associatedTaskIds(client, contactId);
  if (ids.length === 0) return [];
  const { results } = await client.call({
    method: "POST",
    path: `${tasksPath}/batch/read`,
    json: {
      inputs: ids.slice(0, 100).map((id) => ({ id })),
      properties: ["hs_task_subject", "hs_task_body", "hs_task_status"],
      propertiesWithHistory: [],
    },
    reads: true,
    answer: batchResultSchema,
  });
  return results.map(({ id, properties }) => ({
    id,
    subject: properties["hs_task_subject"] ?? "",
    body: properties["hs_task_body"] ?? "",
    ...(properties["hs_task_status"] ? { status: properties["hs_task_status"] } : {}),
  }));
}

async function associatedTaskIds(client: HubSpotClient, contactId: string): Promise<string[]> {
  const path = `/crm/objects/2026-03/contacts/${encodeURIComponent(contactId)}`;
  try {
    const { associations = {} } = await client.call({
      method: "GET",
      path,
      query: { associations: "tasks", properties: "hs_object_id" },
      answer: recordSchema,
    });
    const results = associations["tasks"]?.results ?? [];
    return [...new Set(results.map(({ id }) => id))].toSorted((a, b) => Number(b) - Number(a));
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}
