/** What the customer sees of a screen: every reference resolved, hidden things left out. */
import type { Action } from "./actions.ts";
import { type Block, blocksOf, linkOf, textLines } from "./blocks.ts";
import type { Component } from "./components.ts";
import { evaluateCondition, type Lookup, resolve } from "./expression.ts";
import { type InputView, inputView } from "./input-view.ts";
import { type InputLeaf, isInput, type Leaf, type LeafOf } from "./leaves.ts";
import type { NavigationView } from "./navigation.ts";
import { flagOf, textOf } from "./properties.ts";
import { misfit, missing } from "./rules.ts";
import type { FormValue } from "./values.ts";
import type { PhoneWords } from "./words/index.ts";

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
  /** Lists of ways on, with their items. */
  readonly lists: readonly NavigationView[];
  /** Alternative texts of the images, those of carousels too. */
  readonly images: readonly string[];
  readonly footer?: FooterView;
}

/** The view, and what stands behind it when something is pressed. */
export interface DrawnScreen {
  readonly view: ScreenView;
  /** Rendered inputs, hidden ones included: a hidden required input still blocks the Footer (reference 2.4). */
  readonly inputs: readonly InputView[];
  readonly leaves: readonly InputLeaf[];
  readonly footer: LeafOf<"Footer"> | undefined;
  readonly links: readonly Link[];
  readonly lists: readonly LeafOf<"NavigationList">[];
}

export interface Link {
  readonly label: string;
  readonly action: Action;
}

/** What a screen is drawn from. */
export interface Scene {
  readonly lookup: Lookup;
  readonly currentValue: (name: string) => FormValue;
  readonly words: PhoneWords;
}

/** Draws the components with the values that `currentValue` gives. Throws `BrokenFlow` for what cannot be shown. */
export function drawScreen(
  title: string,
  components: readonly Component[],
  { lookup, currentValue, words }: Scene,
): DrawnScreen {
  const rendered = render(components, lookup);
  const visible = rendered.flatMap(({ leaf, hidden }) => (hidden || !isVisible(leaf, lookup) ? [] : [leaf]));
  const leaves = rendered.map(({ leaf }) => leaf).filter(isInput);
  const inputs = leaves.map((leaf) => judged(inputView(leaf, lookup, currentValue(leaf.name)), words));
  const byName = new Map(inputs.map((input) => [input.name, input]));
  const shownNames = new Set(visible.filter(isInput).map((leaf) => leaf.name));
  const links = visible.flatMap((leaf): Link[] => {
    const link = linkOf(leaf, lookup);
    return link ? [{ label: link.view.label, action: link.action }] : [];
  });
  const footer = visible.find((leaf) => leaf.type === "Footer");
  const blocks = visible.flatMap((leaf) => blocksOf(leaf, lookup, byName));
  const view: ScreenView = {
    title: textOf(resolve(title, lookup), "title"),
    blocks,
    texts: visible.flatMap((leaf) => textLines(leaf, lookup).join("\n") || []),
    inputs: inputs.filter((input) => shownNames.has(input.name)),
    links: links.map((link) => link.label),
    lists: blocks.flatMap((block) => (block.kind === "navigation" ? [block.list] : [])),
    images: blocks.flatMap((block) => {
      if (block.kind === "image") return [block.image.alt];
      return block.kind === "carousel" ? block.carousel.images.map(({ alt }) => alt) : [];
    }),
    ...(footer && { footer: footerView(footer, lookup) }),
  };
  const lists = visible.filter((leaf) => leaf.type === "NavigationList");
  return { view, inputs, leaves, footer, links, lists };
}

/** Something in a branch that is taken; `hidden` where the branch as a whole is. */
interface Rendered {
  readonly leaf: Leaf;
  readonly hidden: boolean;
}

/** Chooses the branches that are shown now. */
function render(components: readonly Component[], lookup: Lookup, hidden = false): Rendered[] {
  return components.flatMap((component): Rendered[] => {
    if (component.type !== "If" && component.type !== "Switch") return [{ leaf: component, hidden }];
    return render(branchOf(component, lookup), lookup, hidden || !isVisible(component, lookup));
  });
}

function branchOf(component: Extract<Component, { type: "If" | "Switch" }>, lookup: Lookup): readonly Component[] {
  if (component.type === "If")
    return evaluateCondition(component.condition, lookup) ? component.whenTrue : component.whenFalse;
  // An unmatched value renders nothing: there is no default case (reference 1.7).
  return component.cases.get(String(resolve(component.value, lookup))) ?? [];
}

function isVisible({ type, visible }: Component, lookup: Lookup): boolean {
  return flagOf(resolve(visible, lookup), true, `${type}.visible`);
}

function judged(input: InputView, words: PhoneWords): InputView {
  const problem = missing(input, words) ?? misfit(input, input.value, words);
  return problem ? { ...input, problem } : input;
}

function footerView(leaf: LeafOf<"Footer">, lookup: Lookup): FooterView {
  const captions = [leaf["left-caption"], leaf["center-caption"], leaf["right-caption"]];
  return {
    label: textOf(resolve(leaf.label, lookup), "Footer.label"),
    enabled: flagOf(resolve(leaf.enabled, lookup), true, "Footer.enabled"),
    captions: captions.flatMap((caption) =>
      caption === undefined ? [] : [textOf(resolve(caption, lookup), "Footer caption")],
    ),
  };
}
