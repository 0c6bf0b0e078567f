#!/usr/bin/env node
import { join } from 'node:path';
// `npx thimble …`: the command line. Installs what is missing first.
import { ensureNodePackages, root, runOnNode26 } from './bootstrap.mjs';

ensureNodePackages();
process.exit(
  runOnNode26([join(root, 'main/hosts/terminal/main.ts'), ...process.argv.slice(2)], { cwd: process.cwd() }),
);
