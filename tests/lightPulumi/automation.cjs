module.exports = require("./loadLater.cjs").loadLater("../automation/index.js");
