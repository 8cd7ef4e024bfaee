/** A visitor who fills a form with everything, in the widget or in a document; see everything.ts. */
import type { Locator, Page } from 'playwright-core'
import { parents } from '../hosts/parent-pages.ts'
import { FILLED, PDF, PNG } from './full-site.ts'
import { aContext } from './visitor.ts'

/** What an agent reads of what was filled in. */
export const ROWS = FILLED.map(([, , label, value]) => [label, value] as const)
/** The files, as they arrive. */
export const FILES = [PNG, { ...PDF, name: 'reçu 日本 _1_.pdf' }]

/** A tab with what went wrong in it. */
export async function aTab(address: string, javaScriptEnabled = true) {
  const context = await aContext({ locale: 'en-GB', javaScriptEnabled })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  await page.goto(address)
  return { page, complaints }
}

/** A page of the shop's, on another site than the proxy. */
export async function aHostPage(tag: string) {
  const host = await parents()
  return host.page(`<h1>Mugs</h1>${tag}`)
}

/** Fills every field, as far as it is asked. */
async function fill(form: Locator): Promise<void> {
  for (const [key, value] of FILLED) {
    const field = form.locator(`#field-${key}`)
    if (key === 'plan') await field.selectOption(value)
    else if (key === 'how') await form.locator(`#field-how-${value}`).check()
    else if (key === 'parts')
      for (const part of value.split(' ')) await form.locator(`#field-parts-${part}`).check()
    else if (key === 'call') await field.check()
    else await field.fill(value)
  }
}

export async function write(form: Locator): Promise<void> {
  await form.locator('#topic').selectOption('repair')
  await fill(form)
  await form.locator('#field-broken').fill('The handle')
  await form.locator('#message').fill('The mug has a crack')
  await form.locator('#email').fill('ada@example.com')
}

/** The document under a name that the site does not list, as in earnest: what it sends is taken for its token. */
export const documentOf = ({ port }: { port: number }) => `http://support.localhost:${port}/embed/shop`

export const send = (page: Page | Locator) =>
  page.getByRole('button', { name: /Send message|Try again/ }).click()
export const isSent = (page: Page | Locator) => page.getByRole('heading', { name: 'Message sent' }).waitFor()
