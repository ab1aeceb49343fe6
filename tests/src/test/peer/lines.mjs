// Commands come in on stdin, one JSON object a line; each gets one answer on stdout, in any order.
//
//   {"id": 7, "do": "publish", ...}   is answered by   @{"id": 7, "ok": {...}}   or   @{"id": 7, "error": {...}}
//
// The "@" tells answers from the library's own log, which it writes to stdout as well.
import { createInterface } from 'node:readline';

function say(answer) {
  process.stdout.write(`@${JSON.stringify(answer, (_, value) => (typeof value === 'bigint' ? `${value}` : value))}\n`);
}

function describe(error) {
  const inner = error?.inner ?? {};
  return { kind: error?.tag ?? error?.name ?? 'Error', message: inner.message ?? error?.message ?? String(error) };
}

/** Serves commands until stdin ends; whoever started this process closes it that way. */
export function serve(commands) {
  const input = createInterface({ input: process.stdin });
  input.on('line', async (line) => {
    const { id, do: name, ...parameters } = JSON.parse(line);
    try {
      const command = commands[name];
      if (command === undefined) {
        throw new Error(`no command "${name}"; there are ${Object.keys(commands).join(', ')}`);
      }
      say({ id, ok: (await command(parameters)) ?? {} });
    } catch (error) {
      say({ id, error: describe(error) });
    }
  });
  input.on('close', () => process.exit(0));
}
