import { type BroadcastPrices, broadcastPricesCall, broadcastPricesSchema } from "@flowella/contract";
import { Screen, useServer } from "@flowella/ui";
import {
  Button,
  Flex,
  Heading,
  Input,
  LoadingButton,
  NumberInput,
  Text,
  Tile,
  useExtensionActions,
} from "@hubspot/ui-extensions";
import { useState } from "react";
import { GoButton } from "./GoButton.tsx";
import { PressNotice } from "./PressNotice.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

const nothing = {};

/** The table that the check before a broadcast estimates with. */
export function BroadcastPricesScreen() {
  const { texts } = useApp();
  const { priceTable, back } = texts.broadcasts;
  const { state, load } = useLoaded(broadcastPricesCall, nothing);
  return (
    <Flex direction="column" gap="md">
      <GoButton to="/broadcasts" label={back} />
      <Heading>{priceTable.title}</Heading>
      <Text>{priceTable.intro}</Text>
      <Screen texts={texts} state={state} onRetry={load}>
        {({ prices }) => (
          // What was saved is what is typed next.
          <PriceTable key={JSON.stringify(prices)} prices={prices} onSaved={load} />
        )}
      </Screen>
    </Flex>
  );
}

interface Row {
  readonly id: number;
  readonly country: string;
  readonly marketing: number;
  readonly utility: number;
}

interface PriceTableProps {
  readonly prices: BroadcastPrices | undefined;
  readonly onSaved: () => void;
}

function PriceTable({ prices, onSaved }: PriceTableProps) {
  const { origin, texts } = useApp();
  const { priceTable: words } = texts.broadcasts;
  const { addAlert } = useExtensionActions<"pages">();
  const { state, ask } = useServer(origin, broadcastPricesCall);
  const [currency, setCurrency] = useState(prices?.currency ?? "");
  const [rows, setRows] = useState(() => rowsOf(prices));
  const [looked, look] = useState(false);
  const busy = state.status === "loading";
  const wrongCurrency = !/^[A-Z]{3}$/.test(currency);

  async function save() {
    look(true);
    const countries = Object.fromEntries(
      rows.map(({ country, marketing, utility }) => [country, { marketing, utility }]),
    );
    const { data } = broadcastPricesSchema.safeParse({ currency, countries });
    if (!data || Object.keys(countries).length !== rows.length) return;
    const answer = await ask({ save: data });
    if (!answer?.ok || answer.value.kind !== "ready") return;
    addAlert({ type: "success", message: words.saved });
    onSaved();
  }

  return (
    <Flex direction="column" gap="md" testId="prices">
      <Input
        name="currency"
        label={words.currency}
        description={words.currencyHow}
        value={currency}
        onInput={(text) => setCurrency(text.trim().toUpperCase())}
        onChange={(text) => setCurrency(text.trim().toUpperCase())}
        {...(looked && wrongCurrency && { error: true, validationMessage: words.wrong.currency })}
      />
      {rows.length === 0 ? <Text>{words.none}</Text> : null}
      {rows.map((row) => (
        <PriceRow
          key={row.id}
          row={row}
          looked={looked}
          twice={rows.some(({ id, country }) => id !== row.id && country === row.country)}
          onChange={(changed) =>
            setRows((before) => before.map((each) => (each.id === row.id ? { ...each, ...changed } : each)))
          }
          onRemove={() => setRows((before) => before.filter(({ id }) => id !== row.id))}
        />
      ))}
      <Flex direction="row">
        <Button
          size="sm"
          variant="secondary"
          onClick={() =>
            setRows((before) => [...before, { id: nextId(before), country: "", marketing: 0, utility: 0 }])
          }
        >
          {words.add}
        </Button>
      </Flex>
      <PressNotice state={state} />
      <Flex direction="row" gap="sm" wrap>
        <LoadingButton variant="primary" loading={busy} disabled={busy} onClick={() => void save()}>
          {busy ? words.saving : words.save}
        </LoadingButton>
        <Button
          variant="secondary"
          disabled={busy}
          onClick={() => {
            setCurrency(prices?.currency ?? "");
            setRows(rowsOf(prices));
            look(false);
          }}
        >
          {words.undo}
        </Button>
      </Flex>
    </Flex>
  );
}

const rowsOf = (prices: BroadcastPrices | undefined): Row[] =>
  Object.entries(prices?.countries ?? {}).map(([country, price], id) => ({ id, country, ...price }));

const nextId = (rows: readonly Row[]): number => Math.max(-1, ...rows.map(({ id }) => id)) + 1;

interface PriceRowProps {
  readonly row: Row;
  readonly looked: boolean;
  readonly twice: boolean;
  /** What changed, alone: two fields may change before the row is drawn anew. */
  readonly onChange: (changed: Partial<Row>) => void;
  readonly onRemove: () => void;
}

function PriceRow({ row, looked, twice, onChange, onRemove }: PriceRowProps) {
  const { texts, nameOfCode } = useApp();
  const { priceTable: words } = texts.broadcasts;
  const { country } = row;
  const known = /^([A-Z]{2}|\*)$/.test(country);
  const name = country === "*" ? words.everywhere : known ? nameOfCode("region", country) : words.countryHow;
  return (
    <Tile compact>
      <Flex direction="row" gap="sm" wrap align="end">
        <Input
          name={`country ${row.id}`}
          label={words.country}
          description={name}
          value={country}
          onInput={(text) => onChange({ country: text.trim().toUpperCase() })}
          onChange={(text) => onChange({ country: text.trim().toUpperCase() })}
          {...(looked && (!known || twice) && { error: true, validationMessage: words.wrong.country })}
        />
        {(["marketing", "utility"] as const).map((kind) => (
          <NumberInput
            key={kind}
            name={`${kind} ${row.id}`}
            label={words[kind]}
            precision={4}
            min={0}
            max={100}
            value={row[kind]}
            onChange={(value) => onChange({ [kind]: typeof value === "number" ? value : -1 })}
            {...(looked && (row[kind] < 0 || row[kind] > 100) && { error: true, validationMessage: words.wrong.price })}
          />
        ))}
        <Button size="sm" variant="secondary" onClick={onRemove}>
          {words.remove}
        </Button>
      </Flex>
    </Tile>
  );
}
