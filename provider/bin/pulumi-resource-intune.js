#!/usr/bin/env node
require("./checkNode.js");
require("../dist/native/main.js");
