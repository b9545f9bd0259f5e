import { inflateSync } from 'node:zlib'
import { bytes as packed } from '@polkadot/wasm-crypto-wasm/cjs/bytes'

/** What we use of the exports of @polkadot/wasm-crypto-wasm: schnorrkel, compiled with wasm-bindgen. */
interface Exports {
  memory: WebAssembly.Memory
  __wbindgen_malloc(length: number): number
  /** Takes the three buffers over and frees them. 1: valid. Signing context "substrate". */
  ext_sr_verify(
    signature: number,
    signatureLength: number,
    message: number,
    messageLength: number,
    key: number,
    keyLength: number,
  ): number
}

export interface Sr25519Verifier {
  /**
   * Whether `signature` (64 bytes, marker bit set) over `message` is by `publicKey` (32 bytes, not the identity); the
   * caller has checked these. Never throws: a trap leaves a fresh instance behind and comes out as null.
   */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean | null
  /** Bytes of memory that the present instance has taken. */
  memory(): number
}

/** Compiles the module once; takes some 10 ms. */
export function sr25519Verifier(): Sr25519Verifier {
  const module = new WebAssembly.Module(inflateSync(Buffer.from(packed, 'base64')))
  let wasm = instantiate(module)
  return {
    verify: (publicKey, message, signature) => {
      try {
        return callVerify(wasm, publicKey, message, signature)
      } catch {
        wasm = instantiate(module)
        return null
      }
    },
    memory: () => wasm.memory.buffer.byteLength,
  }
}

function callVerify(wasm: Exports, publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const place = (bytes: Uint8Array): number => {
    const at = wasm.__wbindgen_malloc(bytes.length)
    // Made anew each time: growing the memory detaches the buffer that an older view stands on.
    new Uint8Array(wasm.memory.buffer).set(bytes, at)
    return at
  }
  const [s, m, k] = [place(signature), place(message), place(publicKey)]
  return wasm.ext_sr_verify(s, signature.length, m, message.length, k, publicKey.length) === 1
}

/** Verification needs nothing from outside; the module's other functions ask for randomness and get a trap. */
function instantiate(module: WebAssembly.Module): Exports {
  const absent = (name: string) => () => {
    throw new Error(`the wasm module called ${name}`)
  }
  const wbg = Object.fromEntries(WebAssembly.Module.imports(module).map(({ name }) => [name, absent(name)]))
  return new WebAssembly.Instance(module, { wbg }).exports as unknown as Exports
}
