import type { BroadcastCheck as Check } from "@flowella/contract";
import {
  Alert,
  AutoGrid,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  List,
  StatisticsItem,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

interface BroadcastCheckProps {
  readonly check: Check;
  /** Its title stands elsewhere. */
  readonly plain?: boolean;
}

const unreached = ["noNumber", "noConsent", "optedOut", "duplicates", "gone"] as const;

/** What was found before anything was sent: whom it reaches, how long it takes, what it costs, what is in the way. */
export function BroadcastCheck({ check, plain = false }: BroadcastCheckProps) {
  const { texts, formatNumber } = useApp();
  const { check: words } = texts.broadcasts;
  const { reachable, overToday, leftToday, days, seconds, obstacles, warnings } = check;
  const minutes = formatNumber(Math.max(1, Math.ceil(seconds / 60)));
  return (
    <Flex direction="column" gap="md" testId="check">
      {plain ? null : <Heading>{words.title}</Heading>}
      <Sentences title={words.obstaclesTitle} variant="error" sentences={obstacles} />
      <AutoGrid columnWidth={200} flexible gap="sm">
        <StatisticsItem label={words.reachable} number={formatNumber(reachable)} />
        <StatisticsItem label={words.days} number={words.takes(formatNumber(days), minutes)} />
        <Cost cost={check.cost} />
      </AutoGrid>
      <CostNotes cost={check.cost} />
      {overToday > 0 && leftToday !== undefined ? <Text>{words.leftToday(formatNumber(leftToday))}</Text> : null}
      <Sentences title={words.warningsTitle} variant="info" sentences={warnings} />
      <Text format={{ fontWeight: "demibold" }}>{words.details}</Text>
      <DescriptionList direction="row">
        {unreached.map((name) => (
          <DescriptionListItem key={name} label={words[name]}>
            {formatNumber(check[name])}
          </DescriptionListItem>
        ))}
        <DescriptionListItem label={words.overToday}>{formatNumber(overToday)}</DescriptionListItem>
      </DescriptionList>
      {check.languages.length > 0 ? <Languages languages={check.languages} /> : null}
    </Flex>
  );
}

interface SentencesProps {
  readonly title: string;
  readonly variant: "error" | "info";
  readonly sentences: readonly string[];
}

function Sentences({ title, variant, sentences }: SentencesProps) {
  if (sentences.length === 0) return null;
  return (
    <Alert title={title} variant={variant}>
      <List variant="unordered-styled">
        {sentences.map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
      </List>
    </Alert>
  );
}

function Cost({ cost: { currency, amount } }: Pick<Check, "cost">) {
  const { texts, formatMoney } = useApp();
  const { cost } = texts.broadcasts.check;
  return currency === undefined ? null : <StatisticsItem label={cost} number={formatMoney(amount, currency)} />;
}

/** What the estimate leaves out. */
function CostNotes({ cost: { currency, free, unpriced } }: Pick<Check, "cost">) {
  const { texts, formatNumber, nameOfCode } = useApp();
  const { check: words } = texts.broadcasts;
  const countries = unpriced.map(({ country, people }) =>
    words.countryOf(nameOfCode("region", country), formatNumber(people)),
  );
  if (currency !== undefined && free === 0 && countries.length === 0) return null;
  return (
    <Flex direction="column" gap="xs">
      {currency === undefined ? <Text>{words.noPrices}</Text> : null}
      {free > 0 ? <Text>{words.free(formatNumber(free))}</Text> : null}
      {currency !== undefined && countries.length > 0 ? <Text>{words.unpriced(countries.join(", "))}</Text> : null}
    </Flex>
  );
}

function Languages({ languages }: Pick<Check, "languages">) {
  const { texts, formatNumber, nameOfCode } = useApp();
  const { check: words } = texts.broadcasts;
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: "demibold" }}>{words.languagesTitle}</Text>
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>{words.columns.language}</TableHeader>
            <TableHeader>{words.columns.people}</TableHeader>
            <TableHeader>{words.columns.template}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {languages.map(({ language, people, template }) => (
            <TableRow key={language}>
              <TableCell>{language === "" ? words.noLanguage : nameOfCode("language", language)}</TableCell>
              <TableCell>{formatNumber(people)}</TableCell>
              <TableCell>{words.templates[template]}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}
