// Preloaded into the proxy by a test: the time of day is wrong by CLOCK_SET_MS.
const off = Number(process.env.CLOCK_SET_MS)
const { now } = Date
Date.now = () => now() + off
Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + off })
