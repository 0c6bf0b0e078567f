#!/usr/bin/env node
// `npm start`: installs what is missing, builds what changed, and opens the app.
import { bootstrap, runOnNode26 } from './bootstrap.mjs';

bootstrap();
process.exit(runOnNode26(['scripts/launch.ts', ...process.argv.slice(2)]));
