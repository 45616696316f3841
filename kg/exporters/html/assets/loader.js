"use strict";
(() => {
  const packed = new Map(document.getElementById("data").textContent.split("\n").filter(Boolean).map((line) => line.split("\t")));
  const unpack = (name) => {
    const letters = atob(packed.get(name));
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  };
  const run = (text) => {
    const script = document.createElement("script");
    script.textContent = text;
    document.head.append(script);
  };
  const scripts = ["vis", "page"].map(unpack);
  globalThis.kgPacked = {packed, unpack, begun: new Map(["core", "things", "statements", "edges", "dates", "others"].map((name) => [name, unpack(name)]))};
  scripts.reduce((before, text) => before.then(() => text).then(run), Promise.resolve());
})();
