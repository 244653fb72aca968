import { fileURLToPath } from "node:url";

// Plain JavaScript, so that an old Node can still read it and say what is wrong.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 24 || (major === 24 && minor < 12)) {
  process.stderr.write(
    `Flowella needs Node 24.12 or newer; this is ${process.versions.node}.\n` +
      "Run it through npm (`npm start`, `npm run demo`, `npm run flowella -- --help`), which brings the right one.\n" +
      "If that does not help, `npm ci` ran without install scripts: run `npm rebuild node`.\n",
  );
  process.exit(1);
}
// A name from outside, used as a key by mistake, must not reach the prototype of every object.
Reflect.deleteProperty(Object.prototype, "__proto__");
// Compiled once and kept, in a folder that nobody else may write: half the time of every start. Where it cannot be, nothing is lost.
const { enableCompileCache } = await import("node:module");
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));
const { main } = await import("./program.ts");
await main(process.argv.slice(2));
