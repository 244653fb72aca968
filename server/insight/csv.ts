/** Figures as one table: a line for each, with its definition. Titles of screens and questions were typed by somebody. */
import { csvOf } from "../../core/transactions/index.ts";
import type { Insight, InsightDefinition, InsightTime } from "../../src/app/packages/contract/index.ts";

const columns = ["part", "item", "name", "figure", "value", "unit", "definition"] as const;
type Line = Readonly<Partial<Record<(typeof columns)[number], string>>>;

/** What a line is about. */
interface About {
  readonly part: string;
  readonly item?: string;
  readonly name?: string;
  readonly definition?: InsightDefinition;
}

export function insightCsv(insight: Insight): string {
  const wording = (definition: InsightDefinition | undefined) =>
    definition === undefined ? "" : (insight.definitions[definition] ?? "");
  const figures = (
    { definition, ...about }: About,
    values: Readonly<Record<string, number | string | undefined>>,
    unit = "count",
  ): Line[] =>
    Object.entries(values).flatMap(([figure, value]) =>
      value === undefined ? [] : [{ ...about, figure, value: String(value), unit, definition: wording(definition) }],
    );
  const time = (about: About, { count, median, p90, exact }: InsightTime): Line[] => [
    ...figures(about, { times: count }),
    ...figures(about, { median, p90 }, exact ? "seconds" : "seconds, within 1 %"),
  ];
  const { cost, quality, chatAgainstWeb } = insight;
  const lines: Line[] = [
    ...figures(
      { part: "question", definition: "days" },
      { from: insight.from, to: insight.to, timeZone: insight.timeZone },
      "",
    ),
    ...figures({ part: "question" }, { flow: insight.flow?.name, flowId: insight.flow?.id }, ""),
    ...insight.funnel.flatMap(({ stage, screen, count, ofBefore, ofSent, definition }) => {
      const about = { part: "funnel", item: screen?.id ?? stage, ...(screen && { name: screen.title }), definition };
      return [...figures(about, { count }), ...figures(about, { ofBefore, ofSent }, "share")];
    }),
    ...insight.times.flatMap(({ measure, time: each, definition }) =>
      time({ part: "times", item: measure, definition }, each),
    ),
    ...insight.delays.flatMap(({ what, time: each, definition }) =>
      time({ part: "delays", item: what, definition }, each),
    ),
    ...insight.screens.flatMap(({ id, title, time: each, shown, submitted, back, returned, left, ofShown }) => {
      const about = { part: "screens", item: id, name: title };
      return [
        ...figures({ ...about, definition: "screen_reached" }, { shown, submitted }),
        ...figures({ ...about, definition: "screen_returns" }, { back, returned }),
        ...figures({ ...about, definition: "screen_left" }, { left }),
        ...figures({ ...about, definition: "screen_left" }, { ofShown }, "share"),
        ...time({ ...about, definition: "screen_time" }, each),
      ];
    }),
    ...insight.fields.flatMap(({ id, label, rejected, people, changed, rules }) => {
      const about = { part: "fields", item: id, name: label };
      const byRule = Object.fromEntries(rules.map(({ rule, count }) => [`rejected: ${rule}`, count]));
      return [
        ...figures({ ...about, definition: "field_rejections" }, { rejected, people, ...byRule }),
        ...figures({ ...about, definition: "field_changes" }, { changed }),
      ];
    }),
    ...insight.groups.flatMap(({ value, others, rate, filling, ...counts }) => {
      const about = { part: "groups", item: others ? "others" : value, definition: "groups" } as const;
      return [...figures(about, counts), ...figures(about, { rate }, "share"), ...time(about, filling)];
    }),
    ...figures({ part: "cost", definition: "cost" }, { state: cost.state }, ""),
    ...figures({ part: "cost", definition: "cost" }, { billed: cost.billed, free: cost.free, untold: cost.untold }),
    ...figures({ part: "cost", definition: "cost" }, { amount: cost.amount }, cost.currency),
    ...figures({ part: "cost", definition: "cost_per_completed" }, { perCompleted: cost.perCompleted }, cost.currency),
    ...cost.categories.flatMap(({ category, messages, amount }) => {
      const about = { part: "cost", item: category, definition: "cost" } as const;
      return [...figures(about, { messages }), ...figures(about, { amount }, cost.currency)];
    }),
    ...figures(
      { part: "quality", definition: "quality" },
      { state: quality.state, from: quality.from, to: quality.to },
      "",
    ),
    ...(["chat", "web"] as const).flatMap((side) => {
      const { submissions, ...shares } = quality[side] ?? {};
      const about = { part: "quality", item: side, definition: "quality" } as const;
      return [...figures(about, { submissions }), ...figures(about, shares, "share")];
    }),
    ...insight.optIns.flatMap(({ via, source, ...counts }) =>
      figures({ part: "optIns", item: via, name: source, definition: "opt_ins" }, counts),
    ),
    ...(chatAgainstWeb
      ? (["flow", "link"] as const).flatMap((side) => {
          const { sent, completed, rate } = chatAgainstWeb[side];
          const about = { part: "chatAgainstWeb", item: side, definition: "chat_against_web" } as const;
          return [...figures(about, { sent, completed }), ...figures(about, { rate }, "share")];
        })
      : []),
    ...figures({ part: "chatAgainstWeb", definition: "chat_against_web" }, { verdict: chatAgainstWeb?.verdict }, ""),
    ...insight.series.flatMap(({ day, ...counts }) => figures({ part: "series", item: day }, counts)),
    ...(["percentiles", "unseen_phone_checks", "unseen_time_within_screen"] as const).map(
      (definition): Line => ({ part: "definitions", item: definition, definition: wording(definition) }),
    ),
  ];
  return csvOf({ columns, rows: lines });
}
