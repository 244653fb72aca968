/** Footers: one on a screen, or one in every branch (WhatsApp reference 1.6, 1.7 If and Switch). */
import { ancestors, type ComponentPlace, type FlowModel, type ScreenModel } from "./model.ts";
import { isTree } from "./plain.ts";
import type { Report } from "./report.ts";

/** Footers that stand directly in the branches of one If or Switch. */
interface Branching {
  component: ComponentPlace;
  byBranch: Map<string, ComponentPlace[]>;
}

/** MAX_FOOTER_PER_SCREEN, MORE_THAN_ONE_FOOTER, MISSING_FOOTER_IN_*_BRANCHES, FLOWELLA_FOOTER_TOO_DEEP */
export function footersAreBalanced(flow: FlowModel, report: Report): void {
  const { value: most } = flow.capabilities.limits.footersPerScreen;
  for (const screen of flow.screens) {
    const { outside, branchings, tooDeep } = footersOf(screen);
    for (const footer of outside.slice(most)) {
      report("MAX_FOOTER_PER_SCREEN", footer.path, "A screen has one Footer: remove this one.");
    }
    for (const footer of tooDeep) {
      const message = "A Footer may stand in a first-level If or Switch only: move it up.";
      report("FLOWELLA_FOOTER_TOO_DEEP", footer.path, message);
    }
    for (const [index, branching] of branchings.entries()) {
      if (outside.length > 0 || index > 0) tooMany(branching, report);
      oneInEveryBranch(branching, report);
    }
  }
}

function footersOf(screen: ScreenModel) {
  const outside: ComponentPlace[] = [];
  const tooDeep: ComponentPlace[] = [];
  const branchings = new Map<ComponentPlace, Branching>();
  for (const footer of screen.components.filter(({ type }) => type === "Footer")) {
    const around = ancestors(footer).filter(({ component }) => component.type !== "Form");
    const [nearest] = around;
    if (!nearest) outside.push(footer);
    else if (around.length > 1) tooDeep.push(footer);
    else {
      const { component, branch } = nearest;
      const branching = branchings.get(component) ?? { component, byBranch: new Map<string, ComponentPlace[]>() };
      const footers = branching.byBranch.get(branch) ?? [];
      footers.push(footer);
      branching.byBranch.set(branch, footers);
      branchings.set(component, branching);
    }
  }
  return { outside, tooDeep, branchings: [...branchings.values()] };
}

function tooMany({ byBranch }: Branching, report: Report): void {
  for (const footer of [...byBranch.values()].flat()) {
    const message = "Another Footer shows on this screen already: keep the one outside, or those in one If or Switch.";
    report("MORE_THAN_ONE_FOOTER", footer.path, message);
  }
}

function oneInEveryBranch({ component, byBranch }: Branching, report: Report): void {
  for (const footers of byBranch.values()) {
    const [, second] = footers;
    if (second) report("MORE_THAN_ONE_FOOTER", second.path, "A branch has one Footer: remove this one.");
  }
  if (component.type === "If" && byBranch.size < 2) {
    const message = "One branch has a Footer: then and else both need one.";
    report("MISSING_FOOTER_IN_IF_ELSE_BRANCHES", component.path, message);
  }
  const cases = component.value["cases"];
  if (component.type === "Switch" && isTree(cases) && byBranch.size < Object.keys(cases).length) {
    const message = "One case has a Footer: every case needs one.";
    report("MISSING_FOOTER_IN_SWITCH_BRANCHES", component.path, message);
  }
}
