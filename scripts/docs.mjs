#!/usr/bin/env node
// `npm run docs`: what is written into docs/ from what the last test run proved.
import { ensureNodePackages, runOnNode26 } from './bootstrap.mjs';

ensureNodePackages();
process.exit(runOnNode26(['scripts/connectors-doc.ts']));
