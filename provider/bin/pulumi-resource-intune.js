#!/usr/bin/env node
require("../dist/native/main.js");
