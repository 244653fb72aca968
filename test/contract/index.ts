/** Contract tests: recorded traffic against the vendors' own documents. */
export {
  type ContractProblem,
  type ContractReport,
  checkAll,
  checkExchange,
  type ExchangeReport,
  playedFault,
} from "./check.ts";
export { describeContract } from "./describe-contract.ts";
export { loadSpecs, type Specs, type Vendor } from "./specs.ts";
export { contractSummary, printSummary } from "./summary.ts";
