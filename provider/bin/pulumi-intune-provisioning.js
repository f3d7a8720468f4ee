#!/usr/bin/env node
require("./checkNode.js");
require("../dist/cli/main.js");
