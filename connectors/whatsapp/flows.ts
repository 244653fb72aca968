/** A Flow's life at Meta: create, change, upload, publish, read (WhatsApp reference 5.1 to 5.4). */
import { z } from "zod";
import { type Graph, listAll } from "./client.ts";
import { type FlowValidationError, flowSchema, type MetaFlow, successSchema, validationErrorsSchema } from "./types.ts";

export type FlowCategory =
  | "SIGN_UP"
  | "SIGN_IN"
  | "APPOINTMENT_BOOKING"
  | "LEAD_GENERATION"
  | "CONTACT_US"
  | "CUSTOMER_SUPPORT"
  | "SURVEY"
  | "OTHER";

export interface NewFlow {
  /** Unique within the WhatsApp Business account, seen by nobody else. */
  name: string;
  /** At least one. */
  categories: readonly FlowCategory[];
  /** Where phones send their exchanges; needed before an endpoint Flow is published. */
  endpointUri?: string;
  /** Makes it a copy of this Flow, with its JSON (WhatsApp reference 5.1). */
  cloneOf?: string;
}

/** Creates a Flow in DRAFT. The app of the token becomes the one whose secret signs the Flow's exchanges. */
export async function createFlow(graph: Graph, wabaId: string, flow: NewFlow): Promise<{ id: string }> {
  const form = metadataForm(flow);
  return graph({
    about: "flows",
    method: "POST",
    path: [wabaId, "flows"],
    body: { form },
    answer: z.object({ id: z.string() }),
  });
}

export interface FlowMetadata extends Partial<NewFlow> {
  /** The app that signs the Flow's exchanges. */
  applicationId?: string;
}

/** Changes what is given and leaves the rest. On a published Flow this starts a new draft revision. */
export async function updateFlowMetadata(graph: Graph, flowId: string, metadata: FlowMetadata): Promise<void> {
  const form = metadataForm(metadata);
  if (metadata.applicationId !== undefined) form.set("application_id", metadata.applicationId);
  await graph({ about: "flow", method: "POST", path: [flowId], body: { form }, answer: successSchema });
}

/** In a form, lists are written as JSON (WhatsApp reference 5). */
function metadataForm({ name, categories, endpointUri, cloneOf }: Partial<NewFlow>): FormData {
  const form = new FormData();
  if (name !== undefined) form.set("name", name);
  if (categories !== undefined) form.set("categories", JSON.stringify(categories));
  if (endpointUri !== undefined) form.set("endpoint_uri", endpointUri);
  if (cloneOf !== undefined) form.set("clone_flow_id", cloneOf);
  return form;
}

/** What Meta found in the JSON. Not an error of the call: the upload stands, but it cannot be published. */
export type UploadResult = { ok: true } | { ok: false; errors: FlowValidationError[] };

const uploadSchema = successSchema.extend({ validation_errors: validationErrorsSchema });

/** Replaces the draft's JSON. Meta answers 200 and success even when it found mistakes (WhatsApp reference 5.1). */
export async function uploadFlowJson(graph: Graph, flowId: string, flow: object): Promise<UploadResult> {
  const form = new FormData();
  form.set("name", "flow.json");
  form.set("asset_type", "FLOW_JSON");
  form.set("file", new Blob([JSON.stringify(flow)], { type: "application/json" }), "flow.json");
  const answer = await graph({
    about: "flow-json",
    method: "POST",
    path: [flowId, "assets"],
    body: { form },
    answer: uploadSchema,
  });
  const errors = answer.validation_errors ?? [];
  return errors.length > 0 ? { ok: false, errors } : { ok: true };
}

/** Releases the draft: new messages carry it from now on. */
export async function publishFlow(graph: Graph, flowId: string): Promise<void> {
  await graph({ about: "flow-release", method: "POST", path: [flowId, "publish"], answer: successSchema });
}

const namedSchema = z.object({ id: z.string(), name: z.string() });

/** The account's Flow of this name, which no other Flow there has (WhatsApp reference 5.2). */
export async function findFlowByName(graph: Graph, wabaId: string, name: string): Promise<{ id: string } | undefined> {
  const flows = await listAll(graph, [wabaId, "flows"], { fields: "id,name" }, namedSchema, "flows");
  return flows.find((flow) => flow.name === name);
}

const flowFields = [
  "id",
  "name",
  "status",
  "categories",
  "validation_errors",
  "json_version",
  "data_api_version",
  "endpoint_uri",
  "preview.invalidate(false)",
  "health_status",
];

/** A Flow as Meta has it, with what stands in the way of publishing and sending. */
export async function getFlow(graph: Graph, flowId: string): Promise<MetaFlow> {
  const query = { fields: flowFields.join(",") };
  return graph({ about: "flow", method: "GET", path: [flowId], query, answer: flowSchema });
}
