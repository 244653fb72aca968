/** Charts, as a table whose figures carry a bar: whoever cannot see the bars reads the same. */
import { el } from "../../../../phone/screen/index.ts";
import { type Component, objectOf, type PropReader } from "../component.ts";

function chart(): Component {
  return {
    knows: ["data", "axes", "options"],
    make: () => {
      const element = el("div", { class: "chart" });
      return { element, update: (props) => element.replaceChildren(tableOf(props)) };
    },
  };
}

function tableOf(props: PropReader): HTMLElement {
  const given = props.object("data");
  const rows = Array.isArray(props.all["data"]) ? props.list("data") : listOf(given?.["data"]);
  const axes = props.object("axes");
  const [x, y] = [objectOf(axes?.["x"]), objectOf(axes?.["y"])];
  const group = objectOf(axes?.["options"])?.["groupFieldByColor"];
  const names = [x?.["field"], ...(typeof group === "string" ? [group] : [])].map(String);
  const figure = String(y?.["field"]);
  const most = Math.max(1, ...rows.map((row) => Number(objectOf(row)?.[figure] ?? 0)));
  const title = objectOf(props.all["options"])?.["title"];
  const caption = typeof title === "string" ? [el("caption", {}, title)] : [];
  const head = [...names, figure].map((name, at) =>
    el("th", { scope: "col" }, labelOf(at === 0 ? x : name === figure ? y : undefined, name)),
  );
  const body = rows.map((row) => {
    const values = objectOf(row) ?? {};
    const value = Number(values[figure] ?? 0);
    const bar = el("span", { class: "chart-bar" });
    bar.style.inlineSize = `${(value / most) * 100}%`;
    const cells = names.map((name) => el("td", {}, String(values[name] ?? "")));
    return el("tr", {}, ...cells, el("td", {}, bar, el("span", {}, String(value))));
  });
  return el("table", { class: "table" }, ...caption, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body));
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function labelOf(axis: ReturnType<typeof objectOf>, name: string): string {
  return typeof axis?.["label"] === "string" ? axis["label"] : name;
}

export const charts: Readonly<Record<string, Component>> = { BarChart: chart(), LineChart: chart() };
