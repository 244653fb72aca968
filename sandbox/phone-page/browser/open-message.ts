/** Opens the Flow of a message in this browser: sealed here, carried by the stand-in's proxy to the endpoint. */
import { type FlowOnPhone, openFlow, PhoneRefusal } from "../../../phone/index.ts";
import { exchangedSchema, keySchema, openedSchema, uploadedSchema } from "../shapes.ts";
import { ask, nothing, Refused, send } from "./ask.ts";

/** Throws `PhoneRefusal` where the button does nothing any more. */
export async function openMessage(waId: string, messageId: string): Promise<FlowOnPhone> {
  const path = `${waId}/messages/${encodeURIComponent(messageId)}`;
  const { flowJson, flowToken, mode, firstScreen, data, flowTokenSignature } = await refusedAsPhone(
    ask(`${path}/open`, {}, openedSchema),
  );
  return openFlow({
    flowJson,
    flowToken,
    language: navigator.language,
    mode,
    firstScreen,
    data,
    flowTokenSignature,
    transport: async (body) => {
      const answer = await ask(`${path}/exchange`, { body }, exchangedSchema);
      if (answer.kind === "answered") return answer;
      throw new DOMException("No answer came.", answer.why === "timeout" ? "TimeoutError" : "NetworkError");
    },
    publicKey: async (which) => (await ask(`${path}/key`, { ask: which }, keySchema)).publicKey,
    uploadFile: (sealed) => send(`${waId}/uploads`, sealed, uploadedSchema),
    onComplete: async (params) => {
      await ask(`${path}/complete`, { params }, nothing);
    },
    onTokenRefused: () => void ask(`${path}/refused`, {}, nothing),
  });
}

async function refusedAsPhone<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    throw error instanceof Refused ? new PhoneRefusal(error.message) : error;
  }
}
