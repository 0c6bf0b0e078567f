#!/usr/bin/env node
// `npm run fetch-attacks`: the public attack data that the hostile tests run on. Nothing of it is in the repository.
import { ensureNodePackages, runOnNode26 } from './bootstrap.mjs';

ensureNodePackages();
process.exit(runOnNode26(['scripts/fetch-attacks.ts']));
