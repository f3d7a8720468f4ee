module.exports = require("./loadLater.cjs").loadLater("form-data");
