/** What a person can do with what HubSpot's test renderer shows. */
import type {
  RenderedChildNode,
  RenderedElementNode,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/testing/index.js";

export interface Action {
  readonly name: string;
  /** The same for the same thing in the same language, whatever is chosen or shown there. */
  readonly kind: string;
  /** What it is done with. */
  readonly value: unknown;
  act(): void;
}

/** What a person can do here: press, choose, type, hand in. */
export function actionsOn(elements: readonly RenderedElementNode[]): Action[] {
  return elements.flatMap((node) => {
    const props = new Map<string, unknown>(Object.entries(node.props));
    if (props.get("disabled") === true || props.get("loading") === true || props.get("readOnly") === true) return [];
    const label = [node.name, props.get("label"), props.get("name"), props.get("tabId"), node.text].join("|");
    return ["onChange", "onSubmit", "onClick", "onSelectedChange", "onPageChange"]
      .filter((event) => typeof props.get(event) === "function")
      .flatMap((event) =>
        valuesFor(node, event).map((value) => ({
          name: `${event} ${label} ${JSON.stringify(value)}`,
          kind: `${event} ${label}`.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, "#"),
          value,
          act: () => Reflect.apply(node.trigger, node, [event, value]),
        })),
      );
  });
}

/** By the name of a field that takes no common word. */
const typedInto: Readonly<Record<string, string>> = {
  ads: "120210000000000000",
  internal: "+39 347 555 0142",
  formUrl: "https://forms.example.com/visit",
  language: "en",
  currency: "EUR",
  country: "IT",
};

function valuesFor(node: RenderedElementNode, event: string): unknown[] {
  const props = new Map<string, unknown>(Object.entries(node.props));
  if (event === "onSubmit") return [{ targetValue: {}, preventDefault: () => {} }];
  if (event === "onClick") return [{}];
  if (event === "onSelectedChange") return node.childNodes.flatMap(tabId);
  if (event === "onPageChange") return [2];
  const options = props.get("options");
  if (Array.isArray(options)) {
    const values: unknown[] = options.slice(0, 4).map((option) => Reflect.get(option, "value"));
    const several = node.name === "MultiSelect" || props.get("toggleType") === "checkboxList";
    return several ? [values, []] : values;
  }
  if (/Toggle$|Checkbox|RadioButton/.test(node.name)) return [true, false];
  if (/Number|Stepper/.test(node.name)) return [5];
  return [typedInto[String(props.get("name")).replace(/ .*/, "")] ?? "typed"];
}

/** The id of a tab; nothing where this is none. */
export function tabId(child: RenderedChildNode): string[] {
  const id: unknown = "props" in child ? Reflect.get(child.props, "tabId") : undefined;
  return typeof id === "string" ? [id] : [];
}
