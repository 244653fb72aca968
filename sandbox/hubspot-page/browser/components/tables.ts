/** Tables and tabs. */
import { el, newId, set } from "../../../../phone/screen/index.ts";
import { type Component, mark, type PropReader } from "../component.ts";

const Table: Component = {
  knows: [
    "bordered",
    "flush",
    "density",
    "paginated",
    "pageCount",
    "page",
    "onPageChange",
    "showButtonLabels",
    "showFirstLastButtons",
    "maxVisiblePageButtons",
  ],
  make: () => {
    const slot = el("table", { class: "table" });
    const pages = el("nav", { class: "table-pages", "aria-label": "Pages" });
    const element = el(
      "div",
      { class: "table-place", tabindex: 0, role: "region", "aria-label": "Table" },
      slot,
      pages,
    );
    let own = 1;
    return {
      element,
      slot,
      update: (props) => {
        mark(slot, props, ["bordered", "flush", "density"]);
        const count = props.number("pageCount") ?? 1;
        const page = props.number("page") ?? own;
        pages.hidden = props.flag("paginated") !== true || count < 2;
        const go = (words: string, to: number) => {
          const button = el("button", { type: "button", class: "button", "data-size": "sm" }, words);
          button.disabled = to < 1 || to > count;
          button.addEventListener("click", () => {
            own = to;
            props.call("onPageChange", to);
          });
          return button;
        };
        pages.replaceChildren(go("Previous", page - 1), el("span", {}, `${page} of ${count}`), go("Next", page + 1));
      },
    };
  },
};

function section(tag: "thead" | "tbody" | "tfoot" | "tr"): Component {
  return {
    knows: [],
    make: () => {
      const element = el(tag);
      return { element, slot: element };
    },
  };
}

const sorts = ["ascending", "descending", "none"];

const TableHeader: Component = {
  knows: ["sortDirection", "onSortChange", "disabled", "width", "align"],
  make: () => {
    const button = el("button", { type: "button", class: "bare sort" });
    const slot = el("span");
    const element = el("th", { scope: "col" }, slot);
    let props: PropReader | undefined;
    button.addEventListener("click", () =>
      props?.call("onSortChange", props.text("sortDirection") === "ascending" ? "descending" : "ascending"),
    );
    return {
      element,
      slot,
      update: (given) => {
        props = given;
        const direction = given.text("sortDirection") ?? "never";
        const sortable = sorts.includes(direction);
        mark(element, given, ["align", "width"]);
        set(element, { "aria-sort": sortable ? direction : undefined });
        button.disabled = given.flag("disabled") === true;
        if (!sortable || button.isConnected || button.parentElement === element) return;
        element.replaceChildren(button);
        button.append(slot);
      },
    };
  },
};

const TableCell: Component = {
  knows: ["colSpan", "width", "align"],
  make: () => {
    const element = el("td");
    return {
      element,
      slot: element,
      update: (props) => {
        mark(element, props, ["align", "width"]);
        set(element, { colspan: props.number("colSpan") });
      },
    };
  },
};

/** The children are panels; their titles make the row of tabs. */
const Tabs: Component = {
  knows: ["selected", "defaultSelected", "onSelectedChange", "variant", "fill"],
  make: () => {
    const row = el("div", { class: "tab-row", role: "tablist" });
    const slot = el("div", { class: "tab-panels" });
    const element = el("div", { class: "tabs" }, row, slot);
    let props: PropReader | undefined;
    let own: string | undefined;
    const panels = () => [...slot.children].filter((child) => child instanceof HTMLElement);
    const show = () => {
      const wanted = props?.text("selected") ?? own ?? props?.text("defaultSelected");
      const all = panels();
      const chosen = all.find((panel) => panel.dataset["tab"] === wanted) ?? all[0];
      const focused = [...row.children].indexOf(document.activeElement ?? row);
      row.replaceChildren(...all.map((panel) => tab(panel, panel === chosen)));
      const back = row.children[focused];
      if (back instanceof HTMLElement) back.focus();
      for (const panel of all) panel.hidden = panel !== chosen;
    };
    const tab = (panel: HTMLElement, selected: boolean) => {
      const attributes = { role: "tab", "aria-selected": String(selected), "aria-controls": panel.id, class: "tab" };
      const button = el("button", { type: "button", ...attributes }, panel.dataset["title"] ?? "");
      button.disabled = panel.dataset["disabled"] === "";
      set(button, { title: panel.dataset["tooltip"] });
      button.addEventListener("click", () => {
        own = panel.dataset["tab"];
        show();
        props?.call("onSelectedChange", own);
      });
      return button;
    };
    return {
      element,
      slot,
      update: (given) => {
        props = given;
        mark(element, given, ["variant", "fill"]);
        show();
      },
      childChanged: show,
    };
  },
};

const Tab: Component = {
  knows: ["tabId", "title", "disabled", "tooltip", "tooltipPlacement"],
  make: () => {
    const element = el("div", { class: "tab-panel", role: "tabpanel", id: newId("panel") });
    return {
      element,
      slot: element,
      update: (props) => {
        set(element, {
          "data-tab": props.text("tabId") ?? element.id,
          "data-title": props.text("title"),
          "data-tooltip": props.text("tooltip"),
          "data-disabled": props.flag("disabled") === true,
          "aria-label": props.text("title"),
        });
      },
    };
  },
};

export const tables: Readonly<Record<string, Component>> = {
  Table,
  TableHead: section("thead"),
  TableBody: section("tbody"),
  TableFooter: section("tfoot"),
  TableRow: section("tr"),
  TableHeader,
  TableCell,
  Tabs,
  Tab,
};
