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
    // An object in its place would reach neither Node.js nor the processes that it starts.
    for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
}
