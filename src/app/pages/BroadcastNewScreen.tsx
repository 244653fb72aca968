import {
  type BroadcastListsResponse,
  broadcastLists,
  broadcastMake,
  broadcastMakeRequestSchema,
} from "@flowella/contract";
import { Screen } from "@flowella/ui";
import {
  Alert,
  Flex,
  Heading,
  Input,
  LoadingButton,
  SearchInput,
  Select,
  Text,
  TextArea,
  Toggle,
  useDebounce,
  useExtensionActions,
} from "@hubspot/ui-extensions";
import { useMemo, useState } from "react";
import { BroadcastAbFields, type TypedAb, typedAb } from "./BroadcastAbFields.tsx";
import { GoButton } from "./GoButton.tsx";
import { PressNotice } from "./PressNotice.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";
import { usePress } from "./usePress.ts";

/** Makes a broadcast; nothing is sent by it. */
export function BroadcastNewScreen() {
  const { texts } = useApp();
  const { broadcasts: words } = texts;
  const [query, setQuery] = useState("");
  const wanted = useDebounce(query.trim());
  const asked = useMemo(() => (wanted === "" ? {} : { query: wanted.slice(0, 200) }), [wanted]);
  const { state, load } = useLoaded(broadcastLists, asked);
  return (
    <Flex direction="column" gap="md">
      <GoButton to="/broadcasts" label={words.back} />
      <Heading>{words.make.title}</Heading>
      <Screen texts={texts} state={state} onRetry={load}>
        {(ready) => <NewBroadcast ready={ready} query={query} onQuery={setQuery} />}
      </Screen>
    </Flex>
  );
}

const checkedSchema = broadcastMakeRequestSchema.omit({ idempotencyKey: true });
const shares = [0, 5, 6, 7, 8, 9, 10] as const;

interface NewBroadcastProps {
  readonly ready: Extract<BroadcastListsResponse, { kind: "ready" }>;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

function NewBroadcast({ ready, query, onQuery }: NewBroadcastProps) {
  const { texts, formatNumber } = useApp();
  const { make: words } = texts.broadcasts;
  const { navigateToPage } = useExtensionActions<"pages">();
  const { state, busy, press, renew } = usePress(broadcastMake);
  const [name, setName] = useState("");
  const [flowId, setFlowId] = useState(ready.flows.length === 1 ? (ready.flows[0]?.id ?? "") : "");
  const [list, setList] = useState<{ readonly id: string; readonly name: string }>();
  const [pilotPercent, setPilot] = useState(10);
  const [internal, setInternal] = useState("");
  const [ab, setAb] = useState<TypedAb>();
  const [looked, look] = useState(false);
  const checked = checkedSchema.safeParse({
    name,
    flowId,
    listId: list?.id ?? "",
    pilotPercent,
    internal: internal.split(/[\n,;]+/).flatMap((line) => line.trim() || []),
    ...(ab && { ab }),
  });
  const wrong = looked
    ? (checked.error?.issues.map(({ path: [first, second] }) => (first === "ab" ? second : first)) ?? [])
    : [];
  const mark = (field: string) =>
    wrong.includes(field) ? { error: true, validationMessage: words.wrong[field] ?? "" } : {};
  // A list that was chosen stays there, whatever is searched for after it.
  const found = ready.lists.map((each) => ({
    value: each.id,
    label: each.people === undefined ? each.name : words.listOf(each.name, formatNumber(each.people)),
  }));
  const lists =
    list && !found.some(({ value }) => value === list.id) ? [{ value: list.id, label: list.name }, ...found] : found;

  async function make() {
    look(true);
    if (!checked.success) return;
    // What was changed since is another broadcast.
    renew();
    const answer = await press((idempotencyKey) => ({ ...checked.data, idempotencyKey }));
    if (!answer?.ok || answer.value.kind !== "made") return;
    navigateToPage({ to: "/broadcasts/broadcast", params: { broadcast: answer.value.id } });
  }

  if (ready.flows.length === 0) {
    return (
      <Alert title={words.noFlows} variant="warning">
        <GoButton to="/forms" label={texts.flows.chooseForm} />
      </Alert>
    );
  }
  return (
    <Flex direction="column" gap="md" testId="new-broadcast">
      <Input
        name="name"
        label={words.name}
        description={words.nameHow}
        value={name}
        onInput={setName}
        onChange={setName}
        {...mark("name")}
      />
      <Select
        name="flow"
        label={words.flow}
        options={ready.flows.map((flow) => ({ value: flow.id, label: flow.name.trim() || texts.forms.untitled }))}
        value={flowId}
        onChange={(value) => setFlowId(String(value))}
        {...mark("flowId")}
      />
      <SearchInput
        name="search lists"
        label={words.searchList}
        value={query}
        clearable
        onInput={(value: string) => onQuery(value)}
        onChange={(value: string) => onQuery(value)}
      />
      {lists.length === 0 ? <Text>{words.noLists}</Text> : null}
      <Select
        name="list"
        label={words.list}
        placeholder={words.listPlaceholder}
        options={lists}
        value={list?.id ?? ""}
        onChange={(value) => {
          const chosen = lists.find((each) => each.value === value);
          setList(chosen && { id: chosen.value, name: chosen.label });
        }}
        {...mark("listId")}
      />
      <Select
        name="pilot"
        label={words.pilot}
        description={words.pilotHow}
        options={shares.map((value) => ({ value, label: value === 0 ? words.noPilot : words.pilotOf(value) }))}
        value={pilotPercent}
        onChange={(value) => setPilot(Number(value))}
        {...mark("pilotPercent")}
      />
      <TextArea
        name="internal"
        label={words.internal}
        description={words.internalHow}
        rows={3}
        value={internal}
        onInput={setInternal}
        onChange={setInternal}
        {...mark("internal")}
      />
      <Flex direction="column" gap="xs">
        <Toggle
          name="ab"
          label={words.ab}
          labelDisplay="inline"
          size="sm"
          checked={ab !== undefined}
          onChange={(on) => setAb(on ? typedAb : undefined)}
        />
        <Text variant="microcopy">{words.abHow}</Text>
      </Flex>
      {ab ? (
        <BroadcastAbFields
          ab={ab}
          onChange={(changed) => setAb((before) => before && { ...before, ...changed })}
          mark={mark}
        />
      ) : null}
      <PressNotice state={state} />
      <Text>{words.nothingSent}</Text>
      <LoadingButton variant="primary" loading={busy} disabled={busy} onClick={() => void make()}>
        {busy ? words.checking : words.check}
      </LoadingButton>
    </Flex>
  );
}
