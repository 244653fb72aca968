/** What must hold before a Flow goes live, a real encrypted and signed ping included (WhatsApp reference 3.10, 5.5). */
import { sealExchange } from "../../phone/index.ts";
import type { EndpointProxy } from "./endpoint-proxy.ts";
import { dataApiVersion, jsonVersion, newest } from "./flow-facts.ts";
import { changeStatus } from "./flow-status.ts";
import { GraphError } from "./graph-error.ts";
import type { MetaFlow, PhoneNumber, State } from "./state.ts";
import { FLOW_JSON_VERSIONS } from "./validation/catalogue.ts";
import type { Webhooks } from "./webhooks.ts";

/** Revisions that stay usable (reference 5.3). */
const KEPT_REVISIONS = 5;

function refused(details: string, subcode?: number): GraphError {
  return new GraphError(139002, "Flow can't be published", {
    details,
    userTitle: "Publishing failed",
    userMessage: details,
    ...(subcode !== undefined && { subcode }),
  });
}

/** Everything that can be known without asking the endpoint. */
export function publishingProblem(state: State, flow: MetaFlow): GraphError | undefined {
  const revision = newest(flow);
  const account = state.accounts.get(flow.accountId);
  if (flow.status !== "DRAFT") return refused("The Flow is not a draft.");
  if (account?.businessVerification !== "VERIFIED")
    return new GraphError(139000, "Blocked by integrity", { details: "The business is not verified." });
  if (!revision) return refused("The Flow has no Flow JSON.");
  if (revision.errors.length > 0) return refused("The Flow JSON has validation errors.");
  if (!FLOW_JSON_VERSIONS.active.includes(jsonVersion(revision) ?? ""))
    return refused("The Flow JSON version is frozen.");
  if (dataApiVersion(revision) === undefined) return undefined;

  const app = state.apps.get(flow.applicationId);
  const connected = state.numbersOf(flow.accountId).filter((number) => number.status === "CONNECTED");
  if (connected.length === 0) return refused("The WhatsApp Business Account has no connected phone number.");
  if (!keyed(connected)) return refused("No signed public key is uploaded to a phone number.", 4233012);
  if (flow.endpointUri === undefined) return refused("endpoint_uri: not set", 4233024);
  if (!app) return refused("No Meta app is connected to the Flow.");
  if (!app.subscription?.fields.includes("flows") || !account.subscribedApps.has(app.id))
    return refused("The WhatsApp Business Account is not subscribed to the flows webhook.");
  return undefined;
}

export async function publishFlow(
  world: { readonly state: State; readonly webhooks: Webhooks; readonly proxy: EndpointProxy },
  flow: MetaFlow,
): Promise<{ success: true }> {
  const problem = publishingProblem(world.state, flow);
  if (problem) throw problem;
  const revision = newest(flow);
  const version = dataApiVersion(revision);
  const number = keyed(world.state.numbersOf(flow.accountId));
  if (
    version !== undefined &&
    number?.publicKey !== undefined &&
    !(await answersPing(world.proxy, flow, number.publicKey, version))
  )
    throw refused("The endpoint is not available: it did not answer the health check.", 4233014);
  if (revision)
    flow.published = [...flow.published.filter((kept) => kept !== revision), revision].slice(-KEPT_REVISIONS);
  delete flow.draft;
  changeStatus(world, flow, "PUBLISHED");
  return { success: true };
}

function keyed(numbers: readonly PhoneNumber[]): PhoneNumber | undefined {
  return numbers.find(
    (number) => number.status === "CONNECTED" && number.publicKey !== undefined && number.signatureStatus === "VALID",
  );
}

async function answersPing(proxy: EndpointProxy, flow: MetaFlow, publicKey: string, version: string): Promise<boolean> {
  try {
    const sealed = await sealExchange(publicKey, { version, action: "ping" });
    const { status, body } = await proxy.post(flow, sealed.body);
    if (status !== 200) return false;
    const clear = await sealed.open(body);
    return isActive(clear);
  } catch {
    return false;
  }
}

function isActive(clear: unknown): boolean {
  if (typeof clear !== "object" || clear === null || !("data" in clear)) return false;
  const { data } = clear;
  return typeof data === "object" && data !== null && "status" in data && data.status === "active";
}
