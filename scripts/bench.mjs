#!/usr/bin/env node
// `npm run bench`: every figure of docs/performance.md.
import { ensureNodePackages, runOnNode26 } from './bootstrap.mjs';

ensureNodePackages();
process.exit(runOnNode26(['scripts/bench.ts', ...process.argv.slice(2)]));
