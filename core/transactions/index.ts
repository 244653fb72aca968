/** A Flow's transaction log: what of a submission stands in a row, and the whole as CSV. */
export { csvOf, type Table } from "./csv.ts";
export { transactionColumns, transactionValues } from "./row.ts";
