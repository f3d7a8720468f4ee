/** On PATH, the CLI finds the language host in it. */
export const languageHostFolder = import.meta.dirname;
