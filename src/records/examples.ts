/** Names that the examples of several kinds share. */

import { address } from '../log/ss58.ts'
import { recordId } from './ids.ts'

export const example = {
  alice: address('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'),
  bob: address('5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'),
  record: recordId('8d53b2a5b5c9d1f0c8cb0a3cf6a3ad52d1f5a5a1a94ff2e7a0f3f4bb0f6bf0c1'),
  hash: '4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a',
  block: '3b1f0c5ad0a1c6d1b0f8a6f0bb19f0c0a37e2c9a0d6d9fbb1e6f5a4c3b2d1e0f',
}
