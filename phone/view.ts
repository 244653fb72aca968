/** What the customer sees of a screen: every reference resolved, hidden things left out. */
import { type Block, blocksOf, linkOf, textLines } from "./blocks.ts";
import type { Action, Component, FooterLeaf, InputLeaf, Leaf } from "./components.ts";
import { evaluateCondition, type Lookup, resolve } from "./expression.ts";
import { type InputView, inputView } from "./input-view.ts";
import { flagOf, textOf } from "./properties.ts";
import { misfit, missing } from "./rules.ts";
import type { FormValue } from "./values.ts";

export interface FooterView {
  readonly label: string;
  /** False also while something required is missing. */
  readonly enabled: boolean;
  /** Left, centre, right; those that exist. */
  readonly captions: readonly string[];
}

export interface ScreenView {
  readonly title: string;
  /** Everything but the Footer, top to bottom, ready to be drawn; the lists below hold the same by kind. */
  readonly blocks: readonly Block[];
  /** Headings, bodies, captions and rich text, top to bottom. */
  readonly texts: readonly string[];
  readonly inputs: readonly InputView[];
  /** What can be tapped: texts of links, and labels of OptIns that have a "Read more". */
  readonly links: readonly string[];
  /** Alternative texts of the images. */
  readonly images: readonly string[];
  readonly footer?: FooterView;
}

/** The view, and what stands behind it when something is pressed. */
export interface DrawnScreen {
  readonly view: ScreenView;
  /** Rendered inputs, hidden ones included: a hidden required input still blocks the Footer (reference 2.4). */
  readonly inputs: readonly InputView[];
  readonly footer: FooterLeaf | undefined;
  readonly links: readonly Link[];
}

export interface Link {
  readonly label: string;
  readonly action: Action;
}

/** Draws the components with the values that `currentValue` gives. Throws `BrokenFlow` for what cannot be shown. */
export function drawScreen(
  title: string,
  components: readonly Component[],
  lookup: Lookup,
  currentValue: (name: string) => FormValue,
): DrawnScreen {
  const rendered = render(components, lookup);
  const visible = rendered.filter((leaf) => flagOf(resolve(leaf.visible, lookup), true, `${leaf.type}.visible`));
  const inputs = rendered.filter(isInput).map((leaf) => judged(inputView(leaf, lookup, currentValue(leaf.name))));
  const byName = new Map(inputs.map((input) => [input.name, input]));
  const shownNames = new Set(visible.filter(isInput).map((leaf) => leaf.name));
  const links = visible.flatMap((leaf): Link[] => {
    const link = linkOf(leaf, lookup);
    return link ? [{ label: link.view.label, action: link.action }] : [];
  });
  const footer = visible.find((leaf) => leaf.type === "Footer");
  const view: ScreenView = {
    title: textOf(resolve(title, lookup), "title"),
    blocks: visible.flatMap((leaf) => blocksOf(leaf, lookup, byName)),
    texts: visible.flatMap((leaf) => textLines(leaf, lookup).join("\n") || []),
    inputs: inputs.filter((input) => shownNames.has(input.name)),
    links: links.map((link) => link.label),
    images: visible.flatMap((leaf) =>
      leaf.type === "Image" ? [textOf(resolve(leaf["alt-text"] ?? "", lookup), "Image.alt-text")] : [],
    ),
    ...(footer && { footer: footerView(footer, lookup) }),
  };
  return { view, inputs, footer, links };
}

/** Chooses the branches that are shown now. */
function render(components: readonly Component[], lookup: Lookup): Leaf[] {
  return components.flatMap((component) => {
    if (component.type === "If")
      return render(evaluateCondition(component.condition, lookup) ? component.whenTrue : component.whenFalse, lookup);
    if (component.type === "Switch") {
      const value = resolve(component.value, lookup);
      // An unmatched value renders nothing: there is no default case (reference 1.7).
      return render(component.cases.get(String(value)) ?? [], lookup);
    }
    return [component];
  });
}

function isInput(leaf: Leaf): leaf is InputLeaf {
  return "name" in leaf;
}

function judged(input: InputView): InputView {
  const problem = missing(input) ?? misfit(input, input.value);
  return problem ? { ...input, problem } : input;
}

function footerView(leaf: FooterLeaf, lookup: Lookup): FooterView {
  const captions = [leaf["left-caption"], leaf["center-caption"], leaf["right-caption"]];
  return {
    label: textOf(resolve(leaf.label, lookup), "Footer.label"),
    enabled: flagOf(resolve(leaf.enabled, lookup), true, "Footer.enabled"),
    captions: captions.flatMap((caption) =>
      caption === undefined ? [] : [textOf(resolve(caption, lookup), "Footer caption")],
    ),
  };
}
