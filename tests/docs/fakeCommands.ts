import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";

/** Answers what a command prints on stdout; where it throws, the command prints the message on stderr and fails. */
export type AnswerCommand = (words: readonly string[]) => string;

/**
 * Writes commands into a folder that ask this process for their answers. A script that calls dozens would start a process
 * of Node.js for each otherwise.
 *
 * @returns what ends the answering.
 */
export async function writeFakeCommands(
  folder: string,
  commands: Readonly<Record<string, AnswerCommand>>,
): Promise<() => void> {
  const server = createServer((socket) => {
    let received = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      received += chunk;
      // How many words, each word, and what stands behind the last NUL.
      const [count = "", ...words] = received.split("\0");
      if (words.length <= Number(count)) return;
      const [name = "", ...rest] = words.slice(0, -1);
      socket.end(answer(commands[name], rest));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  for (const name of Object.keys(commands))
    await writeFile(join(folder, name), scriptOf(name, port), { mode: 0o755 });
  return () => {
    server.close();
  };
}

/** The exit code on the first line, and what is printed. */
function answer(command: AnswerCommand | undefined, words: readonly string[]): string {
  try {
    return `0\n${command?.(words) ?? ""}`;
  } catch (error) {
    return `1\n${error instanceof Error ? error.message : String(error)}\n`;
  }
}

function scriptOf(name: string, port: number): string {
  return `#!/usr/bin/env bash
exec 3<>/dev/tcp/127.0.0.1/${port}
printf '%s\\0' $(($# + 1)) ${name} "$@" >&3
read -r code <&3
if [ "$code" = 0 ]; then cat <&3; else cat <&3 >&2; fi
exit "$code"
`;
}
