// How long plugins take says how busy the machine is, and nothing of what is bundled. Everything else is as Vite has it.
// biome-ignore lint/style/noDefaultExport: where Vite looks for it.
export default { build: { rolldownOptions: { checks: { pluginTimings: false } } } }
