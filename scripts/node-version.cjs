// Runs on any Node, however old: it only reports the required version.
var needed = 24;
var found = Number(process.versions.node.split(".")[0]);
if (found < needed) {
  console.error(
    "Synapse Dashboard needs Node " +
      needed +
      " or newer; this is " +
      process.version +
      ". Run it through npm (npm ci brings its own Node), or install a newer one.",
  );
  process.exit(1);
}
