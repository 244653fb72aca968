/** A server on which forms are published one after the other, each opened on a phone in the browser. */
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import path from "node:path";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { compile } from "../../../core/flow/index.ts";
import type { Form } from "../../../core/form/types.ts";
import type { Answer } from "../../../core/submission/types.ts";
import { createServer } from "../../../server/app.ts";
import { flowTokens } from "../../../server/conversation/tokens.ts";
import { openHandedIn } from "../../../server/delivery/handed-in.ts";
import { keyRings } from "../../../server/keys/rings.ts";
import { personWithWaId } from "../../../server/people/people.ts";
import { saveConnection } from "../../../server/portals/connections.ts";
import { metaApps } from "../../../server/portals/meta-apps.ts";
import { write } from "../../../server/store/index.ts";
import { testContext } from "../../server/context.ts";
import { appSecret, portalId, post, signed } from "../../server/harness.ts";
import { addPortal, flowWrites, sendRow, sessionRow } from "../../server/rows.ts";

const address = "https://phone.example/";
const hour = 3_600_000;

export interface House {
  /** Publishes the form and opens its Flow, as the button of a new message does. */
  open(form: Form): Promise<OpenedForm>;
  close(): Promise<void>;
}

export interface OpenedForm {
  readonly page: Page;
  /** The Flow was closed, and how. */
  readonly finished: Promise<string>;
  /** What the server keeps of each submission of this form. */
  submissions(): Promise<Answer[][]>;
}

export async function startHouse(browser: Browser): Promise<House> {
  const { context } = await testContext();
  const { store, vault } = context;
  const server = createServer(context);
  await addPortal(context, portalId);
  const tenant = store.of(portalId);
  const app = await metaApps(context).save("9001", appSecret);
  const connection = { id: "con_1", system: "whatsapp", externalId: "204", metaAppId: app.id } as const;
  const whole = { ...connection, portalId, secrets: { accessToken: "token" } };
  await tenant.commit([saveConnection(context, whole, await vault.portal(portalId))]);
  const rings = keyRings(context);
  const publicKey = await rings.publicKeyOf(portalId, connection.id);
  const tokens = flowTokens(context);
  const http = createHttpServer(server.app).listen(0, "127.0.0.1");
  await once(http, "listening");
  const place = http.address();
  const url = `http://127.0.0.1:${typeof place === "object" && place ? place.port : 0}`;

  const window = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
  window.setDefaultTimeout(20_000);
  const { script, style } = await bundle();
  const html = `<!doctype html><html lang="en"><title>Phone</title><style>${style}</style><script type="module" src="/page.js"></script><body></body></html>`;
  // A secure address: elsewhere browsers have no cryptography to seal with.
  await window.route(address, (route) => route.fulfill({ contentType: "text/html", body: html }));
  await window.route(`${address}page.js`, (route) => route.fulfill({ contentType: "text/javascript", body: script }));

  let opened = 0;
  return {
    open: async (form) => {
      opened += 1;
      const ids = { flow_id: `flw_${opened}`, version_id: `ver_${opened}` };
      const at = { endpoint_id: `ep_${opened}`, connection_id: connection.id, meta_flow_id: `7${opened}` };
      const token = tokens.issue();
      const personId = await personWithWaId(context, portalId, `39347000${String(opened).padStart(4, "0")}`);
      const send = sendRow(`snd_${opened}`, personId, ids, context.now());
      const session = sessionRow(`ses_${opened}`, send, tokens.hashOf(token) ?? "", hour);
      await tenant.commit([
        ...flowWrites(context, portalId, form, ids, at),
        write(tenant.db.insertInto("sends").values(send), 1),
        write(tenant.db.insertInto("sessions").values(session), 1),
      ]);
      const page = await window.newPage();
      const finished = new Promise<string>((resolve) => void page.exposeFunction("finished", resolve));
      await page.exposeFunction("given", () => ({ flowJson: compile(form).flow, flowToken: token, publicKey }));
      await page.exposeFunction("exchange", (body: string) =>
        post(`${url}/flow/${at.endpoint_id}`, body, signed(body)),
      );
      await page.goto(address);
      const submissions = async () => {
        const query = tenant.db.selectFrom("submissions").select(["person_id", "answers_sealed"]);
        const rows = await tenant.all(query.where("flow_id", "=", ids.flow_id));
        return Promise.all(
          rows.map(
            async (row) => openHandedIn(await vault.person(portalId, row.person_id), row.answers_sealed).answers,
          ),
        );
      };
      return { page, finished, submissions };
    },
    close: async () => {
      await window.close();
      http.closeAllConnections();
      http.close();
      await rings.close();
      await server.stop();
      await store.close();
    },
  };
}

async function bundle(): Promise<{ readonly script: string; readonly style: string }> {
  const { outputFiles } = await build({
    entryPoints: ["page.ts", "page.css"].map((file) => path.join(import.meta.dirname, file)),
    outdir: import.meta.dirname,
    write: false,
    bundle: true,
    format: "esm",
    logLevel: "silent",
  });
  const text = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  return { script: text(".js"), style: text(".css") };
}
