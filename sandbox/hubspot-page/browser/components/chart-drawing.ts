/**
 * The picture of a chart: shapes in an SVG that is stretched to its place, words around it that are not. Everything in it is
 * decoration: the table beside it says the same.
 */
import { el, set } from "../../../../phone/screen/index.ts";

export type ChartKind = "bars" | "lines";

export interface ChartSeries {
  readonly name: string;
  /** One of HubSpot's names for colours; the next one of the list where it is left out. */
  readonly colour: string | undefined;
  /** One for each place; undefined where there is none. */
  readonly values: readonly (number | undefined)[];
}

export interface DrawnChart {
  readonly kind: ChartKind;
  readonly title: string | undefined;
  /** Along the horizontal axis, in the order in which they were given. */
  readonly places: readonly { readonly value: unknown; readonly label: string }[];
  readonly placeLabel: string;
  readonly figureLabel: string;
  /** Places are days or moments, which need not all be named. */
  readonly inTime: boolean;
  readonly series: readonly ChartSeries[];
  readonly stacked: boolean;
  readonly everyPlaceItsColour: boolean;
  readonly legend: boolean;
  readonly labels: boolean;
}

const colours = ["aqua", "orange", "purple", "green", "pink", "blue", "yellow"] as const;
const steps = 4;
/** Names of moments that stand side by side without touching. */
const namedMoments = 5;
/** Names of so few letters, or so few names, have room wherever a chart has. */
const shortName = 4;
const fewNames = 3;

export function drawChart(chart: DrawnChart): HTMLElement {
  const top = topOf(chart);
  const scale = el("div", { class: "chart-scale" });
  const plot = el("div", { class: "chart-plot" });
  for (let step = 0; step <= steps; step += 1) {
    const mark = el("span", { class: "chart-mark" }, shortNumber((top / steps) * step));
    mark.style.bottom = `${(step / steps) * 100}%`;
    scale.append(mark);
  }
  plot.append(shapesOf(chart, top), ...(chart.labels ? labelsOf(chart, top) : []));
  const legend = chart.legend && chart.series.length > 1 ? [legendOf(chart)] : [];
  const inner = el("div", { class: "chart-inner" }, scale, plot, placesOf(chart));
  return el("div", { class: "chart-picture", "aria-hidden": "true" }, ...legend, inner);
}

/** The first round number above everything, so that four steps are round, too. */
function topOf({ places, series, stacked }: DrawnChart): number {
  const heights = places.map((_, at) => {
    const values = series.map(({ values }) => values[at] ?? 0);
    return stacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
  });
  const most = Math.max(0, ...heights);
  if (most === 0) return steps;
  const whole = series.every(({ values }) => values.every((value) => value === undefined || Number.isInteger(value)));
  const raw = most / steps;
  const power = 10 ** Math.floor(Math.log10(raw));
  const round = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((factor) => factor * power).find((step) => step >= raw) ?? raw;
  return steps * (whole ? Math.ceil(round) : round);
}

const shortNumber = (value: number): string =>
  new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 })
    .formatToParts(value)
    .map(partText)
    .join("");
const partText = ({ value }: Intl.NumberFormatPart): string => value;

const space = "http://www.w3.org/2000/svg";

function shape(tag: "svg" | "rect" | "path", attributes: Parameters<typeof set>[1]): SVGElement {
  const element = document.createElementNS(space, tag);
  set(element, attributes);
  return element;
}

const colourOf = (chart: DrawnChart, series: number, place: number): string =>
  (chart.everyPlaceItsColour ? undefined : chart.series[series]?.colour) ??
  colours[(chart.everyPlaceItsColour ? place : series) % colours.length] ??
  colours[0];

/** Where the middle of a place is, in percent of the width. */
const middle = ({ places }: DrawnChart, at: number): number => ((at + 0.5) / Math.max(1, places.length)) * 100;

function shapesOf(chart: DrawnChart, top: number): SVGElement {
  const svg = shape("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", focusable: "false" });
  for (let step = 0; step <= steps; step += 1)
    svg.append(shape("path", { class: "chart-line", d: `M0 ${100 - (step / steps) * 100}H100` }));
  svg.append(...(chart.kind === "bars" ? bars(chart, top) : lines(chart, top)));
  return svg;
}

interface Bar {
  readonly series: number;
  readonly place: number;
  readonly value: number;
  /** In percent of the whole picture. */
  readonly left: number;
  readonly width: number;
  readonly bottom: number;
  readonly height: number;
}

