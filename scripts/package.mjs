#!/usr/bin/env node
// `npm run package -- --linux dir`: packages the app for this system.
import { ensureNodePackages, runOnNode26 } from './bootstrap.mjs';

ensureNodePackages();
process.exit(runOnNode26(['scripts/package.ts', ...process.argv.slice(2)]));
