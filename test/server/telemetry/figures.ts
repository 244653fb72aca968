/** The metrics page, read by a parser that is not ours. */
import parsePrometheusTextFormat from "parse-prometheus-text-format";
import { z } from "zod";

const kindsSchema = z.array(
  z.object({ name: z.string(), help: z.string().min(1), type: z.enum(["COUNTER", "GAUGE", "HISTOGRAM"]) }),
);
const seriesSchema = z.array(
  z.object({
    name: z.string(),
    metrics: z.array(z.object({ value: z.string(), labels: z.record(z.string(), z.string()).default({}) })),
  }),
);

export interface Figures {
  /** All values that a label has anywhere. */
  readonly labelValues: readonly string[];
  /** Of a counter or gauge its value, of a histogram its count, over all series with these labels; undefined where there are none. */
  value(name: string, wanted?: Readonly<Record<string, string>>): number | undefined;
}

export function figuresOf(text: string): Figures {
  const kinds = kindsSchema.parse(parsePrometheusTextFormat(text));
  // The parser puts a histogram's series together whatever their labels; as plain series it reads each of them.
  const plain = text.replace(/^# TYPE \S+ histogram$/gm, "");
  const all = seriesSchema.parse(parsePrometheusTextFormat(plain));
  return {
    labelValues: [...new Set(all.flatMap(({ metrics }) => metrics.flatMap((each) => Object.values(each.labels))))],
    value: (name, wanted = {}) => {
      const told = kinds.find((kind) => kind.name === name);
      const series = told?.type === "HISTOGRAM" ? `${name}_count` : name;
      const found = all
        .filter((each) => each.name === series)
        .flatMap(({ metrics }) => metrics)
        .filter(({ labels }) => Object.entries(wanted).every(([label, value]) => labels[label] === value));
      return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + Number(value), 0);
    },
  };
}
