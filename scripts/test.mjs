#!/usr/bin/env node
// `npm test`: installs what is missing, then every check and test of the project.
import { bootstrap, runOnNode26 } from './bootstrap.mjs';

bootstrap();
process.exit(runOnNode26(['scripts/test.ts', ...process.argv.slice(2)]));
