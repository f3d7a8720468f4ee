module.exports = require("./loadLater.cjs").loadLater("normalize-package-data");
