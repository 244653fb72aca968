/** What an extension renders, kept as elements of the page: one element per remote node for as long as that node lives. */
import { type Component, type Drawing, reader, type View } from "./component.ts";
import { isNode, type RemoteElement, type RemoteFragment, type RemoteNode, type RemoteText } from "./remote-node.ts";
import type { Receiver } from "./remote-ui/host.ts";

interface Part {
  readonly node: Node;
  /** `node` and what its parent put around it. */
  outer: Node;
  parent: Part | undefined;
  readonly view?: View;
  readonly refresh: () => void;
  readonly stop: () => void;
}

export class Tree {
  readonly #receiver: Receiver;
  readonly #components: Readonly<Record<string, Component>>;
  readonly #drawing: Omit<Drawing, "draw">;
  readonly #parts = new Map<string, Part>();

  constructor(receiver: Receiver, components: Readonly<Record<string, Component>>, drawing: Omit<Drawing, "draw">) {
    this.#receiver = receiver;
    this.#components = components;
    this.#drawing = drawing;
  }

  /** Draws the whole extension into `slot`, now and after every change. */
  mount(slot: HTMLElement): void {
    const { root } = this.#receiver.attached;
    const draw = () => this.#fill(slot, root.children.filter(isNode), undefined);
    this.#receiver.attached.subscribe(root, draw);
    draw();
  }

  /** Draws what a property holds; returns how to take it away. */
  drawFragment(fragment: RemoteFragment, slot: HTMLElement): () => void {
    const draw = () => this.#fill(slot, fragment.children, undefined);
    const stop = this.#receiver.attached.subscribe(fragment, draw);
    draw();
    return () => {
      stop();
      for (const child of fragment.children) this.#forget(child.id);
      slot.replaceChildren();
    };
  }

  #fill(slot: HTMLElement, children: readonly RemoteNode[], parent: Part | undefined): void {
    const wanted = children.map((child) => this.#outer(child, parent));
    const kept = new Set(wanted);
    for (const node of [...slot.childNodes]) if (!kept.has(node)) node.remove();
    // Only what is out of place is moved: a moved element loses the focus.
    wanted.forEach((node, index) => {
      if (slot.childNodes[index] !== node) slot.insertBefore(node, slot.childNodes[index] ?? null);
    });
  }

  #outer(child: RemoteNode, parent: Part | undefined): Node {
    const part = this.#parts.get(child.id) ?? this.#make(child, parent);
    if (part.parent !== parent) {
      part.parent = parent;
      part.outer = wrapped(part.node, parent);
    }
    return part.outer;
  }

  #make(child: RemoteNode, parent: Part | undefined): Part {
    const part = child.kind === 2 ? this.#makeText(child, parent) : this.#makeElement(child, parent);
    this.#parts.set(child.id, part);
    part.refresh();
    return part;
  }

  #makeText(child: RemoteText, parent: Part | undefined): Part {
    const node = document.createTextNode(child.text);
    const refresh = () => {
      node.data = child.text;
    };
    const stop = this.#receiver.attached.subscribe(child, refresh);
    return { node, outer: wrapped(node, parent), parent, refresh, stop };
  }

  #makeElement(child: RemoteElement, parent: Part | undefined): Part {
    const component = Object.hasOwn(this.#components, child.type) ? this.#components[child.type] : undefined;
    const drawing: Drawing = { ...this.#drawing, draw: (fragment, slot) => this.drawFragment(fragment, slot) };
    const view = component ? component.make(drawing) : unknownComponent(child.type);
    let drawn: readonly RemoteNode[] = [];
    const refresh = () => {
      if (component) this.#tellUnknown(child, component);
      const testId = child.props["testId"];
      if (typeof testId === "string") view.element.dataset["testId"] = testId;
      view.update?.(reader(child.props), child);
      if (view.slot) this.#fill(view.slot, child.children, part);
      // Its children are in place only now.
      view.childChanged?.();
      for (const gone of drawn) if (!child.children.includes(gone)) this.#forget(gone.id);
      drawn = [...child.children];
      // Tabs, tables and menus are drawn by what their children say.
      part.parent?.view?.childChanged?.();
    };
    const stop = this.#receiver.attached.subscribe(child, refresh);
    const part: Part = { node: view.element, outer: wrapped(view.element, parent), parent, view, refresh, stop };
    return part;
  }

  #tellUnknown({ type, props }: RemoteElement, { knows }: Component): void {
    for (const [name, value] of Object.entries(props)) {
      if (value === undefined || name === "testId" || name === "children" || knows.includes(name)) continue;
      this.#drawing.problem(`This page does not know the property "${name}" of HubSpot's ${type}.`);
    }
  }

  #forget(id: string): void {
    const part = this.#parts.get(id);
    if (!part) return;
    part.stop();
    part.view?.end?.();
    this.#parts.delete(id);
    for (const [childId, child] of this.#parts) if (child.parent === part) this.#forget(childId);
  }
}

const wrapped = (node: Node, parent: Part | undefined): Node => parent?.view?.wrap?.(node) ?? node;

function unknownComponent(type: string): View {
  const element = document.createElement("p");
  element.className = "unknown";
  element.setAttribute("role", "alert");
  element.textContent = `This page does not know HubSpot's component ${type}.`;
  return { element };
}
