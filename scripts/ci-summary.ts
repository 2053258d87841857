/** Prints the test run's result as one plain line, and fails as the run did. `ci-summary.ts REPORT STATUS` */
import { readFileSync } from 'node:fs';

const [report, status] = process.argv.slice(2);
if (!report) throw new Error('which report?');
const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, success } = JSON.parse(
  readFileSync(report, 'utf8'),
);
// a file that could not even be loaded has failed no test, but it has failed
const failed = numFailedTests || (success ? 0 : numFailedTestSuites);
console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped`);
process.exitCode = Number(status) || (failed > 0 ? 1 : 0);
