module.exports = require("./loadLater.cjs").loadLater("@npmcli/arborist");
