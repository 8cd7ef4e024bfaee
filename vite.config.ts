/** One `vite build` for all files of the widget, the development server of `npm run dev`, the projects of the tests. */
import { defineConfig } from 'vitest/config'
import { tests } from './test/projects.ts'
import { developmentFacts, developmentServer } from './widget/build/dev-server.ts'
import { production } from './widget/build/outputs.ts'

export default defineConfig(({ command, mode }) => {
  if (command === 'build') return production
  return {
    define: developmentFacts,
    plugins: mode === 'test' ? [] : [developmentServer()],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    test: tests,
  }
})
