import { type SettingsAccount, settingsSender } from "@flowella/contract";
import { usePress } from "@flowella/ui";
import { Flex, Heading, Input, Select, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { useState } from "react";
import { PressButton } from "./PressButton.tsx";
import { PressNotice } from "./PressNotice.tsx";
import { useSettings } from "./useSettings.ts";

interface SenderRulesProps {
  readonly account: SettingsAccount;
  readonly onChanged: () => void;
}

/** Which of an account's numbers writes: to everybody, and to the people of single countries. */
export function SenderRules({ account, onChanged }: SenderRulesProps) {
  const { origin, texts } = useSettings();
  const { addAlert } = useExtensionActions<"settings">();
  const { state, busy, press, renew } = usePress(origin, settingsSender);
  const { connectionId, defaultSender, rules } = account;
  const options = account.numbers.map(({ id, displayNumber }) => ({ value: id, label: displayNumber }));
  const numberOf = (id: string) => options.find(({ value }) => value === id)?.label ?? id;

  async function choose(senderId: string) {
    renew();
    const answer = await press((idempotencyKey) => ({ connectionId, senderId, idempotencyKey }));
    if (answer?.ok && answer.value.kind === "done") changed(texts.numbers.chosen);
  }

  function changed(message: string) {
    addAlert({ type: "success", message });
    onChanged();
  }

  return (
    <Flex direction="column" gap="sm">
      <Heading>{texts.numbers.sender}</Heading>
      <Select
        name={`sender-${connectionId}`}
        label={texts.numbers.everybody}
        options={options}
        value={defaultSender ?? ""}
        readOnly={busy}
        onChange={(value) => void choose(String(value))}
      />
      <PressNotice state={state} />
      {rules.map(({ country, senderId }) => (
        <Flex key={country} direction="row" gap="sm" align="center" wrap>
          <Text>{texts.numbers.rule(country, numberOf(senderId))}</Text>
          <PressButton
            call={settingsSender}
            make={(idempotencyKey) => ({ connectionId, country, idempotencyKey })}
            label={texts.numbers.removeRule(country)}
            onAnswer={({ kind }) => (kind === "done" ? changed(texts.numbers.ruleEnded) : undefined)}
          />
        </Flex>
      ))}
      {options.length > 1 ? (
        <NewRule connectionId={connectionId} options={options} onAdded={() => changed(texts.numbers.chosen)} />
      ) : null}
    </Flex>
  );
}

interface NewRuleProps {
  readonly connectionId: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onAdded: () => void;
}

function NewRule({ connectionId, options, onAdded }: NewRuleProps) {
  const { numbers } = useSettings().texts;
  const [country, setCountry] = useState("");
  const [senderId, setSenderId] = useState(options[0]?.value ?? "");
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" wrap align="end">
        <Input
          name={`country-${connectionId}`}
          label={numbers.country}
          description={numbers.countryHow}
          value={country}
          onInput={setCountry}
          onChange={setCountry}
        />
        <Select
          name={`rule-${connectionId}`}
          label={numbers.number}
          options={[...options]}
          value={senderId}
          onChange={(value) => setSenderId(String(value))}
        />
      </Flex>
      <PressButton
        typed={`${country} ${senderId}`}
        call={settingsSender}
        make={(idempotencyKey) => ({ connectionId, country: country.slice(0, 10), senderId, idempotencyKey })}
        label={numbers.addRule}
        onAnswer={({ kind }) => {
          if (kind !== "done") return;
          // What was typed since stays.
          setCountry((now) => (now === country ? "" : now));
          onAdded();
        }}
      />
    </Flex>
  );
}
