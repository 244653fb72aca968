/** What actions do and carry (WhatsApp reference 1.3, 2.4). */
import type { ActionPlace, FlowModel } from "./model.ts";
import { at, quoted } from "./paths.ts";
import { isTree, type Tree } from "./plain.ts";
import { typeOfText } from "./references.ts";
import type { Report } from "./report.ts";
import { valueFits } from "./resolve.ts";
import { nameOf } from "./types.ts";

/** The id that a `navigate` action goes to, as written. */
export function nextScreen({ name, value }: ActionPlace): string | undefined {
  const next = name === "navigate" && isTree(value["next"]) ? value["next"]["name"] : undefined;
  return typeof next === "string" ? next : undefined;
}

/** INVALID_COMPLETE_ACTION */
export function completeEndsTerminalScreens(flow: FlowModel, report: Report): void {
  for (const { name, path, screen } of flow.actions) {
    if (name !== "complete" || screen.terminal) continue;
    const message = "Only a terminal screen may complete: set terminal on the screen, or navigate on.";
    report("INVALID_COMPLETE_ACTION", path, message);
  }
}

/** FLOWELLA_TERMINAL_FOOTER_NAVIGATES */
export function terminalFootersEnd(flow: FlowModel, report: Report): void {
  for (const { name, path, screen, component } of flow.actions) {
    if (name !== "navigate" || component.type !== "Footer" || !screen.terminal) continue;
    const message = "The Footer of a terminal screen must end the Flow: use complete or data_exchange.";
    report("FLOWELLA_TERMINAL_FOOTER_NAVIGATES", path, message);
  }
}

/** INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME */
export function navigateLeadsSomewhere(flow: FlowModel, report: Report): void {
  for (const action of flow.actions) {
    const next = nextScreen(action);
    if (next === undefined) continue;
    const path = at(at(action.path, "next"), "name");
    if (next === action.screen.id) {
      report("INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME", path, "A screen cannot navigate to itself.");
    } else if (!flow.screenById.has(next)) {
      report("INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME", path, `There is no screen ${quoted(next)}.`);
    }
  }
}

/** Missing keys named for one action; a person mends them together anyway. */
const mostMissing = 5;

/** INVALID_NAVIGATE_ACTION_PAYLOAD: the payload is the next screen's data model, key for key. */
export function navigateFillsTheNextScreen(flow: FlowModel, report: Report): void {
  for (const action of flow.actions) {
    const target = flow.screenById.get(nextScreen(action) ?? "");
    if (!target || target === action.screen) continue;
    const path = at(action.path, "payload");
    for (const [key, value] of Object.entries(action.payload)) {
      const type = target.data.get(key);
      if (!type) {
        const message = `Screen ${quoted(target.id)} declares no data ${quoted(key)}: remove it, or declare it there.`;
        report("INVALID_NAVIGATE_ACTION_PAYLOAD", at(path, key), message);
      } else if (!valueFits(value, type, typeOfText(flow, action.screen))) {
        report("INVALID_NAVIGATE_ACTION_PAYLOAD", at(path, key), `Screen ${quoted(target.id)} wants ${nameOf(type)}.`);
      }
    }
    for (const key of missingKeys(target.data.keys(), action.payload)) {
      const message = `Screen ${quoted(target.id)} needs data ${quoted(key)}: put it into the payload.`;
      report("INVALID_NAVIGATE_ACTION_PAYLOAD", at(path, key), message);
    }
  }
}

function missingKeys(wanted: Iterable<string>, payload: Tree): string[] {
  const missing: string[] = [];
  for (const key of wanted) {
    if (Object.hasOwn(payload, key)) continue;
    missing.push(key);
    if (missing.length === mostMissing) break;
  }
  return missing;
}

/** INVALID_ACTION_PAYLOAD_PROPERTY: `update_data` changes declared data only. */
export function updatesChangeDeclaredData(flow: FlowModel, report: Report): void {
  for (const { name, payload, path, screen } of flow.actions) {
    if (name !== "update_data") continue;
    for (const [key, value] of Object.entries(payload)) {
      const place = at(at(path, "payload"), key);
      const type = screen.data.get(key);
      if (!type) {
        const message = `This screen declares no data ${quoted(key)}: add it to the screen's data.`;
        report("INVALID_ACTION_PAYLOAD_PROPERTY", place, message);
      } else if (!valueFits(value, type, typeOfText(flow, screen))) {
        report("INVALID_ACTION_PAYLOAD_PROPERTY", place, `${key} is declared as ${nameOf(type)}.`);
      }
    }
  }
}
