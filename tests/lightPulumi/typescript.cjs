module.exports = require("./loadLater.cjs").loadLater("typescript");
