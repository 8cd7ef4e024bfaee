/** The module of the form, `assets/panel-*.js`: what the loader asks for when a visitor first shows interest. */
import { diagnose, inline, mountForm, mountPanel } from './form/mount.tsx'
import type { Command } from './api/command.ts'

// One of them by name too, for loaders in pages that were opened before a deploy: their forms come by it.
export { inline, mountForm, mountPanel }

/** The commands of the global that few pages ask for. */
export const commands: Readonly<Record<string, Command>> = { diagnose, inline }

// For loaders that had to use an element: they cannot see what a module exports. Each loads the panel of its own build.
if (typeof window === 'object' && window.SupportWidget) window.SupportWidget.module = { mountPanel, commands }
