/**
 * A headless customer: opens a Flow, reads what is shown, fills it in and presses the button. It enforces what
 * WhatsApp's app enforces and judges the endpoint's answers as the app does (WhatsApp reference 1 to 3).
 */
import { readFlow } from "./flow-json.ts";
import { OpenedFlow } from "./opened-flow.ts";
import type { FlowOnPhone, OpenFlowOptions } from "./types.ts";

/** Opens a Flow as the message's button does. Throws `BrokenFlow` for Flow JSON that cannot be shown. */
export async function openFlow(options: OpenFlowOptions): Promise<FlowOnPhone> {
  const flow = readFlow(options.flowJson);
  const phone = new OpenedFlow(flow, options);
  await phone.open();
  return phone;
}
