export { type DoctorInput, runChecks } from './checks.ts';
