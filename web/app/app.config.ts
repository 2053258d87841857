export default defineAppConfig({
  ui: {
    colors: { primary: 'brand', neutral: 'stone', warning: 'amber', error: 'red', success: 'brand', info: 'stone' },
    button: { slots: { base: 'font-semibold transition-colors duration-150' }, defaultVariants: { size: 'lg' } },
    input: { slots: { root: 'w-full' }, defaultVariants: { size: 'lg' } },
    textarea: { slots: { root: 'w-full' }, defaultVariants: { size: 'lg' } },
    selectMenu: { slots: { base: 'w-full' }, defaultVariants: { size: 'lg' } },
  },
});
