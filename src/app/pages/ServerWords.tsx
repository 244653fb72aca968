import { Text } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

interface ServerWordsProps {
  readonly code: string | undefined;
  /** The server's own, in English: it may name more than the code says, such as a number or a name. */
  readonly message: string;
}

/** What the server says, in the reader's language where there are words for its code, with the server's own below. */
export function ServerWords({ code, message }: ServerWordsProps) {
  const { inWords } = useApp();
  const own = code === undefined ? undefined : inWords(code);
  if (own === undefined) return <Text>{message}</Text>;
  return (
    <>
      <Text>{own}</Text>
      {code === "exact" ? null : <Text variant="microcopy">{message}</Text>}
    </>
  );
}
