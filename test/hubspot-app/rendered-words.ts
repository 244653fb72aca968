/** What HubSpot's test renderer shows, as words; and what no person should ever read. */
import type {
  RenderedChildNode,
  RenderedElementNode,
  RenderedFragmentNode,
  RenderedRootNode,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/testing/index.js";

export interface Parts {
  readonly elements: readonly RenderedElementNode[];
  /** Text, and every other word that a component is given. */
  readonly words: readonly string[];
}

type Parent = RenderedRootNode | RenderedFragmentNode | RenderedElementNode;

/** Everything below, with what stands in overlays. */
export function partsOf(root: Parent): Parts {
  const elements: RenderedElementNode[] = [];
  const words: string[] = [];
  const visit = (node: RenderedChildNode | Parent): void => {
    if (node.nodeType === "text") {
      words.push(node.text ?? "");
      return;
    }
    if (!("childNodes" in node)) return;
    if ("props" in node) {
      elements.push(node);
      for (const value of Object.values(node.props)) visitProp(value);
    }
    for (const child of node.childNodes) visit(child);
  };
  const visitProp = (value: unknown): void => {
    if (isFragment(value)) visit(value);
    else if (typeof value === "string" || typeof value === "number") words.push(String(value));
    else if (Array.isArray(value)) for (const each of value) visitProp(each);
    else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) visitProp(each);
  };
  visit(root);
  return { elements, words };
}

const isFragment = (value: unknown): value is RenderedFragmentNode =>
  typeof value === "object" && value !== null && "nodeType" in value;

/** Sentences about what is shown; none where it can be read. */
export function wordProblems({ elements, words }: Parts): string[] {
  const problems: string[] = [];
  if (words.join("").trim() === "") problems.push("nothing is shown");
  for (const word of words) {
    if (/\bundefined\b|\bNaN\b|\[object |Invalid Date|^null$/.test(word)) problems.push(`it says "${word}"`);
    if (/…$|\.\.\.$/.test(word)) problems.push(`"${word}" is cut`);
  }
  for (const { name, props, text } of elements) {
    const given = new Map<string, unknown>(Object.entries(props));
    if (given.get("truncate") === true) problems.push(`${name} "${text}" may be cut with no way to read it`);
    if (/^(Button|LoadingButton|Link)$/.test(name) && (text ?? "").trim() === "")
      problems.push(`a ${name} says nothing`);
    const nameless =
      /Input$|^Select$|^MultiSelect$|^TextArea$/.test(name) && String(given.get("label") ?? "").trim() === "";
    if (nameless) problems.push(`a ${name} has no label`);
  }
  return problems;
}
