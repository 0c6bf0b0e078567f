export {
  areaUnderRiskCoverage,
  brierScore,
  type Calibration,
  calibrate,
  expectedCalibrationError,
  type Graded,
  type ReliabilityBin,
  type RiskPoint,
  reliabilityBins,
  riskCoverage,
} from './calibration.ts';
export { quantile } from './figures.ts';
export { runTasks, type TaskResult } from './harness.ts';
export type { World } from './match.ts';
export { type Row, type Summary, summarise, summaryTable } from './report.ts';
export { type Observation, type Score, scoreTask } from './score.ts';
export { readTasks, type Task, taskSchema } from './task.ts';
export { worldOf } from './world.ts';
