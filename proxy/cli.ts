#!/usr/bin/env node
/** Where the command was until 0.1: scripts name `dist/proxy/cli.js`. Goes with the next version. */
const { runHere } = await import('./cli/main.ts')
await runHere()
