/** What `/api/form` says of a site's form: its definition, and for each office a zone that every browser knows. */
import type { FormAnswer, FormDefinition, Reply, Topic } from '../contract/form.ts'
import { zoneOffset } from '../contract/office-hours.ts'

/** A zone of the same time as another at an instant, which knows no summer: every engine has those of whole hours. */
function fixedZone(instant: number, timeZone: string): string {
  const minutes = Math.round(zoneOffset(instant, timeZone) / 60_000)
  const hours = Math.trunc(Math.abs(minutes) / 60)
  const isAhead = minutes > 0
  // The signs of these names are those of POSIX: the other way round.
  if (minutes % 60 === 0) return `Etc/GMT${hours === 0 ? '' : `${isAhead ? '-' : '+'}${hours}`}`
  const [hh, mm] = [hours, Math.abs(minutes) % 60].map((part) => String(part).padStart(2, '0'))
  return `${isAhead ? '+' : '-'}${hh}:${mm}`
}

const withFixedZone = (reply: Reply, now: number): Reply =>
  reply.hours
    ? { ...reply, hours: { ...reply.hours, fixedZone: fixedZone(now, reply.hours.timeZone) } }
    : reply

const topicWithFixedZone = (topic: Topic, now: number): Topic =>
  topic.reply ? { ...topic, reply: withFixedZone(topic.reply, now) } : topic

/** The answer at an instant, with the challenge that a message needs. */
export function formAnswer(form: FormDefinition, now: number, challenge: string | undefined): FormAnswer {
  const { reply, topics } = form
  return {
    ...form,
    ...(reply && { reply: withFixedZone(reply, now) }),
    ...(topics && { topics: topics.map((topic) => topicWithFixedZone(topic, now)) }),
    ...(challenge !== undefined && { challenge }),
  }
}
