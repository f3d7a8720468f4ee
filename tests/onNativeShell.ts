/** For `mocha --require`: the tests of handlers and of the matrix run on the native shell. */
process.env["TEST_SHELL"] = "native";
