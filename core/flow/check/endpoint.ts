/** What only a Flow with an endpoint may do (WhatsApp reference 1.2, 1.3, 2.4). */
import type { FlowModel } from "./model.ts";
import { at } from "./paths.ts";
import type { Report } from "./report.ts";

/** MISSING_REQUIRED_PROPERTY: `data_exchange` needs `data_api_version`. */
export function exchangesNeedAnEndpoint(flow: FlowModel, report: Report): void {
  if (flow.endpoint) return;
  const exchange = flow.actions.find(({ name }) => name === "data_exchange");
  if (!exchange) return;
  const message = `data_exchange at ${exchange.path} needs data_api_version, or use navigate and complete.`;
  report("MISSING_REQUIRED_PROPERTY", "data_api_version", message);
}

/** MISSING_REQUIRED_PROPERTY: `data_api_version` needs `routing_model`. */
export function endpointsNeedRouting(flow: FlowModel, report: Report): void {
  if (!flow.endpoint || Object.hasOwn(flow.value, "routing_model")) return;
  report("MISSING_REQUIRED_PROPERTY", "routing_model", "A Flow with data_api_version needs a routing_model.");
}

/** INVALID_PROPERTY_VALUE: `refresh_on_back` needs an endpoint. */
export function refreshNeedsAnEndpoint(flow: FlowModel, report: Report): void {
  if (flow.endpoint) return;
  for (const screen of flow.screens) {
    if (screen.value["refresh_on_back"] !== true) continue;
    const message = "refresh_on_back asks the endpoint: it needs data_api_version.";
    report("INVALID_PROPERTY_VALUE", at(screen.path, "refresh_on_back"), message);
  }
}
