/** Which components may stand where, and how many of each (WhatsApp reference 1.6, 1.7). */
import { compareVersions, type LimitName } from "../capabilities.ts";
import type { ProblemCode } from "./codes.ts";
import type { ComponentPlace, FlowModel, ScreenModel } from "./model.ts";
import { at, quoted } from "./paths.ts";
import { entry } from "./plain.ts";
import type { Report } from "./report.ts";
import { firstVersion } from "./versions.ts";

/** INVALID_ENUM_VALUE: a type that this version knows, in a place that takes it. */
export function componentsAreAllowedHere(flow: FlowModel, report: Report): void {
  for (const component of flow.components) {
    const { type, rule, path, parent } = component;
    const place = at(path, "type");
    if (typeof component.value["type"] !== "string") continue;
    if (!rule) report("INVALID_ENUM_VALUE", place, unknownType(type, flow));
    else if (parent && !mayStandIn(component, parent.component.type)) {
      report("INVALID_ENUM_VALUE", place, `${type} cannot stand inside ${parent.component.type}: move it out.`);
    }
  }
}

function mayStandIn({ type, rule }: ComponentPlace, container: string): boolean {
  if (container === "If") return rule?.inIf === true;
  if (container === "Switch") return rule?.inSwitch === true;
  return type !== "Form";
}

function unknownType(type: string, flow: FlowModel): string {
  const since = firstVersion(({ components }) => entry(components, type) !== undefined);
  if (since) return `${type} came with Flow JSON ${since}; this is ${flow.capabilities.version}.`;
  return `There is no component ${quoted(type)}: use one of ${Object.keys(flow.capabilities.components).join(", ")}.`;
}

interface Count {
  types: readonly string[];
  limit: LimitName;
  code: ProblemCode;
}

const perScreen: readonly Count[] = [
  { types: ["EmbeddedLink"], limit: "embeddedLinksPerScreen", code: "MAX_EMBEDDED_LINK_PER_SCREEN" },
  { types: ["Image"], limit: "imagesPerScreen", code: "MAX_IMAGE_PER_SCREEN" },
  { types: ["OptIn"], limit: "optInsPerScreen", code: "MAX_OPT_IN_PER_SCREEN" },
  { types: ["PhotoPicker", "DocumentPicker"], limit: "pickersPerScreen", code: "FLOWELLA_PICKERS_PER_SCREEN" },
  { types: ["ImageCarousel"], limit: "carouselsPerScreen", code: "FLOWELLA_CAROUSELS_PER_SCREEN" },
  { types: ["NavigationList"], limit: "navigationListsPerScreen", code: "FLOWELLA_NAVIGATION_LISTS_PER_SCREEN" },
];

/**
 * MAX_EMBEDDED_LINK_PER_SCREEN, MAX_IMAGE_PER_SCREEN, MAX_OPT_IN_PER_SCREEN, FLOWELLA_PICKERS_PER_SCREEN,
 * FLOWELLA_CAROUSELS_PER_SCREEN, FLOWELLA_NAVIGATION_LISTS_PER_SCREEN, FLOWELLA_COMPONENTS_PER_SCREEN
 */
export function notTooManyOnAScreen(flow: FlowModel, report: Report): void {
  const { limits } = flow.capabilities;
  for (const screen of flow.screens) {
    for (const { types, limit, code } of perScreen) {
      const extra = screen.components.filter(({ type }) => types.includes(type))[limits[limit].value];
      const most = `at most ${limits[limit].value} ${types.join(" or ")}`;
      if (extra) report(code, extra.path, `A screen holds ${most}: move one to another screen.`);
    }
    const { value: most } = limits.componentsPerScreen;
    if (screen.components.length <= most) continue;
    const count = `${screen.components.length} components, counting those in branches`;
    report("FLOWELLA_COMPONENTS_PER_SCREEN", screen.path, `${count}, where ${most} fit: make two screens of it.`);
  }
}

/** FLOWELLA_CAROUSELS_PER_FLOW */
export function notTooManyCarousels(flow: FlowModel, report: Report): void {
  const { value: most } = flow.capabilities.limits.carouselsPerFlow;
  const extra = flow.components.filter(({ type }) => type === "ImageCarousel")[most];
  if (extra) report("FLOWELLA_CAROUSELS_PER_FLOW", extra.path, `A Flow holds at most ${most} ImageCarousels.`);
}

/** FLOWELLA_RICH_TEXT_ALONE, FLOWELLA_NAVIGATION_LIST_ALONE, FLOWELLA_NAVIGATION_LIST_TERMINAL */
export function someComponentsStandAlone(flow: FlowModel, report: Report): void {
  for (const screen of flow.screens) {
    const richText = screen.components.find(({ type }) => type === "RichText");
    if (richText && others(screen, richText).length > 0) {
      const beside = richTextTakesFooter(flow) ? "only a Footer may stand beside it" : "nothing may stand beside it";
      report("FLOWELLA_RICH_TEXT_ALONE", richText.path, `RichText fills a screen: ${beside}.`);
    }
    const list = screen.components.find(({ type }) => type === "NavigationList");
    if (!list) continue;
    if (screen.components.some(({ type }) => type !== "NavigationList")) {
      report("FLOWELLA_NAVIGATION_LIST_ALONE", list.path, "Nothing else may stand on a screen with a NavigationList.");
    }
    if (screen.terminal) {
      report("FLOWELLA_NAVIGATION_LIST_TERMINAL", list.path, "A NavigationList cannot stand on a terminal screen.");
    }
  }

  function others(screen: ScreenModel, richText: ComponentPlace): ComponentPlace[] {
    // A Form holds the Footer in older Flows; it shows nothing itself.
    const silent = richTextTakesFooter(flow) ? ["Form", "Footer"] : ["Form"];
    return screen.components.filter((one) => one !== richText && !silent.includes(one.type));
  }
}

/** From 6.3 (WhatsApp reference 1.1). */
function richTextTakesFooter(flow: FlowModel): boolean {
  return compareVersions(flow.capabilities.version, "6.3") >= 0;
}
