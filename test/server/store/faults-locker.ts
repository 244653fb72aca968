/** Wants to write the SQLite file named first, as a backup tool or a second server might; holds it until input ends. */
import Database from "better-sqlite3";

const database = new Database(process.argv[2] ?? "", { timeout: 100 });
try {
  database.exec("BEGIN EXCLUSIVE");
  process.stdout.write("locked\n");
} catch (error) {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown";
  process.stdout.write(`${code}\n`);
}
process.stdin.resume();
process.stdin.on("end", () => {
  database.close();
  process.exit(0);
});
