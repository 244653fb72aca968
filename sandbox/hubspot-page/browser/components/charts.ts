/** Charts, and the same figures as a table for whoever cannot see them (HubSpot reference 2.7). */
import { el } from "../../../../phone/screen/index.ts";
import { type Component, objectOf, type PropReader } from "../component.ts";
import { type ChartKind, type ChartSeries, type DrawnChart, drawChart } from "./chart-drawing.ts";

function chart(kind: ChartKind): Component {
  return {
    knows: ["data", "axes", "options"],
    make: () => {
      const element = el("figure", { class: "chart" });
      return {
        element,
        update: (props) => {
          const read = chartOf(kind, props);
          const title = read.title === undefined ? [] : [el("figcaption", { class: "chart-title" }, read.title)];
          element.replaceChildren(...title, drawChart(read), el("div", { class: "unseen" }, tableOf(read)));
        },
      };
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

/** The flat rows of the extension, by place and series. A field's values may be given other names. */
function chartOf(kind: ChartKind, props: PropReader): DrawnChart {
  const given = props.object("data");
  const data = Array.isArray(props.all["data"]) ? props.list("data") : listOf(given?.["data"]);
  const rows = data.map((row): Row => objectOf(row) ?? {});
  const axes = props.object("axes");
  const [x, y, more] = [objectOf(axes?.["x"]), objectOf(axes?.["y"]), objectOf(axes?.["options"])];
  const options = props.object("options");
  const [place, figure] = [String(x?.["field"]), String(y?.["field"])];
  const group = textOf(more?.["groupFieldByColor"]);
  const names = objectOf(objectOf(given?.["options"])?.["propertyLabels"]);
  const named = (field: string, value: unknown) => textOf(objectOf(names?.[field])?.[String(value)]) ?? String(value);
  const places = distinct(rows, place);
  const coloured = group !== undefined && group !== place;
  const colours = objectOf(more?.["colors"]);
  const list = listOf(options?.["colorList"]).map(String);
  const series = (coloured ? distinct(rows, group) : [undefined]).map((name, at): ChartSeries => {
    const own = coloured ? rows.filter((row) => row[group] === name) : rows;
    return {
      name: coloured ? named(group, name) : (textOf(y?.["label"]) ?? figure),
      colour: textOf(colours?.[String(name)]) ?? list[at],
      values: places.map((value) => numberOf(own.find((row) => row[place] === value)?.[figure])),
    };
  });
  return {
    kind,
    title: textOf(options?.["title"]),
    places: places.map((value) => ({ value, label: named(place, value) })),
    placeLabel: textOf(x?.["label"]) ?? place,
    figureLabel: textOf(y?.["label"]) ?? figure,
    inTime: x?.["fieldType"] === "datetime",
    series,
    stacked: more?.["stacking"] === true && coloured,
    // A colour for each bar, where the places themselves are what is coloured.
    everyPlaceItsColour: group !== undefined && !coloured,
    legend: options?.["showLegend"] === true,
    labels: options?.["showDataLabels"] === true,
  };
}

function tableOf({ title, places, placeLabel, figureLabel, series }: DrawnChart): HTMLElement {
  const [first, ...others] = series;
  const columns = first && others.length === 0 ? [{ ...first, name: figureLabel }] : series;
  const head = [placeLabel, ...columns.map(({ name }) => name)].map((name) => el("th", { scope: "col" }, name));
  const body = places.map(({ label }, at) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, label),
      ...columns.map(({ values }) => el("td", {}, String(values[at] ?? ""))),
    ),
  );
  const caption = title === undefined ? [] : [el("caption", {}, title)];
  return el("table", {}, ...caption, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body));
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
const distinct = (rows: readonly Row[], field: string): unknown[] => [...new Set(rows.map((row) => row[field]))];

export const charts: Readonly<Record<string, Component>> = { BarChart: chart("bars"), LineChart: chart("lines") };
