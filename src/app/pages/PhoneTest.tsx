import { type FormSource, type PagePhoneTest, pagePhoneTest, pagePhoneTestState } from "@flowella/contract";
import { Alert, Flex, Image, Link, LoadingButton, StatusTag, Text } from "@hubspot/ui-extensions";
import { useMemo } from "react";
import { PressNotice } from "./PressNotice.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";
import { usePress } from "./usePress.ts";

/** The form as it is now on the user's own phone, before anybody else gets it. */
export function PhoneTest({ source }: { readonly source: FormSource }) {
  const { phoneTest, publish } = useApp().texts;
  const { state, busy, press } = usePress(pagePhoneTest);
  const answer = state.status === "success" ? state.value : undefined;
  const shown =
    state.status === "success" && state.value.kind === "refused"
      ? { ...state, value: { ...state.value, message: publish.refusals[state.value.code] ?? state.value.message } }
      : state;
  return (
    <Flex direction="column" gap="sm" testId="phone-test">
      <Flex direction="column" gap="xs">
        <LoadingButton
          size="sm"
          variant="secondary"
          loading={busy}
          disabled={busy}
          onClick={() => void press((idempotencyKey) => ({ source, idempotencyKey }))}
        >
          {busy ? phoneTest.making : answer?.kind === "ready" ? phoneTest.again : phoneTest.make}
        </LoadingButton>
        <Text variant="microcopy">{phoneTest.how}</Text>
      </Flex>
      <PressNotice state={shown} title={phoneTest.notMadeTitle} unclearTitle={phoneTest.notMadeTitle} />
      {answer?.kind === "ready" && !busy ? <Code key={answer.code} test={answer} /> : null}
    </Flex>
  );
}

const variants = {
  waiting: "info",
  asked: "info",
  sent: "success",
  answered: "success",
  ended: "default",
  failed: "danger",
} as const;

/** The code to scan, and how far the test got. */
function Code({ test }: { readonly test: PagePhoneTest }) {
  const { texts, formatTime } = useApp();
  const { phoneTest, errorCode } = texts;
  const { code, qr, link, text, number, until } = test;
  const asked = useMemo(() => ({ code }), [code]);
  const { state, load, loading } = useLoaded(pagePhoneTestState, asked);
  const value = "value" in state ? state.value : undefined;
  const stands = value?.kind === "ready" ? value : undefined;
  const over = stands?.state === "ended" || stands?.state === "failed";
  return (
    <Flex direction="column" gap="sm">
      {over ? null : (
        <>
          <Text>{phoneTest.scan(formatTime(until))}</Text>
          <Image src={qr} alt={phoneTest.qr} width={240} height={240} />
          <Text>{phoneTest.orType(text, number)}</Text>
          <Link href={{ url: link, external: true }}>{phoneTest.onThisDevice}</Link>
        </>
      )}
      {stands ? (
        <Flex direction="row" gap="sm" align="center" wrap>
          <StatusTag variant={variants[stands.state]}>{phoneTest.states[stands.state]}</StatusTag>
          {stands.reason ? <Text variant="microcopy">{errorCode(stands.reason)}</Text> : null}
        </Flex>
      ) : null}
      {state.status === "error" ? (
        <Alert title={phoneTest.unknownTitle} variant="warning">
          <Text>{texts.problems[state.problem]}</Text>
        </Alert>
      ) : null}
      <PressNotice
        state={
          value?.kind === "error" || value?.kind === "forbidden" ? { status: "success", value } : { status: "idle" }
        }
        title={phoneTest.unknownTitle}
        unclearTitle={phoneTest.unknownTitle}
      />
      <LoadingButton size="sm" variant="secondary" loading={loading} disabled={loading} onClick={load}>
        {phoneTest.look}
      </LoadingButton>
    </Flex>
  );
}
