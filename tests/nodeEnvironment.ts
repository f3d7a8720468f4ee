const { PATH, NODE_COMPILE_CACHE, NODE_OPTIONS, TEST_BUNDLES } = process.env;

/** What a process of Node.js needs of this one's environment to start, and to start fast, and no more. */
export const nodeEnvironment = { PATH, NODE_COMPILE_CACHE, NODE_OPTIONS, TEST_BUNDLES };
