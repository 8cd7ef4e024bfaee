/** What every engine of the store keeps to: one suite over the interface, run with each of them. */
import { describe } from 'vitest'
import { accepting, keepingFiles } from './conformance/accepting.ts'
import { alerting } from './conformance/alerting.ts'
import { counting } from './conformance/counting.ts'
import { conversing } from './conformance/conversing.ts'
import { calling } from './conformance/calling.ts'
import { choosing, following, takingOver } from './conformance/delivering.ts'
import type { Ground } from './conformance/ground.ts'
import { confirming } from './conformance/confirming.ts'
import { keeping, operating } from './conformance/keeping.ts'
import { asking, mailing, staying } from './conformance/proving.ts'

/** Runs the suite for an engine. It keeps texts for a week, and recognises retries for 90 days, unless it is told otherwise. */
export function conforms(engine: string, aGround: () => Ground): void {
  describe(`the store on ${engine}`, () => {
    describe('accepting', () => accepting(aGround))
    describe('choosing what is due', () => choosing(aGround))
    describe('following a ticket', () => following(aGround))
    describe('taking over', () => takingOver(aGround))
    describe('counting calls', () => calling(aGround))
    describe('keeping files', () => keepingFiles(aGround))
    describe('conversations', () => conversing(aGround))
    describe('for an operator', () => operating(aGround))
    describe('alerts', () => alerting(aGround))
    describe('counting', () => counting(aGround))
    describe('in the long run', () => keeping(aGround))
    describe('asking for a code', () => asking(aGround))
    describe('sending mails', () => mailing(aGround))
    describe('a message whose address is proven afterwards', () => confirming(aGround))
    describe('a session', () => staying(aGround))
  })
}
