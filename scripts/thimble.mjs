#!/usr/bin/env node
import { join } from 'node:path';
// `npx thimble …`: the command line. Installs what is missing first. `--quick` alone opens the quick command instead,
// and `open thimble://…` where a link leads.
import { ensureNodePackages, root, runOnNode26 } from './bootstrap.mjs';

ensureNodePackages();
const args = process.argv.slice(2);
const entry = ['--quick', 'open'].includes(args[0]) ? 'scripts/launch.ts' : 'main/hosts/terminal/main.ts';
process.exit(runOnNode26([join(root, entry), ...args], { cwd: process.cwd() }));
