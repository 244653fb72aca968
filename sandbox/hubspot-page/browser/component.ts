/** How one of HubSpot's components becomes HTML, and how its properties are read: they come from foreign code. */
import { isFragment, type Props, type RemoteElement, type RemoteFragment } from "./remote-node.ts";

/** What a component may ask of the extension around it. */
export interface Drawing {
  /** Draws what a property holds into `slot`; returns how to take it away. */
  draw(fragment: RemoteFragment, slot: HTMLElement): () => void;
  /** Says something visible about what cannot be shown. */
  problem(sentence: string): void;
  /** Where a public address is on this machine. */
  local(url: string): string;
  navigate(to: string, params: Readonly<Record<string, string>>): void;
  readonly overlays: Overlays;
}

/** Modals and panels, by their ids. */
export interface Overlays {
  /** Remembers what `overlay` of a component holds, so that its id can open it. */
  keep(fragment: RemoteFragment, draw: Drawing["draw"]): void;
  openIn(fragment: RemoteFragment): void;
  open(id: string): void;
  close(id: string): void;
}

export interface View {
  readonly element: HTMLElement;
  /** Where the children are drawn; a component without one shows none. */
  readonly slot?: HTMLElement;
  /** Called first when it is made, and again after every change. */
  readonly update?: (props: PropReader, node: RemoteElement) => void;
  /** Puts an element around each child. */
  readonly wrap?: (child: Node) => Node;
  readonly childChanged?: () => void;
  readonly end?: () => void;
}

export interface Component {
  /** Properties that it shows; any other is a visible error. */
  readonly knows: readonly string[];
  readonly make: (drawing: Drawing) => View;
}

/** Properties by the type that they should have; undefined where they have another. */
export interface PropReader {
  readonly all: Props;
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  list(name: string): readonly unknown[];
  object(name: string): Props | undefined;
  fragment(name: string): RemoteFragment | undefined;
  /** Calls a handler of the extension; nothing happens where there is none. */
  call(name: string, ...args: readonly unknown[]): void;
  has(name: string): boolean;
}

export function reader(all: Props): PropReader {
  return {
    all,
    text: (name) => {
      const value = all[name];
      return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
    },
    number: (name) => (typeof all[name] === "number" ? all[name] : undefined),
    flag: (name) => (typeof all[name] === "boolean" ? all[name] : undefined),
    list: (name) => (Array.isArray(all[name]) ? all[name] : []),
    object: (name) => objectOf(all[name]),
    fragment: (name) => {
      const value = all[name];
      return isFragment(value) ? value : undefined;
    },
    call: (name, ...args) => {
      const handler = all[name];
      if (typeof handler === "function") handler(...args);
    },
    has: (name) => all[name] !== undefined,
  };
}

export function objectOf(value: unknown): Props | undefined {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : undefined;
}

/** A component that is one element with its children inside; `names` become `data-` attributes for the style sheet. */
export function plain(tag: keyof HTMLElementTagNameMap, className: string, names: readonly string[] = []): Component {
  return {
    knows: names,
    make: () => {
      const element = document.createElement(tag);
      element.className = className;
      return {
        element,
        slot: element,
        update: (props) => mark(element, props, names),
      };
    },
  };
}

/** Hands properties to the style sheet, such as `data-gap="sm"`. */
export function mark(element: HTMLElement, props: PropReader, names: readonly string[]): void {
  for (const name of names) {
    const value = props.all[name];
    const key = `data-${name.toLowerCase()}`;
    if (typeof value === "string" || typeof value === "number")
      element.setAttribute(key, sizes[value] ?? String(value));
    else if (value === true) element.setAttribute(key, "");
    else element.removeAttribute(key);
  }
}

/** HubSpot writes sizes in two ways (HubSpot reference 2.7). */
const sizes: Readonly<Record<string | number, string>> = {
  "extra-small": "xs",
  small: "sm",
  medium: "md",
  large: "lg",
  "extra-large": "xl",
};
