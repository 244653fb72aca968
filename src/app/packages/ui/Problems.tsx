import { Button, EmptyState, ErrorState, Flex, Text } from "@hubspot/ui-extensions";
import type { Problem } from "./askServer.ts";
import type { CommonTexts } from "./texts/common/index.ts";
import type { Texts } from "./texts/index.ts";

/** The app was uploaded without its server's origin: only its operator can help. */
export function SetupMissing({ texts }: { readonly texts: CommonTexts }) {
  return (
    <ErrorState title={texts.setupTitle} type="support">
      <Text>{texts.setupText}</Text>
    </ErrorState>
  );
}

interface Retriable {
  readonly texts: CommonTexts;
  readonly onRetry: () => void;
}

/** No good answer came. */
export function NoAnswer({ texts, problem, onRetry }: Retriable & { readonly problem: Problem }) {
  return (
    <ErrorState title={texts.problemTitle} type={problem === "refused" ? "lock" : "error"}>
      <Text>{texts.problems[problem]}</Text>
      <Button onClick={onRetry}>{texts.retry}</Button>
    </ErrorState>
  );
}

interface ServerErrorProps extends Retriable {
  readonly code: string;
  readonly message: string;
}

/** The server answered that it cannot say, and what to do. */
export function ServerError({ texts, code, message, onRetry }: ServerErrorProps) {
  return (
    <ErrorState title={texts.problemTitle}>
      <Text>{message}</Text>
      <Text variant="microcopy">{texts.errorCode(code)}</Text>
      <Button onClick={onRetry}>{texts.retry}</Button>
    </ErrorState>
  );
}

interface ForbiddenProps {
  readonly texts: Pick<CommonTexts, "forbiddenTitle" | "retry">;
  readonly message: string;
  readonly onRetry: () => void;
}

/** The user's role does not reach that far. */
export function Forbidden({ texts, message, onRetry }: ForbiddenProps) {
  return (
    <ErrorState title={texts.forbiddenTitle} type="lock">
      <Text>{message}</Text>
      <Button onClick={onRetry}>{texts.retry}</Button>
    </ErrorState>
  );
}

interface NotConnectedProps extends Omit<Retriable, "texts"> {
  readonly texts: Texts;
  readonly reason: string;
  readonly connectUrl: string | undefined;
}

/** The portal has no WhatsApp number to send from yet. */
export function NotConnected({ texts, reason, connectUrl, onRetry }: NotConnectedProps) {
  return (
    <EmptyState title={texts.notConnectedTitle} imageName="integrations" layout="vertical" flush>
      <Text>{reason}</Text>
      <Flex direction="row" gap="sm" wrap>
        {connectUrl ? (
          <Button variant="primary" href={{ url: connectUrl, external: true }}>
            {texts.connect}
          </Button>
        ) : null}
        <Button onClick={onRetry}>{texts.refresh}</Button>
      </Flex>
    </EmptyState>
  );
}
