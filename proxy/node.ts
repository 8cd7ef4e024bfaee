/** Where the program was until 0.1: service units name `dist/proxy/node.js`. Goes with the next version. */
await import('./main.ts')
