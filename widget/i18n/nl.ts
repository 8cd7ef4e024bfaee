export const title = 'hallo'
