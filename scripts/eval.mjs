#!/usr/bin/env node
// `npm run eval`: the evaluation harness.
import { ensureNodePackages, runOnNode26 } from './bootstrap.mjs';

ensureNodePackages();
process.exit(runOnNode26(['models/eval/main.ts', ...process.argv.slice(2)]));