function barsOf(chart: DrawnChart, top: number): Bar[] {
  const { places, series, stacked } = chart;
  const beside = stacked ? 1 : Math.max(1, series.length);
  const width = (100 / Math.max(1, places.length)) * (0.68 / beside);
  return places.flatMap((_, place) => {
    let below = 0;
    return series.flatMap(({ values }, at): Bar[] => {
      const value = values[place];
      if (value === undefined) return [];
      const height = (value / top) * 100;
      const left = middle(chart, place) + (stacked ? -0.5 : at - beside / 2) * width;
      const bar = { series: at, place, value, left, width: width * 0.94, bottom: below, height };
      if (stacked) below += height;
      return [bar];
    });
  });
}

const bars = (chart: DrawnChart, top: number): SVGElement[] =>
  barsOf(chart, top).map(({ series, place, left, width, bottom, height }) =>
    shape("rect", {
      class: "chart-shape",
      "data-colour": colourOf(chart, series, place),
      x: left,
      y: 100 - bottom - height,
      width,
      height,
    }),
  );

/** A line through what there is, broken where there is nothing, and a dot at each value while they are few. */
function lines(chart: DrawnChart, top: number): SVGElement[] {
  return chart.series.flatMap(({ values }, series) => {
    const at = (value: number, place: number) => `${middle(chart, place)} ${100 - (value / top) * 100}`;
    const way = values.map((value, place) => {
      if (value === undefined) return "";
      return `${place > 0 && values[place - 1] !== undefined ? "L" : "M"}${at(value, place)}`;
    });
    const dots = values.map((value, place) => (value === undefined ? "" : `M${at(value, place)}h0`));
    const attributes = { "data-colour": colourOf(chart, series, 0) };
    const line = shape("path", { ...attributes, class: "chart-way", d: way.join("") });
    const few = values.length <= 31;
    return few ? [line, shape("path", { ...attributes, class: "chart-dots", d: dots.join("") })] : [line];
  });
}

/** The value above each bar or dot; on stacked bars only in whole, above all. */
function labelsOf(chart: DrawnChart, top: number): HTMLElement[] {
  const label = (value: number, left: number, bottom: number) => {
    const element = el("span", { class: "chart-value" }, shortNumber(value));
    element.style.left = `${left}%`;
    element.style.bottom = `${bottom}%`;
    return element;
  };
  if (chart.stacked) {
    return chart.places.map((_, place) => {
      const sum = chart.series.reduce((so, { values }) => so + (values[place] ?? 0), 0);
      return label(sum, middle(chart, place), (sum / top) * 100);
    });
  }
  if (chart.kind === "bars") {
    return barsOf(chart, top).map(({ value, left, width, height }) => label(value, left + width / 2, height));
  }
  return chart.series.flatMap(({ values }) =>
    values.flatMap((value, place) =>
      value === undefined ? [] : [label(value, middle(chart, place), (value / top) * 100)],
    ),
  );
}

function legendOf(chart: DrawnChart): HTMLElement {
  const entries = chart.series.map(({ name }, series) =>
    el("li", {}, el("span", { class: "chart-colour", "data-colour": colourOf(chart, series, 0) }), name),
  );
  return el("ul", { class: "chart-legend" }, ...entries);
}

/** The names below. Of many moments some are named; names of other things are all there, upright where it gets narrow. */
function placesOf({ places, inTime }: DrawnChart): HTMLElement {
  const every = inTime ? Math.max(1, Math.ceil(places.length / namedMoments)) : 1;
  const names = places.flatMap(({ value, label }, at) => {
    const room = Math.min(every, places.length - at);
    if (at % every !== 0 || room < every * 0.7) return [];
    const element = el("span", { class: "chart-place" }, inTime ? momentName(value) : label);
    element.style.gridColumn = `${at + 1} / span ${room}`;
    return [element];
  });
  const short = places.length <= fewNames || places.every(({ label }) => label.length <= shortName);
  const kind = inTime ? "chart-moments" : short ? "chart-short" : "chart-names";
  const row = el("div", { class: `chart-places ${kind}` }, ...names);
  row.style.gridTemplateColumns = `repeat(${Math.max(1, places.length)}, minmax(0, 1fr))`;
  return row;
}

/** A day as people write it in short; what is no time stands as it is. */
function momentName(value: unknown): string {
  const moment = new Date(typeof value === "number" ? value : String(value));
  if (Number.isNaN(moment.getTime())) return String(value);
  return moment.toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
}
