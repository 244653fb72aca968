/** The browser's side: a sheet with the Flow that the test gives, and the test's way to the endpoint. */
import * as z from "zod";
import { openFlow } from "../../../phone/index.ts";
import { FlowSheet } from "../../../phone/screen/index.ts";

const givenSchema = z.object({ flowJson: z.unknown(), flowToken: z.string(), publicKey: z.string() });
const answeredSchema = z.object({ status: z.number(), body: z.string() });

/** What the test puts on the window. */
const doors = window as unknown as {
  given(): Promise<unknown>;
  exchange(body: string): Promise<unknown>;
  finished(how: string): Promise<void>;
};

z.config({ jitless: true });
let files = 0;
const given = givenSchema.parse(await doors.given());
new FlowSheet({
  host: document.body,
  business: "Casa Lume",
  open: () =>
    openFlow({
      flowJson: given.flowJson,
      flowToken: given.flowToken,
      mode: "data_exchange",
      publicKey: async () => given.publicKey,
      transport: async (body) => answeredSchema.parse(await doors.exchange(body)),
      uploadFile: async () => {
        files += 1;
        return { mediaId: `media-${files}`, url: `https://mmg.whatsapp.net/v/${files}` };
      },
    }),
  onClosed: (how) => void doors.finished(how),
});
