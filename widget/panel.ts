/** The module of the form, `assets/panel-*.js`: what the loader asks for when a visitor first shows interest. */
export { diagnose, inline, mountForm, mountPanel } from './form/mount.tsx'
