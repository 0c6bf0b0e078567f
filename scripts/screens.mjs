#!/usr/bin/env node
// `npm run screens`: the pictures of the README, from the running app.
import { bootstrap, runOnNode26 } from './bootstrap.mjs';

bootstrap();
process.exit(runOnNode26(['scripts/build.ts', '--if-changed']) || runOnNode26(['scripts/screens.ts']));
