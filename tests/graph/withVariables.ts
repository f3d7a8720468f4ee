/** Puts variables into this process's environment, and takes out all others of a proxy, while something runs. */
export async function withVariables(
  variables: Readonly<Record<string, string>>,
  run: () => Promise<void> | void,
): Promise<void> {
  const before = { ...process.env };
  for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"]) {
    Reflect.deleteProperty(process.env, name);
    Reflect.deleteProperty(process.env, name.toLowerCase());
  }
  Object.assign(process.env, variables);
  try {
    await run();
  } finally {
    process.env = before;
  }
}
