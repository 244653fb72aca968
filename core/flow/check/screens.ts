/** Screens as a whole: ids, terminal screens, masking (WhatsApp reference 1.3). */
import type { FlowModel } from "./model.ts";
import { at, quoted } from "./paths.ts";
import type { Report } from "./report.ts";

/** DUPLICATE_SCREEN_IDS, SCREEN_ID_IS_RESERVED_KEYWORD */
export function screenIdsAreUsable(flow: FlowModel, report: Report): void {
  for (const screen of flow.screens) {
    const path = at(screen.path, "id");
    const first = flow.screenById.get(screen.id);
    if (first && first !== screen) {
      report("DUPLICATE_SCREEN_IDS", path, `${quoted(screen.id)} is taken by ${first.path}: give this one its own id.`);
    }
    if (screen.id.toUpperCase() === "SUCCESS") {
      report("SCREEN_ID_IS_RESERVED_KEYWORD", path, "SUCCESS means the end of a Flow: give the screen another id.");
    }
  }
}

/** MISSING_TERMINAL_SCREEN; INVALID_PROPERTY_VALUE where none ends in success */
export function someScreenEndsTheFlow(flow: FlowModel, report: Report): void {
  if (flow.screens.length === 0) return;
  const terminal = flow.screens.filter((screen) => screen.terminal);
  if (terminal.length === 0) {
    report("MISSING_TERMINAL_SCREEN", "screens", "No screen can end the Flow: set terminal on the last one.");
  } else if (terminal.every((screen) => screen.value["success"] === false)) {
    report("INVALID_PROPERTY_VALUE", "screens", "At least one terminal screen must end in success: leave success out.");
  }
}

/** MISSING_FOOTER_ON_TERMINAL_SCREEN */
export function terminalScreensHaveAFooter(flow: FlowModel, report: Report): void {
  for (const screen of flow.screens) {
    if (!screen.terminal || screen.components.some(({ type }) => type === "Footer")) continue;
    report("MISSING_FOOTER_ON_TERMINAL_SCREEN", screen.path, "A terminal screen needs a Footer that ends the Flow.");
  }
}

/** NOT_KEYWORD_SCHEMA_VALIDATION_FAILED */
export function successIsForTerminalScreens(flow: FlowModel, report: Report): void {
  for (const screen of flow.screens) {
    if (screen.terminal || !Object.hasOwn(screen.value, "success")) continue;
    const message = "Only a terminal screen has success: remove it, or set terminal.";
    report("NOT_KEYWORD_SCHEMA_VALIDATION_FAILED", at(screen.path, "success"), message);
  }
}

/** INVALID_PROPERTY_VALUE: masked names are inputs of the screen. */
export function sensitiveNamesExist(flow: FlowModel, report: Report): void {
  for (const screen of flow.screens) {
    const names = screen.value["sensitive"];
    if (!Array.isArray(names)) continue;
    for (const [index, name] of names.entries()) {
      if (typeof name !== "string" || name === "" || screen.inputs.has(name)) continue;
      const path = at(at(screen.path, "sensitive"), index);
      report("INVALID_PROPERTY_VALUE", path, `There is no input ${quoted(name)} on this screen.`);
    }
  }
}
