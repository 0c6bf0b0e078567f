export { type AppLog, logFiles, openAppLog } from './app-log.ts';
export { watchProcess } from './watch-process.ts';
