/** For `mocha --require`: the tests of handlers and of the matrix, and a part of those on the engine, run on the native shell. */
process.env["TEST_SHELL"] = "native";
