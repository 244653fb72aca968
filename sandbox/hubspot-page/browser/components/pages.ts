/** The components of app pages: header, breadcrumbs, links between pages. */
import { el, set } from "../../../../phone/screen/index.ts";
import { type Component, type Drawing, type PropReader, plain } from "../component.ts";
import { actions } from "./actions.ts";

/** A link to another page of the app: HubSpot changes the address and keeps the extension. */
const pageLink = (className: string): Component => ({
  knows: ["to", "params"],
  make: (drawing: Drawing) => {
    const element = el("a", { class: className, href: "#" });
    let props: PropReader | undefined;
    element.addEventListener("click", (event) => {
      event.preventDefault();
      if (props) drawing.navigate(props.text("to") ?? "/", paramsOf(props));
    });
    return {
      element,
      slot: element,
      update: (given) => {
        props = given;
      },
    };
  },
});

function paramsOf(props: PropReader): Record<string, string> {
  return Object.fromEntries(Object.entries(props.object("params") ?? {}).map(([name, value]) => [name, String(value)]));
}

const PageTitle: Component = {
  knows: [],
  make: () => {
    const element = el("h1", { class: "page-title" });
    return { element, slot: element };
  },
};

const PageBreadcrumbs: Component = {
  knows: [],
  make: () => {
    const slot = el("ol", { class: "crumbs" });
    return { element: el("nav", { "aria-label": "Breadcrumbs" }, slot), slot, wrap: (child) => el("li", {}, child) };
  },
};

const PageBreadcrumbsCurrent: Component = {
  knows: [],
  make: () => {
    const element = el("span", { "aria-current": "page" });
    return { element, slot: element };
  },
};

/** A header's button, as HubSpot draws it: its look follows from its place. */
function headerButton(variant: string): Component {
  const { make } = actions["Button"] ?? plain("span", "button");
  return {
    knows: ["onClick", "disabled", "href", "overlay"],
    make: (drawing) => {
      const view = make(drawing);
      return {
        ...view,
        update: (props, node) => {
          view.update?.(props, node);
          const inner = view.element.firstElementChild;
          if (inner) set(inner, { "data-variant": variant });
        },
      };
    },
  };
}

export const pages: Readonly<Record<string, Component>> = {
  PageTitle,
  PageBreadcrumbs,
  PageBreadcrumbsCurrent,
  PageBreadcrumbsPageLink: pageLink("link"),
  PageLink: pageLink("link"),
  PageHeader: plain("div", "page-header"),
  PageHeaderPrimaryAction: plain("div", "page-action page-action-first"),
  PageHeaderSecondaryActions: plain("div", "page-action"),
  PageHeaderLink: headerButton("secondary"),
  PageHeaderPageLink: pageLink("button"),
  HeaderActions: plain("div", "page-header"),
  PrimaryHeaderActionButton: headerButton("primary"),
  SecondaryHeaderActionButton: headerButton("secondary"),
};
