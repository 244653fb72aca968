import { type InsightGroup, insightGroupSchema } from "@flowella/contract";
import { AutoGrid, DateInput, Select } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

export interface Choices {
  readonly flowId: string | undefined;
  readonly period: Period;
  /** Of the period `own`. */
  readonly from: string;
  readonly to: string;
  readonly group?: InsightGroup | undefined;
}

const periods = ["7", "30", "90", "own"] as const;
type Period = (typeof periods)[number];

interface InsightChoicesProps {
  readonly flows: readonly { readonly id: string; readonly name: string }[];
  readonly today: string;
  readonly choices: Choices;
  /** What changes, of what is chosen by then: two may change before they are drawn anew. */
  readonly onChoose: (change: (before: Choices) => Choices) => void;
}

/** Which Flow, which days, split by what. */
export function InsightChoices({ flows, today, choices, onChoose }: InsightChoicesProps) {
  const { texts } = useApp();
  const { insight: words } = texts;
  const dates = [
    { name: "from", label: words.from, day: choices.from },
    { name: "to", label: words.to, day: choices.to },
  ] as const;
  return (
    <AutoGrid columnWidth={220} flexible gap="sm">
      <Select
        label={words.flow}
        name="flow"
        options={[
          { value: "", label: words.allFlows },
          ...flows.map(({ id, name }) => ({ value: id, label: name.trim() || texts.forms.untitled })),
        ]}
        value={choices.flowId ?? ""}
        onChange={(value) => {
          const flowId = flows.find(({ id }) => id === value)?.id;
          onChoose((before) => ({
            ...before,
            flowId,
            group: groupsOf(flowId).find((group) => group === before.group),
          }));
        }}
      />
      <Select
        label={words.period}
        name="period"
        options={periods.map((value) => ({ value, label: words.periods[value] }))}
        value={choices.period}
        onChange={(value) => {
          const period = periods.find((each) => each === value) ?? "30";
          onChoose((before) => ({ ...before, period }));
        }}
      />
      {choices.period === "own"
        ? dates.map(({ name, label, day }) => (
            <DateInput
              key={name}
              label={label}
              name={name}
              format="ll"
              value={dateOf(day)}
              max={dateOf(today)}
              timezone="portalTz"
              onChange={(chosen) => onChoose((before) => ({ ...before, [name]: dayOf(chosen) ?? before[name] }))}
            />
          ))
        : null}
      <Select
        label={words.group}
        name="group"
        options={[
          { value: "", label: words.groups.none },
          ...groupsOf(choices.flowId).map((value) => ({ value, label: words.groups[value] })),
        ]}
        value={choices.group ?? ""}
        onChange={(value) => onChoose((before) => ({ ...before, group: insightGroupSchema.safeParse(value).data }))}
      />
    </AutoGrid>
  );
}

/** Versions are numbers of one Flow. */
const groupsOf = (flowId: string | undefined) =>
  insightGroupSchema.options.filter((group) => flowId !== undefined || group !== "version");

/** HubSpot's months start at 0 (HubSpot reference 2.7). */
function dateOf(day: string) {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return { year, month: month - 1, date };
}

/** Undefined where the field was emptied: then the day stays as it was. */
function dayOf(chosen: Partial<BaseDate> | null | undefined): string | undefined {
  const { year, month, date } = chosen ?? {};
  if (year === undefined || month === undefined || date === undefined) return undefined;
  return [String(year).padStart(4, "0"), two(month + 1), two(date)].join("-");
}

const two = (part: number): string => String(part).padStart(2, "0");

/** As HubSpot tells a date. */
interface BaseDate {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}
