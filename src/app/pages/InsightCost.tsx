import type { InsightCost as Cost } from "@flowella/contract";
import { Alert, AutoGrid, Flex, StatisticsItem, Text } from "@hubspot/ui-extensions";
import { FigureTable } from "./FigureTable.tsx";
import { GoButton } from "./GoButton.tsx";
import { InsightSection } from "./InsightSection.tsx";
import { useApp } from "./useApp.ts";
import { type InsightPartProps, nameIn, useFigures } from "./useInsight.ts";

/** What the messages cost, as far as WhatsApp and the price table tell. */
export function InsightCost({ answer: { cost }, means }: InsightPartProps) {
  const { texts, formatNumber, formatMoney } = useApp();
  const { cost: words } = texts.insight;
  const { currency, amount, perCompleted, billed, free, untold, categories } = cost;
  const money = (sum: number | undefined, finely = false) =>
    sum === undefined || currency === undefined ? "–" : formatMoney(sum, currency, finely);
  const figures = [
    ...(cost.state === "unknown"
      ? []
      : [
          { label: words.amount, number: money(amount) },
          { label: words.perCompleted, number: money(perCompleted, true) },
        ]),
    { label: words.billed, number: formatNumber(billed) },
    { label: words.free, number: formatNumber(free) },
    { label: words.untold, number: formatNumber(untold) },
  ];
  const meanings = [
    { label: words.amount, means: means("cost") },
    { label: words.perCompleted, means: means("cost_per_completed") },
  ];
  return (
    <InsightSection id="cost" title={words.title} meanings={meanings}>
      <AutoGrid columnWidth={150} flexible gap="sm">
        {figures.map(({ label, number }) => (
          <StatisticsItem key={label} label={label} number={number} />
        ))}
      </AutoGrid>
      <Missing cost={cost} />
      {categories.length > 0 ? (
        <FigureTable
          columns={[words.category, words.messages, words.price]}
          rows={categories.map(({ category, messages, amount: sum }) => ({
            key: category,
            cells: [nameIn(words.categories, category), formatNumber(messages), money(sum)],
          }))}
        />
      ) : null}
    </InsightSection>
  );
}

/** What the amount leaves out, and what to do about it. */
function Missing({ cost: { state, billed, untold, unpriced } }: { readonly cost: Cost }) {
  const { texts, formatNumber } = useApp();
  const { valueName } = useFigures();
  const { cost: words, enterPrices } = texts.insight;
  const prices = <GoButton to="/broadcasts/prices" label={enterPrices} primary />;
  if (state === "known") return null;
  if (state === "unknown") {
    return (
      <Alert title={words.unknownTitle} variant="info">
        <Flex direction="column" gap="sm">
          <Text>{billed > 0 ? words.noPrices : words.noMessages}</Text>
          {billed > 0 ? prices : null}
        </Flex>
      </Alert>
    );
  }
  const list = unpriced.map(({ country, others, category, messages }) => {
    const where = valueName("country", { value: country, others });
    return `${where}, ${nameIn(words.categories, category)} (${formatNumber(messages)})`;
  });
  return (
    <Alert title={words.unpricedTitle} variant="info">
      <Flex direction="column" gap="sm">
        {list.length > 0 ? <Text>{words.unpriced(list.join("; "))}</Text> : null}
        {untold > 0 ? <Text>{words.untoldText(formatNumber(untold))}</Text> : null}
        {list.length > 0 ? prices : null}
      </Flex>
    </Alert>
  );
}
