/** A process of its own: the least that Express can do with the same requests, which is to send them back. */
import { once } from "node:events";
import express from "express";

const app = express();
app.disable("x-powered-by");
app.set("etag", false);
app.post("/flow/:endpointId", express.raw({ type: () => true, limit: "2mb", inflate: false }), (request, response) => {
  response.status(200).type("text/plain").send(request.body.toString("latin1"));
});
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
process.send?.({ port: typeof address === "object" && address ? address.port : 0 });
process.once("message", () => process.exit());
process.once("disconnect", () => process.exit());
