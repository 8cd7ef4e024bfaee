/** What the doctor says of alerts. */
import type { Config } from '../../config/config.ts'
import { webhookMailer } from '../../email/webhook.ts'
import type { Check } from '../database-check.ts'

/** Whether what is told of alerts takes what is signed. Nothing where nobody wants to hear of them. */
export async function checkAlerts({ alerts: { webhook } }: Config): Promise<Check[]> {
  if (!webhook) return []
  const check = 'alert webhook'
  const result = await webhookMailer(webhook).check()
  return [result.ok ? { check, ok: true, detail: 'it takes what is signed' } : { check, ...result }]
}
